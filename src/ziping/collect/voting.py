"""What holds for a whole round, by the files of it: each office has one voice, copies have none.

Whoever sends many files must not decide for the others; with a list only its offices are asked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from ziping.collect.boxes import Box, Read
from ziping.collect.matching import Directory
from ziping.collect.names import plain_code, plain_name
from ziping.collect.reading import Reading
from ziping.collect.standing import Office


class Years(NamedTuple):
    """The year of the round, and what must be told where the files do not agree."""

    year: int
    notes: tuple[str, ...] = ()


def year_of(read: Read, offices: Sequence[Office] | None, previous: int = 0) -> Years:
    """The year of most offices; `previous`, of the last run, stays until most say another."""
    years = _years(read, offices)
    votes = Counter(max(own) for own in years.values())
    year = _most(votes.elements(), 0)
    if votes[previous] and 2 * votes[year] <= votes.total():
        year = previous
    senders = Counter(one for own in years.values() for one in own)
    if len(senders) < 2:
        return Years(year)
    told = "、".join(f"{one}年度 {senders[one]} 个单位" for one in sorted(senders, reverse=True))
    note = (
        f"收到的文件不是同一个年度（{told}），这次按{year}年度汇总，其他年度的没有计入；"
        "要汇总别的年度，请用 --year 写明"
    )
    return Years(year, (note,))


def _years(read: Read, offices: Sequence[Office] | None) -> dict[str, set[int]]:
    """Of each office the years that it sent; of the listed ones, where any is listed."""
    directory = Directory(offices or (), (reading.unit for _, reading in read))
    listed: dict[str, set[int]] = {}
    others: dict[str, set[int]] = {}
    for _, reading in read:
        if not reading.year:
            continue
        office = directory.claim(reading).office
        if office is not None:
            listed.setdefault(office.key, set()).add(reading.year)
        else:
            key = plain_name(reading.unit) or plain_code(reading.code)
            others.setdefault(key, set()).add(reading.year)
    return listed or others


def told_deadline(boxes: Sequence[Box]) -> date | None:
    """The deadline of most offices' rule packs; of packs that the bureau knows, and no other."""
    votes = []
    for box in boxes:
        known = [one.reading for one in box.entries if one.reading and one.reading.pack_known]
        if known and box.is_listed:
            votes.append(_day(known[-1]))
    found = _most(votes, 0)
    return date.fromordinal(found) if found else None


def _day(reading: Reading) -> int:
    try:
        return date.fromisoformat(reading.deadline).toordinal()
    except ValueError:
        return 0


def _most(values: Iterable[int], default: int) -> int:
    """The most frequent; of equals the highest."""
    counted = Counter(values)
    return max(counted, key=lambda value: (counted[value], value), default=default)
