"""The hidden sheet by which a roll-up workbook is known as ours, and its bounded opening."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from ziping.collect.rollup.cells import Cell, Look, Row, Value, spell_row
from ziping.errors import UnusableFileError, ZipingError
from ziping.package import archive, foreign
from ziping.package.archive import DamagedError, Entry
from ziping.package.gate import MAX_RATIO, SMALL, Package
from ziping.package.sheets import Workbook

MARK, KIND, VERSION = "_ziping", "rollup", 1
FIRST_LINE, YEAR = 5, (3, 2)
MAX_FILE = 60 * 1024 * 1024  # five thousand offices are thirty; the gate's bound is for one office
MAX_ENTRIES = 2_000
MAX_PART = 200 * 1024 * 1024
MAX_ROWS = 50_000


def is_rollup(path: Path) -> bool:
    """Whether a file is a roll-up workbook of ours; False for whatever else, or nothing."""
    try:
        return kind_of(open_rollup(path)) == KIND
    except (ZipingError, OSError):
        return False


def open_rollup(path: Path) -> Workbook:
    """The workbook, with bounds for one that we made ourselves; only what is asked for is read."""
    try:
        if path.stat().st_size > MAX_FILE:
            raise UnusableFileError(path, "文件太大，不像汇总表", "请指定汇总时生成的 .xlsx 文件")
        raw = path.read_bytes()
    except FileNotFoundError:
        raise UnusableFileError(path, "找不到这个文件", "请核对文件名和所在文件夹") from None
    except OSError as error:
        raise UnusableFileError(path, "读不了这个文件", "请核对文件和权限后再试") from error
    foreign.refuse(path, raw)
    try:
        directory = archive.find_directory(raw)
        if directory.total > MAX_ENTRIES:
            raise DamagedError("too many entries")
        entries = archive.read_entries(raw, directory)
    except DamagedError as error:
        raise UnusableFileError(
            path, "文件不完整或被改动过", "请从备份（.bak）恢复，或重新汇总"
        ) from error
    if any(map(_is_unsafe, entries)):
        raise UnusableFileError(
            path, "里面有过大、异常或加密的部分", "请指定汇总时生成的 .xlsx 文件"
        )
    return Workbook(Package(path, raw, entries, directory.comment))


def _is_unsafe(entry: Entry) -> bool:
    is_bomb = entry.size > SMALL and entry.size > MAX_RATIO * entry.packed
    return entry.size > MAX_PART or is_bomb or entry.encrypted


def kind_of(book: Workbook) -> str:
    """What the hidden sheet says; "" without it."""
    return "" if book.sheet(MARK) is None else text_at(book, MARK, 1, 2)


def text_at(book: Workbook, sheet: str, row: int, col: int) -> str:
    cell = book.cells(sheet, max_rows=MAX_ROWS).get((row, col))
    return "" if cell is None else cell.text


def mark_xml(lines: Iterable[tuple[str, str, str]], year: int, look: Look) -> Iterator[str]:
    """Kind and version, then of every office its key, what was proposed, what counted."""
    head: tuple[tuple[str, Value], ...] = (
        *(("ziping", KIND), ("version", VERSION)),
        *(("year", year), ("key", "proposed")),
    )
    for number, (name, value) in enumerate(head, 1):
        yield spell_row(Row(number, [Cell(1, name, look), Cell(2, value, look)]))
    for number, line in enumerate(lines, FIRST_LINE):
        yield spell_row(Row(number, [Cell(col, text, look) for col, text in enumerate(line, 1)]))
