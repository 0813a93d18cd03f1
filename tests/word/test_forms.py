"""The attached forms: rows, heads, merges, what counts and what is left out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.support.models import replace
from tests.word import models, readback
from tests.word.models import expense, text
from ziping.model import ProjectLine
from ziping.rules import load
from ziping.word.page import page_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def flags(table: Any, tag: str) -> list[bool]:
    return [row._tr.find(f"{W}trPr/{W}{tag}") is not None for row in table.rows]


def test_basic_form_is_the_official_one(tmp_path: Path) -> None:
    document = readback.opened(readback.report(models.suining()), tmp_path)
    rows = readback.grid(document.tables[0])
    assert rows[:5] == [
        ["财政供养人员情况（人）", "编制数", "2024年实际在职人数", "控制率"],
        ["↑", "20", "15", "75.00%"],
        ["经费控制情况（万元）", "2023年决算数", "2024年预算数", "2024年决算数"],
        ["三公经费", "1.5", "1.5", "1.09"],
        ["1、公务用车购置和维护经费", "0", "0", "0"],
    ]
    assert ["会议费、培训费", "0", "0.22", "0.085"] in rows
    assert ["政府采购金额", "", "0", "0"] in rows
    assert not any("×" in cell for row in rows for cell in row)
    assert rows[-4][0] == "楼堂馆所控制情况（2024年完工项目）"
    assert rows[-2] == [
        "厉行节约保障措施",
        "1.严格控制三公经费支出。\n2.办公用品按程序审批后购置。",
    ]
    assert rows[-1][0].startswith("说明：")


def test_part_lines_stand_under_their_project(tmp_path: Path) -> None:
    base = models.suining()
    figures = expense("1", "2", "3")
    lines = (
        ProjectLine(text("1、上级专项资金"), figures),
        ProjectLine(text("乡村振兴资金"), figures, is_part=True),
        ProjectLine(text("水利资金"), figures, is_part=True),
        ProjectLine(text("……"), expense("", "", "")),
    )
    given = replace(base, basic_data=replace(base.basic_data, project_lines=lines))
    document = readback.opened(readback.report(given), tmp_path)
    labels = [row[0] for row in readback.grid(document.tables[0])]
    at = labels.index("1、上级专项资金")
    assert labels[at + 1 : at + 4] == ["其中：乡村振兴资金", "水利资金", "公用经费"]


def test_overall_form_money(tmp_path: Path) -> None:
    document = readback.opened(readback.report(models.suining()), tmp_path)
    rows = readback.grid(document.tables[1])
    assert rows[0] == ["单位名称", "绥宁县数据局"]
    heads = ["年初预算数", "全年预算数(A)", "全年执行数(B)", "分值", "执行率(B/A)", "得分"]
    assert rows[1] == ["年度预算申请（万元）", "", *heads]
    funds = ["355.43", "805.82", "804.82", "10", "99.88%", "9"]
    assert rows[2] == ["↑", "年度资金总额", *funds]
    assert rows[3] == ["↑", "按收入性质分：804.82", "按支出性质分：804.82"]
    assert rows[6] == ["↑", "纳入专户管理的非税收入拨款：", ""]
    assert rows[8] == ["年度总体目标", "年初目标设定", "全年实际完成情况"]


def test_indicator_table_merges_by_level(tmp_path: Path) -> None:
    document = readback.opened(readback.report(models.suining()), tmp_path)
    table = document.tables[2]
    rows = readback.grid(table)
    assert rows[0][1:4] == ["一级指标", "二级指标", "三级指标"]
    assert rows[1][:3] == ["绩效指标\n（90分）", "产出指标（50分）", "数量指标"]
    assert rows[2][:3] == ["↑", "↑", "↑"]
    assert [row[1] for row in rows if row[1] not in ("↑", "一级指标")][:3] == [
        "产出指标（50分）",
        "效益指标（30分）",
        "满意度指标（10分）",
    ]
    assert rows[12][3:] == [
        "办事群众满意度",
        "100%",
        "99%",
        "10",
        "9.9",
        models.REASONS["办事群众满意度"],
    ]
    assert rows[13] == ["总分", "100", "98.9", ""]  # the empty row is gone
    assert [cell.grid_span for cell in table.rows[13]._tr.tc_lst] == [6, 1, 1, 1]
    assert "生态效益指标" not in [row[2] for row in rows[:-1]]


def test_head_rows_repeat_and_rows_stay_whole(tmp_path: Path) -> None:
    document = readback.opened(readback.report(models.many(60)), tmp_path)
    table = document.tables[2]
    assert flags(table, "tblHeader") == [True] + [False] * 61
    assert all(flags(table, "cantSplit"))


def test_a_row_longer_than_a_page_may_split(tmp_path: Path) -> None:
    base = models.suining()
    long = replace(base, overall=replace(base.overall, result=text("很长。" * 3000)))
    table = readback.opened(readback.report(long), tmp_path).tables[1]
    assert flags(table, "cantSplit") == [True] * 9 + [False]


def test_scattered_rows_are_grouped_in_the_packs_order(tmp_path: Path) -> None:
    base = models.suining()
    rows = base.overall.indicators
    mixed = (rows[8], rows[0], rows[11], rows[2], rows[1], rows[7])
    given = replace(base, overall=replace(base.overall, indicators=mixed))
    grid = readback.grid(readback.opened(readback.report(given), tmp_path).tables[2])
    names = [row[3] for row in grid[1:-1]]
    assert names == [rows[at].name.value for at in (0, 1, 2, 7, 8, 11)]


def test_grades_and_weights_stand_in_the_notes(tmp_path: Path) -> None:
    lines = readback.paragraphs(readback.opened(readback.report(models.suining()), tmp_path))
    assert any("产出指标50分，效益指标30分，满意度指标10分" in line for line in lines)
    grades = "优秀（大于90分）、良好（80—90分）、较差（60—80分）、差（小于60分）"
    assert f"2.综合评价等级：{grades}。" in lines


def test_project_forms_and_foot_line(tmp_path: Path) -> None:
    document = readback.opened(readback.report(models.junshan(), "junshan"), tmp_path)
    assert len(document.tables) == 1 + 2 + 2 * 2
    rows = readback.grid(document.tables[3])
    assert rows[0] == ["项目支出名称", "行政审批专项"]
    assert rows[1][::2] == ["主管部门", "实施单位"]
    assert rows[3][2:] == ["402", "755.68", "755.68", "10", "100.00%", "10"]
    assert rows[4] == ["↑", "其中：当年财政拨款", "402", "755.68", "755.68", "", "", ""]
    foot = "填表人：张三　　填报日期：2025年5月6日　　联系电话：　　　　　单位负责人签字："
    assert readback.paragraphs(document).count(foot) == 4


def test_foot_line_leaves_room_for_the_pen(tmp_path: Path) -> None:
    base = models.suining()
    long = replace(base, unit=replace(base.unit, filler=text("欧阳" * 30)))
    made = [readback.report(one, "national") for one in (base, long)]
    blank, full = (readback.paragraphs(readback.opened(one, tmp_path)) for one in made)
    assert sum("填表人：　　　　　填报日期：" in line for line in blank) == 2
    assert full.count("单位负责人签字（盖章）：") == 2


def test_every_table_fills_the_text_width(tmp_path: Path) -> None:
    document = readback.opened(readback.report(models.junshan(), "junshan"), tmp_path)
    width = page_of(load("junshan")).text_width
    for table in document.tables:
        edges = [int(column.get(f"{W}w")) for column in table._tbl.tblGrid]
        assert sum(edges) == width
        for row in table.rows:
            widths = [int(cell.find(f"{W}tcPr/{W}tcW").get(f"{W}w")) for cell in row._tr.tc_lst]
            assert sum(widths) == width
            assert sum(cell.grid_span for cell in row._tr.tc_lst) == len(edges)
