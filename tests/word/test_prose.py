"""The report's text: every generated sentence, the officer's lines, and what is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.models import replace
from tests.word import models, readback
from tests.word.models import num, text
from ziping.errors import RulePackError
from ziping.model import Field, Form, SelfAssessment, Unit
from ziping.rules import Rule, RulePack, load
from ziping.scoring import score
from ziping.word import render_report, shown


def with_rule(name: str, key: str, value: object) -> RulePack:
    pack = load(name)
    return replace(pack, rules={**pack.rules, key: Rule(key, value, 2020, "试", "confirmed")})


def test_suining_tells_its_figures(tmp_path: Path) -> None:
    made = readback.report(models.suining())
    lines = readback.paragraphs(readback.opened(made, tmp_path))
    assert not made.gaps
    assert lines[:3] == ["2024年度部门整体支出绩效自评报告", "（绥宁县数据局）", "2025年3月20日"]
    for line in (
        "按照《关于开展2024年度财政支出绩效自评工作的通知》（绥财绩〔2025〕1号）要求，我单位对2024年度"
        "部门整体支出开展了绩效自评，现将有关情况报告如下：",
        "2024年末，我单位编制20人（行政编制6人，事业编制14人），实际在职15人，控制率75.00%。",
        "2024年度基本支出616.51万元，其中人员经费210.55万元，公用经费405.96万元。",
        "2024年度项目支出174.6万元，其中业务工作经费174.6万元。",
        "2024年度政府性基金预算支出5.5万元。",
        "2024年度没有国有资本经营预算支出。",
        "2024年度部门整体支出年初预算355.43万元，全年预算805.82万元，全年执行804.82万元，"
        "预算执行率99.88%。自评得分98.9分，评价等级为“优秀”（详见附件2）。",
    ):
        assert line in lines


def test_chapters_and_sections_have_their_styles(tmp_path: Path) -> None:
    styles = readback.styles(readback.opened(readback.report(models.suining()), tmp_path))
    assert styles["一、部门基本情况"] == "Heading1"
    assert styles["（一）部门职能职责"] == "Heading2"
    assert styles["4.办好县里交办的其他事项。"] == "BodyText"
    assert styles["附件1"] == "AttachmentLabel"
    assert styles["2024年度部门整体支出绩效自评表"] == "FormTitle"


def test_cover_has_no_template_hint(tmp_path: Path) -> None:
    document = readback.opened(readback.report(models.junshan(), "junshan"), tmp_path)
    lines = readback.paragraphs(document)
    assert lines[0] == "部门（单位）名称：岳阳市君山区数据局（盖章）"
    assert lines[1] == "2024年度岳阳市君山区数据局\n整体支出绩效自评报告"
    assert lines[2] == "2025年5月6日"
    assert "此页为封面" not in "".join(lines)
    assert len(document.sections) == 2


def test_list_of_attachments_names_what_is_there(tmp_path: Path) -> None:
    lines = readback.paragraphs(readback.opened(readback.report(models.suining()), tmp_path))
    at = lines.index("附件：1.部门整体支出绩效评价基础数据表")
    assert lines[at - 1] == ""
    assert lines[at + 1 : at + 3] == ["2.部门整体支出绩效自评表", "附件1"]


@pytest.mark.parametrize(
    ("pack", "projects", "labels"),
    [
        ("suining", 0, ["附件1", "附件2"]),
        ("suining", 1, ["附件1", "附件2", "附件3"]),
        ("junshan", 0, ["附件1", "附件2"]),
        ("junshan", 2, ["附件1", "附件2", "附件3-1", "附件3-2"]),
    ],
)
def test_projects_have_their_pages(
    pack: str, projects: int, labels: list[str], tmp_path: Path
) -> None:
    given = replace(models.suining(), projects=models.junshan().projects[:projects])
    styles = readback.styles(readback.opened(readback.report(given, pack), tmp_path))
    assert [line for line, style in styles.items() if style == "AttachmentLabel"] == labels
    assert ("3.项目支出绩效自评表" in styles) == (projects > 0)


def test_blank_file_prints_marks_and_names_its_gaps(tmp_path: Path) -> None:
    made = readback.report(SelfAssessment(Unit(), Form("整体自评表")), "national")
    whole = "\n".join(readback.paragraphs(readback.opened(made, tmp_path)))
    assert "基本支出（未填）万元" in whole
    assert "None" not in whole and "×" not in whole
    labels = [gap.label for gap in made.gaps]
    assert {"年度", "单位名称", "报告日期", "基本支出", "自评总分", "正文"} <= set(labels)
    assert labels.count("年度") == 1
    assert labels.count("正文") == whole.split("\n").count("（未填）") == 6


def test_a_bad_cell_prints_as_such_and_is_told(tmp_path: Path) -> None:
    base = models.suining()
    bad = replace(base.spending, basic_expenditure=Field(None, raw="约600", problem="text"))
    made = readback.report(replace(base, spending=bad))
    whole = "\n".join(readback.paragraphs(readback.opened(made, tmp_path)))
    assert "2024年度基本支出（待改正）万元" in whole
    assert [str(gap) for gap in made.gaps] == [
        "二、一般公共预算支出情况（一）基本支出情况：基本支出待改正"
    ]


def test_a_bad_text_prints_as_such_and_is_told(tmp_path: Path) -> None:
    base = models.suining()
    bad: Field[str] = Field(None, raw="#N/A", problem="error")
    made = readback.report(replace(base, texts={**base.texts, "problems": bad}))
    assert "（待改正）" in readback.paragraphs(readback.opened(made, tmp_path))
    assert [str(gap) for gap in made.gaps] == ["七、存在的问题及原因分析：正文待改正"]


def test_one_total_in_prose_and_form_whatever_was_declared(tmp_path: Path) -> None:
    base = models.suining()
    given = replace(base, overall=replace(base.overall, declared_total=num("89.5")))
    document = readback.opened(readback.report(given), tmp_path)
    total = models.scored(given).overall.total
    said = f"自评得分{shown.marks(total)}分，评价等级为“优秀”"
    assert said in "\n".join(readback.paragraphs(document))
    assert readback.grid(document.tables[2])[-1] == ["总分", "100", shown.marks(total), ""]


def test_officers_lines_lose_only_their_indent(tmp_path: Path) -> None:
    base = models.suining()
    typed = "　　一是A&B<c>。\r\n\r\n   二是{year}与“引号”。\n\t三是😀"
    given = replace(base, texts={**base.texts, "problems": text(typed)})
    lines = readback.paragraphs(readback.opened(readback.report(given), tmp_path))
    at = lines.index("七、存在的问题及原因分析")
    assert lines[at + 1 : at + 4] == ["一是A&B<c>。", "二是{year}与“引号”。", "三是😀"]


@pytest.mark.parametrize("template", ["{salary}万元", "{unit.__class__}", "{year", "year}", "{}"])
def test_unknown_placeholder_names_its_section(template: str) -> None:
    outline = [{"number": "一", "title": "章", "sections": [{"key": "k", "template": template}]}]
    pack = with_rule("suining", "report.outline", outline)
    with pytest.raises(RulePackError, match="一、章"):
        render_report(score(models.suining(), pack))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("report.outline", [{"number": "一", "title": "章"}]),
        ("report.outline", [{"number": "一", "title": "章", "sections": [{"text": True}]}]),
        ("forms.fund_heads", ["年初预算数"]),
        ("forms.indicator_heads", ["一级指标"]),
    ],
)
def test_an_unusable_pack_is_a_pack_error(key: str, value: object) -> None:
    with pytest.raises(RulePackError):
        render_report(score(models.suining(), with_rule("suining", key, value)))


def test_project_names_lose_their_numbering() -> None:
    base = models.suining()
    names = ("1、业务工作经费", "（二）2.5万亩试点：", "其中：（1）水费", "3.0版升级")
    lines = tuple(
        replace(base.basic_data.project_lines[0], name=text(name), is_part=False) for name in names
    )
    made = readback.report(replace(base, basic_data=replace(base.basic_data, project_lines=lines)))
    xml = made.parts["word/document.xml"].decode()
    assert (
        "，其中业务工作经费174.6万元，2.5万亩试点174.6万元，水费174.6万元，3.0版升级174.6万元"
        in xml
    )
