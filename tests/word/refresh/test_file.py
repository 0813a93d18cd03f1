"""`ziping report --update` on real files: backups, exit codes, refusals, nothing done twice."""

from __future__ import annotations

import zipfile
from decimal import Decimal
from pathlib import Path
from shutil import copyfile

import pytest

from tests.cli.planting import plant
from tests.cli.running import run, state
from tests.word.models import suining
from tests.word.refresh.pieces import package_with, text, xml_of
from ziping.errors import UnusableFileError, UnwritableError
from ziping.package.gate import open_package
from ziping.package.rewrite import rewrite, write_new
from ziping.tasks.refresh import refresh_file, refresh_json
from ziping.tasks.report import report_file
from ziping.word.keywords import written
from ziping.word.options import Options
from ziping.word.refresh.change import Kind
from ziping.workbook.layout import OVERALL, UNIT

SAMPLE = Path(__file__).parents[3] / "workbooks" / "samples" / "绥宁县数据局_2024.xlsx"
MAIN = "word/document.xml"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return Path(copyfile(SAMPLE, tmp_path / "自评.xlsx"))


@pytest.fixture
def report(book: Path, tmp_path: Path) -> Path:
    target = tmp_path / "报告.docx"
    report_file(book, target)
    return target


def change(report: Path, old: str, new: str) -> None:
    """An edit of the document part that leaves all else."""
    package = open_package(report)
    xml = package.read(MAIN)
    assert old.encode() in xml
    rewrite(package, {MAIN: xml.replace(old.encode(), new.encode(), 1)}, report, backup=None)


def test_nothing_changed_nothing_written(book: Path, report: Path) -> None:
    before = state(report.parent)
    done = refresh_file(book, report)
    assert (done.changes, done.is_written, done.kept) == ((), False, None)
    assert state(report.parent) == before


def test_figures_follow_and_the_old_version_is_kept(book: Path, report: Path) -> None:
    old = report.read_bytes()
    plant(book, OVERALL, "initial_budget", Decimal("400"))
    done = refresh_file(book, report)
    assert done.is_written and done.kept is not None
    assert done.kept.read_bytes() == old
    assert {one.kind for one in done.changes} == {Kind.REPLACED, Kind.STALE}
    assert {(one.old, one.new) for one in done.changes} == {("355.43", "400")}
    before = state(report.parent)
    assert refresh_file(book, report).is_written is False
    assert state(report.parent) == before
    with zipfile.ZipFile(done.kept) as first, zipfile.ZipFile(report) as second:
        assert first.namelist() == second.namelist()
        differ = [name for name in first.namelist() if first.read(name) != second.read(name)]
    assert differ == [MAIN]


def test_another_target_leaves_the_report(book: Path, report: Path, tmp_path: Path) -> None:
    plant(book, OVERALL, "initial_budget", Decimal("400"))
    old, target = report.read_bytes(), tmp_path / "新报告.docx"
    assert refresh_file(book, report, target).kept is None
    assert report.read_bytes() == old
    made = target.read_bytes()
    change(target, "万元", "元")
    done = refresh_file(book, report, target)
    assert target.read_bytes() == made
    assert done.kept is not None and done.kept.name == "新报告.docx.bak"


def test_options_and_template_are_those_of_the_report(book: Path, tmp_path: Path) -> None:
    template, report = tmp_path / "本单位.toml", tmp_path / "公开.docx"
    template.write_text(
        '[[section]]\nkey = "basic_expenditure"\ntemplate = "全年{基本支出}万元。"\n', "utf-8"
    )
    given = Options(public=True)
    report_file(book, report, given, template=template)
    assert refresh_file(book, report, options=given, template=template).changes == ()
    kinds = [one.kind for one in refresh_file(book, report, options=given).changes]
    assert Kind.SENTENCE in kinds


def test_the_command_tells_old_and_new(book: Path, report: Path) -> None:
    plant(book, OVERALL, "initial_budget", Decimal("400"))
    change(report, "<w:t>804.82</w:t>", "<w:t>804.8</w:t>")
    ran = run("report", book, "--update", report)
    assert ran.code == 1 and not ran.err
    assert "已更新：表2 第3行第3列 整体 年初预算数：“355.43” → “400”" in ran.out
    assert "控件内容被改写：" in ran.out
    assert "报告里是“804.8”，按工作簿是“804.82”" in ran.out.replace("\n      ", "")
    assert "有 2 处没有改动" in ran.out
    assert "文字里还写着旧数：七、存在的问题及原因分析 第1段" in ran.out
    again = run("report", book, "--update", report, "--json").json
    assert again["written"] is False and again["needs_look"] == 1
    assert [one["kind"] for one in again["changes"]] == ["typed_over"]
    assert again["changes"][0]["place"].startswith("六、")


def test_typed_over_is_worth_a_look_even_where_the_workbook_is_clean(
    book: Path, report: Path
) -> None:
    change(report, "<w:t>804.82</w:t>", "<w:t>804.8</w:t>")
    done = refresh_file(book, report)
    assert len(done.left) == 1 and refresh_json(done)["needs_look"] == 1


