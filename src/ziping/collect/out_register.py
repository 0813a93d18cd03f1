"""发放登记.xlsx: what was made for whom. Made again it keeps what people wrote by hand."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from ziping.collect.cover import day
from ziping.collect.standing import Office
from ziping.errors import UnusableFileError
from ziping.package.atomic import write_atomic
from ziping.package.rewrite import new_package, writable_place
from ziping.rules import RulePack
from ziping.rules.mail import mail_rules
from ziping.tasks.create import free_name
from ziping.workbook.build.finish import CORE, core_properties
from ziping.workbook.fields import FIRST_DATE, LAST_DATE
from ziping.workbook.tables import Table, TableCell, read_tables

NAME, SHEET = "发放登记.xlsx", "发放登记"
BACKUP_SUFFIX = ".bak"
HEAD_ROW = 3
NUMBER, CODE, UNIT, REMARK, SENT = "序号", "单位编码", "单位名称", "备注", "发出日期"
DEPARTMENT, POSTS, EMAIL = "主管部门", "编制数", "电子邮箱"
FILE, LETTER, LAST_YEAR, HINT = "工作簿", "来函", "上年文件", "提示"
WIDTHS = {
    NUMBER: 5, CODE: 9, UNIT: 18, DEPARTMENT: 13, POSTS: 7, EMAIL: 17, FILE: 22, LETTER: 18,
    LAST_YEAR: 16, HINT: 20, REMARK: 11, SENT: 11,
}  # fmt: skip
HEADS = tuple(WIDTHS)
_TITLE = " 年度部门整体支出绩效自评工作簿发放登记"
_RULES = "规则："
EPOCH = date(1899, 12, 30)


def title_of(year: int) -> str:
    return f"{year}{_TITLE}"


class Line(NamedTuple):
    """An office with its files. `is_new`: the workbook was made now and not found there.

    `doubt` is the part of `hint` that last year's file gives rise to.
    """

    office: Office
    file: str
    letter: str
    last_year: str = ""
    hint: str = ""
    is_new: bool = True
    doubt: str = ""


Row = Mapping[str, str | date | int]


class Register:
    """The register of a folder: what it says now, and what will be written."""

    def __init__(self, folder: Path, title: str) -> None:
        self.title = title
        self.path, self.old = _opened(folder / NAME, title)
        self._is_there = bool(self.old)
        writable_place(self.path, overwrite=self._is_there)

    def told(self, office: Office, head: str) -> str:
        """What an earlier run wrote of the office."""
        return str(self.old.get(office.key, {}).get(head, ""))

    def changed(self, office: Office) -> str:
        """What the list says otherwise than when the office's workbook was made."""
        if office.key not in self.old:
            return ""
        now = {DEPARTMENT: office.supervising_department, POSTS: office.authorized_posts}
        pairs = [(head, self.told(office, head), value) for head, value in now.items()]
        told = [f"{head}“{old}”改成“{new}”" for head, old, new in pairs if old != new]
        return f"名单里{'、'.join(told)}，工作簿没有跟着改" if told else ""

    def write(self, lines: Sequence[Line], pack: RulePack) -> Path | None:
        """Write it; the backup of an earlier one, or None where nothing stood there or changed."""
        content = _content(self.title, _about(pack, len(lines)), self._rows(lines))
        if not self._is_there:
            write_atomic(self.path, content, replace=False)
            return None
        real, like = writable_place(self.path, overwrite=True)
        before = real.read_bytes()
        if before == content:
            return None
        backup = self.path.with_name(self.path.name + BACKUP_SUFFIX)
        write_atomic(backup, before, like=like)
        write_atomic(real, content, like=like)
        return backup

    def _rows(self, lines: Sequence[Line]) -> list[Row]:
        """The offices of the list, then those that only an earlier list had."""
        rows = [{**self.old.get(line.office.key, {}), **_row(line)} for line in lines]
        listed = {line.office.key for line in lines}
        rows += [dict(row) for key, row in self.old.items() if key not in listed]
        return [{**row, NUMBER: number} for number, row in enumerate(rows, 1)]


def _row(line: Line) -> dict[str, str | date | int]:
    office = line.office
    posts: str | int = office.authorized_posts
    return {
        CODE: office.code,
        UNIT: office.name,
        DEPARTMENT: office.supervising_department,
        POSTS: int(posts) if posts else "",
        EMAIL: office.email,
        FILE: line.file,
        LETTER: line.letter,
        LAST_YEAR: line.last_year,
        HINT: line.hint,
    }


def _about(pack: RulePack, count: int) -> str:
    mail = mail_rules(pack)
    parts = [f"共 {count} 个单位", f"{_RULES}{pack.title}"]
    if mail.deadline:
        parts.append(f"报送截止：{day(mail.deadline)}")
    if mail.address:
        parts.append(f"报到：{mail.address}")
    return "　".join(parts)


def _opened(path: Path, title: str) -> tuple[Path, dict[str, Row]]:
    """The register to be refreshed with its rows; a free name where the file is another's."""
    try:
        table = next((one for one in read_tables(path) if one.name == SHEET), None)
    except UnusableFileError:
        table = None
    ours = table is not None and _text(table, 1, 1) == title
    if (
        table is None
        or table.is_cut
        or not ours
        or any(_text(table, HEAD_ROW, col) != head for col, head in enumerate(HEADS, 1))
    ):
        return free_name(path), {}
    return path, dict(_old_rows(table))


def told_of(path: Path) -> tuple[int, str]:
    """The year and the title of the rules that a register tells; 0 and "" where none is ours."""
    try:
        table = next((one for one in read_tables(path) if one.name == SHEET), None)
    except UnusableFileError:
        table = None
    title, about = ("", "") if table is None else (_text(table, 1, 1), _text(table, 2, 1))
    year = title.removesuffix(_TITLE)
    if year == title or not year.isdecimal():
        return 0, ""
    parts = (part.removeprefix(_RULES) for part in about.split("　") if part.startswith(_RULES))
    return int(year), next(parts, "")


def _old_rows(table: Table) -> dict[str, Row]:
    rows: dict[str, Row] = {}
    for row in sorted({row for row, _ in table.cells if row > HEAD_ROW}):
        found = {
            head: _value(head, table.cells.get((row, col))) for col, head in enumerate(HEADS, 1)
        }
        key = str(found[CODE] or found[UNIT])
        if key:
            rows[key] = found
    return rows


def _value(head: str, cell: TableCell | None) -> str | date | int:
    """A cell as it was typed; a number under 发出日期 is a day, as spreadsheets count them."""
    if cell is None:
        return ""
    number = cell.number
    if number is None or number != number.to_integral_value():
        return cell.text
    if head == SENT and FIRST_DATE <= number < LAST_DATE:
        return EPOCH + timedelta(days=int(number))
    return int(number) if head == POSTS else f"{number:f}"


def _text(table: Table, row: int, col: int) -> str:
    cell = table.cells.get((row, col))
    return cell.text if cell else ""


def _content(title: str, about: str, rows: Sequence[Row]) -> bytes:
    """The file: the same bytes for the same rows, nothing of the clock in it."""
    from ziping.collect.out_sheet import sheet_bytes

    with zipfile.ZipFile(io.BytesIO(sheet_bytes(title, about, rows))) as made:
        parts = [(name, made.read(name)) for name in made.namelist()]
    fixed = core_properties(title)
    return new_package([(name, fixed if name == CORE else body) for name, body in parts])
