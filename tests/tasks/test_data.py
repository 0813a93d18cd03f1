"""Model → workbook → model loses nothing, whatever somebody typed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.support.models import replace
from tests.tasks.models import assessment
from ziping import rules
from ziping.errors import ZipingError
from ziping.model import ExpenseLine, Field, Form, Place, ProjectLine, SelfAssessment
from ziping.tasks.data import workbook_data
from ziping.workbook.build import build_workbook
from ziping.workbook.layout import MAX_INDICATORS, MAX_PROJECT_LINES, NOTES
from ziping.workbook.read import read_workbook

PACKS = ("suining", "junshan")


def written(model: SelfAssessment, path: Path, **more: Any) -> SelfAssessment:
    pack = rules.load(model.rules, model.budget_year)
    path.write_bytes(build_workbook(pack, {**workbook_data(model), **more}))
    return read_workbook(path).assessment


def said(model: SelfAssessment) -> list[Any]:
    """Every field with its value and its raw text; places, rows and first levels aside."""
    return [
        (name, cell._replace(place=Place("", "")), cell.is_bad) for name, cell in model.fields()
    ]


@pytest.mark.parametrize(("seed", "rows"), [(0, 5), (1, MAX_INDICATORS)])
def test_nothing_is_lost(tmp_path: Path, seed: int, rows: int) -> None:
    """Also where all the room there is gets used; and no text becomes a formula."""
    model = assessment(seed, rules.load(PACKS[seed], 2024), rows=rows, projects=2 - seed)
    path = tmp_path / "a.xlsx"
    read = written(model, path, notes=[("未识别", "表1", "=1+1", "", "", "@x")])
    assert said(read) == said(model)
    assert len(read.overall.indicators) == rows
    inputs = {cell.raw for _, cell in model.fields() if cell.raw.startswith("=")}
    book = load_workbook(path)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert inputs
    assert not [cell for cell in cells if cell.data_type == "f" and cell.value in inputs]
    assert book[NOTES]["C5"].value == "=1+1" and book[NOTES]["C5"].data_type == "s"


def test_what_there_is_no_room_for() -> None:
    model = assessment(2, rules.load("national", 2024), rows=1)
    many = form_with(model, MAX_INDICATORS + 1)
    with pytest.raises(ZipingError, match=r"绩效指标有 61 行.*最多放 60 行"):
        workbook_data(many)
    line = ProjectLine(Field("甲", raw="甲"), ExpenseLine())
    data = replace(model.basic_data, project_lines=(line,) * (MAX_PROJECT_LINES + 1))
    with pytest.raises(ZipingError, match=r"项目支出”有 21 行.*最多放 20 行"):
        workbook_data(replace(model, basic_data=data))
    long = replace(model.overall, result=Field("甲" * 32_768, raw=""))
    with pytest.raises(ZipingError, match="有 32768 个字，一个单元格最多放 32767 个字"):
        workbook_data(replace(model, overall=long))


def form_with(model: SelfAssessment, rows: int) -> SelfAssessment:
    (row,) = model.overall.indicators
    return replace(model, overall=replace(model.overall, indicators=(row,) * rows))


def test_a_blank_marks_cell_stays_blank(tmp_path: Path) -> None:
    """The builder's own default gives way, also for the usual project lines."""
    pack = rules.load("national", 2024)
    blank = SelfAssessment(
        unit=assessment(3, pack).unit, overall=Form(sheet="整体自评表"), rules="national"
    )
    read = written(blank, tmp_path / "a.xlsx")
    assert read.overall.execution.full_marks.is_blank
    assert read.basic_data.project_lines == ()


LAYOUT = '{"表": "<&>_x0041_ 😀\\n"}' * 3_000


def test_layout_and_notes(tmp_path: Path) -> None:
    """A long JSON text comes back whole; 导入清单 changes nothing that is read."""
    model = assessment(5, rules.load("national", 2024), rows=2, projects=1)
    data, pack = workbook_data(model), rules.load("national", 2024)
    notes = [
        ("已取用", "表1 第3行", "804.82", "804.82", "整体自评表 F4", ""),
        ("未识别", "正文二 第1段", "甲" * 9_000, "", "", "没有这一项"),
    ]
    more_data = {**data, "layout": LAYOUT, "notes": notes}
    for name, given in (("plain", data), ("more", more_data)):
        (tmp_path / f"{name}.xlsx").write_bytes(build_workbook(pack, given))
    plain, more = (read_workbook(tmp_path / f"{name}.xlsx") for name in ("plain", "more"))
    assert plain.opened.layout() == ""
    assert more.opened.layout() == LAYOUT
    assert more.assessment == plain.assessment
    titles = [sheet.name for sheet in more.opened.book.sheets]
    assert titles.index(NOTES) == titles.index("校验结果") + 1
    assert NOTES not in [sheet.name for sheet in plain.opened.book.sheets]
    sheet = load_workbook(tmp_path / "more.xlsx")[NOTES]
    assert [cell.value for cell in sheet[5]][:5] == list(notes[0][:5])
    assert sheet["C6"].value.endswith("……（下略）")
