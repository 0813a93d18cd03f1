"""Whatever is blank, bad, 0 or absurd: no check crashes, and a bad cell accuses only itself."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.checks.build import Builder, base, scored
from ziping.checks import Finding, Report, Severity, all_checks, run

PATHS = sorted(Builder(base()).paths)
CELLS = [path for path in PATHS if not path.endswith(".is_part")]
TEXTS = ("level2", "name", "target", "actual", "tier")
BAD = {"raw": "约30", "problem": "text"}


def _is_number(path: str) -> bool:
    return path.rsplit(".", 1)[1] not in TEXTS


def _values(path: str) -> st.SearchStrategy[Any]:
    odd: list[Any] = ["", BAD, "0", "7.5", "0.0001", "123456789012345"]
    return st.sampled_from([*odd, "-1"] if _is_number(path) else ["", BAD, "≥千件", "0", "好"])


@st.composite
def changes(draw: st.DrawFn) -> dict[str, Any]:
    paths = draw(st.lists(st.sampled_from(CELLS), max_size=12, unique=True))
    return {path: draw(_values(path)) for path in paths if path != "unit.year"}


@settings(max_examples=300, deadline=None)
@given(changes(), st.sampled_from(["national", "junshan", "suining", "central101"]))
def test_nothing_crashes(changed: dict[str, Any], pack: str) -> None:
    report = run(scored(changed, pack))
    assert not report.crashed
    spoken = {finding.code for finding in report.findings}
    spoken |= {item.code for item in report.not_evaluated} | set(report.passed)
    assert spoken == {check.code for check in all_checks()}
    assert all(finding.message.count("｜") == 4 for finding in report.findings)


@pytest.mark.parametrize("path", [path for path in CELLS if _is_number(path)])
def test_one_bad_or_blank_cell_is_at_most_one_error(path: str) -> None:
    """A bad cell accuses itself alone; a blank is never taken for 0, so nothing comes out wrong."""
    report = run(scored({path: BAD}))
    assert [item.code for item in _errors(report)] == ["ZP001"]
    blank = [item.code for item in _errors(run(scored({path: ""})))]
    assert blank == (["ZP011"] if path == "unit.year" else [])  # the year is what forms go by


def _errors(report: Report) -> list[Finding]:
    return [item for item in report.findings if item.severity is Severity.ERROR]
