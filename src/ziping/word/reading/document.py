"""A .docx as plain values: paragraphs and logical tables in reading order, nothing interpreted.

What the reader of a report sees: tracked insertions are there, deletions are not; merged cells
are one cell; automatic numbers stand beside their paragraph; a nested table follows the table it
stands in.
"""

from __future__ import annotations

from typing import NamedTuple

from ziping.word.controls import Control

GENERATED = "generated."  # begins the key of the mark at the head of a generated paragraph


class Span(NamedTuple):
    """A content control of ours inside a text: `text[start:end]` is its content."""

    start: int
    end: int
    control: Control


class Paragraph(NamedTuple):
    """One paragraph of the body; `number` is its automatic numbering as shown (“一、”), or ""."""

    nth: int  # 1, 2, 3 … over the paragraphs of the body outside tables
    text: str  # "\n" for a line break, "\t" for a tab
    style: str = ""  # the style's id
    level: int = 0  # outline level 1 to 9 by the paragraph or its style, 0 for body text
    number: str = ""
    spans: tuple[Span, ...] = ()

    @property
    def generated(self) -> str:
        """The section whose generated sentence this is, "" for a paragraph of the office's own."""
        keys = (span.control.key for span in self.spans)
        return next((k.removeprefix(GENERATED) for k in keys if k.startswith(GENERATED)), "")

    @property
    def full_text(self) -> str:
        """The text with its automatic number in front."""
        return self.number + self.text


class Cell(NamedTuple):
    """A logical cell: what is merged is one, told at its top left, 0-based in the table's grid."""

    row: int
    col: int
    rows: int = 1
    cols: int = 1
    text: str = ""  # paragraphs joined by "\n", white space kept
    spans: tuple[Span, ...] = ()

    @property
    def is_blank(self) -> bool:
        return not self.text.split()

    @property
    def words(self) -> str:
        """The text without any white space (full-width blanks and line breaks included)."""
        return "".join(self.text.split())


class Table(NamedTuple):
    """A table of `rows` × `cols` grid places; `cells` are the logical cells in reading order."""

    nth: int  # 1, 2, 3 … over all tables of the body, nested ones after the one they stand in
    rows: int
    cols: int
    cells: tuple[Cell, ...]
    widths: tuple[int, ...] = ()  # of the grid columns, in twentieths of a point, where given
    heads: int = 0  # rows at the top that repeat on every page
    inside: int = 0  # the number of the table that this one is nested in, or 0

    def row(self, number: int) -> tuple[Cell, ...]:
        """The cells that begin in this row, from the left."""
        return tuple(cell for cell in self.cells if cell.row == number)


class Document(NamedTuple):
    """The body in reading order, with what the file itself says about its content."""

    blocks: tuple[Paragraph | Table, ...]
    active_content: tuple[str, ...] = ()  # what in the file could run, fetch or embed something
    skipped: tuple[str, ...] = ()  # what was seen and not read: text boxes, pictures, charts
    keywords: str = ""  # of the file's properties

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Paragraph))

    @property
    def tables(self) -> tuple[Table, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Table))
