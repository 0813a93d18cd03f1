"""One thing that differs between a returned workbook and its template."""

from __future__ import annotations

from typing import NamedTuple

from ziping.model import Place

FORMULA, LABEL, RULE, VALIDATION = "formula", "label", "rule", "validation"
NAME, SHEET, PROTECTION = "name", "sheet", "protection"
BEFORE, AFTER = 24, 160  # characters told around the place where two long formulas part
LONGEST = 400  # characters of what stood or stands in a cell
BLANK = "（空白）"


class TemplateChange(NamedTuple):
    """`grave` where it can change a score or hide a fault; else it is told for the record."""

    kind: str
    place: Place
    label: str
    expected: str
    found: str
    grave: bool = False


def short(text: str) -> str:
    """A text as it is told: an endless formula by its beginning, nothing as （空白）."""
    if not text.strip():
        return BLANK
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}……（下略）"


def parted(expected: str, found: str) -> tuple[str, str]:
    """Two formulas as they are told: long ones from shortly before the place where they part."""
    if max(len(expected), len(found)) <= LONGEST // 2 or not found.startswith("="):
        return short(expected), short(found)
    pairs = zip(expected, found, strict=False)
    at = next((n for n, (one, other) in enumerate(pairs) if one != other), 0) - BEFORE
    return _from(expected, at), _from(found, at)


def _from(text: str, at: int) -> str:
    start = max(0, at)
    piece = text[start : start + BEFORE + AFTER]
    return f"{'…' if start else ''}{piece}{'…' if len(text) > start + len(piece) else ''}"
