"""A report edited in LibreOffice Writer and in Word keeps every edit; only the figures move."""

from __future__ import annotations

import json
import re
import subprocess
import zipfile
from decimal import Decimal
from pathlib import Path
from shutil import copyfile

import pytest

from tests.cli.planting import plant
from tests.support.office import ROOT, SYSTEM_PYTHON, Office
from ziping.package.gate import open_package
from ziping.package.rewrite import rewrite
from ziping.tasks.refresh import refresh_file
from ziping.tasks.report import report_file
from ziping.word.options import Options
from ziping.word.refresh.change import Kind
from ziping.workbook.layout import OVERALL

SAMPLE = Path(__file__).parents[3] / "workbooks" / "samples" / "绥宁县数据局_2024.xlsx"
MAIN = "word/document.xml"
EDITS = [
    ("reword", "优化营商环境", "持续优化营商环境"),
    ("bold", "355.43", ""),
    ("bold", "好评率", ""),
    ("paragraph", "政府性基金预算支出情况", "这一段是领导加写的。"),
    ("comment", "社会保险基金预算支出情况", "请核实"),
    ("table", "国有资本经营预算支出情况", "自己的表"),
]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return Path(copyfile(SAMPLE, tmp_path / "自评.xlsx"))


def in_writer(report: Path, target: Path) -> None:
    """The edits, by an office of their own that ends with them."""
    folder = report.parent / "office"
    folder.mkdir()
    job = {"path": str(report), "save_as": str(target), "steps": EDITS}
    command = [SYSTEM_PYTHON, "-E", "-s", "-B", "-m", "tests.word.refresh.writer_job", str(folder)]
    done = subprocess.run(
        command, input=json.dumps(job), text=True, cwd=ROOT, capture_output=True, timeout=90
    )
    assert done.returncode == 0, done.stderr


def in_word(report: Path, target: Path) -> None:
    """What Word leaves in the file after edits of this kind: tags, bookmarks and numbers stay."""
    package = open_package(report)
    xml = package.read(MAIN).decode()
    note = '<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
    for old, new in (
        ("<w:r><w:t>355.43</w:t></w:r>",  # split in two, one part in bold, with a comment on it
         '<w:commentRangeStart w:id="0"/><w:r w:rsidR="00A1"><w:t>35</w:t></w:r>'
         "<w:r><w:rPr><w:b/></w:rPr><w:t>5.43</w:t></w:r>"
         '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'),
        ("<w:r><w:t>万元，全年预算",
         '<w:del w:id="900" w:author="领导"><w:r><w:delText>某</w:delText></w:r></w:del>'
         '<w:ins w:id="901" w:author="领导"><w:r><w:t>约</w:t></w:r></w:ins>'
         "<w:r><w:t>万元，全年预算"),
        ("<w:body>", "<w:body><w:p><w:r><w:t>自己的一段</w:t></w:r></w:p>"
         "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"),
    ):  # fmt: skip
        assert old in xml, old
        xml = xml.replace(old, new, 1)
    changed = {MAIN: xml.encode(), "word/comments.xml": note.encode()}
    rewrite(package, changed, target, backup=None)


def change_three_figures(book: Path) -> None:
    plant(book, OVERALL, "initial_budget", Decimal("400"))
    plant(book, OVERALL, "adjusted_budget", Decimal("810.82"))
    plant(book, OVERALL, "actual_value", "60", nth=1)


EXPECTED = {  # key → old and new: the three, and the rate that follows from one of them
    "overall.execution.initial_budget": ("355.43", "400"),
    "overall.execution.adjusted_budget": ("805.82", "810.82"),
    "overall.indicators.0.actual": ("50", "60"),
    "figures.execution_rate": ("99.88%", "99.26%"),
    "overall.execution.declared_rate": ("99.88%", "99.26%"),
}


# what the sample's officer wrote into her own paragraph: told, not touched
TYPED_IN_PROSE = [
    ("七、存在的问题及原因分析 第1段", "355.43"),
    ("七、存在的问题及原因分析 第1段", "805.82"),
]


def differences(old: bytes, new: bytes) -> set[tuple[str, str]]:
    """Tags and texts that differ, one by one; both must have as many."""
    first, second = (re.split(r"(<[^>]*>)", xml.decode()) for xml in (old, new))
    assert len(first) == len(second)
    return {(a, b) for a, b in zip(first, second, strict=True) if a != b}


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def check_refreshed(book: Path, edited: Path) -> bytes:
    before = parts(edited)
    assert refresh_file(book, edited).changes == ()
    change_three_figures(book)
    done = refresh_file(book, edited)
    assert {one.key: (one.old, one.new) for one in done.changes} == EXPECTED
    assert {one.kind for one in done.changes} == {Kind.REPLACED, Kind.STALE}
    assert [(str(one.place), one.old) for one in done.left] == TYPED_IN_PROSE
    after = parts(edited)
    assert [name for name in before if before[name] != after[name]] == [MAIN]
    assert list(before) == list(after) and any("comments" in name for name in after)
    texts = {
        (a, b)
        for a, b in differences(before[MAIN], after[MAIN])
        if not a.startswith(("<w:bookmarkStart", "<w:tag"))
    }
    assert texts <= {*EXPECTED.values(), ("35", "400"), ("5.43", "")}
    assert {b for _, b in texts} - {""} == {new for _, new in EXPECTED.values()}
    written = edited.stat()
    assert refresh_file(book, edited).is_written is False
    assert edited.stat().st_mtime_ns == written.st_mtime_ns
    return after[MAIN]


def test_edited_in_writer(book: Path, tmp_path: Path, office: Office) -> None:
    report, edited = tmp_path / "报告.docx", tmp_path / "改过.docx"
    report_file(book, report, Options(telephone=True))
    in_writer(report, edited)
    assert refresh_file(book, edited).was == Options(telephone=True)
    xml = check_refreshed(book, edited).decode()
    said = "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", xml))
    for _, _, new in EDITS:
        assert new in said or new == "请核实"
    assert re.search(r"<w:rPr><w:b/>(<w:bCs/>)?</w:rPr><w:t[^>]*>400</w:t>", xml)
    office.run(edited, pdf=tmp_path / "改过.pdf")
    assert (tmp_path / "改过.pdf").stat().st_size > 10_000


def test_edited_in_word(book: Path, tmp_path: Path) -> None:
    report, edited = tmp_path / "报告.docx", tmp_path / "改过.docx"
    report_file(book, report)
    in_word(report, edited)
    xml = check_refreshed(book, edited).decode()
    assert '<w:ins w:id="901" w:author="领导"><w:r><w:t>约</w:t></w:r></w:ins>' in xml
    assert '<w:r w:rsidR="00A1"><w:t>400</w:t></w:r>' in xml
