"""Content controls: which figure of the model a piece of a report's text is.

A control is inline and plain text (`w:sdt` with `w:text`) and stands between the two ends of a
bookmark. Word keeps the control's tag, LibreOffice 7.4 drops the tag but keeps the bookmark and
the alias; block-level controls it repeats and garbles, so there are none. Both the tag and the
bookmark carry the key and a mark of the text as it was written: where the text no longer fits its
mark, somebody typed over it.

A key is a path into the model: `overall.execution.initial_budget`, `overall.indicators.3.actual`,
`basic_data.expenses.operating_expense.budget`, `projects.0.name`; what is computed has a name of
its own: `figures.total`, `figures.grade`, `sentences.government_fund_budget`.
"""

from __future__ import annotations

from typing import NamedTuple
from zlib import crc32

TAG = "zp:"  # zp:overall.execution.initial_budget#1a2b3c4d, 64 characters at most in Word
BOOKMARK = "zp_"  # zp_12_1a2b3c4d: a number in the report and the mark, 40 characters at most
LONGEST_TAG = 64


class Control(NamedTuple):
    """A control as it is found in a report: `mark` is that of the text as ziping wrote it."""

    key: str
    mark: str
    text: str

    @property
    def is_untouched(self) -> bool:
        return mark(self.text) == self.mark


def mark(text: str) -> str:
    """Eight digits for a text, white space aside: enough to tell that somebody typed over it."""
    return f"{crc32(''.join(text.split()).encode('utf-8', 'surrogatepass')):08x}"


def tag(key: str, text: str) -> str:
    """The tag of a control of this key that holds this text."""
    return f"{TAG}{key}#{mark(text)}"
