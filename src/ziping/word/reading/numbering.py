"""Automatic numbers: `numbering.xml` and the counters that run through a document."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from ziping.package.markup import local
from ziping.word.reading.counting import shown
from ziping.word.reading.stream import is_on, number_in

DEPTH = 9  # levels of a list
_LONGEST = 32  # signs of a level's text that are read


class Level:
    """One level of a list: how it counts and what stands around the number."""

    __slots__ = ("form", "is_legal", "restart", "start", "style", "text")

    def __init__(self, found: Element) -> None:
        given = {local(child.tag): value(child) for child in found}
        self.start = number_in(given.get("start"), 1)
        self.form = value(_last(found, "numFmt")) or "decimal"  # or in an AlternateContent
        self.text = (given.get("lvlText") or "")[:_LONGEST]
        self.restart = number_in(given.get("lvlRestart"), -1)
        self.style = given.get("pStyle") or ""
        self.is_legal = "isLgl" in given and is_on(given["isLgl"])


class List:
    """An abstract list with its counters, which all its instances share."""

    def __init__(self, levels: dict[int, Level]) -> None:
        self.levels = levels
        self.counts: list[int | None] = [None] * DEPTH

    def count(self, at: int, levels: dict[int, Level]) -> None:
        """One more at this level; deeper ones begin anew unless their level says otherwise."""
        before = self.counts[at]
        level = levels.get(at)
        self.counts[at] = (level.start if level else 1) if before is None else before + 1
        for deeper in range(at + 1, DEPTH):
            rule = levels[deeper].restart if deeper in levels else -1
            if rule < 0 or at < rule:
                self.counts[deeper] = None


class Instance:
    """A `w:num`: a list, with levels and starts of its own; the starts count once."""

    def __init__(self, owner: List, levels: dict[int, Level], starts: dict[int, int]) -> None:
        self.owner = owner
        self.levels = owner.levels | levels
        self.starts = starts

    def next(self, at: int) -> str:
        """The number of the next paragraph at this level, as shown."""
        if at in self.starts:
            self.owner.counts[at] = self.starts.pop(at) - 1
        self.owner.count(at, self.levels)
        level = self.levels.get(at)
        return "" if level is None or level.form == "bullet" else self._text(level)

    def level_of(self, style: str) -> int:
        """The level that is tied to a style, 0 where none is."""
        return next((at for at, level in self.levels.items() if level.style == style), 0)

    def _text(self, own: Level) -> str:
        head, *rest = own.text.split("%")
        text = head
        for piece in rest:
            if piece[:1].isascii() and piece[:1].isdecimal() and piece[0] != "0":
                text += self._number(int(piece[0]) - 1, own) + piece[1:]
            else:
                text += "%" + piece
        return text

    def _number(self, at: int, own: Level) -> str:
        level = self.levels.get(at)
        number = self.owner.counts[at]
        if number is None:
            number = self.owner.counts[at] = level.start if level else 1
        form = level.form if level else "decimal"
        return shown(number, "decimal" if own.is_legal and form != "none" else form)


class Numbering:
    """All lists of a file by their number (`w:numId`)."""

    def __init__(self, root: Element | None) -> None:
        self._instances: dict[str, Instance] = {}
        if root is None:
            return
        abstract = {named(found, "abstractNumId"): found for found in children(root, "abstractNum")}
        lists = {number: _list(found) for number, found in abstract.items()}
        by_style = {
            value(link): lists[number]
            for number, found in abstract.items()
            for link in children(found, "styleLink")
        }
        for number, found in abstract.items():
            for link in children(found, "numStyleLink"):
                lists[number] = by_style.get(value(link), lists[number])
        for found in children(root, "num"):
            owner = lists.get(value(_last(found, "abstractNumId")))
            if owner is not None:
                self._instances[named(found, "numId")] = _instance(owner, found)

    def number(self, num_id: str, level: str | None, style: str) -> str:
        """The number of the next paragraph of this list, "" where it is in none."""
        instance = self._instances.get(num_id)
        if instance is None:
            return ""
        at = instance.level_of(style) if level is None else number_in(level)
        return instance.next(min(at, DEPTH - 1))


def _list(found: Element) -> List:
    return List({at: Level(level) for at, level in _by_level(found, "lvl")})


def _instance(owner: List, found: Element) -> Instance:
    levels, starts = {}, {}
    for at, override in _by_level(found, "lvlOverride"):
        for start in children(override, "startOverride"):
            starts[at] = number_in(value(start), 1)
        for level in children(override, "lvl"):
            levels[at] = Level(level)
    return Instance(owner, levels, starts)


def _by_level(found: Element, name: str) -> Iterator[tuple[int, Element]]:
    for child in children(found, name):
        at = number_in(named(child, "ilvl"), DEPTH)
        if at < DEPTH:
            yield at, child


def children(found: Element, name: str) -> Iterator[Element]:
    """The children of this local name."""
    return (child for child in found if child.tag.endswith("}" + name))


def named(found: Element, name: str) -> str:
    """An attribute by its local name."""
    return next((text for key, text in found.attrib.items() if local(key) == name), "")


def value(found: Element | None) -> str:
    """`w:val`, "" where there is none."""
    return "" if found is None else named(found, "val")


def _last(found: Element, name: str) -> Element | None:
    last = None
    for child in found.iter():
        if child.tag.endswith("}" + name):
            last = child
    return last
