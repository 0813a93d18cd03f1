"""Arguments of every kind that a cell of Calc can hand over, and what Python is to receive."""

from __future__ import annotations

from typing import Any

SCRATCH = {"A1": "90", "A2": "文", "A4": "=1/0", "A5": "=NA()", "A6": '=""', "B1": "5", "B2": "8"}
ASKED: tuple[tuple[str, str, tuple[Any, ...]], ...] = (
    ("ZP_GRADE(A1)", "ZP_GRADE", (90,)),
    ("ZP_GRADE(95)", "ZP_GRADE", (95,)),
    ("ZP_GRADE(A2)", "ZP_GRADE", ("文",)),
    ("ZP_GRADE(A3)", "ZP_GRADE", (None,)),  # blank is never 0
    ("ZP_GRADE(A4)", "ZP_GRADE", ("#DIV/0!",)),
    ("ZP_GRADE(A5)", "ZP_GRADE", ("#N/A",)),
    ("ZP_GRADE(A6)", "ZP_GRADE", ("",)),
    ("ZP_GRADE(A1:B2)", "ZP_GRADE", ([[90, 5], ["文", 8]],)),
    ('ZP_GRADE(A1;"无此包")', "ZP_GRADE", (90, "无此包")),
    ("ZP_TOTAL_SCORE(10;B1:B3;B1:B3)", "ZP_TOTAL_SCORE", (10, *[[[5], [8], [None]]] * 2)),
    ("ZP_TOTAL_SCORE(A3;B1:B1;B2)", "ZP_TOTAL_SCORE", (None, [[5]], 8)),
    (
        "ZP_TOTAL_SCORE(10;A1:A4;A1:A4)",
        "ZP_TOTAL_SCORE",
        (10, *[[[90], ["文"], [None], ["#DIV/0!"]]] * 2),
    ),
)
