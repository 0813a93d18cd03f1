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


def report(assessment: SelfAssessment, pack: str = "suining") -> Report:
    return render_report(models.scored(assessment, pack))


def opened(made: Report, folder: Path) -> Any:
    """The report as a python-docx document, through a real file."""
    path = folder / "report.docx"
    write_new(tuple(made.parts.items()), path, overwrite=True)
    return Document(io.BytesIO(path.read_bytes()))


def paragraphs(document: Any) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def styles(document: Any) -> dict[str, str]:
    """Text → style id of each paragraph outside tables."""
    return {paragraph.text: paragraph.style.style_id for paragraph in document.paragraphs}


def grid(table: Any) -> list[list[str]]:
    """The own texts of the cells, row by row; a continued cell is "↑"."""
    return [
        ["↑" if cell.vMerge == "continue" else _text(cell) for cell in row._tr.tc_lst]
        for row in table.rows
    ]


def _text(cell: Any) -> str:
    return "\n".join(paragraph.text for paragraph in cell.p_lst)
