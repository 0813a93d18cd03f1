"""An office's own sentences and placeholders, and the page as the pack sets it."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.support.models import replace
from tests.word import models, readback
from tests.word.models import num, text
from tests.word.test_prose import with_rule
from ziping.errors import RulePackError
from ziping.model import SelfAssessment
from ziping.rules import load
from ziping.rules.required import check_complete
from ziping.scoring import score
from ziping.word import render_report
from ziping.word.template import with_template

TWIP = 635  # of python-docx's units


def write(folder: Path, content: str) -> Path:
    path = folder / "我的模板.toml"
    path.write_text(content, encoding="utf-8")
    return path


def said(assessment: SelfAssessment, folder: Path, content: str) -> list[str]:
    pack = with_template(load("suining", 2024), write(folder, content))
    return readback.paragraphs(readback.opened(render_report(score(assessment, pack)), folder))


def own(key: str, typed: str, folder: Path, **changes: Any) -> tuple[list[str], str]:
    """The report's lines and its raw text, with one section's own words."""
    base = models.suining()
    given = replace(base, texts={**base.texts, key: text(typed)}, **changes)
    made = readback.report(given)
    xml = made.parts["word/document.xml"].decode()
    return readback.paragraphs(readback.opened(made, folder)), xml


def test_an_office_may_word_a_sentence_itself(tmp_path: Path) -> None:
    lines = said(
        models.suining(),
        tmp_path,
        '[[section]]\nkey = "basic_expenditure"\n'
        'template = "全年基本支出{基本支出}万元（人员{personnel_expense}万元）。"\n'
        '[[section]]\nkey = "state_capital_budget"\notherwise = "本年度无此项支出。"\n',
    )
    assert "全年基本支出616.51万元（人员210.55万元）。" in lines
    assert "本年度无此项支出。" in lines
    assert "2024年度没有社会保险基金预算支出。" in lines


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (
            '[[section]]\nkey = "duties"\ntemplate = "共{工资}万元"',
            "“duties”一节 template 第 2 个字：不认识的占位符“{工资}”.*"
            "{基本支出}（basic_expenditure）",
        ),
        (
            '[[section]]\nkey = "wages"\ntemplate = "无。"',
            "没有“wages”这一节.*duties（（一）部门职能职责）",
        ),
        ('[[section]]\nkey = "duties"\ntemplate = "共{年度"', "template 第 2 个字：花括号不成对"),
        ('[[section]]\nkey = "duties"\ntemplate = "共}年度{"', "template 第 2 个字：花括号不成对"),
        ('[[section]]\nkey = "duties"\nwhen = "wages"', "“duties”一节 when：不认识的占位符“wages”"),
        ('[[section]]\nkey = "duties"\ntemplate = 3', "“template”写得不对"),
        ('[[section]]\nkey = "duties"\ntitle = "x"', "“title”写得不对"),
        ('[[section]]\ntemplate = "x"', "第 1 个 .*没有写 key"),
        ('[[section]]\nkey="duties"\n[[section]]\nkey="duties"', "第 2 个 .*重复"),
        ('title = "x"', "不认识的“title”"),
        ("\n", "没有 \\[\\[section\\]\\]"),
        ("", "文件是空的"),
        ("a = \n[[section]]", "第 1 行写得不合 TOML 的语法"),
        ("a = 1\n[[section", "末尾写得不合 TOML 的语法"),
    ],
)
def test_a_wrong_template_names_its_place(content: str, told: str, tmp_path: Path) -> None:
    path = write(tmp_path, content)
    with pytest.raises(RulePackError, match=re.compile(told, re.DOTALL)) as caught:
        with_template(load("suining"), path)
    assert "我的模板.toml" in str(caught.value)


def test_a_template_that_is_no_text_is_told(tmp_path: Path) -> None:
    path = tmp_path / "t.toml"
    with pytest.raises(RulePackError, match="找不到"):
        with_template(load("suining"), path)
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(RulePackError, match="不是 UTF-8"):
        with_template(load("suining"), path)
    path.write_bytes(b"#" * 300_000)
    with pytest.raises(RulePackError, match="过大"):
        with_template(load("suining"), path)


def test_her_own_words_may_state_the_figures(tmp_path: Path) -> None:
    typed = "全年{基本支出}万元，用于人员{人员经费}万元。\n另见{附件（整体自评表）}。"
    lines, xml = own("basic_expenditure", typed, tmp_path)
    assert "全年616.51万元，用于人员210.55万元。" in lines
    assert "另见附件2。" in lines
    assert not any(line.startswith("2024年度基本支出") for line in lines)  # not told twice
    assert 'w:val="zp:spending.personnel_expense#' in xml and "zp_s_basic_expenditure" not in xml


def test_year_and_unit_do_not_replace_the_sentence(tmp_path: Path) -> None:
    lines, _ = own("basic_expenditure", "{单位}{年度}年度用于办公。", tmp_path)
    assert "绥宁县数据局2024年度用于办公。" in lines
    assert any(line.startswith("2024年度基本支出616.51") for line in lines)


def test_her_words_stand_for_both_wordings_of_a_sentence(tmp_path: Path) -> None:
    lines, _ = own("government_fund_budget", "基金支出{政府性基金}万元。", tmp_path)
    assert "基金支出5.5万元。" in lines
    assert "2024年度政府性基金预算支出5.5万元。" not in lines


@pytest.mark.parametrize(
    "typed", ["{{基本支出}}", "{year}", "{}", "{基本支出", "}{", "{ 总分 }", "{%p%}"]
)
def test_other_braces_stay_as_typed(typed: str, tmp_path: Path) -> None:
    lines, _ = own("problems", typed, tmp_path)
    assert typed in lines


def test_a_blank_figure_in_her_words_is_a_gap(tmp_path: Path) -> None:
    base = models.suining()
    given = replace(
        base,
        spending=replace(base.spending, other_funds=num("")),
        texts={**base.texts, "problems": text("其他资金{其他资金}万元。")},
    )
    made = readback.report(given)
    assert [gap.label for gap in made.gaps] == ["其他资金支出"]
    lines = readback.paragraphs(readback.opened(made, tmp_path))
    assert "其他资金（未填）万元。" in lines


@pytest.mark.parametrize(("projects", "number"), [(0, "附件2"), (1, "附件1")])
def test_the_text_names_the_attachments_number(projects: int, number: str, tmp_path: Path) -> None:
    pack = load("suining", 2024)
    names = pack.value("report.attachments")[::-1] if projects else pack.value("report.attachments")
    changed = with_rule("suining", "report.attachments", names)
    made = render_report(score(models.suining(), changed))
    document = readback.opened(made, tmp_path)
    lines, styles = readback.paragraphs(document), readback.styles(document)
    assert any(f"（详见{number}）" in line for line in lines)
    listed = next(line for line in lines if "部门整体支出绩效自评表" in line and "." in line[:6])
    assert listed.removeprefix("附件：").startswith(f"{number[2:]}.")
    title = lines.index("2024年度部门整体支出绩效自评表")
    assert lines[title - 1] == number and styles[number] == "AttachmentLabel"


@pytest.mark.parametrize(
    ("key", "value", "part", "found"),
    [
        ("page.top", 30, "document", 'w:top="1701"'),
        ("page.bottom", 30, "document", 'w:bottom="1701"'),
        ("page.left", 20, "document", 'w:left="1134"'),
        ("page.right", Decimal("20.5"), "document", 'w:right="1162"'),
        ("page.first_line_indent", 0, "styles", 'w:firstLineChars="000" w:firstLine="0"'),
        ("page.number", "center", "footer2", '<w:jc w:val="center"/>'),
        ("line_spacing", 29, "styles", 'w:line="580"'),
        ("font.title", "华文中宋", "styles", 'w:eastAsia="华文中宋"'),
        ("font.heading1", "微软雅黑", "styles", 'w:eastAsia="微软雅黑"'),
        ("font.heading2", "楷体", "styles", 'w:eastAsia="楷体"'),
        ("font.body", "仿宋", "fontTable", 'w:name="仿宋"'),
        ("font.footer", "仿宋", "styles", 'w:eastAsia="仿宋"'),
        ("size.title", "小1号", "styles", '<w:sz w:val="48"/>'),
        ("size.body", "小3号", "styles", '<w:sz w:val="30"/>'),
        ("size.footer", 12, "styles", '<w:sz w:val="24"/>'),
        ("size.form_title", "3号", "styles", 'w:line="426"'),
        ("size.table", "小5号", "styles", '<w:sz w:val="18"/>'),
    ],
)
def test_each_setting_of_the_page_is_seen(key: str, value: Any, part: str, found: str) -> None:
    standard = readback.report(models.suining()).parts[f"word/{part}.xml"].decode()
    pack = with_rule("suining", f"report.{key}", value)
    check_complete(pack)
    changed = render_report(score(models.suining(), pack)).parts[f"word/{part}.xml"].decode()
    assert changed.count(found) > standard.count(found)


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("page.top", 5, "应为 10 至 60 毫米"),
        ("page.left", "28", "应为 10 至 60 毫米"),
        ("page.first_line_indent", 9, "应为 0 到 4 个字"),
        ("page.number", "left", "应为 outer、center 之一"),
        ("line_spacing", "28", "应为 16 至 60 磅"),
        ("line_spacing", True, "应为 16 至 60 磅"),
        ("font.body", 'x"/>', "应为字体名称"),
        ("font.body", "", "应为字体名称"),
        ("size.body", "九号", "2号、小2号 一类的字号"),
        ("size.title", 100, "应为 5 至 72 磅"),
        ("size.title", "NaN", "应为 5 至 72 磅"),
    ],
)
def test_a_setting_out_of_bounds_is_a_pack_error(key: str, value: Any, told: str) -> None:
    with pytest.raises(RulePackError, match=told) as caught:
        check_complete(with_rule("suining", f"report.{key}", value))
    assert f"report.{key}" in str(caught.value)


@pytest.mark.parametrize("key", ["duties", "opening", "职能", "a" * 25, "1a", None])
def test_a_section_needs_a_key_of_its_own(key: object) -> None:
    sections = [{"key": "duties", "text": True}, {"key": key}]
    outline = [{"number": "一", "title": "章", "sections": sections}]
    with pytest.raises(RulePackError, match="有一节的 key"):
        check_complete(with_rule("suining", "report.outline", outline))


def test_tables_fill_a_wider_page(tmp_path: Path) -> None:
    pack = with_rule("suining", "report.page.left", 15)
    document = readback.opened(render_report(score(models.suining(), pack)), tmp_path)
    section = document.sections[-1]
    width = (section.page_width - section.left_margin - section.right_margin) // TWIP
    for table in document.tables:
        edges = [int(one.get(f"{readback.W}w")) for one in table._tbl.tblGrid]
        assert abs(sum(edges) - width) <= 1
