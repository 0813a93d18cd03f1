"""Whose submission goes back, and why the others' do not. Pure: no file is touched here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple, Protocol

from ziping.collect.names import plain_code, plain_name
from ziping.collect.numbering import received
from ziping.collect.standing import Collected, Office, Standing, Submission
from ziping.errors import ZipingError

YES, NO = "是", "否"


class Line(Protocol):
    """What stands in 登记 for an office: 是, 否 or ""."""

    @property
    def chosen(self) -> str: ...


class Due(NamedTuple):
    """A submission that goes back."""

    standing: Standing

    @property
    def unread(self) -> tuple[Submission, ...]:
        """Newer files that could not be read."""
        return self.standing.unread

    @property
    def office(self) -> Office:
        return self.standing.office

    @property
    def number(self) -> int:
        """0 where nothing could be read at all."""
        counted = self.standing.counted
        return 0 if counted is None else counted.number

    @property
    def last(self) -> Submission:
        """The newest: when it came is when it was sent."""
        return self.unread[-1] if self.unread else self.counted

    @property
    def counted(self) -> Submission:
        assert self.standing.counted is not None
        return self.standing.counted


class Choice(NamedTuple):
    """Who gets a return, who has had it for the same submission, and who was named for nothing."""

    due: tuple[Due, ...]
    already: tuple[Due, ...] = ()
    not_due: tuple[Standing, ...] = ()


def choose(
    collected: Collected,
    lines: Mapping[str, Line],
    only: Sequence[str] = (),
    *,
    again: bool = False,
) -> Choice:
    """By what was found, the reviewer's word in 登记 going before it."""
    wanted = _named(collected, only)
    due, already, not_due = [], [], []
    for standing in wanted:
        one = Due(standing)
        if not _is_due(standing, lines.get(standing.office.key)):
            not_due.append(standing)
        elif _was_returned(one) and not again:
            already.append(one)
        else:
            due.append(one)
    return Choice(tuple(due), tuple(already), tuple(not_due) if only else ())


def _named(collected: Collected, only: Sequence[str]) -> list[Standing]:
    """The offices that were named by code or name; all where none was."""
    if not only:
        return list(collected.standings)
    found, unknown = [], []
    for word in only:
        fits = [one for one in collected.standings if _is_called(one.office, word)]
        found += [one for one in fits if one not in found]
        if not fits:
            unknown.append(word)
    if unknown:
        names = "、".join(f"“{word}”" for word in unknown)
        raise ZipingError(f"汇总表里没有单位{names}", "请照“登记”表写单位编码，或单位全称")
    return found


def _is_called(office: Office, word: str) -> bool:
    if office.code and plain_code(office.code) == plain_code(word):
        return True
    return plain_name(office.name) == plain_name(word)


def _is_due(standing: Standing, line: Line | None) -> bool:
    """As 登记 says; by what was found where it says nothing."""
    if standing.counted is None and not standing.unread:
        return False  # nothing came: there is nothing to return
    if line is not None and line.chosen in (YES, NO):
        return line.chosen == YES
    return standing.needs_return


def _was_returned(due: Due) -> bool:
    """Whether this very submission went back; what could not be read is known by its day."""
    if not due.unread:
        return any(one.number == due.number for one in due.standing.returned)
    came = received(due.last.entry.source) or datetime.max
    days = [one.day for one in due.standing.returned]
    return bool(days) and max(days) >= came.date().isoformat()
