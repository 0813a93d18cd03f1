"""The macro workbook as Excel writes it again: what it adds, put in by hand from its format.

No Excel was at hand. Excel keeps a form control in three places: the old VML, a `control` with a
part of properties, and a shape in the drawing, the latter two for programs that know them.
"""

from __future__ import annotations

from ziping.workbook.buttons import ACTIONS
from ziping.workbook.macros.code_names import BOOK_RELS, TYPES
from ziping.workbook.macros.package import OFFICE, PROJECT_TYPE, SHAPES, before_end

Parts = dict[str, bytes]
HOME, HOME_RELS = "xl/worksheets/sheet1.xml", "xl/worksheets/_rels/sheet1.xml.rels"
UNIT = "xl/worksheets/sheet2.xml"
DRAWING = "xl/drawings/drawing1.xml"
SETTINGS = "xl/printerSettings/printerSettings1.bin"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
SHEET = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
OPENXML = "application/vnd.openxmlformats-officedocument"


def as_excel_saves(parts: Parts, *, others: bool = False) -> Parts:
    """`others`: with a note, a picture and printer settings, which are not ours."""
    found = dict(parts)
    _controls(found)
    _drawing(found, others)
    _chain(found)
    cell = b'<c r="Z1" t="str"><f>ZP_GRADE(95)</f><v>\xe4\xbc\x98</v></c></row>'
    found[UNIT] = found[UNIT].replace(b"</row>", cell, 1)
    if others:
        _others(found)
    return found


def _add(parts: Parts, name: str, content: str, kind: str) -> None:
    parts[name] = content.encode()
    override = f'<Override PartName="/{name}" ContentType="{kind}"/>'
    parts[TYPES] = before_end(parts[TYPES], override)


def _link(parts: Parts, rels: str, number: int, kind: str, target: str) -> None:
    link = f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
    parts[rels] = before_end(parts[rels], link)


def _controls(parts: Parts) -> None:
    controls = []
    for number, action in enumerate(ACTIONS, 11):
        part = f"xl/ctrlProps/ctrlProp{number - 10}.xml"
        _add(
            parts,
            part,
            '<formControlPr objectType="Button"/>',
            "application/vnd.ms-excel.controlproperties+xml",
        )
        _link(parts, HOME_RELS, number, "ctrlProp", f"../ctrlProps/ctrlProp{number - 10}.xml")
        controls.append(
            '<mc:AlternateContent><mc:Choice Requires="x14">'
            f'<control shapeId="{number + 1014}" r:id="rId{number}" name="Button {number}">'
            f'<controlPr defaultSize="0" print="0" macro="[0]!{action.macro}"><anchor/></controlPr>'
            "</control></mc:Choice></mc:AlternateContent>"
        )
    parts[HOME] = before_end(
        parts[HOME],
        f'<mc:AlternateContent xmlns:mc="{MC}" xmlns:r="{OFFICE}"><mc:Choice'
        ' xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" Requires="x14">'
        f"<controls>{''.join(controls)}</controls></mc:Choice></mc:AlternateContent>",
    )


def _drawing(parts: Parts, others: bool) -> None:
    anchors = [
        f'<mc:AlternateContent xmlns:mc="{MC}"><mc:Choice'
        ' xmlns:a14="http://schemas.microsoft.com/office/drawing/2010/main" Requires="a14">'
        f'<xdr:twoCellAnchor><xdr:sp macro="[0]!{action.macro}" textlink=""/></xdr:twoCellAnchor>'
        "</mc:Choice><mc:Fallback/></mc:AlternateContent>"
        for action in ACTIONS
    ]
    if others:
        anchors.append('<xdr:twoCellAnchor><xdr:pic macro=""/></xdr:twoCellAnchor>')
    text = f'<xdr:wsDr xmlns:xdr="{SHEET}">{"".join(anchors)}</xdr:wsDr>'
    _add(parts, DRAWING, text, f"{OPENXML}.drawing+xml")
    _link(parts, HOME_RELS, 2, "drawing", "../drawings/drawing1.xml")
    shown = f'<drawing xmlns:r="{OFFICE}" r:id="rId2"/><legacyDrawing'.encode()
    parts[HOME] = parts[HOME].replace(b"<legacyDrawing", shown)


def _chain(parts: Parts) -> None:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    text = f'<calcChain xmlns="{space}"><c r="B6" i="10"/></calcChain>'
    _add(parts, "xl/calcChain.xml", text, f"{OPENXML}.spreadsheetml.calcChain+xml")
    _link(parts, BOOK_RELS, 99, "calcChain", "calcChain.xml")


def _others(parts: Parts) -> None:
    """Where another part is a .bin too, Excel names the project's type for its part alone."""
    kind = f"{OPENXML}.spreadsheetml.printerSettings"
    parts[TYPES] = parts[TYPES].replace(PROJECT_TYPE.encode(), kind.encode())
    override = f'<Override PartName="/xl/vbaProject.bin" ContentType="{PROJECT_TYPE}"/>'
    parts[TYPES] = before_end(parts[TYPES], override)
    parts[SETTINGS] = b"\x00"
    _link(parts, HOME_RELS, 3, "printerSettings", "../printerSettings/printerSettings1.bin")
    note = '<v:shape id="_x0000_s1099"><x:ClientData ObjectType="Note"/></v:shape>'
    parts[SHAPES] = before_end(parts[SHAPES], note)
