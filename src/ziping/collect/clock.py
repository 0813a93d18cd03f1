"""Days that cannot be right: what a mail says of its own sending is written by its sender."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from ziping.collect.numbering import received
from ziping.collect.source import Source

ON_THE_WAY = timedelta(days=2)  # a mail may wait so long at a server


class Clock(NamedTuple):
    """The days of a round."""

    year: int
    deadline: date | None
    today: date


def doubts(source: Source, clock: Clock) -> Iterator[str]:
    """What a person should look at; who is late goes by the told day all the same."""
    told = received(source)
    if told is None:
        return
    name, day = source.name, told.date()
    arrived = received(source._replace(received=source.arrived))
    if arrived is not None and arrived - told > ON_THE_WAY:
        yield (
            f"“{name}”的邮件写的发出日期是 {day.isoformat()}，"
            f"邮箱收到的日期是 {arrived.date().isoformat()}，请核对哪天报送"
        )
    if clock.year and day <= date(min(max(clock.year, 1), 9999), 12, 30):
        yield f"“{name}”的收到日期是 {day.isoformat()}，{clock.year}年度还没有结束，请核对"
    if day > clock.today + timedelta(days=1):
        yield f"“{name}”的收到日期是 {day.isoformat()}，还没有到，请核对"
