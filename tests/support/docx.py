"""Small Word files from raw XML: odd and hostile reports that no word processor would write.

    path = docx.save(folder, docx.body(
        docx.p("一、基本情况", style="Heading1"),
        docx.table([["项目", "金额"], [docx.tc("合计", cols=2)]]),
    ))

Everything is a string of WordprocessingML: `p`, `r`, `tc`, `tr`, `table` make the usual ones, and
any other string may stand in their place. `parts` gives the parts of a file, to be changed at
will before `zipped` or `save`. The same input gives the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_REL = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE_REL = "http://schemas.openxmlformats.org/package/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
DOCUMENT = "word/document.xml"
_WML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
MAIN_TYPE = f"{_WML}.document.main+xml"
PREFIXES = {
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "o": "urn:schemas-microsoft-com:office:office",
    "v": "urn:schemas-microsoft-com:vml",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
}

Parts = dict[str, str | bytes]
Cell = str | None


def t(text: str) -> str:
    """`w:t`, and `w:br` and `w:tab` where the text has line ends and tabs."""
    pieces = (
        "<w:br/>".join(_text(piece) for piece in part.split("\n")) for part in text.split("\t")
    )
    return "<w:tab/>".join(pieces)


def r(text: str, properties: str = "") -> str:
    """A run; `properties` are the children of its `w:rPr`."""
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{t(text)}</w:r>"


def p(
    content: str = "",
    *,
    style: str = "",
    num: tuple[int, int] | None = None,
    outline: int | None = None,
    properties: str = "",
) -> str:
    """A paragraph of a text or of runs (what begins with `<`).

    `num` is (list, level), `outline` the level from 0 as the file has it, `properties` are
    further children of `w:pPr`.
    """
    inner = f'<w:pStyle w:val="{style}"/>' if style else ""
    if num is not None:
        inner += f'<w:numPr><w:ilvl w:val="{num[1]}"/><w:numId w:val="{num[0]}"/></w:numPr>'
    if outline is not None:
        inner += f'<w:outlineLvl w:val="{outline}"/>'
    inner += properties
    runs = content if content.startswith("<") or not content else r(content)
    return f"<w:p>{f'<w:pPr>{inner}</w:pPr>' if inner else ''}{runs}</w:p>"


def tc(content: str = "", *, cols: int = 1, merge: str = "", properties: str = "") -> str:
    """A cell of a text or of blocks (what begins with `<`); a line end begins a paragraph.

    `merge` is "restart" or "continue" of a vertical merge, `cols` the grid columns it takes.
    """
    span = f'<w:gridSpan w:val="{cols}"/>' if cols != 1 else ""
    vertical = f'<w:vMerge w:val="{merge}"/>' if merge else ""
    is_markup = content.startswith("<")
    blocks = content if is_markup else "".join(p(line) for line in content.split("\n"))
    return f"<w:tc><w:tcPr>{span}{vertical}{properties}</w:tcPr>{blocks}</w:tc>"


def tr(
    cells: Iterable[Cell], *, head: bool = False, before: int = 0, after: int = 0, more: str = ""
) -> str:
    """A row of texts or `w:tc` strings; None continues the cell above."""
    properties = f'<w:gridBefore w:val="{before}"/>' if before else ""
    properties += f'<w:gridAfter w:val="{after}"/>' if after else ""
    properties += ("<w:tblHeader/>" if head else "") + more
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(map(_cell, cells))}</w:tr>"


def table(rows: Iterable[str | Sequence[Cell]], widths: Sequence[int] = ()) -> str:
    """A table of `w:tr` strings or of rows of cells."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    body = "".join(row if isinstance(row, str) else tr(row) for row in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"


def sdt(content: str, tag: str = "", properties: str = "") -> str:
    """A content control around runs, blocks, rows or cells."""
    tagged = f"<w:tag w:val={quoteattr(tag)}/>" if tag else ""
    return (
        f"<w:sdt><w:sdtPr>{tagged}{properties}</w:sdtPr>"
        f"<w:sdtContent>{content}</w:sdtContent></w:sdt>"
    )


def bookmark(content: str, name: str, number: int = 1) -> str:
    """A bookmark around runs."""
    return (
        f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{content}'
        f'<w:bookmarkEnd w:id="{number}"/>'
    )


def field(code: str, result: str) -> str:
    """A field in parts: its code and what it shows."""
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in
             ("begin", "separate", "end")]  # fmt: skip
    instruction = f"<w:r><w:instrText>{escape(code)}</w:instrText></w:r>"
    return marks[0] + instruction + marks[1] + r(result) + marks[2]


