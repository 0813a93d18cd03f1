"""Who has sent what: of every office the submission that counts, its older ones, and who is late.

An office is known by its code; one without a code, or that left it blank, by its name.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from ziping.collect.reading import Reading, Refusal
from ziping.collect.source import Source

COUNTED, OLDER, DUPLICATE, REFUSED, ATTACHED, UNMATCHED = (
    "计入",
    "旧版",
    "重复",
    "未能读取",
    "附件",
    "未计入",
)


class Office(NamedTuple):
    """A line of the list of offices; `line` is its row in the list, 0 where it is in no list."""

    name: str
    code: str = ""
    supervising_department: str = ""
    authorized_posts: str = ""
    email: str = ""
    contact: str = ""
    telephone: str = ""
    line: int = 0

    @property
    def key(self) -> str:
        return self.code or self.name


class Entry(NamedTuple):
    """A file that came: what was read of it, or why nothing was."""

    source: Source
    reading: Reading | None = None
    refusal: Refusal | None = None
    report: Source | None = None  # the Word report that came beside the workbook


class Returned(NamedTuple):
    """A return for correction, as the journal keeps it."""

    key: str
    year: int
    number: int
    day: str  # ISO date
    file: str


class Submission(NamedTuple):
    """An entry with its standing among all that came."""

    entry: Entry
    status: str  # one of the words above
    number: int = 0  # of the submission: from inside the file, from its name, or by order of coming
    remark: str = ""  # why it does not count, in one sentence


class Standing(NamedTuple):
    """One office in one year."""

    office: Office
    counted: Submission | None
    others: tuple[Submission, ...] = ()  # older, duplicate, in order of coming
    is_late: bool = False
    returned: tuple[Returned, ...] = ()
    is_listed: bool = True  # False: it sent something and is not in the list of offices
    remark: str = ""  # what a person should look at: two names under one code, …
    unread: tuple[Submission, ...] = ()  # newer than what counts, surely its own, not to be opened

    @property
    def reading(self) -> Reading | None:
        return None if self.counted is None else self.counted.entry.reading

    @property
    def submissions(self) -> int:
        """How often it sent: copies of one file count once."""
        older = sum(one.status == OLDER for one in self.others)
        return older + (self.counted is not None)

    @property
    def needs_return(self) -> bool:
        """Whether its newest file can't be opened, or what counts has an error, a grave change of
        the template, or no total: a form that was sent blank has nothing wrong in it."""
        reading = self.reading
        if reading is None or self.unread:
            return bool(self.unread)
        if reading.overall is not None and reading.overall.total is None:
            return True
        return bool(reading.count("error")) or any(change.grave for change in reading.changes)


class Collected(NamedTuple):
    """All of a round: `standings` in the order of the list, then those not listed, by name."""

    year: int
    standings: tuple[Standing, ...]
    loose: tuple[Submission, ...]  # refused, attachments, of another year: belong to no office
    deadline: date | None
    has_list: bool
    rules_titles: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()  # what a person should know of the round as a whole
