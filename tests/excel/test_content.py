"""What a cell holds, as a host takes it: text never becomes a formula, a number or a date."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from ziping.excel.content import CLEARED, of_cell, of_edit, same
from ziping.package.cells import Cell, ErrorValue
from ziping.package.edits import CellEdit


@pytest.mark.parametrize(
    ("value", "content"),
    [
        (Decimal("183.19"), 183.19),
        (Decimal("0.1") + Decimal("0.2"), 0.3),
        (7, 7.0),
        (True, True),
        (None, CLEARED),
        ("", CLEARED),
        ("稳步提升", "'稳步提升"),
        ("98%", "'98%"),
        ("3-15", "'3-15"),
        ("=1+1", "'=1+1"),
        ("+86", "'+86"),
        ("-", "'-"),
        ("@cmd", "'@cmd"),
        ("'quoted", "''quoted"),
        ("\t=1", "'\t=1"),
    ],
)
def test_a_value(value: Any, content: Any) -> None:
    assert of_edit(CellEdit(1, 1, value)) == content


@pytest.mark.parametrize("formula", ["SUM(A1:A2)", "=SUM(A1:A2)"])
def test_a_formula_begins_with_one_sign(formula: str) -> None:
    assert of_edit(CellEdit(1, 1, "shown", formula)) == "=SUM(A1:A2)"


@pytest.mark.parametrize(
    ("cell", "content"),
    [
        (Cell(Decimal(2), "n", None, 0, "2"), 2.0),
        (Cell("=x", "s", None, 0, "=x"), "'=x"),
        (Cell(None, "", None, 0, ""), CLEARED),
        (Cell(Decimal(2), "n", "A1", 0, "2"), "=A1"),
        (Cell(Decimal(2), "n", "", 0, "2"), None),
        (Cell(ErrorValue("#N/A"), "e", None, 0, "#N/A"), "#N/A"),
    ],
)
def test_what_stands_in_a_cell(cell: Cell, content: Any) -> None:
    assert of_cell(cell) == content


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (1.0, 1.0, True),
        (1.0, "'1", False),
        (True, 1.0, False),
        ("'a\r\nb", "'a\nb", True),
        ('=HYPERLINK("#\'表\'!A1","表 A1")', '=HYPERLINK("#表!A1","表 A1")', True),
        ("=A1", "=A2", False),
        ("'a", "'A", False),
    ],
)
def test_sameness(one: Any, other: Any, expected: bool) -> None:
    assert same(one, other) is expected
