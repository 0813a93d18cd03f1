"""Cell styles: which show a date, which a percentage, which may be typed into under protection."""

from typing import NamedTuple
from xml.etree.ElementTree import Element

from ziping.package.markup import local

_DATES = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
_PERCENTS = frozenset({9, 10})
_TEXT = 49


class Formats(NamedTuple):
    """The style numbers (`s=` of a cell) of dates, of percentages, unlocked cells and text."""

    dates: frozenset[int] = frozenset()
    percents: frozenset[int] = frozenset()
    unlocked: frozenset[int] = frozenset()
    texts: frozenset[int] = frozenset()


def read_formats(root: Element) -> Formats:
    """From the root of styles.xml; anything unreadable there is no date and no percentage."""
    codes = {e.get("numFmtId"): e.get("formatCode", "") for e in _children(root, "numFmts")}
    dates, percents, unlocked, texts = set(), set(), set(), set()
    for style, xf in enumerate(_children(root, "cellXfs")):
        number = xf.get("numFmtId", "0")
        code = codes.get(number)
        builtin = int(number) if code is None and number.isdecimal() else -1
        if any(local(e.tag) == "protection" and e.get("locked") in ("0", "false") for e in xf):
            unlocked.add(style)
        if builtin == _TEXT or code == "@":
            texts.add(style)
        if builtin in _DATES or (code and shows_date(code)):
            dates.add(style)
        elif builtin in _PERCENTS or (code and "%" in _bare(code)):
            percents.add(style)
    return Formats(frozenset(dates), frozenset(percents), frozenset(unlocked), frozenset(texts))


def shows_date(code: str) -> bool:
    """`yyyy"年"m"月"` yes; `0.00"md"`, `[Red]0.00` and `General` no."""
    bare = _bare(code).lower()
    return "general" not in bare and not set("ymdhs").isdisjoint(bare)


def _bare(code: str) -> str:
    """The first section without quoted text, escaped characters and [colours, locales]."""
    kept = []
    marks = iter(code)
    for mark in marks:
        if mark == '"':
            while next(marks, '"') != '"':
                pass
        elif mark in "\\_*":
            next(marks, "")
        elif mark == "[":
            inside = "".join(iter(lambda: next(marks, "]"), "]"))
            kept.append(inside if set(inside.lower()) <= set("hms") else "")
        elif mark == ";":
            break
        else:
            kept.append(mark)
    return "".join(kept)


def _children(root: Element, group: str) -> list[Element]:
    return next((list(e) for e in root if local(e.tag) == group), [])