def test_where_it_is_written(book: Path, report: Path, tmp_path: Path) -> None:
    assert "没有写 -o" in run("report", book).err
    assert "不能和 --pdf" in run("report", book, "--update", report, "--pdf").err
    target = tmp_path / "另一份.docx"
    assert f"报告：{target}" in run("report", book, "-o", target, "--update", report).out
    assert target.read_bytes() == report.read_bytes()
    third = run("report", book, "-o", tmp_path / "三.docx", "--update", report, "--json").json
    assert third["written"] is False and (tmp_path / "三.docx").is_file()


def test_reports_of_others_are_refused(book: Path, tmp_path: Path) -> None:
    foreign = package_with(text("别处写的报告"), suining(), tmp_path / "别处.docx")
    before = state(tmp_path)
    ran = run("report", book, "--update", foreign)
    assert ran.code == 2 and "不是 ziping 生成的（或控件已全部丢失）" in ran.err
    assert state(tmp_path) == before


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("unit_name", "绥宁县数据和政务局", "工作簿是“绥宁县数据和政务局”"),
        ("year", Decimal(2025), "年度，报告是“2024”，工作簿是“2025”"),
    ],
)
def test_another_unit_or_year_needs_the_officers_word(
    book: Path, report: Path, name: str, value: Decimal | str, said: str
) -> None:
    plant(book, UNIT, name, value)
    before = state(report.parent)
    ran = run("report", book, "--update", report)
    assert ran.code == 2 and said in ran.err and "--another" in ran.err.partition("改法：")[2]
    assert state(report.parent) == before
    assert run("report", book, "--update", report, "--another").code == 1
    assert refresh_file(book, report).is_written is False


def test_a_report_is_updated_as_it_was_written(book: Path, report: Path) -> None:
    """Public stays public; what the command says otherwise is done, and told."""
    given = Options(public=True, telephone=True)
    report_file(book, report, given)
    plant(book, OVERALL, "initial_budget", Decimal("400"))
    ran = run("report", book, "--update", report, "--json").json
    assert ran["options"] == ["public", "with-telephone"] and ran["target"] == ran["report"]
    assert {one["kind"] for one in ran["changes"]} == {"replaced", "stale"}
    assert ran["written"] is True and ran["findings"] > 0
    assert "按--public --with-telephone更新" in run("report", book, "--update", report).out
    ran_out = run("report", book, "--update", report, "--as-declared").out
    assert "原是按--public --with-telephone写的，这次按--as-declared更新" in ran_out


KEYWORDS = {
    "ziping:suining": ("suining", Options()),
    "绩效, ziping:suining; as-declared; public, 自评": ("suining", Options(True, True)),
    "ziping suining with-telephone": ("suining", Options(telephone=True)),
    "ziping:": None,
    "自评": None,
}


@pytest.mark.parametrize("text", KEYWORDS)
def test_what_the_keywords_say(text: str) -> None:
    assert written(text) == KEYWORDS[text]


@pytest.mark.parametrize("name", ["报告.doc", "报告.docm", "报告.xlsx"])
def test_other_kinds_of_files_are_refused(book: Path, report: Path, name: str) -> None:
    other = report.rename(report.with_name(name))
    ran = run("report", book, "--update", other)
    assert ran.code == 2 and "改法" in ran.err
    with pytest.raises((UnusableFileError, UnwritableError)):
        refresh_file(book, other)


DTD = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><w:document/>'
MACRO = b"\xcc\x61"
BROKEN: dict[str, dict[str, bytes]] = {
    "entities": {MAIN: DTD.encode()},
    "cut off": {MAIN: xml_of(suining())[:-20]},
    "no XML": {MAIN: b"\x00"},
    "macros": {"word/vbaProject.bin": MACRO},
    "100,000 rows": {
        MAIN: xml_of(suining()).replace(
            b"<w:sectPr>", b"<w:tbl>" + b"<w:tr><w:tc><w:p/></w:tc></w:tr>" * 100_000 + b"</w:tbl>"
        )
    },
    "deep tables": {
        MAIN: xml_of(suining()).replace(
            b"<w:sectPr>", b"<w:tbl><w:tr><w:tc>" * 1000 + b"</w:tc></w:tr></w:tbl>" * 1000
        )
    },
}


@pytest.mark.parametrize("name", BROKEN)
def test_hostile_reports_are_refused(book: Path, report: Path, name: str) -> None:
    with zipfile.ZipFile(report) as package:
        parts = {one: package.read(one) for one in package.namelist()} | BROKEN[name]
    write_new(tuple(parts.items()), report, overwrite=True)
    before = state(report.parent)
    ran = run("report", book, "--update", report)
    assert ran.code == 2 and "改法" in ran.err and "程序自身出错" not in ran.err
    assert state(report.parent) == before
