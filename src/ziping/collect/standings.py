"""Everything that came → who stands where. Pure: no file is touched here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from ziping.collect.boxes import Box, boxes_of
from ziping.collect.matching import Directory
from ziping.collect.names import told
from ziping.collect.numbering import came_after, order, ranked
from ziping.collect.reading import Reading
from ziping.collect.standing import (
    ATTACHED,
    REFUSED,
    UNMATCHED,
    Collected,
    Entry,
    Office,
    Returned,
    Standing,
    Submission,
)


def stand(
    entries: Iterable[Entry],
    offices: Sequence[Office] | None,
    *,
    year: int = 0,
    deadline: date | None = None,
    returned: Sequence[Returned] = (),
) -> Collected:
    """Of each office what counts, what is older, who is late and who is missing."""
    came = sorted(entries, key=order)
    read = [(entry, entry.reading) for entry in came if entry.reading is not None]
    year = year or _most((reading.year for _, reading in read), 0)
    loose = [_unread(entry) for entry in came if entry.reading is None]
    loose += [_other_year(entry, one, year) for entry, one in read if one.year not in (0, year)]
    read = [(entry, one) for entry, one in read if one.year in (0, year)]
    deadline = deadline or _told_deadline(one for _, one in read)
    boxes, doubtful = boxes_of(read, offices)
    loose = sorted(loose + doubtful, key=lambda one: order(one.entry))
    refused = _refused([box.office for box in boxes], loose)
    of_round = _by_key(one for one in returned if one.year in (0, year))
    standings = [
        _standing(box, refused, deadline, of_round.get(box.office.key, ()), year) for box in boxes
    ]
    titles = dict.fromkeys(one.rules for _, one in read if one.rules)
    return Collected(year, tuple(standings), tuple(loose), deadline, bool(offices), tuple(titles))


def refused_of(collected: Collected) -> dict[str, tuple[Submission, ...]]:
    """Key of an office → what surely came from it and could not be read, in order of coming."""
    return _refused([standing.office for standing in collected.standings], collected.loose)


def _refused(
    offices: Sequence[Office], loose: Iterable[Submission]
) -> dict[str, tuple[Submission, ...]]:
    directory = Directory(offices)
    found: dict[str, tuple[Submission, ...]] = {}
    for one in loose:
        office = directory.sender_of(one.entry) if one.status == REFUSED else None
        if office is not None:
            found[office.key] = (*found.get(office.key, ()), one)
    return found


def _by_key(returned: Iterable[Returned]) -> dict[str, tuple[Returned, ...]]:
    found: dict[str, tuple[Returned, ...]] = {}
    for one in returned:
        found[one.key] = (*found.get(one.key, ()), one)
    return found


def _most(values: Iterable[int], default: int) -> int:
    """The most frequent that says something; of equals the highest."""
    counted = Counter(value for value in values if value)
    return max(counted, key=lambda value: (counted[value], value), default=default)


def _told_deadline(readings: Iterable[Reading]) -> date | None:
    """The deadline that most files bring along."""
    days = []
    for reading in readings:
        try:
            days.append(date.fromisoformat(reading.deadline).toordinal())
        except ValueError:
            continue
    found = _most(days, 0)
    return date.fromordinal(found) if found else None


def _unread(entry: Entry) -> Submission:
    refusal = entry.refusal
    if refusal is None:
        return Submission(entry, UNMATCHED, remark="没有读到内容")
    status = ATTACHED if refusal.kind == "attachment" else REFUSED
    return Submission(entry, status, remark=refusal.problem)


def _other_year(entry: Entry, reading: Reading, year: int) -> Submission:
    whose = f"{told(reading.unit)}的" if reading.unit.strip() else ""
    remark = f"是{whose}{reading.year}年度自评，这一轮是{year}年度，没有计入"
    return Submission(entry, UNMATCHED, remark=remark)


def _standing(
    box: Box,
    refused: Mapping[str, Sequence[Submission]],
    deadline: date | None,
    own: tuple[Returned, ...],
    year: int,
) -> Standing:
    found = ranked(box.entries, own)
    remarks = [*box.remarks, *found.remarks, *_without_year(found.counted, year)]
    if found.counted is not None and found.counted.remark:
        remarks.append(found.counted.remark)
    remarks += _unreadable(found.counted, refused.get(box.office.key, ()))
    first = min(box.entries, key=order, default=None)
    is_late = deadline is not None and first is not None and came_after(first.source, deadline)
    remark = "；".join(dict.fromkeys(remarks))
    return Standing(box.office, found.counted, found.others, is_late, own, box.is_listed, remark)


def _without_year(counted: Submission | None, year: int) -> list[str]:
    reading = counted.entry.reading if counted else None
    return [f"文件里没有写年度，按{year}年度计入"] if reading and not reading.year and year else []


def _unreadable(counted: Submission | None, refused: Sequence[Submission]) -> list[str]:
    """A word on what could not be read, where it is newer than what counts."""
    if not refused:
        return []
    last = refused[-1].entry
    if counted is None:
        return [f"送来的“{last.source.name}”打不开"]
    newer = order(last) > order(counted.entry)
    return [f"最近一份“{last.source.name}”打不开，计入的是以前的"] if newer else []
