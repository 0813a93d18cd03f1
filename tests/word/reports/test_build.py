"""The reports themselves: built as written, arithmetic right, and a page that LibreOffice shows."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from docx import Document

from tests.support.office import Office
from tests.word.reading.compare import lines, table_differences, tables
from tests.word.reports.build import build, source
from tests.word.reports.values import Values, expected

SHAPES = {"forest": 6, "market": 3, "civil": 6, "culture": 5, "statistics": 4, "only_form": 1}


@pytest.mark.parametrize(("name", "count"), SHAPES.items())
def test_the_tables_are_there(name: str, count: int, tmp_path: Path) -> None:
    path = build(source(name), tmp_path / "report.docx")
    assert len(tables(path)) == count
    assert lines(path)
    outer = [cell.text for table in Document(str(path)).tables for cell in table._cells]
    assert any("数量" in text for text in outer) or name == "civil"  # there the tables are nested


@pytest.mark.parametrize("name", SHAPES)
def test_the_arithmetic_is_right(name: str) -> None:
    values = expected(name).values
    forms = ["overall", *sorted({path[:10] for path in values if path.startswith("projects.")})]
    for form in forms:
        marks = [_number(values, path) for path in _marks(values, form)]
        assert sum(marks) == values[f"{form}.declared_total"], form
        money = f"{form}.execution"
        budget = _number(values, f"{money}.adjusted_budget")
        rate = _number(values, f"{money}.actual_expenditure") / budget
        assert round(rate, 4) == values[f"{money}.declared_rate"], form
    if "basic_data.project_lines.0.name" in values:
        lines = [p[:-8] for p in values if p.endswith(".is_part") and not values[p]]
        spent = sum(_number(values, f"{line}.line.final_accounts") for line in lines)
        assert spent == values["basic_data.expenses.project_expenditure.final_accounts"]


def _marks(values: Values, form: str) -> list[str]:
    return [
        path for path in values if path.startswith(f"{form}.") and path.endswith(".declared_score")
    ]


def _number(values: Values, path: str) -> Decimal:
    value = values[path]
    assert isinstance(value, Decimal)
    return value


def test_libreoffice_shows_them(office: Office, tmp_path: Path) -> None:
    path = build(source("civil"), tmp_path / "report.docx")
    pdf = tmp_path / "report.pdf"
    office.run(path, [], pdf=pdf)
    assert pdf.read_bytes().startswith(b"%PDF")


SPOILT = [
    ("亩均造林成本|≤1200元/亩", "亩均造林成本|≤1200元"),  # a text
    ("^|^|成本指标|亩均造林成本", "^|产出|成本指标|亩均造林成本"),  # a merge downwards
    ("总分|<|<|<|<|<|100|99.25|", "总分|<|<|<|<||100|99.25|"),  # a merge across
    ("^|^|^||||||\n@end", "@end"),  # a blank row
]


@pytest.mark.parametrize(("old", "new"), SPOILT)
def test_the_comparison_sees_what_changed(old: str, new: str, tmp_path: Path) -> None:
    text = source("forest")
    assert text.count(old) == 1
    before = tables(build(text, tmp_path / "before.docx"))
    after = tables(build(text.replace(old, new), tmp_path / "after.docx"))
    assert not any(table_differences(grid, grid) for grid in before)
    found = [table_differences(one, other) for one, other in zip(before, after, strict=True)]
    assert sum(map(bool, found)) == 1
