"""撤销上次操作: a write from outside clears the program's own undo list, so old values are kept.

One record a workbook, in the user's own folder: the cells of the last action, before and after.
Undoing puts back what nobody has changed since, and is itself on record: undone twice is redone.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from ziping.errors import ZipingError
from ziping.excel import host
from ziping.excel.content import same
from ziping.excel.places import state_folder
from ziping.excel.writing import Changed
from ziping.package.atomic import write_atomic
from ziping.package.sheets import MAX_COLS, MAX_ROWS
from ziping.tasks.score import now

MOST = 50  # workbooks on record; the oldest go
UNDOING = "撤销："
LARGEST = 20_000_000
NOTHING = ("没有可以撤销的操作", "只能撤销本机上 ziping 最近一次对这份工作簿的改动")


class Record(NamedTuple):
    """What the last action on a workbook changed."""

    title: str
    when: str
    cells: tuple[Changed, ...]


def keep(book: Any, title: str, changed: Sequence[Changed]) -> None:
    """Put an action on record; one that changed nothing leaves the earlier record."""
    if not changed:
        return
    place = _place(book)
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    content = {"title": title, "when": now(), "cells": [list(cell) for cell in changed]}
    write_atomic(place, json.dumps(content, ensure_ascii=False).encode())
    _forget_oldest(place.parent)


def recall(book: Any) -> Record:
    """The last action on this workbook. Raises `ZipingError` where none is on record."""
    try:
        place = _place(book)
        if place.stat().st_size > LARGEST:
            raise ValueError(place)
        content = json.loads(place.read_text(encoding="utf-8"))
        cells = tuple(_checked(Changed(*cell)) for cell in content["cells"])
        return Record(str(content["title"]), str(content["when"]), cells)
    except (OSError, ValueError, KeyError, TypeError):
        raise ZipingError(*NOTHING) from None


def _checked(cell: Changed) -> Changed:
    """Raises ValueError for a line that `keep` never wrote."""
    placed = isinstance(cell.sheet, str) and all(type(n) is int for n in (cell.row, cell.col))
    held = all(isinstance(one, str | float | int | None) for one in (cell.before, cell.after))
    if not (placed and held and 0 < cell.row <= MAX_ROWS and 0 < cell.col <= MAX_COLS):
        raise ValueError(cell)
    return cell


def reverse(title: str) -> str:
    """The title of an undoing; of a second one, that of the action done again."""
    return title.removeprefix(UNDOING) if title.startswith(UNDOING) else UNDOING + title


def untouched(record: Record, contents: Any) -> list[Changed]:
    """The cells that still hold what the action wrote; `contents(sheet, row, col)` tells."""
    return [
        cell
        for cell in record.cells
        if cell.before is not None
        and (found := contents(cell.sheet, cell.row, cell.col)) is not None
        and same(found, cell.after)
    ]


def _place(book: Any) -> Path:
    name = hashlib.sha256(host.full_name(book).encode("utf-8", "surrogatepass")).hexdigest()[:24]
    return state_folder() / "undo" / f"{name}.json"


def _forget_oldest(folder: Path) -> None:
    with suppress(OSError):
        records = sorted(folder.glob("*.json"), key=lambda path: path.stat().st_mtime)
        for path in records[:-MOST]:
            path.unlink()
