"""Readings' plain values as cells show them: numbers, days, places, words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from math import isfinite

from ziping.collect.reading import At
from ziping.collect.rollup.cells import Value

SEVERITIES = {"error": "错误", "warning": "警告", "hint": "提示"}
YES, NO = "是", "否"
MOST_PLACES = 12


def number(text: str | None) -> float | None:
    """A decimal as text as the number that a cell keeps; None for none."""
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        return None
    return value if isfinite(value) else None


def number_or_text(value: str | None, text: str) -> Value:
    """The number, else what was typed in its place."""
    found = number(value)
    return text if found is None else found


def moment(iso: str) -> Value:
    """A time that can be sorted and filtered; what cannot be read stays as it is written."""
    try:
        return datetime.fromisoformat(iso)
    except ValueError:
        return iso


def day(iso: str) -> Value:
    """The same without its hour."""
    found = moment(iso)
    return found.date() if isinstance(found, datetime) else found


def yes(truth: bool) -> str:
    return YES if truth else NO


def sheet_of(places: Sequence[At]) -> str:
    """The sheet of a finding's first place, by which the list is filtered."""
    return next((place.sheet for place in places if place.sheet), "")


def cells_of(places: Sequence[At]) -> str:
    """Its cells; those that stand in another sheet than the first ones with its name."""
    known = [place for place in dict.fromkeys(places) if place.cell]
    groups = [
        (sheet, "、".join(place.cell for place in group))
        for sheet, group in groupby(known[:MOST_PLACES], key=lambda place: place.sheet)
    ]
    more = f" 等 {len(known)} 处" if len(known) > MOST_PLACES else ""
    first = sheet_of(places)
    told = (cells if sheet == first else f"{sheet} {cells}".strip() for sheet, cells in groups)
    return "；".join(told) + more
