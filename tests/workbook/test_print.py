"""The forms on paper: A4, one page wide, heads repeated, 总分 under the last indicator."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import render
from tests.support.office import Office, Step
from ziping import rules
from ziping.tasks.create import create, create_sample
from ziping.workbook.build.samples import SAMPLES
from ziping.workbook.layout import BASIC_DATA, OVERALL, PROJECT
from ziping.workbook.read import read_workbook

SUINING, JUNSHAN = SAMPLES
A4 = "(A4)"
HEADS = ("一级指标", "二级指标", "年度指标值", "实际完成值", "偏差原因分析及改进措施")


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("print")
    paths = {name: folder / f"{name}.xlsx" for name in SAMPLES}
    for name, path in paths.items():
        create_sample(name, path)
    return paths


def printed(office: Office, path: Path, sheet: str) -> list[str]:
    """The text of each page of one sheet, without any blanks; all on A4."""
    pdf = path.with_name(f"{path.stem} {sheet}.pdf")
    office.run(path, [{"op": "unprotect"}, {"op": "only_sheet", "sheet": sheet}], pdf=pdf)
    assert A4 in render.page_size(pdf)
    return ["".join(render.text(pdf, page).split()) for page in range(1, render.pages(pdf) + 1)]


@pytest.mark.parametrize("name", SAMPLES)
def test_overall_form(office: Office, samples: dict[str, Path], name: str) -> None:
    """On at most two pages; 总分 follows the last indicator on its page, the heads on each."""
    pages = printed(office, samples[name], OVERALL)
    assert 1 <= len(pages) <= 2
    for page in pages:
        assert all(head in page for head in HEADS), page[:200]
    last = read_workbook(samples[name]).assessment.overall.indicators[-1]
    text = "".join((last.name.value or "").split())
    page = next(page for page in pages if text[:6] in page)
    assert "总分" in page[page.index(text[:6]) :]
    assert sum("总分" in page for page in pages) == 1


@pytest.mark.parametrize("sheet", [BASIC_DATA, OVERALL, PROJECT, f"{PROJECT} (2)"])
def test_one_page_wide(office: Office, samples: dict[str, Path], sheet: str) -> None:
    """First and last column stand on the same page; nothing of the system's columns is printed."""
    pages = printed(office, samples[JUNSHAN], sheet)
    left, right = ("编制数", "控制率") if sheet == BASIC_DATA else ("年度资金总额", "得分")
    assert left in pages[0] and right in pages[0]
    system = ("系统测算分", "测算与核对", "评分依据", "指标值文字")
    assert not any(word in page for page in pages for word in system)
    assert len(pages) <= 2


def test_heads_repeat_where_all_sixty_rows_show(
    office: Office, samples: dict[str, Path], tmp_path: Path
) -> None:
    """Three pages at most; on each the heads, on the last 总分."""
    block = read_workbook(samples[SUINING]).opened.find(OVERALL, "indicator_name")
    rows = range(block.row + 1, block.last)
    path = tmp_path / "六十行.xlsx"
    steps: list[Step] = [
        {"op": "unprotect"},
        {"op": "hide_rows", "sheet": OVERALL, "at": rows[0], "count": len(rows), "hidden": False},
        {"op": "set", "cells": [[OVERALL, f"D{row}", f"第{row}行"] for row in rows]},
    ]
    office.run(samples[SUINING], steps, save_as=path)
    pages = printed(office, path, OVERALL)
    assert 2 <= len(pages) <= 3
    assert all(head in page for page in pages for head in HEADS)
    assert [("总分" in page) for page in pages] == [*(False for _ in pages[1:]), True]
    assert all(f"第{row}行" in "".join(pages) for row in rows)


def test_empty_workbook_prints_its_twenty_rows(office: Office, tmp_path: Path) -> None:
    """An office without data gets the form to fill by hand: two pages at most."""
    path = tmp_path / "空.xlsx"
    create(rules.load("suining"), {}, path)
    pages = printed(office, path, OVERALL)
    assert len(pages) <= 2 and sum("总分" in page for page in pages) == 1
