"""Lists and number bounds: what may be typed into a cell, and whether it still says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple
from xml.etree.ElementTree import Element

from ziping.errors import UnusableFileError
from ziping.model import Place
from ziping.package.markup import local, parse
from ziping.package.refs import cell_ref, parse_area
from ziping.workbook.formula import Rect
from ziping.workbook.tampering.change import VALIDATION, TemplateChange
from ziping.workbook.tampering.spelling import bare

MAX_AREAS = 5_000
SIGNS = {
    "greaterThanOrEqual": "不小于",
    "greaterThan": "大于",
    "lessThanOrEqual": "不大于",
    "lessThan": "小于",
    "equal": "等于",
    "notEqual": "不等于",
}
KINDS = {"decimal": "数字", "whole": "整数", "textLength": "字数", "date": "日期", "time": "时间"}
NOTHING = "没有限制"
NAMED_LISTS = {"zp_rule_level2_list": "清单：“规则”表的二级指标"}


class Validation(NamedTuple):
    """What a cell takes; operands bare, the second only where the operator has two."""

    type: str
    operator: str
    first: str
    second: str = ""

    def told(self) -> str:
        """不小于 0 的数字; 清单：达成、部分达成."""
        if self.type == "list":
            named = NAMED_LISTS.get(self.first.lower())
            return named or f"清单：{self.first.strip(chr(34)).replace(',', '、')}"
        kind = KINDS.get(self.type, "自定公式")
        if self.operator == "between":
            return f"{self.first} 到 {self.second} 的{kind}"
        sign = SIGNS.get(self.operator, self.operator)
        return f"{sign} {self.first} 的{kind}" if kind != "自定公式" else f"公式：{self.first}"


class Area(NamedTuple):
    """Cells with one validation."""

    top: int
    left: int
    bottom: int
    right: int
    validation: Validation


def validations_of(xml: bytes) -> tuple[Area, ...]:
    """All lists and bounds of a sheet part; messages alone are none."""
    end = xml.rfind(b"</sheetData>")
    tail = xml[end:] if end >= 0 else xml
    first, last = tail.find(b"<dataValidations"), tail.rfind(b"</dataValidations>")
    pieces = [tail[first : last + len(b"</dataValidations>")]] if 0 <= first < last else []
    if tail.find(b"x14:dataValidations") >= 0 or (not pieces and tail.find(b"Validation") >= 0):
        return tuple(_areas(parse(xml, "", "工作表")))  # another spelling: the whole part
    return _known(pieces[0]) if pieces else ()


@lru_cache(maxsize=64)
def _known(xml: bytes) -> tuple[Area, ...]:
    """By content: the workbooks of one county mostly hold the same."""
    try:
        return tuple(_areas(parse(xml, "", "工作表")))
    except UnusableFileError:
        return ()  # prefixes that are declared elsewhere: then no spelling of ours


def _areas(root: Element) -> Iterator[Area]:
    count = 0
    for item in root.iter():
        if local(item.tag) != "dataValidation":
            continue
        validation = _validation(item)
        if validation is None:
            continue
        for text in _sqref(item).split():
            count += 1
            if count > MAX_AREAS:
                return
            try:
                yield Area(*parse_area(text), validation)
            except ValueError:
                continue


def _validation(item: Element) -> Validation | None:
    kind = item.get("type", "none")
    if kind == "none":
        return None
    operands = {local(child.tag): "".join(child.itertext()) for child in item}
    first = bare(operands.get("formula1", "").strip())
    if kind == "list":
        return Validation(kind, "", first)
    operator = item.get("operator", "between")
    second = operands.get("formula2", "").strip() if operator in ("between", "notBetween") else ""
    return Validation(kind, operator, first, bare(second))


def _sqref(item: Element) -> str:
    given = item.get("sqref")
    if given is not None:
        return given
    return next((child.text or "" for child in item if local(child.tag) == "sqref"), "")


def changed_validations(
    sheet: str,
    wanted: Mapping[str, Validation],
    found: Mapping[str, Rect],
    areas: tuple[Area, ...],
) -> Iterator[tuple[str, TemplateChange]]:
    """One change for each run of cells of a name that lost its list or bound."""
    by_column: dict[int, list[Area]] = {}
    for area in areas:
        for col in range(area.left, min(area.right, area.left + 300) + 1):
            by_column.setdefault(col, []).append(area)
    for name, validation in wanted.items():
        rect = found.get(name)
        if rect is None or rect.sheet != sheet:
            continue
        first, last = inner_rows(rect)
        here = by_column.get(rect.col, [])
        if any(a.top <= first and last <= a.bottom and a.validation == validation for a in here):
            continue
        for top, bottom, other in _runs(first, last, here, validation):
            cells = cell_ref(top, rect.col)
            cells = cells if top == bottom else f"{cells}:{cell_ref(bottom, rect.col)}"
            told = other.told() if other else NOTHING
            place = Place(sheet, cells)
            yield name, TemplateChange(VALIDATION, place, name, validation.told(), told)


def inner_rows(rect: Rect) -> tuple[int, int]:
    """The rows that are filled: a column runs from spacer to spacer."""
    return (rect.row + 1, rect.last - 1) if rect.last > rect.row + 1 else (rect.row, rect.last)


def _runs(
    first: int, last: int, areas: list[Area], wanted: Validation
) -> Iterator[tuple[int, int, Validation | None]]:
    """Rows next to each other with the same other validation, or none."""
    start, current = 0, None
    for row in range(first, last + 2):
        given = [a.validation for a in areas if a.top <= row <= a.bottom]
        right = row > last or wanted in given
        other = given[0] if given else None
        if start and (right or other != current):
            yield start, row - 1, current
            start = 0
        if not right and not start:
            start, current = row, other
