"""The overlay equals reading the file that holds these values."""

from __future__ import annotations

import os
import shutil
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.excel.live.blocks import OTHER_SAMPLE, SAMPLE, rows_of
from ziping.excel.live.blocks import blocks
from ziping.excel.live.overlay import Overlaid, changes, wants_copy
from ziping.package.cells import Value
from ziping.package.patch import CellEdit
from ziping.workbook.opened import Opened
from ziping.workbook.read import read_opened, read_workbook
from ziping.workbook.results import read_remarks
from ziping.workbook.write import SheetEdit, write_values

TEXTS = (
    *("≥30万件", "百万件", "30", "１２", "98.5%", " ", "待定", "=1+1", "-3", "稳步提升", "TRUE"),
    *("达成", "已确认", "数量指标", "基本支出 405.96 万元", "第一行\n第二行", "×××", "#REF!"),
    *("不超过预算", "自评得分 95 分"),
)
NUMBERS = ("0", "1", "10", "12.5", "0.998", "405.96", "-3", "100", "2024", "2025", "123456789.5")
EXAMPLES = int(os.environ.get("ZIPING_EXAMPLES", "40"))
SHARED_FOLDER = [HealthCheck.function_scoped_fixture]  # the one file is written anew each time
VALUES: tuple[Value, ...] = (None, True, *TEXTS, *map(Decimal, NUMBERS))


@cache
def base(path: Path) -> Opened:
    return Opened(path)


@cache
def places(path: Path) -> list[tuple[str, int, int]]:
    """Every cell that the model reads and that holds no formula."""
    opened = base(path)
    return sorted(
        (block.sheet, *position)
        for block in blocks(opened).values()
        for position in block.inputs
        if not opened.has_formula(block.sheet, *position)
    )


@pytest.mark.parametrize("path", [SAMPLE, OTHER_SAMPLE], ids=["suining", "junshan"])
def test_nothing_differs_from_its_own_file(path: Path) -> None:
    opened = base(path)
    for block in blocks(opened).values():
        rows = rows_of(opened, block)
        assert changes(opened, block, rows) == {}
        assert not wants_copy(opened, block, rows)


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data(), path=st.sampled_from([SAMPLE, OTHER_SAMPLE]))
def test_overlay_equals_the_file_with_these_values(
    tmp_path: Path, data: st.DataObject, path: Path
) -> None:
    at = st.sampled_from(places(path))
    edits = data.draw(st.dictionaries(at, st.sampled_from(VALUES), min_size=1, max_size=4))
    changed = tmp_path / "changed.xlsx"
    shutil.copy(path, changed)
    write_values(
        Opened(changed),
        [SheetEdit(sheet, CellEdit(row, col, v)) for (sheet, row, col), v in edits.items()],
    )
    opened, there = base(path), Opened(changed)
    found = {
        name: changes(opened, block, rows_of(there, block))
        for name, block in blocks(opened).items()
    }
    overlaid = Overlaid(opened, found)
    ours, theirs = read_opened(overlaid), read_workbook(changed)
    assert ours.assessment == theirs.assessment
    assert ours.unused == theirs.unused
    assert read_remarks(overlaid) == read_remarks(theirs.opened)
    # scores and findings are worked out from these alone


def test_a_date_is_left_to_a_copy() -> None:
    opened = base(SAMPLE)
    block = blocks(opened)["整体自评表"]
    rows = [list(row) for row in rows_of(opened, block)]
    rows[13][4] = 45000.0  # what 3-15 comes to when it was taken for a date
    assert wants_copy(opened, block, rows)


def test_formulas_stay_those_of_the_copy() -> None:
    opened = base(SAMPLE)
    overlaid = Overlaid(
        opened, {"整体自评表": {(2, 14): opened.cell("整体自评表", 2, 14)._replace(value="")}}
    )
    assert overlaid.has_formula("整体自评表", 2, 14)
    assert overlaid.is_blank("整体自评表", 2, 14) and not opened.is_blank("整体自评表", 2, 14)
