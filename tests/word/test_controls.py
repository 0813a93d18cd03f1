"""Content controls: keys and their letters, marks, names, and what LibreOffice leaves of them."""

from __future__ import annotations

import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.support.models import replace
from tests.support.office import Office
from tests.word import models, readback
from ziping.model import (
    EXPENSE_COLUMNS,
    EXPENSE_KEYS,
    FUND_SOURCES,
    BudgetExecution,
    FundSource,
    FundSplit,
    OfficeBuildings,
    SelfAssessment,
    Spending,
    Staffing,
    Unit,
)
from ziping.word import codes, controls

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
EXECUTION = BudgetExecution._fields
ROW = ("name", "target", "actual", "full_marks", "declared_score", "deviation_reason")
FORM = [
    *(f"execution.{name}" for name in EXECUTION),
    *("objective", "result", "declared_total"),
    *(f"indicators.{row}.{name}" for row in (0, 9, 59) for name in ROW),
]
KEYS = [
    *(f"unit.{name}" for name in Unit._fields),
    *(f"staffing.{name}" for name in Staffing._fields),
    *(f"spending.{name}" for name in Spending._fields),
    *(f"funds.{name}" for name in FundSplit._fields),
    *(f"basic_data.{name}" for name in ("authorized_posts", "staff_in_post", "control_rate")),
    "basic_data.frugality_measures",
    *(f"basic_data.expenses.{key}.{name}" for key in EXPENSE_KEYS for name in EXPENSE_COLUMNS),
    *(f"basic_data.project_lines.{at}.line.{name}" for at in (0, 39) for name in EXPENSE_COLUMNS),
    "basic_data.project_lines.7.name",
    *(f"basic_data.office_buildings.{name}" for name in OfficeBuildings._fields),
    *(f"overall.{key}" for key in FORM),
    *(f"projects.{at}.form.{key}" for at in (0, 9, 99) for key in FORM),
    *(f"projects.9.{name}" for name in ("name", "supervising_department", "implementing_unit")),
    *(f"projects.9.sources.{key}.{name}" for key in FUND_SOURCES for name in FundSource._fields),
    *(f"figures.{name}" for name in ("total", "grade", "execution_rate", "posts_detail")),
    *("figures.project_detail", "figures.weight_total", "figures.projects.9.form.weight_total"),
    *(f"sentences.{key}" for key in (*models.TEXTS, "an_own_section_of_theirs")),
]


def parsed(content: bytes) -> ET.Element:
    return ET.fromstring(content)


def bookmarks(root: ET.Element) -> dict[str, str]:
    """Name of each bookmark of ours → the text between its ends."""
    running: dict[str, str] = {}
    texts: dict[str, str] = {}
    for one in root.iter():
        if one.tag == f"{W}bookmarkStart":
            name = str(one.get(f"{W}name"))
            running[str(one.get(f"{W}id"))] = name
            texts[name] = ""
        elif one.tag == f"{W}bookmarkEnd":
            running.pop(str(one.get(f"{W}id")), None)
        elif one.tag in (f"{W}t", f"{W}br"):
            for name in running.values():
                texts[name] += one.text or "" if one.tag == f"{W}t" else "\n"
    return {name: text for name, text in texts.items() if name.startswith(controls.BOOKMARK)}


def document(assessment: SelfAssessment, pack: str = "junshan") -> ET.Element:
    return parsed(readback.report(assessment, pack).parts["word/document.xml"])


def test_every_key_goes_through_its_letters_and_fits() -> None:
    for key in KEYS:
        nth = 1 if key.startswith("sentences.") else 999
        name, tag = controls.bookmark(key, "字" * 99, nth), controls.tag(key, "1")
        assert codes.key_of(codes.code(key)) == key
        assert controls.from_bookmark(name) == (key, controls.mark("字" * 99))
        assert controls.from_tag(tag) == (key, controls.mark("1"))
        assert len(name) <= controls.LONGEST_BOOKMARK and len(tag) <= controls.LONGEST_TAG, key
        assert 0 < len(codes.name(key)) <= controls.LONGEST_TAG
        assert name == name.lower()  # Word takes zp_A and zp_a for one


