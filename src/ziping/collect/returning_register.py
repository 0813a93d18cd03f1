"""登记 of the roll-up workbook told of the returns: two cells an office, every other byte kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from ziping.collect.rollup.mark import open_rollup
from ziping.collect.rollup.register import clean_key
from ziping.collect.sheets import REGISTER
from ziping.collect.standing import Returned
from ziping.errors import UnusableFileError
from ziping.package.cells import Cell
from ziping.package.patch import CellEdit, patch_sheet
from ziping.package.rewrite import rewrite

HEADS = ("单位编码", "单位名称", "退回次数", "最近退回")
FARTHEST_HEAD, MAX_ROWS = 40, 50_000
_DAY_ZERO = date(1899, 12, 30)
Cells = Mapping[tuple[int, int], Cell]


def tell_register(path: Path, returned: Sequence[Returned]) -> Path | None:
    """Write 退回次数 and 最近退回 of these offices; the backup, None where nothing changed.

    Raises an error of ours where the file is open elsewhere: the journal has it all the same.
    """
    book = open_rollup(path)
    sheet = book.sheet(REGISTER)
    if sheet is None:
        raise UnusableFileError(path, f"没有“{REGISTER}”表", "请重新运行 ziping collect")
    by_key: dict[str, list[Returned]] = {}
    for one in returned:
        by_key.setdefault(clean_key(one.key), []).append(one)
    edits = list(_edits(path, book.cells(REGISTER, max_rows=MAX_ROWS), by_key))
    part = patch_sheet(book.package.read(sheet.part), edits, refused=[])
    backup = path.with_name(f"{path.name}.bak")
    changed = rewrite(book.package, {sheet.part: part}, path, backup=backup)
    return backup if changed else None


def _edits(path: Path, cells: Cells, returned: Mapping[str, list[Returned]]) -> Iterator[CellEdit]:
    head, columns = _heads(path, cells)
    code, name, count, last = (columns[word] for word in HEADS)
    for row in sorted({row for row, _ in cells if row > head}):
        own = returned.get(_text(cells, row, code) or _text(cells, row, name))
        if own:
            yield CellEdit(row, count, Decimal(len(own)))
            day = date.fromisoformat(max(one.day for one in own))
            yield CellEdit(row, last, Decimal((day - _DAY_ZERO).days))


def _heads(path: Path, cells: Cells) -> tuple[int, dict[str, int]]:
    """The row of the heads and their columns, wherever somebody has moved them to."""
    rows: dict[int, dict[str, int]] = {}
    for row, col in cells:
        word = _text(cells, row, col)
        if row <= FARTHEST_HEAD and word in HEADS:
            rows.setdefault(row, {}).setdefault(word, col)
    for row, columns in sorted(rows.items()):
        if len(columns) == len(HEADS):
            return row, columns
    names = "、".join(HEADS)
    raise UnusableFileError(path, f"“{REGISTER}”表的表头不全", f"请保留 {names} 这几列")


def _text(cells: Cells, row: int, col: int) -> str:
    cell = cells.get((row, col))
    return "" if cell is None else cell.text.strip()
