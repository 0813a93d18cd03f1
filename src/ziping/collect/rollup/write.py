"""The roll-up workbook as a whole: openpyxl makes the frame, our own cells are poured into it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import islice
from pathlib import Path

import pandas
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from ziping.collect.rollup import frames
from ziping.collect.rollup.basic import basic_table, dress_basic
from ziping.collect.rollup.changes import changes_table
from ziping.collect.rollup.exceptions import exceptions_table
from ziping.collect.rollup.files import Files, submissions
from ziping.collect.rollup.indicators import indicators_table
from ziping.collect.rollup.issues import issues_table
from ziping.collect.rollup.look import Looks
from ziping.collect.rollup.mark import MARK, is_rollup, mark_xml
from ziping.collect.rollup.overview import Counted, Overview, title_of
from ziping.collect.rollup.page import Table, dress_table, table_xml
from ziping.collect.rollup.ranking import ranking_table
from ziping.collect.rollup.register import digest_of
from ziping.collect.rollup.registering import choices, dress_register, proposed, register_table
from ziping.collect.sheets import BASIC, OVERVIEW, REGISTER, SHEETS
from ziping.collect.standing import REFUSED, Collected
from ziping.errors import UnwritableError
from ziping.package.atomic import plain_errors, write_atomic
from ziping.package.rewrite import writable_place

BACKUP_SUFFIX = ".bak"
_LEVEL = 5  # of deflate
_ROWS = 500  # spelled and packed at a time
_FOOTER = b"</headerFooter>"
# a code like 00123 is text on purpose: no green corner on it
_UNMARKED = b'<ignoredErrors><ignoredError sqref="%s" numberStoredAsText="1"/></ignoredErrors>'
_DAY = (1980, 1, 1, 0, 0, 0)

Parts = dict[str, Iterable[str]]  # sheet → its rows as XML


def write(
    collected: Collected,
    target: Path,
    remarks: Mapping[str, str],
    chosen: Mapping[str, str],
    today: date,
) -> None:
    """Make it in memory, keep an earlier one as backup, then put it there in one go."""
    if target.suffix.lower() != ".xlsx":
        raise UnwritableError(target, "汇总表的扩展名应为 .xlsx", "请换一个以 .xlsx 结尾的文件名")
    real, like = writable_place(target, overwrite=True)
    if like is not None and not is_rollup(real):
        raise UnwritableError(
            target, "已有同名文件，而且不是 ziping 生成的汇总表", "没有覆盖；请换一个文件名"
        )
    content = made(collected, remarks, chosen, today)
    if like is not None:
        with plain_errors(target):
            old = real.read_bytes()
        write_atomic(real.with_name(real.name + BACKUP_SUFFIX), old, like=like)
    write_atomic(real, content, like=like)


def made(
    collected: Collected, remarks: Mapping[str, str], chosen: Mapping[str, str], today: date
) -> bytes:
    """The bytes of the workbook."""
    book = Workbook()
    assert isinstance(book.active, Worksheet)
    book.active.title = OVERVIEW
    for name in (*SHEETS[1:], MARK):
        book.create_sheet(name)
    looks = Looks(book)
    words = choices(collected, chosen)
    offices = frames.office_frame(collected, words)
    tables = _tables(collected, offices, words, remarks)
    refused = sum(one.status == REFUSED for one in submissions(collected))
    counted = Counted(offices, frames.finding_frame(collected), tables, refused)
    overview = Overview(collected, counted, looks, today)
    overview.dress(book[OVERVIEW])
    for name, table in tables.items():
        dress_table(book[name], table)
    dress_basic(book[BASIC])
    dress_register(book[REGISTER], tables[REGISTER])
    book[MARK].sheet_state = "veryHidden"
    _name(book, collected)
    return _poured(book, _parts(collected, overview, tables, looks))


def _tables(
    collected: Collected,
    offices: pandas.DataFrame,
    words: list[str],
    remarks: Mapping[str, str],
) -> dict[str, Table]:
    title, files = title_of(collected), Files(collected)
    tables = (
        ranking_table(collected, offices, title, files),
        indicators_table(collected, title, files),
        basic_table(collected, title, files),
        issues_table(collected, title, files),
        exceptions_table(collected, title, files),
        register_table(collected, words, remarks, title),
        changes_table(collected, title, files),
    )
    return {table.name: table for table in tables}


def _parts(
    collected: Collected, overview: Overview, tables: Mapping[str, Table], looks: Looks
) -> Parts:
    parts: Parts = {OVERVIEW: overview.grid.xml()}
    parts |= {name: table_xml(table, looks) for name, table in tables.items()}
    lines = ((s.office.key, proposed(s), digest_of(s)) for s in collected.standings)
    parts[MARK] = mark_xml(lines, collected.year, looks["plain"])
    return parts


def _name(book: Workbook, collected: Collected) -> None:
    book.properties.title = title_of(collected, "汇总")
    book.properties.creator = "ziping"


def _poured(book: Workbook, parts: Parts) -> bytes:
    """The saved frame with our rows in its sheets; rows are spelled and packed bit by bit."""
    frame, out = io.BytesIO(), io.BytesIO()
    places = {
        f"xl/worksheets/sheet{number}.xml": (parts[name], book[name].auto_filter.ref)
        for number, name in enumerate(book.sheetnames, 1)
    }
    book.save(frame)
    with zipfile.ZipFile(frame) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            info = zipfile.ZipInfo(item.filename, _DAY)
            info.compress_type = zipfile.ZIP_DEFLATED
            info._compresslevel = _LEVEL  # type: ignore[attr-defined]
            content = old.read(item)
            place = places.get(item.filename)
            with new.open(info, "w") as part:
                for piece in [content] if place is None else _filled(content, *place):
                    part.write(piece)
    return out.getvalue()


def _filled(content: bytes, rows: Iterable[str], area: str | None) -> Iterator[bytes]:
    """A sheet part with our rows in place of openpyxl's; `area` is that of a table."""
    head, _, rest = content.partition(b"<sheetData")
    inner, closing, tail = rest.partition(b"</sheetData>")
    if not closing:
        tail = inner.partition(b"/>")[2]
    yield _without_dimension(head) + b"<sheetData>"
    texts = iter(rows)
    while block := list(islice(texts, _ROWS)):
        yield "".join(block).encode()
    yield b"</sheetData>"
    before, found, after = tail.partition(_FOOTER)
    yield before + found + (_UNMARKED % area.encode() if area and found else b"") + after


def _without_dimension(head: bytes) -> bytes:
    """openpyxl knows nothing of our rows; the element may be missing, but must not be wrong."""
    before, found, after = head.partition(b"<dimension")
    return before + after.partition(b"/>")[2] if found else head
