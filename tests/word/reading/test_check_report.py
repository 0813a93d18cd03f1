"""`ziping check REPORT.docx`: the same checks, with the places of a Word report."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import run
from tests.word.reports.build import build, source
from ziping.tasks.check import check_file
from ziping.tasks.create import create_sample
from ziping.tasks.importing import check_report
from ziping.word import write_report
from ziping.word.options import Options


@pytest.fixture(scope="module")
def junshan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our own report of a file whose 基本支出 and 项目支出 don't make up the total."""
    folder = tmp_path_factory.mktemp("check")
    create_sample("君山区数据局_2024", folder / "sample.xlsx")
    path = folder / "report.docx"
    write_report(check_file(folder / "sample.xlsx").scored, path, Options(declared=True))
    return path


def test_a_finding_names_table_row_and_column(junshan: Path) -> None:
    done = check_report(junshan)
    found = [one for one in done.report.findings if one.code == "ZP101"]
    assert [str(place) for place in found[0].places] == [
        "表2 第5行第3列",
        "表2 第6行第3列",
        "表2 第3行第5列",
    ]
    assert "183.17" in found[0].message


def test_a_finding_in_the_prose_names_chapter_and_paragraph(junshan: Path) -> None:
    done = check_report(junshan)
    places = [str(place) for one in done.report.findings for place in one.places]
    told = [place for place in places if place.startswith("二、一般公共预算支出情况")]
    assert any("第1段" in place for place in told)


def test_a_tier_that_no_word_form_has_is_no_fault(junshan: Path) -> None:
    done = check_report(junshan)
    assert not any("达成档次" in one.message for one in done.report.findings)
    waiting = [one for one in done.report.not_evaluated if one.code == "ZP212"]
    assert len(waiting) == 1
    assert "Word 表里没有达成档次一栏" in waiting[0].message


def test_json_and_exit_code(junshan: Path) -> None:
    done = run("check", junshan, "--json")
    assert done.code == 1
    found = json.loads(done.out)
    assert found["rules"] == "junshan"
    assert {"findings", "not_evaluated", "crashed"} <= found.keys()
    assert found["crashed"] == []
    assert found["findings"][0]["places"][0].keys() == {"sheet", "cell"}


def test_an_unknown_county_is_asked_for(tmp_path: Path) -> None:
    path = build(source("forest"), tmp_path / "report.docx")
    done = run("check", path)
    assert done.code == 2
    assert "--rules" in done.err
    assert run("check", path, "--rules", "national").code in (0, 1)
