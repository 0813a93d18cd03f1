"""The last step of building: cached values in every formula cell, and nothing of the clock."""

from __future__ import annotations

from collections.abc import Sequence

from ziping.model import Project
from ziping.package.patch import KEEP, CellEdit
from ziping.rules import RulePack
from ziping.scoring import ScoredAssessment
from ziping.workbook.build.share import Block, share_formulas
from ziping.workbook.cells import Values, formula_cells
from ziping.workbook.layout import OVERALL
from ziping.workbook.opened import Opened
from ziping.workbook.row_formulas import row_formulas
from ziping.workbook.write import SheetEdit, patched_parts

CORE = "docProps/core.xml"
ASCII = 127
FIXED = "2026-01-01T00:00:00Z"


def finished_parts(
    opened: Opened, scored: ScoredAssessment, unused: Sequence[Project] = ()
) -> list[tuple[str, bytes]]:
    """All parts in their order, so that a preview or a phone shows numbers without computing."""
    values = Values(scored, unused)
    edits = [
        SheetEdit(cell.sheet, CellEdit(cell.row, cell.col, values.of(cell), KEEP))
        for cell in formula_cells(opened, scored.pack, home=True)
    ]
    changed = patched_parts(opened, edits)
    for sheet in (OVERALL, *opened.projects):
        part = opened.part_of(sheet)
        changed[part] = share_formulas(changed[part], _blocks(opened, sheet, scored.pack))
    changed[CORE] = core_properties("部门整体支出绩效自评工作簿")
    read = opened.package.read
    return [(name, in_utf8(changed.get(name) or read(name))) for name in opened.package.names()]


def _blocks(opened: Opened, sheet: str, pack: RulePack) -> list[Block]:
    rect = opened.find(sheet, "indicator_name")
    columns = [opened.find(sheet, formula.name).col for formula in row_formulas(pack)]
    return [Block(col, rect.row + 1, rect.last - 1) for col in sorted(columns)]


def in_utf8(xml: bytes) -> bytes:
    """Hanzi as Hanzi, not as character references: smaller, and read much faster."""
    first, *rest = xml.replace(b" />", b"/>").split(b"&#")
    pieces = [first]
    for piece in rest:
        digits, _, tail = piece.partition(b";")
        plain = digits.isdigit() and int(digits) > ASCII
        pieces.append(chr(int(digits)).encode() + tail if plain else b"&#" + piece)
    return b"".join(pieces)


def core_properties(title: str, description: str = "") -> bytes:
    """docProps/core.xml with a fixed date; the add-in dialog shows title and description."""
    told = f"<dc:description>{description}</dc:description>" if description else ""
    space = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<cp:coreProperties xmlns:cp="{space}" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:creator>ziping</dc:creator>{told}<dc:title>{title}</dc:title>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{FIXED}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{FIXED}</dcterms:modified>'
        "</cp:coreProperties>"
    ).encode()
