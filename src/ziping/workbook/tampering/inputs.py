"""Formulas typed into cells to be filled that reach out of the workbook, or hide what they do.

An officer's own sum in an input cell is no fault; a figure that lies in another file is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ziping.model import Place
from ziping.package.refs import cell_ref
from ziping.rules import RulePack
from ziping.rules.outline import text_keys
from ziping.workbook.cells import PackKey
from ziping.workbook.form_formulas import subtotal_lines
from ziping.workbook.layout import (
    BASIC_DATA,
    OVERALL,
    OVERALL_FORM,
    PROJECT_FORM,
    REPORT_TEXT,
    UNIT,
    Spot,
    basic_data_spots,
    form_spots,
    text_spots,
    unit_spots,
)
from ziping.workbook.tampering.change import FORMULA, TemplateChange, short
from ziping.workbook.tampering.elements import MAX_FORMULA
from ziping.workbook.tampering.maps import FORMS
from ziping.workbook.tampering.sheets import Returned
from ziping.workbook.tampering.spelling import spelled

Position = tuple[int, int]
_LITERAL = re.compile(r'"[^"]*"')
_OUTSIDE = re.compile(
    r"\[[^\[\]]+\]|://|\\\\|\.XLS|\||\b(?:WEBSERVICE|FILTERXML|RTD|CALL|REGISTER\.ID|DDE|HYPERLINK)\(",
    re.IGNORECASE,
)
OUTSIDE = "公式引用了别的文件或网络上的内容"
HIDES = "公式里写着文字"


@lru_cache(maxsize=16)
def _input_names(kind: str, key: PackKey) -> tuple[str, ...]:
    """The names of the cells to be filled of a sheet."""
    spots: Iterator[Spot] = iter(())
    if kind in FORMS:
        layout = OVERALL_FORM if kind == OVERALL else PROJECT_FORM
        spots = form_spots(layout, len(subtotal_lines(key.pack)))
    elif kind == REPORT_TEXT:
        spots = text_spots(text_keys(key.pack))
    elif kind in (UNIT, BASIC_DATA):
        spots = unit_spots() if kind == UNIT else basic_data_spots()
    return tuple(spot.name for spot in spots if spot.is_input)


def strange_inputs(sheet: Returned, pack: RulePack) -> Iterator[TemplateChange]:
    """Of the formulas in cells to be filled, those that should not stand there."""
    for name in _input_names(sheet.kind, PackKey(pack)):
        rect = sheet.found.get(name)
        if rect is None or rect.sheet != sheet.name:
            continue
        cells = ((row, rect.col) for row in range(rect.row, rect.last + 1))
        for at in sheet.elements.among(cells):
            yield from _strange(sheet, name, at)


def _strange(sheet: Returned, name: str, at: Position) -> Iterator[TemplateChange]:
    element = sheet.elements.of([at])[0]
    text = sheet.elements.text(at, spelled(element))
    code = _LITERAL.sub('""', text)
    cell = sheet.elements.cells.get(at)
    outside = _OUTSIDE.search(code) is not None or len(text) > MAX_FORMULA
    hides = code != text and cell is not None and cell.kind in ("n", "")
    if not outside and not hides:
        return
    rect = sheet.template.names[name]
    caption = sheet.template.caption(rect.row, rect.col) or name
    label = f"{caption}：{OUTSIDE if outside else HIDES}"
    where = Place(sheet.name, cell_ref(*at))
    yield TemplateChange(FORMULA, where, label, "填写的数或文字", short(text), outside)
