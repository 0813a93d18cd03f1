"""One cause is one finding: what vanishes together stands under the one that names the cell."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.checks.build import place, scored
from tests.support.models import replace
from ziping.checks import Check, Finding, Report, Severity, all_checks, run
from ziping.checks.fact import Blank, Cure, Fact, Outcomes
from ziping.checks.grouping import MOST_TRIALS
from ziping.model import Place
from ziping.rules import load
from ziping.scoring import ScoredAssessment, score

FIRST, SECOND = "funds.basic_expenditure", "spending.basic_expenditure"


def _report(**changes: Any) -> Report:
    return run(scored({path.replace("__", "."): value for path, value in changes.items()}))


def _groups(report: Report) -> dict[str, set[str]]:
    """Code of each head → the codes that stand under it."""
    found: dict[str, set[str]] = {}
    keys = {finding.key: finding.code for finding in report.findings}
    for finding in report.findings:
        if finding.is_head:
            found[finding.code] = set()
        else:
            found[keys[finding.under]].add(finding.code)
    return found


MISTYPED = [
    ("spending__operating_expense", "1.5", "ZP121", {"ZP120"}),
    ("basic_data__staff_in_post", "3", "ZP108", {"ZP110"}),
    ("funds__project_expenditure", "17.46", "ZP123", {"ZP101"}),
    ("overall__indicators__1__declared_score", "1", "ZP205", {"ZP208", "ZP209"}),
    ("overall__indicators__1__full_marks", "5", "ZP201", {"ZP202", "ZP207"}),
]


@pytest.mark.parametrize(("cell", "typed", "head", "members"), MISTYPED)
def test_one_mistyped_cell_is_one_finding(
    cell: str, typed: str, head: str, members: set[str]
) -> None:
    report = _report(**{cell: typed})
    assert _groups(report)[head] >= members
    assert report.count(Severity.ERROR) == 1
    assert report.counts["grouped"] == len(report.findings) - 1
    told = f"改这一处后，另有 {len(report.findings) - 1} 条同时消除"
    assert report.findings[0].code == head and told in report.findings[0].fix
    assert report.findings[0].fix in report.findings[0].message


def test_the_cell_and_its_value_are_named() -> None:
    head = _report(overall__execution__actual_expenditure="84.82").heads[0]
    assert f"{place('overall.execution.actual_expenditure')} 的 84.82 改为 804.82" in head.fix


def test_two_mistyped_cells_are_two_findings() -> None:
    report = _report(funds__income_total="1", spending__operating_expense="1.5")
    assert _groups(report) == {"ZP121": {"ZP120"}, "ZP102": set()}


def test_faults_without_a_common_cause_stay_apart() -> None:
    """Each could be cured by itself, no one cell cures both."""
    report = _report(funds__income_total="1", basic_data__control_rate="0.5")
    assert [finding.under for finding in report.findings] == ["", ""]
    assert not any("同时消除" in finding.fix for finding in report.findings)


def _planted(
    code: str, function: object, severity: str = "E", follows: tuple[str, ...] = ()
) -> Check:
    return replace(
        all_checks()[0],
        code=code,
        name=code.lower(),
        function=function,
        severity=Severity(severity),
        follows=follows,
        needs="",
    )


def _value(scored: ScoredAssessment, path: str) -> Decimal:
    (field,) = (one for _, one in scored.fields if one.place == place(path))
    assert isinstance(field.value, Decimal)
    return field.value


def _differ(places: tuple[Place, ...], cures: tuple[Cure, ...] = ()) -> Fact:
    return Fact(places, "不同", "1", "2", "改", cures=cures)


def _alike(*more: Place) -> Any:
    """Two cells that must be alike; either may be wrong."""

    def check(scored: ScoredAssessment) -> Outcomes:
        one, other = _value(scored, FIRST), _value(scored, SECOND)
        cures = (Cure(place(FIRST), other, one), Cure(place(SECOND), one, other))
        if one != other:
            yield _differ((place(FIRST), place(SECOND), *more), cures)

    return check


def test_where_either_cell_would_do_none_is_named() -> None:
    checks = [_planted("ZP191", _alike()), _planted("ZP192", _alike())]
    report = run(scored({FIRST: "1"}), checks)
    assert _groups(report) == {"ZP191": {"ZP192"}}
    assert report.findings[0].fix == "改；改这一处后，另有 1 条同时消除"


def test_a_cure_that_brings_a_new_finding_is_none() -> None:
    def guard(scored: ScoredAssessment) -> Outcomes:
        for path, typed in ((FIRST, "1"), (SECOND, "630.22")):
            if _value(scored, path) != Decimal(typed):
                yield _differ((place(path),))

    checks = [_planted(code, _alike()) for code in ("ZP191", "ZP192")]
    report = run(scored({FIRST: "1"}), [*checks, _planted("ZP193", guard)])
    assert [finding.under for finding in report.findings] == ["", ""]


def test_a_finding_that_can_no_longer_be_checked_has_not_vanished() -> None:
    def gone(scored: ScoredAssessment) -> Outcomes:
        if _value(scored, FIRST) != _value(scored, SECOND):
            yield _differ((place(FIRST),))
        else:
            yield Blank((place(FIRST),), ("基本支出",))

    report = run(scored({FIRST: "1"}), [_planted("ZP191", _alike()), _planted("ZP192", gone)])
    assert [finding.under for finding in report.findings] == ["", ""]


def test_a_check_that_crashes_on_a_trial_decides_nothing() -> None:
    def brittle(scored: ScoredAssessment) -> Outcomes:
        if _value(scored, FIRST) == _value(scored, SECOND):
            raise ZeroDivisionError
        yield _differ((place(FIRST),))

    report = run(scored({FIRST: "1"}), [_planted("ZP191", _alike()), _planted("ZP192", brittle)])
    assert [finding.under for finding in report.findings] == ["", ""] and not report.crashed


def test_the_work_is_limited() -> None:
    runs = []

    def many(scored: ScoredAssessment) -> Outcomes:
        runs.append(1)
        cures = [Cure(place(FIRST), Decimal(n), Decimal(1)) for n in range(500)]
        yield _differ((place(FIRST),), tuple(cures))

    run(scored({FIRST: "1"}), [_planted("ZP191", many), _planted("ZP192", many)])
    assert len(runs) <= 2 * (MOST_TRIALS + 1)


def _at(cell: str, severity: str | None = None) -> Any:
    def check(scored: ScoredAssessment) -> Outcomes:
        given = Severity(severity) if severity else None
        yield Fact((Place("甲", "A9"), Place("甲", cell)), "有误", "1", "2", "改", severity=given)

    return check


def _apart(cell: str) -> Any:
    def check(scored: ScoredAssessment) -> Outcomes:
        yield Fact((Place("甲", cell),), "有误", "1", "2", "改")

    return check


FOLLOWING = [
    ("B1", "E", ["ZP191", "ZP192"]),  # of equal weight the one that was followed leads
    ("B1", "W", ["ZP192", "ZP191"]),  # the graver leads
]


@pytest.mark.parametrize(("cell", "severity", "order"), FOLLOWING)
def test_a_declared_relation_groups_at_the_same_place(
    cell: str, severity: str, order: list[str]
) -> None:
    leader = _planted("ZP191", _apart(cell), severity)
    follower = _planted("ZP192", _at("B1"), follows=("ZP191",))
    report = run(scored({}), [leader, follower])
    assert [finding.code for finding in report.findings] == order
    assert report.findings[1].under == report.findings[0].key


def test_a_declared_relation_needs_the_same_place() -> None:
    follower = _planted("ZP192", _at("B1"), follows=("ZP191",))
    report = run(scored({}), [_planted("ZP191", _apart("C1")), follower])
    assert all(finding.is_head for finding in report.findings)


def test_a_mark_taken_off_without_a_reason_is_one_matter() -> None:
    """The mark is not the rule's, and no reason is given: both speak of the same row."""
    report = _report(
        overall__indicators__4__actual="97%",
        overall__indicators__4__declared_score="8",
        overall__declared_total="97.99",
    )
    assert _groups(report) == {"ZP205": {"ZP209"}}


