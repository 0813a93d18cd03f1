"""Our buttons taken out of a sheet, in all the places where a program keeps a form control.

As built they are VML alone. Excel and LibreOffice write them again as a control with a part of
properties, and as a shape in the drawing; whatever else stands there, a note or a picture, stays.
"""

from __future__ import annotations

from collections.abc import Set

from ziping.workbook.buttons import ACTIONS
from ziping.workbook.macros.links import cut_links, links
from ziping.workbook.macros.splice import Found, cut, elements, in_plain_utf8, spliced

MACROS = frozenset(action.macro for action in ACTIONS)
SHAPES = {  # kind of the link → the sheet's element for it, what holds a shape in that part
    "vmlDrawing": ("legacyDrawing", ("shape",)),
    "drawing": ("drawing", ("twoCellAnchor", "oneCellAnchor", "absoluteAnchor")),
}


def without_buttons(parts: dict[str, bytes], sheet: str) -> None:
    """Change the sheet, its drawings and their links in `parts`."""
    found = list(links(parts, sheet))
    controls = _drop_controls(parts, sheet) if any(x.kind == "ctrlProp" for x in found) else []
    numbers = {control.get("shapeId") for control in controls}
    lost = {
        link.id: SHAPES[link.kind][0]
        for link in found
        if link.kind in SHAPES and _strip(parts, link.target, SHAPES[link.kind][1], numbers)
    }
    if lost:
        xml = in_plain_utf8(parts[sheet])
        gone = [one for one in elements(xml, *lost.values()) if one.get("id") in lost]
        parts[sheet] = spliced(xml, map(cut, gone))
    dead = {*lost, *(control.get("id") for control in controls)}
    cut_links(parts, sheet, lambda link: link.id in dead)


def _drop_controls(parts: dict[str, bytes], sheet: str) -> list[Found]:
    """Take our controls out of the sheet, and the list of them where it is then empty."""
    xml = in_plain_utf8(parts[sheet])
    controls = elements(xml, "control")
    gone = [one for one in controls if _names_ours(xml[one.start : one.end])]
    groups = elements(xml, "controls") if len(gone) == len(controls) else []
    parts[sheet] = spliced(xml, [cut(_wrapped(xml, one)) for one in [*groups, *gone]])
    return gone


def _strip(parts: dict[str, bytes], part: str, holders: tuple[str, ...], numbers: Set[str]) -> bool:
    """Take the buttons out of a drawing; True where there were some and nothing else is left."""
    xml = in_plain_utf8(parts[part])
    shapes = elements(xml, *holders)
    gone = [shape for shape in shapes if _is_button(xml[shape.start : shape.end], numbers)]
    if gone:
        parts[part] = spliced(xml, [cut(_wrapped(xml, shape)) for shape in gone])
    return bool(gone) and len(gone) == len(shapes)


def _is_button(shape: bytes, numbers: Set[str]) -> bool:
    """By its macro; LibreOffice's drawing has only the number of the control."""
    named = any(one.get("id") in numbers for one in elements(shape, "cNvPr"))
    return named or _names_ours(shape)


def _names_ours(xml: bytes) -> bool:
    """Whether an element here names one of our macros, as attribute or as text of VML.

    Excel writes `[0]!ZipingScore`, LibreOffice `ZipingButtons.ZipingScore`.
    """
    named = [one.get("macro") for one in elements(xml, "sp", "controlPr")]
    named += [xml[one.inner : one.close].decode() for one in elements(xml, "FmlaMacro")]
    return any(name.strip().replace("!", ".").rpartition(".")[2] in MACROS for name in named)


def _wrapped(xml: bytes, found: Found) -> Found:
    """The choice between old and new programs that holds just this element, or the element."""
    if found.above[-2:] != ("AlternateContent", "Choice"):
        return found
    around = [
        one
        for one in elements(xml, "AlternateContent")
        if one.start < found.start and found.end < one.end
    ]
    return around[-1]
