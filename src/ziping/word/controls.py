"""Content controls: which figure of the model a piece of a report's text is.

A control is inline (`w:sdt` in a paragraph, without a type: rich text) and stands between the two
ends of a bookmark. Word keeps the control's tag; LibreOffice 7.4 drops tag and alias, keeps text
and bookmark and moves the bookmark's start into the control. Block-level controls it garbles, and
so it does plain-text ones (`w:text`) that hold Chinese: there are none. Both the tag and the
bookmark carry the key and a mark of the text as it was written: where the text no longer fits its
mark, somebody typed over it.

A key is a path into the model: `overall.execution.initial_budget`, `overall.indicators.3.actual`,
`basic_data.expenses.operating_expense.budget`, `projects.0.name`; what is computed has a name of
its own: `figures.total`, `figures.grade`, `sentences.government_fund_budget`.
"""

from __future__ import annotations

from typing import NamedTuple
from zlib import crc32

from ziping.word import codes

TAG = "zp:"  # zp:overall.execution.initial_budget#1a2b3c4d, 64 characters at most in Word
CODED = "~"  # zp:~badteplov…: in a tag, a key that would be too long
BOOKMARK = "zp_"  # zp_ovexib_1a2b3c4d, and _2 for the second of its key; 40 characters at most
SENTENCE = "zp_s_"  # zp_s_basic_expenditure: begins a paragraph that ziping generated
LONGEST_TAG, LONGEST_BOOKMARK = 64, 40
_MARK = 8


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
    return f"{tag_head(key)}{mark(text)}"


def tag_head(key: str) -> str:
    """A tag up to its mark; the key as letters where it is too long for Word."""
    head = f"{TAG}{key}#"
    return head if len(head) + _MARK <= LONGEST_TAG else f"{TAG}{CODED}{codes.code(key)}#"


def bookmark(key: str, text: str, nth: int = 1) -> str:
    """The name of the bookmark around the `nth` control of this key in a report."""
    return f"{BOOKMARK}{codes.code(key)}_{mark(text)}{'' if nth == 1 else f'_{nth}'}"


def from_tag(value: str) -> tuple[str, str] | None:
    """Key and mark of a tag of ours."""
    key, hashed, found = value.removeprefix(TAG).rpartition("#")
    if not value.startswith(TAG) or not hashed or not _is_mark(found):
        return None
    known = codes.key_of(key[len(CODED) :]) if key.startswith(CODED) else key
    return (known, found) if known else None


def from_bookmark(value: str) -> tuple[str, str] | None:
    """Key and mark of a bookmark of ours, whichever of its key it is."""
    if not value.startswith(BOOKMARK) or value.startswith(SENTENCE):
        return None
    front, _, last = value[len(BOOKMARK) :].rpartition("_")
    if len(last) < _MARK and last.isascii() and last.isdecimal():
        front, _, last = front.rpartition("_")
    key = codes.key_of(front)
    return (key, last) if key and _is_mark(last) else None


def sentence_of(value: str) -> str | None:
    """The section whose generated paragraph a bookmark begins, None for any other bookmark."""
    key = value.removeprefix(SENTENCE)
    return key if value.startswith(SENTENCE) and codes.is_own_word(key) else None


def _is_mark(value: str) -> bool:
    return len(value) == _MARK and not set(value) - set("0123456789abcdef")
