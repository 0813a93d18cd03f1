"""Reports as docx from a small markup: a text a report, so that its figures can be read.

A line is a paragraph. `@title`, `@center`, `@right`, `@bold`, `@left` say how it looks; `@head1`
and `@head2` are Word's headings, `@auto1` and `@auto2` are numbered by Word; `@page` breaks the
page. `@table 3 1 1` to `@end` is a table of these widths, a line a row, `|` between cells: `<` goes
on with the cell at the left, `^` with the one above, `+ ` in front marks a head row that repeats.
`@box` to `@endbox` stands inside a table of one cell. In a text `⏎` breaks the line, `¶` the
paragraph. Every text is cut into several runs, as Word does.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

HERE = Path(__file__).parent
LEFT, CONTINUED = "<", "^"
RUN = 7  # characters in a run
WIDTH = 8800  # of a table, in twentieths of a point
CENTER, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
_LEVEL = (
    '<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
    '<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
)
_NUMBERING = "90"


def source(name: str) -> str:
    """The markup of a report."""
    return (HERE / f"{name}.txt").read_text(encoding="utf-8")


def build(text: str, path: Path) -> Path:
    """The report of this markup, written to `path`."""
    document = Document()
    _look(document)
    place: Any = document
    lines = iter(text.splitlines())
    for line in lines:
        word, _, rest = line.partition(" ")
        if word == "@table":
            _table(place, [int(width) for width in rest.split()], _rows(lines))
        elif word == "@box":
            place = _box(document)
        elif word == "@endbox":
            place = document
        elif line:
            _paragraph(place, word if word.startswith("@") else "", rest, line)
    document.save(str(path))
    return path


def _rows(lines: Iterator[str]) -> list[str]:
    return [line for line in iter(lambda: next(lines), "@end") if line]


def _look(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    for name in ("Normal", "Heading 1", "Heading 2"):
        style = document.styles[name]
        style.font.size = Pt(16)
        style.font.name = "仿宋_GB2312"
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "仿宋_GB2312")
    document.styles["Normal"].paragraph_format.space_after = Pt(0)
    levels = "".join(_LEVEL.format(at=at, text=text) for at, text in enumerate(("%1、", "（%2）")))
    numbering = document.part.numbering_part.element
    numbering.insert(
        0,
        parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{_NUMBERING}">'
            f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
        ),
    )
    numbering.append(
        parse_xml(
            f'<w:num {nsdecls("w")} w:numId="{_NUMBERING}">'
            f'<w:abstractNumId w:val="{_NUMBERING}"/></w:num>'
        )
    )


def _paragraph(place: Any, look: str, rest: str, line: str) -> None:
    text = rest if look else line
    if look in ("@head1", "@head2"):
        _fill(place.add_paragraph(style=f"Heading {look[-1]}"), text)
        return
    paragraph = place.add_paragraph()
    if look == "@page":
        paragraph.add_run().add_break(WD_BREAK.PAGE)
        return
    if look in ("@auto1", "@auto2"):
        _number(paragraph, int(look[-1]) - 1)
    elif not look:
        paragraph.paragraph_format.first_line_indent = Pt(32)
    if look in ("@title", "@center", "@right"):
        paragraph.alignment = RIGHT if look == "@right" else CENTER
    _fill(paragraph, text, bold=look in ("@bold", "@title"), size=22 if look == "@title" else 0)


def _number(paragraph: Any, level: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = level
    properties.get_or_add_numId().val = int(_NUMBERING)


def _fill(paragraph: Any, text: str, bold: bool = False, size: int = 0) -> None:
    text = text.replace("⏎", "\n")
    for at in range(0, len(text), RUN):
        run = paragraph.add_run(text[at : at + RUN])
        run.bold = bold or None
        if size:
            run.font.size = Pt(size)


def _box(document: Any) -> Any:
    table = document.add_table(rows=1, cols=1)
    table.style = "Table Grid"
    cell = table.cell(0, 0)
    cell._tc.remove(cell.paragraphs[0]._p)
    return cell


def _table(place: Any, shares: list[int], rows: list[str]) -> None:
    table = place.add_table(rows=0, cols=len(shares))
    table.style = "Table Grid"
    table.autofit = False
    widths = [WIDTH * share // sum(shares) for share in shares]
    for column, width in zip(table._tbl.tblGrid.gridCol_lst, widths, strict=True):
        column.set(qn("w:w"), str(width))
    heads = [row.startswith("+ ") for row in rows]
    cells = [row.removeprefix("+ ").split("|") for row in rows]
    for at, row in enumerate(cells):
        assert len(row) == len(shares), f"{len(row)} cells for {len(shares)} columns: {rows[at]}"
        below = cells[at + 1] if at + 1 < len(cells) else [""] * len(row)
        table._tbl.append(_row(row, below, widths, heads[at]))


def _row(row: list[str], below: list[str], widths: list[int], head: bool) -> Any:
    element = OxmlElement("w:tr")
    if head:
        properties = OxmlElement("w:trPr")
        properties.append(OxmlElement("w:tblHeader"))
        element.append(properties)
    for at, text in enumerate(row):
        if text.strip() == LEFT:
            continue
        span = 1
        while at + span < len(row) and row[at + span].strip() == LEFT:
            span += 1
        element.append(_cell(text, below[at], span, sum(widths[at : at + span])))
    return element


def _cell(text: str, below: str, span: int, width: int) -> Any:
    continued = text.strip() == CONTINUED
    starts = '<w:vMerge w:val="restart"/>' if below.strip() == CONTINUED else ""
    merge = "<w:vMerge/>" if continued else starts
    wide = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    cell = parse_xml(
        f'<w:tc {nsdecls("w")}><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>'
        f'{wide}{merge}<w:vAlign w:val="center"/></w:tcPr></w:tc>'
    )
    for part in ("" if continued else text).split("¶"):
        paragraph = cell.add_p()
        for at in range(0, len(part), RUN):
            run = paragraph.add_r()
            run.text = part[at : at + RUN].replace("⏎", "\n")
            size = OxmlElement("w:sz")
            size.set(qn("w:val"), "19")
            run.get_or_add_rPr().append(size)
    return cell
