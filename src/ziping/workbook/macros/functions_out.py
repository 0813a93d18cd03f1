"""Formulas that call our worksheet functions become the values that they last showed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ziping.workbook.macros.splice import Found, cut, elements, in_plain_utf8, spliced

CALL = re.compile(r"\bZP_[A-Z0-9_]+\s*\(", re.IGNORECASE)  # the name `zp_total` is no call


def without_functions(parts: dict[str, bytes], sheet: str) -> None:
    """Change the sheet in `parts`, where an officer typed such a formula of her own."""
    if b"zp_" not in parts[sheet].lower():
        return
    xml = in_plain_utf8(parts[sheet])
    gone = list(_calls(xml))
    if gone:
        parts[sheet] = spliced(xml, map(cut, gone))


def _calls(xml: bytes) -> Iterator[Found]:
    """The formulas with a call in them, and those that only refer to one of these."""
    formulas = elements(xml, "f")
    calls = [one for one in formulas if CALL.search(xml[one.inner : one.close].decode())]
    shared = {one.get("si") for one in calls if one.get("t") == "shared"}
    for one in formulas:
        if one in calls or (one.get("t") == "shared" and one.get("si") in shared):
            yield one
