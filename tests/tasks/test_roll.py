"""Whatever somebody typed into last year's file: it rolls forward, to the letter or with a word."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.tasks.models import assessment
from ziping import rules
from ziping.tasks.create import create
from ziping.tasks.data import workbook_data
from ziping.tasks.roll import Request, roll_file
from ziping.tasks.roll_list import shown
from ziping.tasks.roll_names import Names
from ziping.workbook.build import build_workbook
from ziping.workbook.read import read_workbook


def test_any_file_rolls(tmp_path: Path) -> None:
    pack = rules.load("national", 2024)
    old, new = tmp_path / "旧.xlsx", tmp_path / "新.xlsx"
    old.write_bytes(build_workbook(pack, workbook_data(assessment(11, pack, rows=12))))
    before = read_workbook(old).assessment
    rolled = roll_file(old, new, Request(2025))
    after = read_workbook(new).assessment
    targets = [row.target.value for row in before.overall.indicators]
    assert [row.target.value for row in after.overall.indicators] == targets
    assert [row.awaits_word for row in after.overall.indicators] == list(map(bool, targets))
    texts = {key: text.value for key, text in before.texts.items()}
    assert {key: text.value for key, text in after.texts.items()} == texts
    kept = {shown(cell) for _, cell in after.fields()}
    told = "\n".join(item.value for item in rolled.items)
    lost = [one for one in before.fields() if shown(one[1]) not in kept | {""}]
    assert len(lost) > 50
    assert [name for name, cell in lost if shown(cell) not in told] == []
    assert not formulas_of(new) & {cell.raw for _, cell in before.fields()}


def formulas_of(path: Path) -> set[str]:
    cells = (cell for sheet in load_workbook(path) for row in sheet.iter_rows() for cell in row)
    return {str(cell.value) for cell in cells if cell.data_type == "f"}


def test_a_roll_of_a_roll(tmp_path: Path) -> None:
    """What nobody confirmed is carried on, still marked."""
    pack = rules.load("national", 2024)
    data = {"unit": {"name": "甲局", "year": 2024}, "texts": {"duties": "职能"}}
    create(pack, data, tmp_path / "2024.xlsx")
    roll_file(tmp_path / "2024.xlsx", tmp_path / "2025.xlsx", Request(2025))
    roll_file(tmp_path / "2025.xlsx", tmp_path / "2026.xlsx", Request(2026))
    last = read_workbook(tmp_path / "2026.xlsx").assessment
    assert last.budget_year == 2026 and last.awaiting_texts() == ["duties"]


NAMES = (
    (("甲局", "乙局"), "甲局和乙局", (False, True)),
    (("甲局", "乙局"), " 甲局\n", (True, True)),
    (("数据局", "县数据局"), "数据局、县数据局", (False, True)),
    (("数据局", "县数据局"), "县数据局", (False, False)),
    (("甲局", "甲局"), "甲局", (False, False)),
    (("", "乙局"), "甲局", (False, False)),
)


@pytest.mark.parametrize(("names", "text", "wanted"), NAMES)
def test_the_old_name(names: tuple[str, str], text: str, wanted: tuple[bool, bool]) -> None:
    given = Names(*names)
    assert (given.is_old(text), given.says_old(text)) == wanted
