"""Heights of rows in a sheet part: programs do not fit a row to its text when they open a file."""

from __future__ import annotations

from collections.abc import Mapping

from ziping.package.scan import SheetMap
from ziping.package.tags import set_attributes


def set_row_heights(xml: bytes, heights: Mapping[int, float]) -> bytes:
    """The part with these rows that high, in points; rows that are not there are left out."""
    if not heights:
        return xml
    sheet = SheetMap(xml, {}, "工作表")
    pieces, at = [], 0
    for row in sheet.rows:
        height = heights.get(row.number)
        if height is None:
            continue
        tag = sheet.xml[row.start : row.inner]
        new = set_attributes(tag, {"ht": f"{height:g}", "customHeight": "1"})
        pieces += [sheet.xml[at : row.start], new]
        at = row.inner
    return b"".join([*pieces, sheet.xml[at:]])
