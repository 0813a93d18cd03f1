"""What a newly built workbook of a pack holds: names, fixed texts, rule values, lists and bounds.

A template belongs to a layout version; the next one is registered beside it. Those of our own
packs are stored; another is built once in a process, and all are kept as maps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from ziping import rules
from ziping.package import archive
from ziping.package.cells import Cell
from ziping.package.gate import Package
from ziping.package.sheets import Workbook
from ziping.quantity import general_text
from ziping.rules import RulePack
from ziping.rules.outline import text_keys
from ziping.workbook.cells import PackKey
from ziping.workbook.form_formulas import subtotal_lines
from ziping.workbook.formula import Rect
from ziping.workbook.layout import (
    BASIC_DATA,
    HIDDEN,
    HIDDEN_GRAMMAR,
    LAYOUT_VERSION,
    OVERALL,
    OVERALL_FORM,
    PREFIX,
    PROJECT_FORM,
    RULES,
    SHEETS,
    UNIT,
    B,
    D,
    H,
    Spot,
    basic_data_spots,
    form_spots,
    unit_spots,
)
from ziping.workbook.tampering.maps import FORMS, Position, SheetTemplate, Template
from ziping.workbook.tampering.stored import stored_template, write_templates
from ziping.workbook.tampering.validations import inner_rows, validations_of

MAX_LINES = 300  # of subtotals, prose sections: a pack from outside must not cost minutes
ROLLED = {"carried_objective": "上年目标"}  # enough to be built with the columns 上年沿用
GRAMMAR = tuple(name for name, _ in HIDDEN_GRAMMAR)


def template_of(version: str, pack: RulePack, *, rolled: bool) -> Template | None:
    """The template of a layout version; None where there is none, or the pack can't be built."""
    return _template(version, PackKey(pack), rolled)


@lru_cache(maxsize=8)
def _template(version: str, key: PackKey, rolled: bool) -> Template | None:
    build = BUILDERS.get(version)
    if build is None:
        return None
    return stored_template(version, key.pack, rolled=rolled) or build(key.pack, rolled)


def build_template(pack: RulePack, rolled: bool) -> Template | None:
    """That of the layout that this program builds."""
    if len(subtotal_lines(pack)) > MAX_LINES or len(text_keys(pack)) > MAX_LINES:
        return None
    try:
        book = _built(pack, rolled)
    except (TypeError, ValueError, KeyError, AttributeError):
        return None  # a pack of somebody's own may say what no sheet can show
    return Template(pack, {name: _sheet(book, name, pack) for name in SHEETS})


BUILDERS: dict[str, Callable[[RulePack, bool], Template | None]] = {LAYOUT_VERSION: build_template}


def write_own_templates() -> list[Path]:
    """Those of the packs that come with the program, beside the code that reads them."""
    packs = [rules.load(name) for name in rules.names()]
    built = ((build_template(pack, False), build_template(pack, True)) for pack in packs)
    return write_templates(LAYOUT_VERSION, ((a, b) for a, b in built if a and b))


def _built(pack: RulePack, rolled: bool) -> Workbook:
    from ziping.workbook.build import build_workbook

    raw = build_workbook(pack, ROLLED if rolled else {})
    entries = archive.read_entries(raw, archive.find_directory(raw))
    return Workbook(Package(Path("模板.xlsx"), raw, entries, b""))


def _sheet(book: Workbook, name: str, pack: RulePack) -> SheetTemplate:
    names = dict(_names(book, name))
    plain = book.cells(name).items()
    texts = {at: _shown(cell) for at, cell in plain if cell.formula is None}
    texts = {at: text for at, text in texts.items() if text}
    values = {at: text for at, text in texts.items() if _is_value(name, at, names)}
    labels = {} if name == HIDDEN else _labels(name, texts, values, names)
    numbers = [spot for spot in _spots(name, pack) if spot.kind in ("number", "percent")]
    heads = frozenset(at for spot in numbers for at in _heads(spot, labels))
    info = book.sheet(name)
    areas = validations_of(book.package.read(info.part)) if info else ()
    starts = {(inner_rows(rect)[0], rect.col): key for key, rect in names.items()}
    validations = {
        starts[area.top, area.left]: area.validation
        for area in areas
        if (area.top, area.left) in starts
    }
    return SheetTemplate(names, labels, values, heads, validations)


def _shown(cell: Cell) -> str:
    return general_text(cell.value) if isinstance(cell.value, Decimal) else cell.text


def _names(book: Workbook, sheet: str) -> Iterator[tuple[str, Rect]]:
    for defined in book.names:
        area = book.resolve(defined.text) if defined.name.startswith(PREFIX) else None
        if area is not None and area[0] == sheet:
            _, top, left, bottom, _ = area
            yield defined.name.removeprefix(PREFIX), Rect(sheet, top, left, bottom)


def _is_value(sheet: str, at: Position, names: Mapping[str, Rect]) -> bool:
    """Whether a formula may read the cell: the values of 规则, its table of levels, the grammar."""
    if sheet == RULES:
        first = names["rule_levels"].row
        return at[0] >= first and (B <= at[1] <= D or at[1] >= H)
    if sheet == HIDDEN:
        return any(_holds(names[name], at) for name in GRAMMAR)
    return False


def _labels(
    sheet: str,
    texts: Mapping[Position, str],
    values: Mapping[Position, str],
    names: Mapping[str, Rect],
) -> dict[Position, str]:
    named: set[Position] = set()
    if sheet != RULES:
        for rect in names.values():
            named.update((row, rect.col) for row in range(rect.row, rect.last + 1))
    return {at: text for at, text in texts.items() if at not in named and at not in values}


def _holds(rect: Rect, at: Position) -> bool:
    return at[1] == rect.col and rect.row <= at[0] <= rect.last


def _spots(sheet: str, pack: RulePack) -> Iterator[Spot]:
    if sheet in FORMS:
        layout = OVERALL_FORM if sheet == OVERALL else PROJECT_FORM
        return form_spots(layout, len(subtotal_lines(pack)))
    if sheet == UNIT:
        return unit_spots()
    return basic_data_spots() if sheet == BASIC_DATA else iter(())


def _heads(spot: Spot, labels: Mapping[Position, str]) -> Iterator[Position]:
    """The text at the left of a number, and the one above it."""
    left = ((spot.row, col) for col in range(spot.col - 1, 0, -1))
    above = ((row, spot.col) for row in range(spot.row - 1, 0, -1))
    for way in (left, above):
        found = next((at for at in way if at in labels), None)
        if found is not None:
            yield found
