"""`ziping import`: what is said, what is written, what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import refused, run
from tests.word.reports.build import build, source
from ziping.cli.table import width
from ziping.model import Place
from ziping.package.refs import cell_ref
from ziping.tasks.create import create_sample
from ziping.word.reading.result import KINDS
from ziping.workbook.layout import OVERALL
from ziping.workbook.read import read_workbook
from ziping.workbook.write import value_edit, write_values


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(source("statistics"), tmp_path_factory.mktemp("import") / "报告.docx")


def test_counts_and_doubts_are_told_and_listed(report: Path, tmp_path: Path) -> None:
    target = tmp_path / "自评.xlsx"
    done = run("import", report, "-o", target, "--rules", "national")
    assert (done.code, done.err) == (0, "")
    assert f"已生成：{target}\n新桥县统计局  2024年度" in done.out
    assert "未识别" in done.out
    assert "办公室 文电、财务、档案" in done.out
    assert "导入清单" in done.out
    lines = [line for line in done.out.splitlines() if str(target) not in line]
    assert max(map(width, lines)) <= 100
    names = [sheet.name for sheet in read_workbook(target).opened.book.sheets]
    assert "导入清单" in names
    said = "原报告的考核评分表不印；要照原样印，用 --as-declared。"
    assert said in run("report", target, "-o", tmp_path / "平常.docx").out
    assert said not in run("report", target, "-o", tmp_path / "照报.docx", "--as-declared").out


def test_json(report: Path, tmp_path: Path) -> None:
    done = run("import", report, "-o", tmp_path / "a.xlsx", "--rules", "national", "--json")
    found = json.loads(done.out)
    assert found["unit"] == "新桥县统计局"
    assert found["year"] == 2024
    assert found["rules"] == "national"
    assert found["claims"] == {"total": "86.4", "grade": "良好"}
    assert set(found["counts"]) <= set(KINDS)
    assert sum(found["counts"].values()) == len(found["notes"])
    assert found["notes"][0].keys() == {"kind", "place", "text", "key", "taken", "remark"}


def test_nothing_is_overwritten(report: Path, tmp_path: Path) -> None:
    target = tmp_path / "自评.xlsx"
    target.write_bytes(b"mine")
    assert "文件已经存在" in refused(run("import", report, "-o", target, "--rules", "national"))
    assert target.read_bytes() == b"mine"
    assert ".xlsx" in refused(run("import", report, "-o", tmp_path / "自评.docx"))


def test_what_is_no_report(tmp_path: Path) -> None:
    create_sample("绥宁县数据局_2024", tmp_path / "book.xlsx")
    target = tmp_path / "out.xlsx"
    assert "docx" in refused(run("import", tmp_path / "book.xlsx", "-o", target))
    assert "找不到" in refused(run("import", tmp_path / "none.docx", "-o", target))
    blank = build(source("no_form"), tmp_path / "none of ours.docx")
    assert "没有找到绩效自评的表" in refused(
        run("import", blank, "-o", target, "--rules", "national")
    )
    assert not target.exists()


def test_a_form_that_outgrew_its_layout_is_told(report: Path, tmp_path: Path) -> None:
    """A row was put in since: the pack's own form is printed, and that is said."""
    book = tmp_path / "a.xlsx"
    assert run("import", report, "-o", book, "--rules", "national").code == 0
    plain = run("report", book, "-o", tmp_path / "a.docx", "--as-declared")
    assert "行与导入时不同" not in plain.out
    opened = read_workbook(book).opened
    names, levels = opened.find(OVERALL, "indicator_name"), opened.find(OVERALL, "level2")
    row = names.row + 8  # the first spare row below the seven that were taken
    new = {names.col: "新增指标", levels.col: "质量指标"}
    edits = [value_edit(Place(OVERALL, cell_ref(row, col)), text) for col, text in new.items()]
    write_values(opened, edits)
    done = run("report", book, "-o", tmp_path / "b.docx", "--as-declared")
    assert "整体自评表的行与导入时不同" in done.out


def test_our_own_report_knows_its_rules(tmp_path: Path) -> None:
    """An office of no county that has a pack: the report says by what rules it was written."""
    report = build(source("forest"), tmp_path / "report.docx")
    assert "--rules" in refused(run("import", report, "-o", tmp_path / "a.xlsx"))
    assert run("import", report, "-o", tmp_path / "a.xlsx", "--rules", "national").code == 0
    run("report", tmp_path / "a.xlsx", "-o", tmp_path / "own.docx")
    done = run("import", tmp_path / "own.docx", "-o", tmp_path / "b.xlsx", "--json")
    assert json.loads(done.out)["rules"] == "national"
