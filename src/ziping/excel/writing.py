"""A plan carried out in the open workbook: block by block, the old contents kept for undoing."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import groupby
from typing import Any, NamedTuple

from ziping.errors import ZipingError
from ziping.excel import host
from ziping.excel.blocks import Block, Position, blocks
from ziping.excel.content import CLEARED, Content, of_cell, of_edit, same
from ziping.excel.fresh import changed_since
from ziping.model import Place
from ziping.package.edits import keeps
from ziping.package.refs import cell_ref
from ziping.workbook.layout import RESULTS
from ziping.workbook.opened import Opened
from ziping.workbook.write import Plan, SheetEdit

LONGEST = 8_000  # characters; what is longer may be refused within a block
Contents = dict[Position, Content]


class Changed(NamedTuple):
    """One cell that was written; `before` is None where it can't be put back."""

    sheet: str
    row: int
    col: int
    before: Content | None
    after: Content


class Done(NamedTuple):
    """What came of a plan: the cells that changed, and those that had to be left."""

    changed: list[Changed]
    typed: list[Place]  # the officer was quicker
    locked: list[Place]  # shut, on a protected sheet


def carry_out(book: Any, opened: Opened, plan: Plan) -> Done:
    """Write the plan into the open book that `opened` was read from."""
    found = wanted(opened, plan.edits)
    locked = _take_locked(opened, found)
    done = write_contents(book, opened, found)._replace(locked=locked)
    touched = {cell.row for cell in done.changed if cell.sheet == RESULTS}
    heights = {row: height for row, height in plan.heights.items() if row in touched}
    if heights:
        host.fit_rows(book, RESULTS, heights)
    for sheet, rows in plan.shown.items():
        for first, last in _runs(rows):
            host.show_rows(book, sheet, first, last)
    return done


def _take_locked(opened: Opened, found: dict[str, Contents]) -> list[Place]:
    """Formulas to be mended in cells that are shut: the program would refuse the whole block."""
    taken = []
    for sheet, contents in found.items():
        shut = [at for at in contents if not opened.book.is_unlocked(opened.cell(sheet, *at).style)]
        if shut and opened.is_protected(sheet):
            taken += [Place(sheet, cell_ref(*at)) for at in shut]
            for at in shut:
                del contents[at]
    return taken


def wanted(opened: Opened, edits: Iterable[SheetEdit]) -> dict[str, Contents]:
    """Sheet → the contents that differ from those there; the host computes what formulas show."""
    found: dict[str, Contents] = {}
    for sheet, edit in edits:
        if not keeps(edit):
            found.setdefault(sheet, {})[edit.row, edit.col] = of_edit(edit)
    for sheet, contents in found.items():
        for (row, col), content in list(contents.items()):
            now = of_cell(opened.cell(sheet, row, col))
            if now is not None and same(now, content):
                del contents[row, col]
    return {sheet: contents for sheet, contents in found.items() if contents}


def write_contents(book: Any, opened: Opened, found: Mapping[str, Contents]) -> Done:
    """Few calls a sheet, all or nothing; what was there is told for each cell that changed.

    A cell that was typed into since the copy was taken keeps what was typed.
    """
    changed: list[Changed] = []
    typed: list[Place] = []
    done: list[tuple[str, Block]] = []
    try:
        for sheet, contents in found.items():
            stale = changed_since(book, opened, sheet, planned_on(opened, sheet, contents))
            typed += [Place(sheet, cell_ref(*at)) for at in sorted(stale & contents.keys())]
            kept = {at: content for at, content in contents.items() if at not in stale}
            for block in planned_on(opened, sheet, kept, stale):
                host.write_block(book, sheet, block, _text_cells(opened, sheet, block))
                done.append((sheet, block))
            changed += (
                Changed(sheet, *at, of_cell(opened.cell(sheet, *at)), after)
                for at, after in kept.items()
            )
    except ZipingError:
        _put_back(book, opened, done)
        raise
    return Done(changed, typed, [])


def _put_back(book: Any, opened: Opened, done: Iterable[tuple[str, Block]]) -> None:
    """What was written before a sheet refused: its old contents, as far as they are known."""
    for sheet, block in done:
        old = {at: of_cell(opened.cell(sheet, *at)) for at in block.area.positions()}
        rows = [[old[row, col] for col in block.area.columns] for row in block.area.rows]
        kept = [[CLEARED if content is None else content for content in row] for row in rows]
        with suppress(ZipingError):
            texts = _text_cells(opened, sheet, block)
            host.write_block(book, sheet, block._replace(rows=kept), texts)


def _text_cells(opened: Opened, sheet: str, block: Block) -> frozenset[Position]:
    """Those of a block in which whatever is typed stays text."""
    is_text = opened.book.is_text
    return frozenset(at for at in block.area.positions() if is_text(opened.cell(sheet, *at).style))


def planned_on(
    opened: Opened, sheet: str, contents: Contents, stale: Container[Position] = ()
) -> list[Block]:
    """The blocks of one sheet; no gap is filled where the copy is `stale`."""

    def filler(row: int, col: int) -> Content | None:
        cell = opened.cells(sheet).get((row, col))
        if cell is None or (row, col) in stale or not opened.book.is_unlocked(cell.style):
            return None
        if isinstance(cell.value, str):
            if cell.value in opened.book.rich_texts or len(cell.value) > LONGEST:
                return None
        elif opened.book.is_text(cell.style) and cell.value is not None:
            return None  # a number that came before the format: written again it would be text
        return of_cell(cell)

    return blocks(contents, filler)


def _runs(rows: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Neighbouring rows as (first, last)."""
    for _, run in groupby(enumerate(sorted(rows)), lambda pair: pair[1] - pair[0]):
        numbers = [row for _, row in run]
        yield numbers[0], numbers[-1]
