"""The package: hostile text, equal bytes, the settings of GB/T 9704."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.models import replace
from tests.word import models, readback
from tests.word.models import text
from ziping.errors import UnwritableError
from ziping.model import SelfAssessment
from ziping.package.gate import open_package
from ziping.word import write_report
from ziping.word.inline import escape, lines

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HOSTILE = (
    "</w:t></w:r><w:p/>&amp;&lt;]]><!--",
    "\x00\x01\x0b\x1f\ufffe\uffff\ud800尾",
    "😀👨‍👩‍👧 ﷽ \u202e倒",
    "长" * 10_000,
    "一\r\n二\r三\n四\t五",
    "{year}{0}{{%tr%}}",
    "　 \u00a0",
)


def everywhere(value: str) -> SelfAssessment:
    """The value in every text field that a report prints."""
    base, typed = models.junshan(), text(value)
    unit = replace(
        base.unit, name=typed, notice=typed, report_date=typed, filler=typed,
        filling_date=typed, telephone=typed, leader=typed,
    )  # fmt: skip
    rows = tuple(
        replace(row, name=typed, target=typed, actual=typed, deviation_reason=typed)
        for row in base.overall.indicators
    )
    overall = replace(base.overall, objective=typed, result=typed, indicators=rows)
    lines = tuple(replace(line, name=typed) for line in base.basic_data.project_lines)
    data = replace(base.basic_data, frugality_measures=typed, project_lines=lines)
    projects = tuple(
        replace(one, name=typed, supervising_department=typed, implementing_unit=typed)
        for one in base.projects
    )
    return replace(
        base, unit=unit, overall=overall, basic_data=data, projects=projects,
        texts=dict.fromkeys(base.texts, typed),
    )  # fmt: skip


def parsed_text(assessment: SelfAssessment) -> str:
    """All text of the document, after a real parser accepted every part."""
    parts = readback.report(assessment, "junshan").parts
    roots = {name: ET.fromstring(content) for name, content in parts.items()}
    return "\n".join(t.text or "" for t in roots["word/document.xml"].iter(f"{W}t"))


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_stays_text(value: str) -> None:
    found = parsed_text(everywhere(value))
    kept = escape(value).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    for line in lines(kept):
        for piece in line.split("\t"):
            assert piece in found


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80))
def test_any_text_gives_well_formed_parts(value: str) -> None:
    found = parsed_text(everywhere(value))
    for line in lines(value):
        for piece in line.split("\t"):
            assert piece in found


@settings(max_examples=200)
@given(st.text(alphabet=st.characters(), max_size=40))
def test_escape_keeps_every_legal_character(value: str) -> None:
    read = ET.fromstring(f"<t>{escape(value)}</t>").text or ""
    legal = "".join(c for c in value if c in "\t\n\r" or ord(c) >= 32)
    legal = legal.encode("utf-8", "ignore").decode().replace("\ufffe", "").replace("\uffff", "")
    assert read == legal.replace("\r\n", "\n").replace("\r", "\n")


def test_equal_input_gives_equal_bytes(tmp_path: Path) -> None:
    first, second = tmp_path / "a.docx", tmp_path / "b.docx"
    for path in (first, second):
        write_report(models.scored(models.junshan(), "junshan"), path)
    assert first.read_bytes() == second.read_bytes()


def test_our_own_gate_lets_it_pass(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    assert write_report(models.scored(models.suining()), path) == ()
    package = open_package(path)
    assert package.names()[0] == "[Content_Types].xml"
    assert package.active_content() == []


def test_nothing_is_overwritten_unasked(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_text("旧")
    scored = models.scored(models.suining())
    with pytest.raises(UnwritableError):
        write_report(scored, path)
    assert path.read_text() == "旧"
    write_report(scored, path, overwrite=True)
    assert path.read_bytes()[:2] == b"PK"


def test_page_and_fonts_follow_the_standard(tmp_path: Path) -> None:
    document = readback.opened(readback.report(models.suining()), tmp_path)
    section = document.sections[-1]
    size = [section.page_width, section.page_height]
    assert [round(length.mm) for length in size] == [210, 297]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(length.mm) for length in margins] == [37, 35, 28, 26]
    assert document.settings.odd_and_even_pages_header_footer
    wanted = {
        "Title": ("方正小标宋简体", 22),
        "Heading1": ("黑体", None),
        "Heading2": ("楷体_GB2312", None),
        "Footer": ("宋体", 14),
    }
    styles = {style.style_id: style for style in document.styles}
    for key, (font, points) in wanted.items():
        fonts = styles[key].element.rPr.find(f"{W}rFonts")
        assert fonts.get(f"{W}eastAsia") == fonts.get(f"{W}ascii") == font
        assert styles[key].font.size is None or styles[key].font.size.pt == points
    indent = styles["BodyText"].element.pPr.find(f"{W}ind")
    assert indent.get(f"{W}firstLineChars") == "200"
    assert styles["Normal"].paragraph_format.line_spacing.pt == 28


def test_footers_hold_the_page_number_on_their_sides(tmp_path: Path) -> None:
    parts = readback.report(models.suining()).parts
    for name, side in (("footer1", "right"), ("footer2", "left")):
        root = ET.fromstring(parts[f"word/{name}.xml"])
        jc = root.find(f".//{W}jc")
        assert jc is not None and jc.get(f"{W}val") == side
        assert [f.text for f in root.iter(f"{W}instrText")] == [" PAGE "]
        assert "".join(t.text or "" for t in root.iter(f"{W}t")) == "— 1 —"


def test_every_style_that_is_used_exists() -> None:
    parts = readback.report(models.junshan(), "junshan").parts
    known = {s.get(f"{W}styleId") for s in ET.fromstring(parts["word/styles.xml"])}
    document = ET.fromstring(parts["word/document.xml"])
    tags = (f"{W}pStyle", f"{W}tblStyle")
    assert {e.get(f"{W}val") for tag in tags for e in document.iter(tag)} <= known
