"""Every paragraph and every cell of a report is a passage, once, in the order of the file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.word.reports.build import build, source
from ziping.model import Passage
from ziping.passage import ROLES
from ziping.word.reading.chapters import sections
from ziping.word.reading.document import Document, Paragraph
from ziping.word.reading.load import load_document
from ziping.word.reading.report import understood
from ziping.word.reading.unbox import unboxed

NAMES = ("civil", "culture", "forest", "market", "only_form", "statistics")


def _read(name: str, folder: Path) -> tuple[Document, tuple[Passage, ...]]:
    path = build(source(name), folder / f"{name}.docx")
    document = unboxed(load_document(path))
    return document, understood(document, path, "national").assessment.report.passages


def _words(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield block.full_text
        else:
            yield from (cell.text for cell in sorted(block.cells, key=lambda one: one[:2]))


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_lost_or_told_twice(name: str, tmp_path: Path) -> None:
    document, passages = _read(name, tmp_path)
    told = "".join("".join(one.text.split()) for one in passages)
    assert told == "".join("".join(text.split()) for text in _words(document))
    assert {one.role for one in passages} <= set(ROLES)
    assert all(one.place.sheet and one.place.cell for one in passages)


@pytest.mark.parametrize("name", NAMES)
def test_cells_know_their_form_and_labels(name: str, tmp_path: Path) -> None:
    _, passages = _read(name, tmp_path)
    cells = [one for one in passages if one.role == "cell" and one.section == "overall"]
    heads = {"".join(one.text.split()) for one in cells if one.is_label}
    assert "三级指标" in heads or not cells
    filled = {"".join(one.text.split()) for one in cells if not one.is_label}
    assert not {"分值", "得分", "三级指标", "年度资金总额"} & filled


def test_headings_bodies_and_signature(tmp_path: Path) -> None:
    _, passages = _read("forest", tmp_path)
    keys = [one.section for one in passages if one.role == "heading"]
    assert {"performance", "problems", "improvement_measures"} <= set(keys)
    bodies = {one.section for one in passages if one.role == "body"}
    assert {"performance", "problems"} <= bodies


OUTLINES = [
    (
        ["1.学校基本情况", "（1）主要职能。办学。", "2.支出情况", "（1）基本支出。共9元。"],
        ["overview", "duties", "general_budget", "basic_expenditure"],
    ),
    (  # the first chapter under a title that is not known
        ["1.镇村情况介绍", "（1）主要职能。服务村民。", "2.支出情况", "3.绩效情况", "4.存在的问题"],
        ["duties", "general_budget", "performance", "problems"],
    ),
    (
        ["一、中心概况", "（一）职责。宣传。", "三、绩效自评结果", "五、下步打算"],
        ["overview", "duties", "performance", "improvement_measures"],
    ),
]


@pytest.mark.parametrize(("lines", "keys"), OUTLINES)
def test_outlines_of_other_offices(lines: list[str], keys: list[str]) -> None:
    paragraphs = [Paragraph(nth, line) for nth, line in enumerate(lines, 1)]
    assert [part.key for part in sections(paragraphs) if part.heading is not None] == keys
