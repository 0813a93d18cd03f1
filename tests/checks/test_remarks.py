"""A 说明 finds its finding again, and never makes an error go away."""

from __future__ import annotations

from tests.checks.build import scored
from tests.support.models import replace
from ziping.checks import Check, Report, Severity, all_checks, run
from ziping.checks.fact import Fact, Outcomes
from ziping.checks.finding import Remark
from ziping.checks.remarks import NOT_ENOUGH, with_remarks
from ziping.model import Place
from ziping.scoring import ScoredAssessment


def _found(*rows: tuple[str, str, str]) -> Report:
    """One check that says each of (cell, severity, what)."""

    def check(scored: ScoredAssessment) -> Outcomes:
        for cell, severity, what in rows:
            here = (Place("甲", cell),)
            told = f"第 {cell[1:]} 行“{what}”有误"
            yield Fact(here, told, "1", "2", "改", severity=Severity(severity))

    planted: Check = replace(
        all_checks()[0], code="ZP999", function=check, severity=Severity.ERROR, needs=""
    )
    return run(scored({}), [planted])


def _cells(report: Report) -> list[str]:
    return [finding.places[0].cell for finding in report.findings]


def test_a_warning_is_explained_and_goes_behind_the_others() -> None:
    report = _found(("A1", "W", "1"), ("A2", "W", "1"), ("A3", "I", "1"))
    done = with_remarks(report, [Remark("ZP999", "甲 A1", "1", "年中追加，批文已附")])
    assert _cells(done) == ["A2", "A1", "A3"]
    assert done.findings[1].explained == "年中追加，批文已附"
    assert done.count(Severity.WARNING) == 2 and done.explained(Severity.WARNING) == 1
    assert done.counts["explained"] == 1 and not done.dropped
    assert done.to_json()["findings"][1]["explained"] == "年中追加，批文已附"
    assert done.to_json()["findings"][0]["explained"] is None


def test_an_error_stays_an_error() -> None:
    report = _found(("A1", "E", "1"), ("A2", "E", "1"))
    done = with_remarks(report, [Remark("ZP999", "甲 A1", "1", "就是这样")])
    assert _cells(done) == ["A1", "A2"]
    assert done.findings[0].remark == "就是这样" and not done.findings[0].explained
    assert done.findings[0].fix.endswith(NOT_ENOUGH) and NOT_ENOUGH in done.findings[0].message
    assert done.count(Severity.ERROR) == 2 and done.counts["explained"] == 0


def test_where_the_place_moved_the_sentence_tells() -> None:
    report = _found(("A5", "W", "1"), ("A6", "W", "7"))
    done = with_remarks(report, [Remark("ZP999", "甲 A4", "第 4 行“7”有误", "已报批")])
    assert [finding.explained for finding in done.findings] == ["", "已报批"]
    assert _cells(done) == ["A5", "A6"]


def test_the_place_goes_before_the_sentence() -> None:
    """The finding at A4 keeps its remark, whichever other one says the same."""
    report = _found(("A4", "W", "7"), ("A5", "W", "7"))
    remarks = [
        Remark("ZP999", "甲 A3", "第 3 行“7”有误", "一"),
        Remark("ZP999", "甲 A4", "第 4 行“7”有误", "二"),
    ]
    done = with_remarks(report, remarks)
    assert {finding.places[0].cell: finding.explained for finding in done.findings} == {
        "A4": "二",
        "A5": "一",
    }


def test_a_remark_is_not_taken_by_another_fault_of_its_kind() -> None:
    """The cell was put right; another blank of the same check has its own reason to give."""
    report = _found(("A5", "W", "预算调整"))
    remark = Remark("ZP999", "甲 A4", "第 4 行“政府采购”有误", "没有发生")
    done = with_remarks(report, [remark])
    assert not done.findings[0].remark and done.dropped == (remark,)


def test_another_check_s_remark_is_not_taken() -> None:
    report = _found(("A1", "W", "1"))
    remark = Remark("ZP998", "甲 A1", "1", "不相干")
    done = with_remarks(report, [remark])
    assert done.findings == report.findings and done.dropped == (remark,)


def test_without_remarks_nothing_changes() -> None:
    report = _found(("A1", "W", "1"))
    assert with_remarks(report, []) is report
