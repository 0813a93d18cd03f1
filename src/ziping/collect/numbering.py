"""Which of an office's files is which submission, and which one counts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import PurePosixPath
from typing import NamedTuple

from ziping.collect.reading import REPORT
from ziping.collect.source import Source
from ziping.collect.standing import (
    ATTACHED,
    COUNTED,
    DUPLICATE,
    OLDER,
    Entry,
    Returned,
    Submission,
)

_VERSION = re.compile(r"(?:^|[^0-9A-Za-z])v([1-9][0-9]{0,2})(?![0-9A-Za-z])", re.IGNORECASE)
_TIMES = re.compile(r"第\s*([1-9][0-9]?|[一二三四五六七八九十])\s*次")
ALONE = 9  # a single file may say this much: the others came before anything was collected
_DIGITS = "〇一二三四五六七八九十"


class Ranked(NamedTuple):
    """An office's files: what counts, and the others in order of coming."""

    counted: Submission | None
    others: tuple[Submission, ...]
    remarks: tuple[str, ...] = ()


class _Numbered(NamedTuple):
    entry: Entry
    number: int
    remark: str = ""

    @property
    def rank(self) -> tuple[int, bool]:
        return self.number, not is_report(self.entry)


def order(entry: Entry) -> tuple[float, int, str]:
    """Sorts by coming: received, then the file's own stamp, then its name."""
    moment = received(entry.source)
    return (0.0 if moment is None else moment.timestamp(), entry.source.stamp, entry.source.shown)


def received(source: Source) -> datetime | None:
    """When it came, by the mail's own clock, as every sheet prints it; None where not known.

    What a bureau reads on its mails decides who is late, not where its computer thinks it stands.
    """
    try:
        moment = datetime.fromisoformat(source.received)
        return moment if moment.tzinfo else moment.astimezone()
    except (ValueError, OverflowError, OSError):
        return None


def came_after(source: Source, day: date) -> bool:
    """Whether it came when this day was over."""
    moment = received(source)
    return moment is not None and moment.date() > day


def number_in_name(source: Source) -> int:
    """3 of 甲局_2024_绩效自评_v3.xlsx, or of the zip around it; 0 where no name says a number."""
    names = [source.name, *(one for one in reversed(source.inner) if _is_zip(one))]
    for name in (*names, source.path if _is_zip(source.path) else ""):
        stem = PurePosixPath(name.replace("\\", "/")).stem
        found = _VERSION.search(stem) or _TIMES.search(stem)
        if found:
            text = found[1]
            return int(text) if text.isdecimal() else _DIGITS.index(text)
    return 0


def is_report(entry: Entry) -> bool:
    return entry.reading is not None and entry.reading.kind == REPORT


def is_overtaken(entry: Entry, counted: Entry) -> bool:
    """Whether it came after the one that counts, which a larger number has put before it."""
    return order(entry)[0] > order(counted)[0]


def ranked(entries: Sequence[Entry], returned: Sequence[Returned], unread: int = 0) -> Ranked:
    """The files of one office; all of them were read, beside so many that could not be."""
    kept, copies = _without_copies(sorted(entries, key=order))
    times = [len(kept) + unread + len(returned), *(one.number for one in returned)]
    alone = ALONE if len(kept) == 1 else 0
    numbered = _numbered(kept, returned, max(*times, alone - 1) + 1)
    if not numbered:
        return Ranked(None, ())
    best = max(numbered, key=lambda one: (one.rank, order(one.entry)))
    others = [_other(one, best) for one in numbered if one is not best]
    numbers = {id(one.entry): one.number for one in numbered}
    others += [
        Submission(copy, DUPLICATE, numbers[id(original)], f"与“{original.source.shown}”内容相同")
        for copy, original in copies
    ]
    others.sort(key=lambda one: order(one.entry))
    counted = Submission(best.entry, COUNTED, best.number, best.remark)
    return Ranked(counted, tuple(others), tuple(_conflicts(numbered, best)))


def _is_zip(name: str) -> bool:
    return name.lower().endswith(".zip")


