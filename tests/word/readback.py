"""Read a rendered report back with python-docx, a second reader that we did not write."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from docx import Document

from tests.word import models
from ziping.model import SelfAssessment
from ziping.package.rewrite import write_new
from ziping.word import Report, render_report
from ziping.word.options import PLAIN, Options

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def report(assessment: SelfAssessment, pack: str = "suining", options: Options = PLAIN) -> Report:
    return render_report(models.scored(assessment, pack), options)


def opened(made: Report, folder: Path) -> Any:
    """The report as a python-docx document, through a real file."""
    path = folder / "report.docx"
    write_new(tuple(made.parts.items()), path, overwrite=True)
    return Document(io.BytesIO(path.read_bytes()))


def paragraphs(document: Any) -> list[str]:
    return [said(paragraph._p) for paragraph in document.paragraphs]


def styles(document: Any) -> dict[str, str]:
    """Text → style id of each paragraph outside tables."""
    return {said(one._p): one.style.style_id for one in document.paragraphs}


def said(paragraph: Any) -> str:
    """The text with what stands in content controls, which python-docx leaves out."""
    marks = {f"{W}br": "\n", f"{W}tab": "\t"}
    pieces = (
        marks.get(one.tag, (one.text or "") if one.tag == f"{W}t" else "")
        for one in paragraph.iter()
    )
    return "".join(pieces).rstrip(" ")


def grid(table: Any) -> list[list[str]]:
    """The own texts of the cells, row by row; a continued cell is "↑"."""
    return [
        ["↑" if cell.vMerge == "continue" else _text(cell) for cell in row._tr.tc_lst]
        for row in table.rows
    ]


def _text(cell: Any) -> str:
    return "\n".join(said(paragraph) for paragraph in cell.p_lst)
