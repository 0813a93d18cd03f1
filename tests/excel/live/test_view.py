"""What the window shows, in words and figures."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from tests.excel.live.blocks import OTHER_SAMPLE, SAMPLE
from ziping.excel.live.overlay import Overlaid
from ziping.excel.live.snapshot import Snapshot, State
from ziping.excel.live.values import cell_of
from ziping.excel.live.view import View, one_line, short_name, title, view
from ziping.package.refs import parse_cell
from ziping.tasks.check import Checked, check_read
from ziping.workbook.layout import OVERALL
from ziping.workbook.opened import Opened
from ziping.workbook.read import read_opened


@cache
def base(path: Path = SAMPLE) -> Opened:
    return Opened(path)


def checked(values: dict[str, object] | None = None, path: Path = SAMPLE) -> Checked:
    """The sample with some cells of the overall form changed."""
    opened = base(path)
    cells = {parse_cell(at): value for at, value in (values or {}).items()}
    changed = {at: cell_of(value, opened.cell(OVERALL, *at)) for at, value in cells.items()}
    return check_read(read_opened(Overlaid(opened, {OVERALL: changed})))


def shown(values: dict[str, object] | None = None, path: Path = SAMPLE) -> View:
    return view(checked(values, path), OVERALL)


def test_the_sample_as_it_is() -> None:
    found = shown()
    assert (found.unit, found.caption) == ("绥宁县数据局　2024年度", "部门整体支出")
    assert (found.total, found.grade, found.tone) == ("97.00", "优秀", "best")
    assert (found.rate, found.note) == ("99.88%", "系统测算 99.89")
    assert [(one.label, one.text, one.off) for one in found.weights] == [
        ("执行率", "10/10", ""),
        ("产出", "50/50", ""),
        ("效益", "30/30", ""),
        ("满意度", "10/10", ""),
        ("合计", "100/100", ""),
    ]


@pytest.mark.parametrize("path", [SAMPLE, OTHER_SAMPLE], ids=["suining", "junshan"])
def test_every_finding_is_listed_with_remedy_and_source(path: Path) -> None:
    found, report = shown(path=path), checked(path=path).report
    assert [row.key for row in found.rows] == [finding.key for finding in report.findings]
    for row, finding in zip(found.rows, report.findings, strict=True):
        told = dict(row.details)
        assert (told["问题"], told["改法"]) == (finding.problem, finding.fix)
        assert told["依据"] == finding.source
    assert sum(count for _, _, count in found.counts) == len(report.heads)


def test_weights_that_miss_the_rule_say_by_how_much() -> None:
    found = shown({"G14": 5.0})
    assert {one.label: one.off for one in found.weights if one.off} == {
        "产出": "少 5",
        "合计": "少 5",
    }


@pytest.mark.parametrize(
    ("values", "total", "note"),
    [
        ({"H14": "十分"}, "待改正", "改好待改正的单元格后显示总分"),
        ({"F17": "待定", "H17": None}, "—", "第 17 行没有得分"),
    ],
)
def test_a_total_that_is_not_there_says_why(
    values: dict[str, object], total: str, note: str
) -> None:
    found = shown(values)
    assert (found.total, found.grade, found.tone, found.note) == (total, "", "none", note)


def test_the_title_carries_total_and_grade() -> None:
    assert title(Snapshot(State.READY, checked=checked())) == "97.00 分 优秀 · 绩效自评"
    unread = Snapshot(State.READY, checked=checked({"H14": "十分"}))
    assert title(unread) == "未得出总分 · 绩效自评"
    assert title(Snapshot(State.WAITING)) == "没有打开自评工作簿… · 绩效自评"


def test_typed_text_can_not_break_a_line() -> None:
    assert one_line("一\n二\t\u202e三 ") == "一 二  三"
    found = shown({"D14": "名\n称\x07", "E14": "百万件"})
    assert all(row.problem.isprintable() for row in found.rows)


@pytest.mark.parametrize(
    "name", ["/家/甲.xlsx", "C:\\家\\甲.xlsx", "https://x.cn/a/甲.xlsx", "甲.xlsx"]
)
def test_file_names_of_every_system(name: str) -> None:
    assert short_name(name) == "甲.xlsx"


def test_marks_are_shown_with_two_decimals() -> None:
    assert shown({"H14": 7.25}).total == f"{Decimal('94.25'):.2f}"
