"""Number formats by Excel's codes."""

from __future__ import annotations

import sys
from typing import Any

GENERAL = "General"
LOGICAL = 1024  # com.sun.star.util.NumberFormat
MIXED = "AMBIGUOUS_VALUE"  # com.sun.star.beans.PropertyState: the cells differ


def _english() -> Any:
    locale = sys.modules["uno"].createUnoStruct("com.sun.star.lang.Locale")
    locale.Language, locale.Country = "en", "US"
    return locale


def key(document: Any, code: str) -> int:
    """The document's number of a format, added where it has none."""
    formats, locale = document.getNumberFormats(), _english()
    found = formats.queryKey(code, locale, False)
    return int(found if found != -1 else formats.addNew(code, locale))


def code(document: Any, number: int) -> str:
    formats = document.getNumberFormats()
    entry = formats.getByKey(number)
    if number == formats.getStandardIndex(entry.Locale):
        return GENERAL
    return str(entry.FormatString)


def logical(document: Any) -> int:
    """The format in which 1 and 0 are shown as TRUE and FALSE."""
    return int(document.getNumberFormats().getStandardFormat(LOGICAL, _english()))


def is_logical(document: Any, number: int) -> bool:
    return bool(document.getNumberFormats().getByKey(number).Type & LOGICAL)
