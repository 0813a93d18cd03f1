"""Every case of tests/cases/checks: what it finds, with its figures, and nothing else."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from tests.checks.build import CASES, scored
from ziping.checks import Finding, Report, all_checks, run

FILES = sorted(CASES.glob("family*.toml"))
DOCUMENTS = [tomllib.loads(path.read_text(encoding="utf-8")) for path in FILES]
ALL = [case for document in DOCUMENTS for case in document.get("case", [])]
NEVER: dict[str, str] = {k: v for document in DOCUMENTS for k, v in document["never"].items()}


def _name(case: dict[str, Any]) -> str:
    return f"{case['code']}-{case['outcome']}-{case.get('note', '')}"


def _run(case: dict[str, Any]) -> Report:
    given = {name: case[name] for name in ("words", "last_year", "beside") if name in case}
    report = run(scored(case.get("set", {}), case.get("pack", "national"), **given))
    assert not report.crashed
    return report


def _of(outcome: str) -> list[dict[str, Any]]:
    return [case for case in ALL if case["outcome"] == outcome]


@pytest.mark.parametrize("case", _of("passing"), ids=_name)
def test_passes(case: dict[str, Any]) -> None:
    report = _run(case)
    assert case["code"] in report.passed
    if not case.get("loose"):
        assert {finding.code for finding in report.findings} == set(case.get("also", ()))


@pytest.mark.parametrize("case", _of("failing"), ids=_name)
def test_fails(case: dict[str, Any]) -> None:
    report = _run(case)
    found = [finding for finding in report.findings if finding.code == case["code"]]
    expect = case.get("expect", {})
    assert len(found) == expect.get("count", 1), [finding.message for finding in found]
    if not case.get("loose"):
        others = {finding.code for finding in report.findings} - {case["code"]}
        assert others == set(case.get("also", ()))
    _matches(found[0], expect)


def _matches(finding: Finding, expect: dict[str, Any]) -> None:
    if "places" in expect:
        assert [place.cell for place in finding.places] == expect["places"]
    for key in ("severity", "provided", "expected", "bad_cell", "source"):
        if key in expect:
            assert getattr(finding, key) == expect[key]
    if "difference" in expect:
        assert (finding.difference or "") == expect["difference"]
    assert expect.get("says", "") in finding.message
    assert finding.fix in finding.message


@pytest.mark.parametrize("case", _of("not_evaluated"), ids=_name)
def test_is_not_evaluated(case: dict[str, Any]) -> None:
    report = _run(case)
    assert case["code"] not in {finding.code for finding in report.findings}
    found = [item for item in report.not_evaluated if item.code == case["code"]]
    assert len(found) == 1
    cells = [place.cell for place in found[0].places]
    assert set(case["places"]) <= set(cells), cells
    assert case.get("says", "") in found[0].message


@pytest.mark.parametrize("check", all_checks(), ids=lambda check: check.code)
def test_no_code_lacks_its_cases(check: Any) -> None:
    outcomes = {case["outcome"] for case in ALL if case["code"] == check.code}
    if check.code in NEVER:
        assert NEVER[check.code]
        outcomes.add("not_evaluated")
    assert outcomes == {"passing", "failing", "not_evaluated"}


def test_every_case_names_a_registered_code() -> None:
    codes = {check.code for check in all_checks()}
    assert {case["code"] for case in ALL} | set(NEVER) == codes


def test_the_clean_file_is_clean() -> None:
    report = run(scored({}, words={}, last_year={}, beside={}))
    assert [finding.message for finding in report.findings] == []
    assert [item.message for item in report.not_evaluated] == []
    assert len(report.passed) == len(all_checks())
