"""Everything that came → who stands where. Pure: no file is touched here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from ziping.collect.boxes import Box, boxes_of
from ziping.collect.clock import Clock, doubts
from ziping.collect.matching import Directory
from ziping.collect.names import told
from ziping.collect.numbering import came_after, order, ranked
from ziping.collect.reading import Reading
from ziping.collect.round_pack import compared
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
from ziping.collect.voting import Years, told_deadline, year_of


def stand(
    entries: Iterable[Entry],
    offices: Sequence[Office] | None,
    *,
    year: int = 0,
    deadline: date | None = None,
    returned: Sequence[Returned] = (),
    previous: int = 0,
    today: date | None = None,
) -> Collected:
    """Of each office what counts, what is older, who is late and who is missing.

    Without `year` it is that of most offices, or `previous`, the year of the last run.
    """
    came = sorted(entries, key=order)
    read = [(entry, entry.reading) for entry in came if entry.reading is not None]
    told_year = Years(year) if year else year_of(read, offices, previous)
    year = told_year.year
    loose = [_unread(entry) for entry in came if entry.reading is None]
    loose += [_other_year(entry, one, year) for entry, one in read if one.year not in (0, year)]
    read = [(entry, one) for entry, one in read if one.year in (0, year)]
    boxes, doubtful = boxes_of(read, offices)
    deadline = deadline or told_deadline(boxes)
    loose = sorted(loose + doubtful, key=lambda one: order(one.entry))
    refused = _refused([box.office for box in boxes], loose)
    of_round = _by_key(one for one in returned if one.year in (0, year))
    clock = Clock(year, deadline, today or date.today())
    packs = compared(
        [_standing(box, refused, clock, of_round.get(box.office.key, ())) for box in boxes]
    )
    titles = tuple(dict.fromkeys(one.rules for _, one in read if one.rules))
    notes = (*told_year.notes, *packs.notes)
    return Collected(year, packs.standings, tuple(loose), deadline, bool(offices), titles, notes)


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
    box: Box, refused: Mapping[str, Sequence[Submission]], clock: Clock, own: tuple[Returned, ...]
) -> Standing:
    closed = refused.get(box.office.key, ())
    found = ranked(box.entries, own, len(closed))
    counted = found.counted
    remarks = [*box.remarks, *found.remarks, *_without_year(counted, clock.year)]
    if counted is not None and counted.remark:
        remarks.append(counted.remark)
    newer = _newer(counted, closed)
    remarks += _unreadable(counted, newer)
    first = min(box.entries, key=order, default=None)
    for entry in (first, counted.entry if counted else None):
        remarks += doubts(entry.source, clock) if entry else ()
    is_late = bool(first and clock.deadline and came_after(first.source, clock.deadline))
    remark = "；".join(dict.fromkeys(remarks))
    unread = tuple(one for one in newer if not _is_ours(one))
    return Standing(box.office, counted, found.others, is_late, own, box.is_listed, remark, unread)


def _without_year(counted: Submission | None, year: int) -> list[str]:
    reading = counted.entry.reading if counted else None
    return [f"文件里没有写年度，按{year}年度计入"] if reading and not reading.year and year else []


def _newer(counted: Submission | None, refused: Sequence[Submission]) -> Sequence[Submission]:
    """What could not be read and came after what counts."""
    if counted is None:
        return refused
    return [one for one in refused if order(one.entry) > order(counted.entry)]


def _is_ours(one: Submission) -> bool:
    """Our bug: the office has nothing to mend there."""
    refusal = one.entry.refusal
    return refusal is not None and refusal.kind == "crash"


def _unreadable(counted: Submission | None, newer: Sequence[Submission]) -> list[str]:
    if not newer:
        return []
    name = newer[-1].entry.source.name
    if counted is None:
        return [f"送来的“{name}”打不开"]
    return [f"最近一份“{name}”打不开，计入的是以前的"]
