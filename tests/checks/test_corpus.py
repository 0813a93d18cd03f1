"""The two published reports against what a careful reviewer found in them, row by row.

Recall: at least 90 % of the definite rows and 80 % of those under a stated rule, rows that need
another year's report aside. Precision: at least 90 % of what is reported stands in the list or is
right by the file's own figures; nothing that the list calls right is reported.
"""

from __future__ import annotations

import os
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from ziping.checks import Finding
from ziping.tasks.importing import check_report

CORPUS = os.environ.get("ZIPING_CORPUS", "")
CASES = Path(__file__).parents[1] / "cases" / "corpus"
NAMES = ("suining", "junshan")
RECALL = {"D": 0.9, "R": 0.8}
PRECISION = 0.9

pytestmark = pytest.mark.skipif(not CORPUS, reason="ZIPING_CORPUS names no folder")


@cache
def _list(name: str) -> dict[str, Any]:
    return tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def _findings(name: str) -> tuple[Finding, ...]:
    report = check_report(Path(CORPUS) / _list(name)["file"], _list(name)["pack"]).report
    assert not report.crashed
    return report.findings


def _is_said(row: dict[str, Any], findings: tuple[Finding, ...]) -> bool:
    """Every code of the row is found, and its words stand in one of these findings."""
    messages = [one.message for one in findings if one.code in row["found"]]
    codes = {one.code for one in findings}
    said = all(any(word in one for one in messages) for word in row.get("says", ()))
    return set(row["found"]) <= codes and said


ROWS = [(name, row) for name in NAMES for row in _list(name)["rows"] if "found" in row]


@pytest.mark.parametrize(("name", "row"), ROWS, ids=[row["row"] for _, row in ROWS])
def test_the_row_is_found(name: str, row: dict[str, Any]) -> None:
    codes = [one.message for one in _findings(name) if one.code in row["found"]]
    assert _is_said(row, _findings(name)), codes


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", RECALL)
def test_recall(name: str, kind: str) -> None:
    rows = [row for row in _list(name)["rows"] if row["class"] == kind and "needs" not in row]
    found = [row for row in rows if "found" in row and _is_said(row, _findings(name))]
    assert len(found) >= RECALL[kind] * len(rows), [row["row"] for row in rows if row not in found]


@pytest.mark.parametrize("name", NAMES)
def test_every_row_of_the_list_is_here(name: str) -> None:
    text = (Path(CORPUS) / _list(name)["file"]).with_suffix(".findings.md").read_text("utf-8")
    listed = {line.split("|")[1].strip() for line in text.splitlines() if line.startswith("| 00")}
    assert {row["row"] for row in _list(name)["rows"]} == listed
    for row in _list(name)["rows"]:
        assert row["class"] == "clean" or "found" in row or row.get("needs") or row.get("reason")


@pytest.mark.parametrize("name", NAMES)
def test_what_is_right_is_not_reported(name: str) -> None:
    wrong = [
        one.message
        for one in _findings(name)
        for clean in _list(name)["clean"]
        if one.code == clean["code"] and clean.get("says", "") in one.message
    ]
    assert not wrong


@pytest.mark.parametrize("name", NAMES)
def test_what_is_reported_is_right(name: str) -> None:
    listed = {code for row in _list(name)["rows"] for code in row.get("found", ())}
    heads = [one for one in _findings(name) if not getattr(one, "under", "")]
    outside = [one.message for one in heads if one.code not in listed and not _is_right(one, name)]
    assert not outside


def _is_right(finding: Finding, name: str) -> bool:
    return any(
        one["code"] == finding.code and one.get("says", "") in finding.message
        for one in _list(name)["right"]
    )
