"""Paragraph styles: the outline level and the list that a paragraph takes from its style."""

from __future__ import annotations

from typing import NamedTuple
from xml.etree.ElementTree import Element

from ziping.word.reading.numbering import children, named, value
from ziping.word.reading.stream import number_in

_HEADINGS = ("heading ", "标题 ")


class Style(NamedTuple):
    """What one style says itself; None where it leaves it to the one it is based on."""

    based_on: str
    level: int | None
    num_id: str | None
    num_level: str | None


class Styles:
    """All paragraph styles of a file by id."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Style] = {}
        for found in () if root is None else children(root, "style"):
            if named(found, "type") in ("paragraph", ""):
                self._styles[named(found, "styleId")] = _style(found)
        self._levels: dict[str, int] = {}

    def level(self, style: str) -> int:
        """The outline level that paragraphs of this style have, 0 for body text."""
        if style not in self._levels:
            levels = (one.level for one in self._chain(style) if one.level is not None)
            self._levels[style] = next(levels, 0)
        return self._levels[style]

    def numbering(self, style: str) -> tuple[str | None, str | None]:
        """The list and the level in it that a style brings."""
        for one in self._chain(style):
            if one.num_id is not None:
                return one.num_id, one.num_level
        return None, None

    def _chain(self, style: str) -> list[Style]:
        """A style and what it is based on, a circle cut."""
        seen: dict[str, Style] = {}
        while style in self._styles and style not in seen and len(seen) < 20:
            seen[style] = self._styles[style]
            style = seen[style].based_on
        return list(seen.values())


def outline(text: str | None) -> int | None:
    """`w:outlineLvl` counts from 0, and 9 is body text."""
    if text is None:
        return None
    level = number_in(text, 9)
    return level + 1 if level < 9 else 0


def _style(found: Element) -> Style:
    name = based_on = ""
    level = num_id = num_level = None
    for child in found:
        if child.tag.endswith("}name"):
            name = value(child)
        elif child.tag.endswith("}basedOn"):
            based_on = value(child)
        elif child.tag.endswith("}pPr"):
            level = next((outline(value(one)) for one in children(child, "outlineLvl")), None)
            for numbers in children(child, "numPr"):
                num_id = next((value(one) for one in children(numbers, "numId")), None)
                num_level = next((value(one) for one in children(numbers, "ilvl")), None)
    return Style(based_on, _heading(name) if level is None else level, num_id, num_level)


def _heading(name: str) -> int | None:
    """Styles of these names are headings even where they do not say so."""
    lower = name.lower()
    for head in _HEADINGS:
        if lower.startswith(head) and lower[len(head) :].strip() in "123456789":
            return number_in(lower[len(head) :].strip()) or None
    return None