def text_box(content: str) -> str:
    """A text box as Word writes it: the drawing, and the same once more for old programs."""
    inner = f"<w:txbxContent>{content}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor>'
        f"<wps:txbx>{inner}</wps:txbx></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict>"
        f"<v:textbox>{inner}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def body(*blocks: str, ns: str = W) -> str:
    """The main part of these blocks."""
    declared = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in PREFIXES.items())
    return (
        f'{HEAD}<w:document xmlns:w="{ns}" xmlns:r="{REL}"{declared}><w:body>'
        f"{''.join(blocks)}</w:body></w:document>"
    )


def style(
    name: str, number: str, *, based_on: str = "", outline: int | None = None, num: int = 0
) -> str:
    """A paragraph style of this name and id."""
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    inner = f'<w:numPr><w:numId w:val="{num}"/></w:numPr>' if num else ""
    inner += f'<w:outlineLvl w:val="{outline}"/>' if outline is not None else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{number}"><w:name w:val="{name}"/>{base}'
        f"<w:pPr>{inner}</w:pPr></w:style>"
    )


def styles(*found: str, ns: str = W) -> str:
    return f'{HEAD}<w:styles xmlns:w="{ns}">{"".join(found)}</w:styles>'


def level(at: int, form: str, text: str, *, start: int = 1, more: str = "") -> str:
    """One level of a list: `level(0, "chineseCounting", "%1、")`."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def abstract(number: int, *levels: str, more: str = "") -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{more}{"".join(levels)}</w:abstractNum>'


def num(number: int, abstract_number: int, overrides: str = "") -> str:
    return (
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract_number}"/>{overrides}</w:num>'
    )


def numbering(*found: str, ns: str = W) -> str:
    return f'{HEAD}<w:numbering xmlns:w="{ns}">{"".join(found)}</w:numbering>'


def parts(
    document: str,
    *,
    styles: str = "",
    numbering: str = "",
    rels: str = "",
    more: Mapping[str, str | bytes] | None = None,
    main: str = DOCUMENT,
    main_type: str = MAIN_TYPE,
    rel: str = REL,
) -> Parts:
    """The parts of a file; `rels` are further `Relationship` elements of the main part."""
    extra = {"styles": styles, "numbering": numbering}
    types = f'<Override PartName="/{main}" ContentType="{main_type}"/>'
    found: Parts = {}
    for name, text in extra.items():
        if text:
            types += f'<Override PartName="/word/{name}.xml" ContentType="{_WML}.{name}+xml"/>'
            rels += f'<Relationship Id="{name}" Type="{rel}/{name}" Target="/word/{name}.xml"/>'
            found[f"word/{name}.xml"] = text
    folder, _, name = main.rpartition("/")
    return {
        "[Content_Types].xml": HEAD
        + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/'
        'vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>' + types + "</Types>",
        "_rels/.rels": relationships(
            f'<Relationship Id="r1" Type="{rel}/officeDocument" Target="{main}"/>'
        ),
        main: document,
        f"{folder}/_rels/{name}.rels".lstrip("/"): relationships(rels),
        **found,
        **(more or {}),
    }


def relationships(found: str) -> str:
    return f'{HEAD}<Relationships xmlns="{PACKAGE_REL}">{found}</Relationships>'


def external(kind: str, target: str) -> str:
    """A `Relationship` out of the file."""
    return (
        f'<Relationship Id="x" Type="{REL}/{kind}" Target={quoteattr(target)} '
        'TargetMode="External"/>'
    )


def zipped(content: Mapping[str, str | bytes]) -> bytes:
    """The parts as a zip, the same bytes every time."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in content.items():
            info = zipfile.ZipInfo(name, (2024, 3, 1, 8, 30, 2))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, part)
    return buffer.getvalue()


def save(
    folder: Path, content: str | bytes | Mapping[str, str | bytes], name: str = "报告.docx"
) -> Path:
    """Write a file of a main part, of parts, or of ready bytes."""
    path = folder / name
    if isinstance(content, str):
        content = parts(content)
    path.write_bytes(content if isinstance(content, bytes) else zipped(content))
    return path


def _text(text: str) -> str:
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>' if text else ""


def _cell(cell: Cell) -> str:
    if cell is None:
        return tc(merge="continue")
    return cell if cell.startswith(("<w:tc>", "<w:sdt>")) else tc(cell)
