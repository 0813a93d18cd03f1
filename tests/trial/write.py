"""A draft as a .docx, from raw markup: some hundred reports a second."""

from __future__ import annotations

from pathlib import Path
from random import Random

from tests.support import docx
from tests.trial.draft import UP, Cell, Draft, Para, Table, plain
from tests.trial.style import Style

CENTER = '<w:jc w:val="center"/>'
RIGHT = '<w:jc w:val="right"/>'
INDENT = '<w:ind w:firstLineChars="200"/>'
BREAK = '<w:r><w:br w:type="page"/></w:r>'
BOLD = "<w:b/>"
STYLES = docx.styles(
    docx.style("heading 1", "Heading1", outline=0),
    docx.style("heading 2", "Heading2", outline=1),
)
NUMBERING = docx.numbering(
    docx.abstract(
        1,
        docx.level(0, "chineseCounting", "%1、"),
        docx.level(1, "chineseCounting", "（%2）"),
    ),
    docx.num(1, 1),
)
ALIGNED = {"title": CENTER, "date": CENTER, "cover": "", "signature": RIGHT}


def write(draft: Draft, path: Path, style: Style) -> Path:
    """The report as a file."""
    blocks = [
        _table(one) if isinstance(one, Table) else _paragraph(one, style) for one in draft.blocks
    ]
    parts = docx.parts(docx.body(*blocks), styles=STYLES, numbering=NUMBERING)
    path.write_bytes(docx.zipped(parts))
    return path


def _paragraph(one: Para, style: Style) -> str:
    if one.role == "heading":
        return _heading(one, style)
    text = plain(one.number + one.text)
    if one.role == "label" and text.startswith("附件"):
        return docx.p(BREAK) + docx.p(_runs(text))
    aligned = CENTER if one.role == "label" else ALIGNED.get(one.role, INDENT)
    return docx.p(_runs(text), properties=aligned)


def _heading(one: Para, style: Style) -> str:
    text = plain(one.number + one.text)
    if style.heads == "automatic" and one.level <= 2:
        return docx.p(_runs(plain(one.text)), style=f"Heading{one.level}", num=(1, one.level - 1))
    if style.heads == "bold":
        return docx.p(_runs(text, BOLD))
    name = f"Heading{one.level}" if style.family == "split" and one.level <= 2 else ""
    return docx.p(_runs(text), style=name)


def _runs(text: str, properties: str = "") -> str:
    """The text in pieces, as Word keeps it."""
    rng = Random(len(text))
    found, at = "", 0
    while at < len(text):
        end = at + rng.randint(5, 60)
        found += docx.r(text[at:end], properties)
        at = end
    return found


def _table(one: Table) -> str:
    rows = []
    for at, row in enumerate(one.rows):
        below = _columns(one.rows[at + 1]) if at + 1 < len(one.rows) else {}
        rows.append(docx.tr(_row(row, below)))
    width = max(sum(cell.cols for cell in row) for row in one.rows)
    return docx.table(rows, [8800 // width] * width)


def _columns(row: list[Cell]) -> dict[int, Cell]:
    """The cells of a row by the grid column in which they begin."""
    found, at = {}, 0
    for cell in row:
        found[at] = cell
        at += cell.cols
    return found


def _row(row: list[Cell], below: dict[int, Cell]) -> list[str]:
    cells = []
    for at, cell in _columns(row).items():
        under = below.get(at)
        begins = under is not None and under.text == UP
        merge = "continue" if cell.text == UP else "restart" if begins else ""
        text = "" if cell.text == UP else cell.text
        cells.append(docx.tc(text, cols=cell.cols, merge=merge))
    return cells
