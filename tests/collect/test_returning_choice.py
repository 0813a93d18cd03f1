"""Who gets a return: by what was found, by the reviewer's word, by what went out before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import pytest

from tests.collect.readings import entry
from ziping.collect.reading import FindingReading
from ziping.collect.returning_choice import choose
from ziping.collect.standing import Collected, Entry, Office, Returned
from ziping.collect.standings import stand
from ziping.errors import ZipingError

ERROR = FindingReading("ZP101", "error", (), "p", "", "", None, "s", "f")
OFFICE = Office("甲县水利局", "101", email="a@example.com")


class Line(NamedTuple):
    """As 登记 has it."""

    chosen: str


def faulty(day: int, **given: str) -> Entry:
    one = entry(day, code="101", **{"file": "a_v1.xlsx", **given})  # type: ignore[arg-type]
    assert one.reading is not None
    return one._replace(reading=one.reading._replace(findings=(ERROR,)))


def clean(day: int) -> Entry:
    return entry(day, file="a_v1.xlsx", code="101")


def unread(day: int, kind: str = "unusable") -> Entry:
    return entry(day, file="甲县水利局_v2.xlsx", refusal=kind)


def collected(*entries: Entry, returned: str = "") -> Collected:
    back = [Returned("101", 2024, 1, returned, "x")] if returned else []
    return stand(entries, [OFFICE], year=2024, returned=back)


@pytest.mark.parametrize(
    ("entries", "line", "wanted"),
    [
        ((faulty(1),), None, True),
        ((clean(1),), None, False),
        ((faulty(1),), Line("是"), True),
        ((clean(1),), Line("是"), True),
        ((faulty(1),), Line("否"), False),
        ((faulty(1),), Line(""), True),
        ((), Line("是"), False),
        ((unread(1),), None, True),
        ((unread(1),), Line("是"), True),
        ((unread(1),), Line("否"), False),
        ((clean(1), unread(2)), Line("是"), True),
        ((clean(1), unread(2)), Line("否"), False),
        ((clean(2), unread(1)), Line("否"), False),
        ((unread(1, "crash"),), None, False),
        ((unread(1, "attachment"),), None, False),
    ],
)
def test_who_gets_one(entries: tuple[Entry, ...], line: Line | None, wanted: bool) -> None:
    lines: Mapping[str, Line] = {"101": line} if line else {}
    assert bool(choose(collected(*entries), lines).due) is wanted


@pytest.mark.parametrize(
    ("entries", "returned", "already"),
    [
        ((faulty(1),), "2025-03-02", True),
        ((faulty(1), faulty(9, file="b_v2.xlsx")), "2025-03-02", False),
        ((faulty(1), faulty(9, file="b_v1.xlsx")), "2025-03-02", False),
        ((unread(1),), "2025-03-02", True),
        ((unread(9),), "2025-03-02", False),
        ((faulty(1), unread(9)), "2025-03-02", False),
    ],
)
def test_twice_only_on_request(entries: tuple[Entry, ...], returned: str, already: bool) -> None:
    standings = collected(*entries, returned=returned)
    found = choose(standings, {})
    assert (bool(found.already), bool(found.due)) == (already, not already)
    assert choose(standings, {}, again=True).due


def test_what_was_not_read_goes_with_what_was() -> None:
    (due,) = choose(collected(faulty(1), unread(2)), {}).due
    assert due.number == 1 and [one.entry.source.name for one in due.unread] == [
        "甲县水利局_v2.xlsx"
    ]


@pytest.mark.parametrize("word", ["101", "１０１", "甲县水利局", " 甲县 水利局"])
def test_named_by_code_or_name(word: str) -> None:
    assert len(choose(collected(faulty(1)), {}, [word, word]).due) == 1


def test_named_but_not_due_or_not_known() -> None:
    assert [one.office for one in choose(collected(clean(1)), {}, ["101"]).not_due] == [OFFICE]
    with pytest.raises(ZipingError, match=r"“水利局”、“999”"):
        choose(collected(faulty(1)), {}, ["水利局", "999", "101"])
