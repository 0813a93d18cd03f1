"""Returns read back from 登记, where the journal that had them is gone.

登记 knows how many there were and the day of the last one; which submissions they were of follows
from what counted then. The earlier days are not known and stay "".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

from ziping.collect.journal import Journal
from ziping.collect.numbering import order, received
from ziping.collect.rollup.register import RegisterLine, clean_key, register_year
from ziping.collect.standing import DUPLICATE, Collected, Returned, Standing


def restore(
    journal: Journal,
    target: Path,
    lines: Mapping[str, RegisterLine],
    stood: Callable[[], Collected],
) -> str:
    """Give the returns back to a journal that has lost them; what is to be told, "" for nothing."""
    lost = journal.lost
    if lost is None and (journal.fact("summary") is not None or journal.returns()):
        return ""
    returned = []
    if any(line.returns for line in lines.values()):
        collected, written = stood(), date.fromtimestamp(target.stat().st_mtime)
        year = register_year(target) or collected.year
        returned = read_back(lines, collected, year, written)
    for one in returned:
        journal.add_return(one)
    if lost is None and not returned:
        return ""
    told = f"汇总旁边没有可用的收件记录“{journal.path.name}”"
    if lost is not None:
        told = f"收件记录“{journal.path.name}”已损坏或不是本程序的，改名为“{lost.name}”"
    return f"{told}，这次全部重新读取；{_told(returned)}"


def _told(returned: list[Returned]) -> str:
    if not returned:
        return "汇总里没有以前的退回记录"
    offices = len({one.key for one in returned})
    return (
        f"退回记录从“登记”表读回，{offices} 个单位共 {len(returned)} 次，日期只知道各单位最近一次的"
    )


def read_back(
    lines: Mapping[str, RegisterLine], collected: Collected, year: int, written: date
) -> list[Returned]:
    """`collected` is of what was read anew, without returns; `written` is the day of the workbook.

    That day is taken where 最近退回 can't be read.
    """
    known = {clean_key(one.office.key): one for one in collected.standings}
    return [
        one
        for key, line in lines.items()
        if line.returns
        for one in _returns(key, line, known.get(key), year, line.last_return or str(written))
    ]


def _returns(
    key: str, line: RegisterLine, standing: Standing | None, year: int, day: str
) -> Iterator[Returned]:
    """The first first; each of the submission before, the last of the one that it must be."""
    key = standing.office.key if standing else key
    last = _last_number(line, standing, day)
    for back in reversed(range(line.returns)):
        number = max(min(last, 1), last - back)
        yield Returned(key, year, number, day if number == last else "", "")


def _last_number(line: RegisterLine, standing: Standing | None, day: str) -> int:
    """Of the submission that counts if that had come by then, else of the one before it."""
    came = _came(line, standing)
    is_doubtful = came in ("", day)
    is_returned = line.returns >= line.number if is_doubtful else came < day
    return line.number if is_returned else line.number - 1


def _came(line: RegisterLine, standing: Standing | None) -> str:
    """The day on which came what counted; "" where that file is no longer there."""
    if standing is None or standing.counted is None:
        return ""
    digest = line.counted.partition("+")[0]
    own = [
        one.entry
        for one in (standing.counted, *standing.others)
        if one.status != DUPLICATE and one.entry.source.digest == digest
    ]
    moment = received(max(own, key=order).source) if own else None
    return "" if moment is None else moment.date().isoformat()
