"""The words of a report, paragraph by paragraph, as they are printed: what the checks read."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from ziping.field import Number, Place, Text

OPENING, HEADING, BODY = "opening", "heading", "body"
ATTACHMENTS, FOOT, SIGNATURE = "attachments", "foot", "signature"
CELL, FOREIGN = "cell", "foreign"
ROLES = (OPENING, HEADING, BODY, ATTACHMENTS, FOOT, SIGNATURE, CELL, FOREIGN)
NO_OTHERS: Mapping[str, tuple[Number, ...]] = MappingProxyType({})


class Passage(NamedTuple):
    """One paragraph of a Word report, one line of a prose cell, or the text of one table cell.

    `role`: "opening" (cover, title and everything before the first chapter), "heading", "body"
    (prose of a chapter), "attachments" (a line of the list of attachments, or the title and label
    above a form), "foot" (remarks and 填表人 … under a form), "signature" (name and date under the
    text), "cell" (a text in one of our forms, labels included), "foreign" (a text in a table that
    is no form of a self-assessment).
    `section` is the key of the chapter it stands in ("problems", see the pack's outline; "" where
    it is none of ours); of a cell the kind of its form: "basic", "overall", "project".
    """

    place: Place
    text: str  # with its automatic number in front; white space inside is kept
    role: str = BODY
    section: str = ""
    level: int = 0  # of a heading: 1 for 一、, 2 for （一）, 3 for 1., 0 without a number
    is_label: bool = False  # of a cell: printed by the form, not filled in by the office


class ReportText(NamedTuple):
    """All words of a file, and what its prose claims that no cell of the model holds.

    `others`: further amounts that the prose tells for a figure, differing from the one that was
    taken, by the figure's path in the model ("spending.operating_expense").
    """

    passages: tuple[Passage, ...] = ()
    claimed_total: Number = Number()
    claimed_grade: Text = Text()
    others: Mapping[str, tuple[Number, ...]] = NO_OTHERS
