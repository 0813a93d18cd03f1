"""Lists and folders for the tests of `ziping new --units`."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from ziping import rules
from ziping.collect.outgoing.template import Template
from ziping.collect.standing import Office
from ziping.tasks.create import create
from ziping.workbook.tables import TableCell, read_tables

HEADS = ("单位编码", "单位名称", "主管部门", "编制数", "电子邮箱")
OFFICES = (
    ("101001", "甲县水利局", "甲县人民政府", "30", "a@example.com"),
    ("101002", "甲县图书馆", "甲县文化局", "12", ""),
    ("", "=甲县|文化馆", "", "", ""),
)


def write_list(path: Path, offices: Sequence[Sequence[str]] = OFFICES) -> Path:
    """A .csv of these offices."""
    lines = [",".join(row) for row in (HEADS, *offices)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def write_old(
    path: Path, name: str, year: int = 2023, code: str = "", department: str = ""
) -> None:
    """A workbook of last year, with some figures."""
    path.parent.mkdir(parents=True, exist_ok=True)
    office = Office(name, code, department)
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder, "base.xlsx")
        base.write_bytes(_old(year))
        Template(base).make(office, path)


@cache
def _old(year: int) -> bytes:
    expenses = {"three_public_expenses": [3, 4, 5], "operating_expense": [50, 60, 55.5]}
    indicators = [{"level2": "数量指标", "name": "培训", "target": "4次", "full_marks": 10}]
    data = {
        "unit": {"name": "样本局", "year": year},
        "basic_data": {"authorized_posts": 8, "expenses": expenses},
        "indicators": indicators,
        "texts": {"duties": "负责甲县的工作"},
    }
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "old.xlsx")
        create(rules.load("national", year), data, path)
        return path.read_bytes()


def cells(path: Path) -> dict[tuple[str, int, int], TableCell]:
    """Every cell of every sheet: what it shows, and whether a formula stands in it."""
    tables = read_tables(path)
    return {(one.name, *at): cell for one in tables for at, cell in one.cells.items()}