def _without_copies(entries: Sequence[Entry]) -> tuple[list[Entry], list[tuple[Entry, Entry]]]:
    """Entries of different content, and each copy with its original.

    The same workbook with another report is another submission; without one, it is a copy.
    """
    kept: list[Entry] = []
    copies = []
    for entry in sorted(entries, key=lambda one: one.report is None):
        original = next((one for one in kept if _is_copy(entry, one)), None)
        if original is None:
            kept.append(entry)
        else:
            copies.append((entry, original))
    return sorted(kept, key=order), copies


def _is_copy(entry: Entry, other: Entry) -> bool:
    if not entry.source.digest or entry.source.digest != other.source.digest:
        return False
    one, two = entry.report, other.report
    if one is None or two is None:
        return one is None
    return bool(one.digest) and one.digest == two.digest


def _numbered(
    entries: Sequence[Entry], returned: Sequence[Returned], highest: int
) -> list[_Numbered]:
    """Workbooks first: a bare report without a number belongs to the workbook before it."""
    found: list[_Numbered] = []
    for entry in entries:
        if not is_report(entry):
            found.append(_one(entry, found, returned, highest))
    books = tuple(found)
    for entry in entries:
        if is_report(entry):
            said = 0 < _said(entry) <= highest
            before = [one.number for one in books if order(one.entry)[0] <= order(entry)[0]]
            if not said and books:
                found.append(_Numbered(entry, max(before, default=books[0].number)))
            else:
                found.append(_one(entry, found, returned, highest))
    return sorted(found, key=lambda one: order(one.entry))


def _said(entry: Entry) -> int:
    """The number that the file or its name tells; 0 without."""
    return (entry.reading.number if entry.reading else 0) or number_in_name(entry.source)


def _one(
    entry: Entry, before: Sequence[_Numbered], returned: Sequence[Returned], highest: int
) -> _Numbered:
    """A number that so few files cannot have reached would hide all that come later: not taken."""
    said = _said(entry)
    if not said or said > highest:
        number = max((one.number for one in before), default=0) + 1
        doubt = f"写的是第{said}次，收到的没有这么多次，按收到先后算第{number}次" if said else ""
        return _Numbered(entry, number, doubt)
    number = said
    while _was_returned(entry, number, before, returned):
        number += 1  # mailed back as it was returned, without a new number
    told = f"文件里写的是第{said}次，是退回以后改报的，按第{number}次计" if number > said else ""
    return _Numbered(entry, number, told)


def _was_returned(
    entry: Entry, number: int, before: Sequence[_Numbered], returned: Sequence[Returned]
) -> bool:
    """Whether another file of this number had been returned when this one came."""
    if not any(one.number == number for one in before):
        return False
    days = [one.day for one in returned if one.number == number]
    moment = received(entry.source)
    return bool(days) and moment is not None and moment.date().isoformat() >= min(days)


def _other(one: _Numbered, best: _Numbered) -> Submission:
    """Why a file that was read does not count."""
    shown = best.entry.source.name
    if one.number == best.number and is_report(one.entry) and not is_report(best.entry):
        return Submission(
            one.entry, ATTACHED, one.number, f"同一次报送另有工作簿“{shown}”，以工作簿为准"
        )
    if one.number == best.number:
        told = f"与“{shown}”同为第{one.number}次而内容不同，以后收到的为准"
        return Submission(one.entry, OLDER, one.number, told)
    told = f"已有第{best.number}次报送"
    if is_overtaken(one.entry, best.entry):
        told += "，这一份却是后收到的"
    return Submission(one.entry, OLDER, one.number, f"{one.remark}；{told}" if one.remark else told)


def _conflicts(numbered: Sequence[_Numbered], best: _Numbered) -> Iterator[str]:
    """Files of the same kind under the number that counts, and later ones under a smaller one."""
    shown, count = best.entry.source.name, sum(one.rank == best.rank for one in numbered)
    if count > 1:
        yield f"第{best.number}次报送有 {count} 份内容不同的文件，计入后收到的“{shown}”"
    for one in numbered:
        if one.number < best.number and is_overtaken(one.entry, best.entry):
            yield (
                f"“{one.entry.source.name}”（第{one.number}次）比计入的“{shown}”"
                f"（第{best.number}次）后收到，请核对应当以哪一份为准"
            )