def test_keys_are_unique_and_point_at_a_head() -> None:
    lines = ["1", "2", "3"]
    report = _report(
        basic_data__expenses__project_expenditure=lines, overall__indicators__1__declared_score="1"
    )
    keys = [finding.key for finding in report.findings]
    heads = {finding.key for finding in report.heads}
    assert len(set(keys)) == len(keys)
    assert {finding.under for finding in report.findings if finding.under} <= heads


def test_members_follow_directly_after_their_head() -> None:
    report = _report(funds__income_total="1", overall__execution__actual_expenditure="84.82")
    head: Finding | None = None
    for finding in report.findings:
        if finding.is_head:
            head = finding
        else:
            assert head is not None and finding.under == head.key
            assert finding.severity.rank >= head.severity.rank


def test_json_keeps_the_flat_list() -> None:
    report = _report(spending__operating_expense="1.5")
    written = report.to_json()
    assert len(written["findings"]) == 2
    head, member = written["findings"]
    assert head["under"] is None and member["under"] == head["key"]
    assert head["key"] == f"ZP121@{place('spending.operating_expense')}"
    assert written["counts"]["E"] == 1 and written["counts"]["grouped"] == 1


def test_a_slip_of_the_prose_is_one_finding() -> None:
    """The words still say the old figure while the right one is tried out."""
    typed = "640.22"
    spoilt = scored(
        {SECOND: typed},
        words={"replace": {"基本支出630.22万元": f"基本支出{typed}万元"}},
        last_year={},
        beside={},
    ).assessment
    said = next(one for one in spoilt.report.passages if typed in one.text)
    field = spoilt.spending.basic_expenditure._replace(place=said.place)
    spending = replace(spoilt.spending, basic_expenditure=field)
    report = run(score(replace(spoilt, spending=spending), load("national", 2024)))
    assert {"ZP122", "ZP125"} <= {finding.code for finding in report.findings}
    assert report.count(Severity.ERROR) == 1
    assert f"{typed} 改为 630.22" in report.heads[0].fix
