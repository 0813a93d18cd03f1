"""The published reports as another reader sees them."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from tests.word.reading.covering import covering
from ziping.word.reading.document import Document
from ziping.word.reading.load import load_document

REPORTS = ("junshan-data-bureau-2024.docx", "suining-data-bureau-2024.docx")


@pytest.mark.parametrize("name", REPORTS)
def test_another_reader_sees_the_same(corpus: Path, name: str) -> None:
    ours = load_document(corpus / name)
    theirs = docx.Document(str(corpus / name))
    assert ours.skipped == () and ours.active_content == ()
    assert [one.text for one in ours.paragraphs] == [one.text for one in theirs.paragraphs]
    assert grids(ours) == [
        [[cell.text for cell in row.cells] for row in table.rows] for table in theirs.tables
    ]


def grids(document: Document) -> list[list[list[str]]]:
    """Each place of each table with the text of the cell that covers it."""
    found = []
    for table in document.tables:
        covered = covering(table)
        found.append(
            [
                [covered[row, col].text for col in range(table.cols) if (row, col) in covered]
                for row in range(table.rows)
            ]
        )
    return found
