"""Running, ordering, crashing and explaining."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.checks.build import scored
from tests.support.models import replace
from ziping.checks import Check, Severity, all_checks, run
from ziping.checks.explain import PARTS, explain, parts_of
from ziping.checks.fact import Fact, Outcomes
from ziping.checks.registry import check
from ziping.errors import ZipingError
from ziping.model import Place
from ziping.scoring import ScoredAssessment

CODES = [item.code for item in all_checks()]


def _crash(scored: ScoredAssessment) -> Outcomes:
    yield Fact((Place("甲", "A1"),), "发现", "1", "2", "改")
    raise KeyError("planted")


def _planted(function: object = _crash, **changes: object) -> Check:
    model = all_checks()[0]
    fields = {"code": "ZP999", "name": "planted", "function": function, **changes}
    return replace(model, **fields)


def test_a_crash_is_ours_and_stops_nothing() -> None:
    report = run(scored({"funds.income_total": "1"}), [_planted(), *all_checks()])
    assert [item.code for item in report.crashed] == ["ZP999"]
    assert "KeyError" in report.crashed[0].message and "不是填报的问题" in report.crashed[0].message
    assert [item.code for item in report.findings] == ["ZP102"]
    assert len(report.passed) == len(CODES) - 1 - len(report.not_evaluated)


def test_a_check_outside_its_years_does_not_run() -> None:
    ended = _planted(years=(2020, 2023))
    assert not run(scored({}), [ended]).crashed
    assert run(scored({"unit.year": "2023"}), [ended]).crashed
    assert run(scored({"unit.year": ""}), [ended]).crashed, "a blank year checks no less"


def test_severity_is_only_ever_lowered() -> None:
    def accuse(scored: ScoredAssessment) -> Outcomes:
        yield Fact((), "发现", "1", "2", "改", severity=Severity.ERROR)

    warning = _planted(accuse, severity=Severity.WARNING)
    assert run(scored({}), [warning]).findings[0].severity is Severity.WARNING


def test_findings_come_by_severity_then_sheet_row_and_column() -> None:
    def found(scored: ScoredAssessment) -> Outcomes:
        for cell, severity in [("B10", "E"), ("A2", "W"), ("AA9", "E"), ("B9", "E")]:
            yield Fact(
                (Place("整体自评表", cell),), cell, "1", "2", "改", severity=Severity(severity)
            )
        yield Fact((Place("项目0", "A1"),), "project", "1", "2", "改")

    report = run(scored({}), [_planted(found, severity=Severity.ERROR)])
    cells = [finding.places[0].cell for finding in report.findings]
    assert cells == ["B9", "AA9", "B10", "A1", "A2"]


def test_report_counts_and_json() -> None:
    report = run(scored({"staffing.retired": "-3", "staffing.institution_posts": ""}))
    assert report.has_bad_cell and report.count(Severity.ERROR) == 1
    written = json.loads(json.dumps(report.to_json(), ensure_ascii=False))
    unasked = len(report.not_evaluated)  # no prose, no file beside it: most of these are such
    assert written["counts"] == {
        "E": 1,
        "W": 0,
        "I": 0,
        "grouped": 0,
        "explained": 0,
        "passed": len(CODES) - 1 - unasked,
        "not_evaluated": unasked,
        "crashed": 0,
    }
    assert set(written["findings"][0]) == {
        *("code", "name", "severity", "places", "provided"),
        *("expected", "difference", "message", "source", "fix"),
        *("key", "under", "explained"),
    }
    (blank,) = (one for one in written["not_evaluated"] if one["code"] == "ZP107")
    assert blank["places"] == [{"sheet": "基本情况", "cell": "staffing.institution_posts"}]
    assert blank["needs"] is None
    lacking = {one["code"]: one["needs"] for one in written["not_evaluated"] if one["needs"]}
    assert lacking == {check.code: check.needs for check in all_checks() if check.needs}


def test_a_code_is_registered_once() -> None:
    register = check("ZP101", severity="E", source="", title="", forms=("overall",))
    with pytest.raises(ValueError, match="ZP101 is registered twice"):
        register(_crash)


@pytest.mark.parametrize("item", all_checks(), ids=lambda item: item.code)
def test_a_check_is_named_after_its_file(item: Check) -> None:
    file = item.function.__module__.rsplit(".", 1)[1]
    assert file == f"{item.code.lower()}_{item.name}"
    assert item.title and item.source


@pytest.mark.parametrize("item", all_checks(), ids=lambda item: item.code)
def test_every_docstring_has_its_parts(item: Check) -> None:
    parts = parts_of(item)
    assert tuple(parts) == PARTS
    assert all(len(text) > len(part) + 3 for part, text in parts.items())


def test_explain_prints_registration_and_docstring() -> None:
    text = explain("zp101")
    assert text.startswith("ZP101 支出各项之和与执行数不符（funding_totals_disagree）\n级别：错误")
    assert "适用：整体自评表；2020年度起" in text
    assert text == explain("101") and "\n改法：" in text


def test_explain_names_near_codes() -> None:
    with pytest.raises(ZipingError, match="没有编号为“ZP110X”的校验") as caught:
        explain("ZP110X")
    assert "ZP110（控制率算错）" in caught.value.remedy
    with pytest.raises(ZipingError, match="改法：请核对编号，相近的有：ZP001"):
        explain("什么")


def test_importing_checks_is_light() -> None:
    heavy = "{'openpyxl', 'lxml', 'pandas', 'xlwings', 'docx'} & set(sys.modules)"
    code = f"import sys, ziping.checks; ziping.checks.all_checks(); print(sorted({heavy}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