def test_letters_differ() -> None:
    assert len({codes.code(key) for key in KEYS}) == len(set(KEYS))
    assert len(set(codes.CODES.values())) == len(codes.CODES)
    assert all(len(letters) == 2 and letters.isalpha() for letters in codes.CODES.values())


@given(st.text(max_size=40))
def test_a_strange_name_is_nobodys(name: str) -> None:
    found = controls.from_bookmark(f"zp_{name}") or controls.from_tag(f"zp:{name}")
    assert found is None or all(found)
    key = codes.key_of(name)
    assert key is None or codes.code(key) == name or not name.isascii()


def test_names_are_what_people_say() -> None:
    assert codes.name("projects.0.form.indicators.3.actual") == "项目1 指标4 实际完成值"
    assert codes.name("basic_data.expenses.operating_expense.budget") == "公用经费 本年预算数"


def test_every_control_stands_in_its_own_bookmark() -> None:
    root = document(models.junshan())
    found = bookmarks(root)
    texts = {name: text for name, text in found.items() if not controls.sentence_of(name)}
    tags = [str(one.get(f"{W}val")) for one in root.iter(f"{W}tag")]
    assert len(tags) == len(texts) > 300
    for tag, (name, text) in zip(tags, texts.items(), strict=True):
        known = controls.from_bookmark(name)
        assert known is not None and known == controls.from_tag(tag)
        assert controls.Control(*known, text).is_untouched
    numbers = [one.get(f"{W}id") for one in root.iter(f"{W}bookmarkStart")]
    numbers += [one.get(f"{W}val") for one in root.iter(f"{W}id")]
    assert len(set(numbers)) == len(numbers)
    assert root.find(f".//{W}sdtPr/{W}text") is None  # which LibreOffice garbles


def test_the_same_figure_twice_is_told_apart() -> None:
    names = [name for name in bookmarks(document(models.junshan())) if name.startswith("zp_unnm_")]
    marked = controls.bookmark("unit.name", "岳阳市君山区数据局")
    assert names == [marked, f"{marked}_2", f"{marked}_3"]


def test_generated_paragraphs_are_marked_and_own_ones_are_not() -> None:
    root = document(models.suining(), "suining")
    marked: list[tuple[str, str]] = []
    plain: list[tuple[str, str]] = []
    for paragraph in root.iter(f"{W}p"):
        first = paragraph.find(f"{W}bookmarkStart")
        name = "" if first is None else str(first.get(f"{W}name"))
        said = readback.said(paragraph)
        (marked if controls.sentence_of(name) else plain).append((name, said))
    assert dict(marked)["zp_s_basic_expenditure"].startswith("2024年度基本支出616.51万元")
    assert marked[0][0] == "zp_s_opening"
    assert models.TEXTS["project_expenditure"] in [said for _, said in plain]


def test_a_sentence_with_two_wordings_is_one_control() -> None:
    found = bookmarks(document(models.suining(), "suining"))
    keys = {
        known[0]: text for name, text in found.items() if (known := controls.from_bookmark(name))
    }
    assert keys["sentences.government_fund_budget"] == "2024年度政府性基金预算支出5.5万元。"
    assert keys["sentences.state_capital_budget"] == "2024年度没有国有资本经营预算支出。"
    assert "spending.government_fund_budget" not in keys


def test_blank_cells_have_controls_to_be_filled() -> None:
    base = models.suining()
    given = replace(base, overall=replace(base.overall, objective=models.text("")))
    found = bookmarks(document(given, "suining"))
    blank = [name for name, text in found.items() if not text.split()]
    assert controls.bookmark("overall.objective", "") in blank
    assert controls.bookmark("funds.special_account_revenue", "") in blank


def test_libreoffice_keeps_every_bookmark_and_every_text(office: Office, tmp_path: Path) -> None:
    made = readback.report(models.junshan(), "junshan")
    readback.opened(made, tmp_path)
    saved = tmp_path / "saved.docx"
    office.run(tmp_path / "report.docx", save_as=saved)
    with zipfile.ZipFile(saved) as package:
        kept = bookmarks(parsed(package.read("word/document.xml")))
    sent = bookmarks(parsed(made.parts["word/document.xml"]))
    assert {name: text.split() for name, text in kept.items()} == {
        name: text.split() for name, text in sent.items()
    }
