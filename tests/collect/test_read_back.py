"""Returns read back from 登记 once the journal is lost: a table of rounds as they were, and after.

The journal's own returns and those read back must give every file the same number.
"""

from __future__ import annotations

from datetime import date

import pytest

from tests.collect.readings import entry
from ziping.collect.read_back import read_back
from ziping.collect.rollup.register import RegisterLine, digest_of
from ziping.collect.standing import Collected, Entry, Office, Returned
from ziping.collect.standings import stand

KEY, WRITTEN = "101", date(2025, 3, 30)
Return = tuple[int, int]  # number, day of March


def came(*days: int, said: bool = True) -> list[Entry]:
    """Files of one office; each says that it is the first, or nothing."""
    number = 1 if said else 0
    return [entry(day, file=f"{day}.xlsx", code=KEY, number=number) for day in days]


def told(*days: int) -> list[Entry]:
    """Files that say their own number."""
    return [
        entry(day, file=f"{day}_v{at}.xlsx", code=KEY, number=at) for at, day in enumerate(days, 1)
    ]


def stood(entries: list[Entry], returned: list[Returned]) -> Collected:
    return stand(entries, [Office("甲县水利局", KEY)], year=2024, returned=returned)


def returns(*given: Return) -> list[Returned]:
    return [Returned(KEY, 2024, number, f"2025-03-{day:02}", "") for number, day in given]


def line(collected: Collected) -> RegisterLine:
    """What 登记 holds of it."""
    [standing] = collected.standings
    number = standing.counted.number if standing.counted else 0
    last = max((one.day for one in standing.returned), default="")
    return RegisterLine("", "", "", digest_of(standing), number, len(standing.returned), last)


CASES: list[tuple[list[Entry], list[Return], list[int]]] = [
    (came(1), [(1, 5)], [1]),
    (came(1), [(1, 5), (1, 6)], [1, 1]),
    (came(1), [(1, 1)], [1]),
    (came(1, 9), [(1, 5)], [1]),
    (came(1, 9, 19), [(1, 5), (2, 15)], [1, 2]),
    (came(1, 9, 19), [(1, 5), (2, 15), (3, 25)], [1, 2, 3]),
    (came(1, 9, said=False), [(1, 5)], [1]),
    (told(1, 9), [(1, 5)], [1]),
    (told(1, 9), [(1, 9)], [1]),
    (told(1, 9), [(2, 12)], [2]),
    (told(1, 9), [(1, 5), (2, 12)], [1, 2]),
    ([entry(1, file="甲县水利局.xlsx", refusal="unusable")], [(0, 5)], [0]),
    ([], [(0, 5)], [0]),
]


@pytest.mark.parametrize(("entries", "given", "wanted"), CASES)
def test_numbers_stay(entries: list[Entry], given: list[Return], wanted: list[int]) -> None:
    before = stood(entries, returns(*given))
    again = read_back({KEY: line(before)}, stood(entries, []), 2024, WRITTEN)
    assert [one.number for one in again] == wanted
    assert max(one.day for one in again) == f"2025-03-{given[-1][1]:02}"
    after = stood(entries, again)
    [was], [now] = before.standings, after.standings
    assert (now.counted, now.others, now.remark) == (was.counted, was.others, was.remark)


def test_a_day_that_nobody_can_read_is_that_of_the_workbook() -> None:
    one = line(stood(came(1), returns((1, 5))))._replace(last_return="")
    [found] = read_back({KEY: one}, stood(came(1), []), 2024, WRITTEN)
    assert found.day == "2025-03-30"


def test_an_office_of_which_nothing_lies_there_any_more() -> None:
    one = line(stood(came(1, 9), returns((1, 5))))
    [found] = read_back({"999": one}, stood(came(1), []), 2024, WRITTEN)
    assert (found.key, found.number) == ("999", 1)
