"""Rows of cells as a file lists them → logical cells: what is merged is one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from ziping.word.reading.document import Cell, Span


class OpenCell:
    """One `w:tc` while it is read."""

    __slots__ = ("cols", "h_merge", "is_deleted", "spans", "texts", "v_merge")

    def __init__(self) -> None:
        self.cols = 1
        self.v_merge = ""  # "restart" or "continue"
        self.h_merge = ""
        self.is_deleted = False
        self.texts: list[str] = []
        self.spans: list[tuple[int, tuple[Span, ...]]] = []  # by the number of the paragraph

    def add(self, text: str, spans: tuple[Span, ...]) -> None:
        if spans:
            self.spans.append((len(self.texts), spans))
        self.texts.append(text)

    def take(self, right: OpenCell) -> None:
        """The cell to the right is a part of this one."""
        self.cols += right.cols
        if any(text.split() for text in right.texts):
            self.spans += [(len(self.texts) + nth, spans) for nth, spans in right.spans]
            self.texts += right.texts

    def finish(self) -> tuple[str, tuple[Span, ...]]:
        """The paragraphs as one text, the places of controls counted in it."""
        if not self.spans:
            return "\n".join(self.texts), ()
        starts = list(accumulate((len(text) + 1 for text in self.texts), initial=0))
        found = [
            span._replace(start=span.start + starts[nth], end=span.end + starts[nth])
            for nth, spans in self.spans
            for span in spans
        ]
        return "\n".join(self.texts), tuple(found)


class OpenRow:
    """One `w:tr` while it is read."""

    __slots__ = ("after", "before", "cells", "is_deleted", "is_head")

    def __init__(self) -> None:
        self.before = 0
        self.after = 0
        self.is_head = False
        self.is_deleted = False
        self.cells: list[OpenCell] = []

    def join(self) -> None:
        """Take cells that continue their left neighbour into it: so old files merge across."""
        joined: list[OpenCell] = []
        for cell in self.cells:
            if cell.h_merge == "continue" and joined:
                joined[-1].take(cell)
            else:
                joined.append(cell)
        self.cells = joined

    @property
    def cols(self) -> int:
        return self.before + sum(cell.cols for cell in self.cells) + self.after


class OpenTable:
    """One `w:tbl` while it is read; `slot` is its place among the blocks."""

    __slots__ = ("inside", "nth", "rows", "slot", "widths")

    def __init__(self, nth: int, inside: int, slot: int) -> None:
        self.nth = nth
        self.inside = inside
        self.slot = slot
        self.widths: list[int] = []
        self.rows: list[OpenRow] = []

    @property
    def heads(self) -> int:
        """How many rows at the top repeat on every page."""
        return next((n for n, row in enumerate(self.rows) if not row.is_head), len(self.rows))


def logical(rows: Sequence[OpenRow]) -> tuple[list[Cell], list[Cell]]:
    """The logical cells in reading order, and the texts that a merge covers, where they stand.

    A cell that continues upwards belongs to the one above only where both have the same columns;
    else it stands for itself, so that no two cells ever cover one place.
    """
    cells: list[Cell] = []
    covered: list[Cell] = []
    above: dict[int, int] = {}  # the column → the merged cell of the row above that begins there
    for nth, row in enumerate(rows):
        here: dict[int, int] = {}
        col = row.before
        for cell in row.cells:
            owner = above.get(col) if cell.v_merge == "continue" else None
            text, spans = cell.finish()
            if owner is not None and cells[owner].cols == cell.cols:
                cells[owner] = cells[owner]._replace(rows=cells[owner].rows + 1)
                here[col] = owner
                if text.split():
                    covered.append(Cell(nth, col, 1, cell.cols, text))
            else:
                if cell.v_merge:
                    here[col] = len(cells)
                cells.append(Cell(nth, col, 1, cell.cols, text, spans))
            col += cell.cols
        above = here
    return cells, covered
