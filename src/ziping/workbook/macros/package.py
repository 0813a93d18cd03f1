"""A macro-free workbook of ours → the macro workbook: project, buttons, links between parts."""

from __future__ import annotations

from ziping.workbook.layout import HOME
from ziping.workbook.macros.code_names import (
    BOOK_RELS,
    TYPES,
    Parts,
    sheet_part,
    with_code_names,
)
from ziping.workbook.macros.project import vba_project
from ziping.workbook.macros.shapes import button_shapes
from ziping.workbook.macros.sources import Sources
from ziping.workbook.macros.splice import elements

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
PROJECT = "xl/vbaProject.bin"
PROJECT_KIND = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
PROJECT_TYPE = "application/vnd.ms-office.vbaProject"
SHAPES = "xl/drawings/vmlDrawing1.vml"
SHAPES_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"


def macro_parts(parts: Parts, sources: Sources) -> list[tuple[str, bytes]]:
    """All parts of the .xlsm."""
    found = with_code_names(parts)
    found = with_project(found, sources)
    return list(_with_buttons(found).items())


def with_project(parts: dict[str, bytes], sources: Sources) -> dict[str, bytes]:
    """Parts with code names, and the project that their document modules belong to."""
    project = vba_project(list(parts.items()), sources.modules)
    link = f'<Relationship Type="{PROJECT_KIND}" Target="vbaProject.bin" Id="rIdVba"/>'
    return parts | {
        TYPES: with_default(parts[TYPES], "bin", PROJECT_TYPE),
        BOOK_RELS: before_end(parts[BOOK_RELS], link),
        PROJECT: project,
    }


def _with_buttons(parts: dict[str, bytes]) -> dict[str, bytes]:
    """The buttons on 首页, beside its print area."""
    home = sheet_part(parts, HOME)
    rels = home.replace("worksheets/", "worksheets/_rels/") + ".rels"
    if rels in parts:
        raise ValueError(f"{rels} is there already")
    link = f'<Relationship Type="{OFFICE}/vmlDrawing" Target="/{SHAPES}" Id="rId1"/>'
    shown = f'<legacyDrawing xmlns:r="{OFFICE}" r:id="rId1"/>'
    return parts | {
        TYPES: with_default(parts[TYPES], "vml", SHAPES_TYPE),
        home: before_end(parts[home], shown),
        rels: f'<Relationships xmlns="{RELATIONS}">{link}</Relationships>'.encode(),
        SHAPES: button_shapes(parts[home]),
    }


def with_default(types: bytes, extension: str, kind: str) -> bytes:
    """[Content_Types].xml with a type for an extension, before the parts that have their own."""
    first = elements(types, "Override")[0].start
    new = f'<Default Extension="{extension}" ContentType="{kind}"/>'
    return types[:first] + new.encode() + types[first:]


def before_end(xml: bytes, new: str) -> bytes:
    """The part with something put in as the last child of its root."""
    at = xml.rindex(b"</")
    return xml[:at] + new.encode() + xml[at:]
