"""Whose figures a row or a table holds: a column of offices, or a line 单位名称：甲县水利局."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ziping.errors import ZipingError
from ziping.tasks.fill.blocks import Block
from ziping.tasks.fill.plain import unit_line
from ziping.tasks.fill.sheet import Sheet
from ziping.workbook.tables import TableCell

MOST_NAMED = 15
_CODED = re.compile(r"\s*[\[(]?(\d{3,})[\])]?[\s\-_:.]*(.*)")
MEASURE = re.compile(r"[人个辆台套次批件户%％㎡、，,/ 元万千百亿平方米公里\s]*")
SUMS = frozenset({"合计", "总计", "小计", "本年合计"})


class Office(NamedTuple):
    """An office as a table writes it."""

    name: str = ""
    code: str = ""

    def __str__(self) -> str:
        return " ".join(part for part in (self.code, self.name) if part)


class Wanted(NamedTuple):
    """The office whose figures are taken: the workbook's, or the one that was asked for."""

    name: str
    code: str = ""
    is_asked: bool = False

    def is_met(self, office: Office, *, loosely: bool = False) -> bool:
        name, wanted = plain_name(office.name), plain_name(self.name)
        if office.code and office.code in (self.code, wanted):
            return True
        if not name or not wanted:
            return False
        return name == wanted or (loosely and (wanted in name))

    def is_named(self, office: Office) -> bool:
        return bool(self.name) and plain_name(office.name) == plain_name(self.name)

    @property
    def is_blank(self) -> bool:
        return not self.name and not self.code


def plain_name(text: str) -> str:
    """A name without blanks, full width and 本级."""
    folded = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    return re.sub(r"\(?(?:本级|机关)\)?$", "", folded)


def read_office(text: str) -> Office:
    """301001-甲县水利局, [301001]甲县水利局, 甲县水利局, 301001."""
    folded = unicodedata.normalize("NFKC", text).strip()
    match = _CODED.fullmatch(folded)
    return Office(match.group(2).strip(), match.group(1)) if match else Office(folded)


def offices_of(block: Block) -> dict[int, Office]:
    """Row → the office whose row it is; empty where the block has no such column."""
    words = block.sheet.words
    kinds = {col: words.read(heads[0]).word for col, heads in block.heads.items() if heads}
    names = [col for col, word in kinds.items() if word == "unit_name"]
    codes = [col for col, word in kinds.items() if word == "unit_code"]
    names = [col for col in names if not _is_of_money(block, col)]
    if not names and not codes:
        return {}
    found, last = {}, Office()
    for row in block.body:
        given = _of_row(block.sheet, row, names, codes)
        last = given if given != Office() else last
        found[row] = last
    return found


def _is_of_money(block: Block, col: int) -> bool:
    """单位 over 元, 元, 人 is the unit of the figures."""
    texts = [block.sheet.rows[row][col].text for row in block.body if col in block.sheet.rows[row]]
    return all(unit_line(text) or MEASURE.fullmatch(text.strip()) for text in texts)


def _of_row(sheet: Sheet, row: int, names: Iterable[int], codes: Iterable[int]) -> Office:
    cells = sheet.rows[row]
    name = next((read_office(cells[col].text) for col in names if col in cells), Office())
    code = next((_code(cells[col]) for col in codes if col in cells), name.code)
    return Office(name.name, code)


def _code(cell: TableCell) -> str:
    return f"{cell.number:f}" if cell.number is not None else cell.text.strip()


def declared(sheet: Sheet, rows: Iterable[int]) -> Iterator[Office]:
    """The offices that lines of these rows name: 单位名称：甲县水利局, or in the next cell."""
    for row in rows:
        texts = sheet.texts(row)
        cols = sorted(texts)
        for index, col in enumerate(cols):
            head, colon, rest = unicodedata.normalize("NFKC", texts[col]).partition(":")
            if sheet.words.read(head).word != "unit_name" or unit_line(texts[col]):
                continue
            following = texts[cols[index + 1]] if index + 1 < len(cols) else ""
            value = rest.strip() if colon and rest.strip() else following
            if not MEASURE.fullmatch(value) and sheet.words.read(value).word == "unknown":
                yield read_office(value)


def _is_sum(office: Office) -> bool:
    """合计 under the names or the codes, or nothing at all."""
    return all(plain_name(part).strip(":") in {"", *SUMS} for part in office)


def several(offices: Iterable[Office], wanted: Wanted) -> ZipingError:
    """The table has rows of offices, and none of them is surely the workbook's."""
    names = sorted({str(office) for office in offices if not _is_sum(office)})
    shown = "、".join(names[:MOST_NAMED])
    more = f" 等 {len(names)} 个" if len(names) > MOST_NAMED else ""
    asked = "--unit 写的" if wanted.is_asked else "工作簿的"
    return ZipingError(
        f"表里没有{asked}单位“{wanted.name or wanted.code or '（未填）'}”，有这些：{shown}{more}",
        "请加 --unit 单位名（照表里的写法），或在“基本情况”填对单位名称、单位编码",
    )
