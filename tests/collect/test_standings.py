"""Who stands where: a table of what came and what must come of it."""

from __future__ import annotations

import time
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.collect.readings import entry
from ziping.collect.reading import At, Change, FindingReading, FormReading
from ziping.collect.rollup.exceptions import exception_rows
from ziping.collect.rollup.files import Files
from ziping.collect.standing import Collected, Entry, Office, Returned, Standing
from ziping.collect.standings import refused_of, stand
from ziping.collect.summary import summary_of

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "standings.toml").read_text(encoding="utf-8")
)["case"]


@pytest.fixture(autouse=True)
def _in_china(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Days end at midnight where the bureau is."""
    if not hasattr(time, "tzset"):
        yield
        return
    monkeypatch.setenv("TZ", "CST-8")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def entries(files: list[dict[str, Any]]) -> list[Entry]:
    return [entry(day, **given) for day, given in enumerate(files, 1)]


def collected(case: Mapping[str, Any], *, turned: bool = False) -> Collected:
    offices = [
        Office(name, code, email=more[0] if more else "", line=line)
        for line, (name, code, *more) in enumerate(case.get("offices", ()), 2)
    ]
    returned = [Returned._make((*row, "退回/x")) for row in case.get("returned", ())]
    came = entries(case["files"])
    return stand(
        came[::-1] if turned else came,
        offices or None,
        year=case.get("given_year", 0),
        deadline=case.get("deadline"),
        returned=returned,
        previous=case.get("previous", 0),
        today=date(2031, 1, 1),
    )


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case(case: Mapping[str, Any]) -> None:
    found = collected(case)
    assert [one.office.name for one in found.standings] == [one["office"] for one in case["expect"]]
    for standing, expected in zip(found.standings, case["expect"], strict=True):
        _check(standing, expected)
    loose = case.get("loose", [])
    assert [one.entry.source.name for one in found.loose] == [one[0] for one in loose]
    for submission, (_, status, remark) in zip(found.loose, loose, strict=True):
        assert submission.status == status and remark in submission.remark
    assert found.year == case.get("year", 2024)
    assert found.has_list == ("offices" in case)
    notes = case.get("notes", found.notes)
    assert len(notes) == len(found.notes)
    assert all(note in told for note, told in zip(notes, found.notes, strict=True))


def _check(standing: Standing, expected: Mapping[str, Any]) -> None:
    counted = standing.counted
    assert (counted.entry.source.name if counted else "") == expected["counted"]
    assert counted is None or counted.status == "计入"
    if "number" in expected:
        assert counted is not None and counted.number == expected["number"]
    if "others" in expected:
        told = [(one.entry.source.name, one.status, one.number) for one in standing.others]
        assert told == [tuple(one[:3]) for one in expected["others"]]
        for one, (*_, remark) in zip(standing.others, expected["others"], strict=True):
            assert remark in one.remark
    if "remark" in expected:
        wanted = expected["remark"]
        assert wanted in standing.remark if wanted else standing.remark == ""
    plain = {
        "late": standing.is_late,
        "listed": standing.is_listed,
        "submissions": standing.submissions,
        "returned": len(standing.returned),
        "code": standing.office.code,
        "returns": standing.needs_return,
    }
    defaults = {"late": False, "listed": True}
    for key, value in plain.items():
        assert expected.get(key, defaults.get(key, value)) == value, key


def test_nothing_is_lost() -> None:
    """Each file that came is somewhere, once."""
    for case in CASES:
        found = collected(case)
        told = [one.entry.source.shown for one in found.loose]
        for standing in found.standings:
            own = (standing.counted, *standing.others)
            told += [one.entry.source.shown for one in own if one is not None]
        assert sorted(told) == sorted(one.source.shown for one in entries(case["files"]))


def test_the_order_of_the_files_does_not_matter() -> None:
    for case in CASES:
        assert collected(case, turned=True) == collected(case), case["name"]


@pytest.mark.parametrize("zone", ["CST-8", "UTC0", "EST5"])
@pytest.mark.parametrize(
    ("came", "late"),
    [
        ("2025-03-31T23:59:00+08:00", False),
        ("2025-04-01T00:01:00+08:00", True),
        ("2025-03-31T16:30:00+00:00", False),
        ("2025-04-01T00:30:00+00:00", True),
        ("2025-03-31T23:30:00", False),  # a file on disk without more: the machine's own day
    ],
)
def test_late_by_the_clock_that_the_sheets_print(
    zone: str, came: str, late: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever zone the computer thinks it is in."""
    if not hasattr(time, "tzset"):
        pytest.skip("the zone of this system can't be set")
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    one = entry(1, file="a.xlsx", received=came)
    [standing] = stand([one], None, deadline=date(2025, 3, 31), returned=()).standings
    assert standing.is_late is late


def test_what_was_refused_is_found_by_office() -> None:
    files = [
        {"file": "甲县水利局 v1.xlsx", "refusal": "unusable"},
        {"file": "不知道.xlsx", "refusal": "unusable"},
    ]
    case = {"offices": [["甲县水利局", "101"]], "files": files, "expect": []}
    found = refused_of(collected(case))
    names = {key: [one.entry.source.name for one in some] for key, some in found.items()}
    assert names == {"101": ["甲县水利局 v1.xlsx"]}


@pytest.mark.parametrize(
    ("files", "unread"),
    [
        ([{"file": "甲县水利局 v1.xlsx", "refusal": "unusable"}], ["甲县水利局 v1.xlsx"]),
        ([{"file": "a.xlsx"}, {"file": "甲县水利局.xlsx", "refusal": "time"}], ["甲县水利局.xlsx"]),
        ([{"file": "甲县水利局.xlsx", "refusal": "unusable"}, {"file": "a.xlsx"}], []),
        ([{"file": "甲县水利局.xlsx", "refusal": "crash"}], []),
        ([{"file": "甲县水利局.png", "refusal": "attachment"}], []),
        ([{"file": "不知道.xlsx", "refusal": "unusable"}], []),
        ([], []),
    ],
)
def test_what_cannot_be_opened_is_to_be_returned(
    files: list[dict[str, Any]], unread: list[str]
) -> None:
    case = {"offices": [["甲县水利局", "101"]], "files": files, "given_year": 2024}
    found = collected(case)
    [standing] = found.standings
    assert [one.entry.source.name for one in standing.unread] == unread
    assert standing.needs_return is bool(unread)
    assert summary_of(found)["to_return"] == ["甲县水利局"] * bool(unread)


def test_what_needs_a_return() -> None:
    error = FindingReading("ZP101", "error", (), "p", "", "", None, "s", "f")
    grave = Change("formula", ("整体自评表", "E9"), "总分", "SUM", "100", True)  # type: ignore[arg-type]
    for changes, wanted in (
        ({}, False),
        ({"findings": (error,)}, True),
        ({"findings": (error._replace(severity="warning"),)}, False),
        ({"changes": (grave,)}, True),
        ({"changes": (grave._replace(grave=False),)}, False),
    ):
        one = entry(1, file="a.xlsx")
        assert one.reading is not None
        one = one._replace(reading=one.reading._replace(**changes))
        assert stand([one], None).standings[0].needs_return is wanted


def test_a_later_file_that_lost_is_not_told_to_be_older() -> None:
    files = [{"file": "a_v1.xlsx"}, {"file": "b_v4.xlsx"}, {"file": "c_v2.xlsx"}]
    found = collected({"files": files})
    rows = exception_rows(found, Files(found))
    told = {str(row[-1]): str(row[5]) for row in rows if row[0] == "旧版"}
    assert "较新" in next(words for name, words in told.items() if "a_v1" in name)
    later = next(words for name, words in told.items() if "c_v2" in name)
    assert "较新" not in later and "请核对" in later


def test_a_form_that_was_sent_blank_is_to_be_returned() -> None:
    """Nothing in it is wrong, and nothing in it can be rolled up."""
    for total, expected in (("95", False), (None, True)):
        form = FormReading(
            True, "", "整体自评表", None, None, None, None, None, None, total, "", At(), At()
        )
        one = entry(1, file="甲.xlsx")
        assert one.reading is not None
        one = one._replace(reading=one.reading._replace(forms=(form,)))
        (stood,) = stand([one], None, deadline=None, returned=()).standings
        assert stood.needs_return is expected
