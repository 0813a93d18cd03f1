"""The buttons of 首页 as VML, the form in which every Excel since 2000 reads and writes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from ziping.workbook.buttons import ACTIONS, Action
from ziping.workbook.layout import HOME_NUMBERS
from ziping.workbook.macros.splice import elements

NAMESPACES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
KIND = "_x0000_t201"  # the shape type of a form control
FIRST_ID = 1025  # numbers of the first drawing
COLUMN = 7  # G, the first one right of the print area
COLUMN_WIDTH, ROW_HEIGHT = 64, 20  # pixels, where the sheet says nothing
LEFT, WIDTH = 8, 128
HEIGHT, GAP, GROUP_GAP = 34, 6, 16
TOP_ROW = HOME_NUMBERS[0][1] - 1  # beside the heads of the four numbers
BEGINS_GROUP = ("adopt", "report", "undo")
PIXELS = 96 / 72  # of a point
DIGIT = 7  # pixels of a digit, in which columns are measured


class Box(NamedTuple):
    """Where a button stands, in pixels below the top of the first one."""

    action: Action
    top: int

    @property
    def bottom(self) -> int:
        return self.top + HEIGHT


def boxes() -> Iterator[Box]:
    """The buttons from top to bottom, those that belong together closer."""
    top = 0
    for action in ACTIONS:
        top += GROUP_GAP - GAP if action.name in BEGINS_GROUP else 0
        yield Box(action, top)
        top += HEIGHT + GAP


class Grid(NamedTuple):
    """How wide and high the columns and rows of a sheet part are, in pixels."""

    widths: Mapping[int, int]
    heights: Mapping[int, int]


def grid(sheet: bytes) -> Grid:
    widths = {
        number: round(float(col.get("width")) * DIGIT)
        for col in elements(sheet, "col")
        for number in range(int(col.get("min")), int(col.get("max")) + 1)
    }
    rows = {int(row.get("r")): row.get("ht") for row in elements(sheet, "row")}
    return Grid(widths, {row: round(float(ht) * PIXELS) for row, ht in rows.items() if ht})


def button_shapes(sheet: bytes) -> bytes:
    """The whole drawing part for this sheet part."""
    lines = grid(sheet)
    head = (
        '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>'
        f'<v:shapetype id="{KIND}" coordsize="21600,21600" o:spt="201"'
        ' path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
        '<v:path shadowok="f" o:extrusionok="f" strokeok="f" fillok="f" o:connecttype="rect"/>'
        '<o:lock v:ext="edit" shapetype="t"/></v:shapetype>'
    )
    numbered = list(enumerate(boxes()))
    # LibreOffice gives the keyboard to the last one after any click: not to 撤销上次操作
    shapes = "".join(_shape(number, box, lines) for number, box in reversed(numbered))
    return f"<xml {NAMESPACES}>{head}{shapes}</xml>".encode()


def _shape(number: int, box: Box, lines: Grid) -> str:
    size = f"width:{WIDTH / PIXELS:g}pt;height:{HEIGHT / PIXELS:g}pt"
    style = f"position:absolute;{size};z-index:{number + 1}"
    caption = escape(box.action.label)
    return (
        f'<v:shape id="_x0000_s{FIRST_ID + number}" type="#{KIND}" style="{style}" o:button="t"'
        f" alt={quoteattr(box.action.hint)}"
        ' fillcolor="buttonFace [67]" strokecolor="windowText [64]" o:insetmode="auto">'
        '<v:fill color2="buttonFace [67]" o:detectmouseclick="t"/>'
        '<o:lock v:ext="edit" rotation="t"/>'
        '<v:textbox style="mso-direction-alt:auto" o:singleclick="f">'
        f'<div style="text-align:center"><font face="宋体" size="220" color="#000000">{caption}'
        '</font></div></v:textbox><x:ClientData ObjectType="Button">'
        f"<x:Anchor>{_anchor(box, lines)}</x:Anchor><x:PrintObject>False</x:PrintObject>"
        f"<x:AutoFill>False</x:AutoFill><x:FmlaMacro>[0]!{box.action.macro}</x:FmlaMacro>"
        "<x:TextHAlign>Center</x:TextHAlign><x:TextVAlign>Center</x:TextVAlign>"
        "</x:ClientData></v:shape>"
    )


def _anchor(box: Box, lines: Grid) -> str:
    """Left column and offset, top row and offset, right ones, bottom ones; all from 0."""
    across = (_line(x, COLUMN, lines.widths, COLUMN_WIDTH) for x in (LEFT, LEFT + WIDTH))
    down = (_line(y, TOP_ROW, lines.heights, ROW_HEIGHT) for y in (box.top, box.bottom))
    (left, right), (top, bottom) = across, down
    return ", ".join(map(str, (*left, *top, *right, *bottom)))


def _line(pixels: int, first: int, sizes: Mapping[int, int], usual: int) -> tuple[int, int]:
    """The row or column, from 0, so many pixels behind the edge of the first; how deep in it."""
    number = first
    while pixels >= (size := sizes.get(number, usual)):
        pixels -= size
        number += 1
    return number - 1, pixels
