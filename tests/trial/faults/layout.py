"""What does not belong into a report, or not in this form (family 7)."""

from __future__ import annotations

from random import Random

from tests.trial.draft import Cell, Para, Table
from tests.trial.generate import Report
from tests.trial.planting import (
    add,
    in_text,
)

MORE_DUTIES = (
    *("人才队伍建设", "信息化建设", "安全生产", "统计", "档案", "信访", "新闻宣传", "内部审计"),
    *("国有资产管理", "后勤保障"),
)


@in_text("714")
def telephone(report: Report, rng: Random) -> object:
    number = f"13{rng.randint(100000000, 999999999)}"
    if report.draft.change_slot("telephone", lambda _: number):
        return True
    return add(report.draft, "publication", f"联系人：李强，联系电话：{number}。")


@in_text("715")
def signature_blank(report: Report, rng: Random) -> object:
    feet = report.draft.paragraphs(role="foot")
    for one in feet:
        one.text = one.text.partition("单位负责人签字：")[0] + "单位负责人签字："
    return bool(feet)


@in_text("716")
def form_of_the_date(report: Report, rng: Random) -> object:
    month, day = report.office.report_day
    mark = rng.choice((".", "-", "/"))
    return report.draft.change_slot(
        "date", lambda _: f"{report.office.year + 1}{mark}{month}{mark}{day}"
    )


@in_text("717")
def template_of_the_city(report: Report, rng: Random) -> object:
    for table in report.draft.tables("overall"):
        for row in table.rows:
            if row[0].text == "单位名称" and report.office.pack != "junshan":
                row[0].text = "市级预算部门名称"
                return True
    return False


@in_text("718", "319 320 321")
def grading_sheet(report: Report, rng: Random) -> object:
    heads = ("一级指标", "二级指标", "评分标准", "所需佐证材料")
    lines = (
        ("布置工作", "自评通知（10分）", "印发通知的得10分，否则不得分。", "通知的电子版"),
        ("自评报告", "完整性（40分）", "正文和附件齐全的得40分，每缺一项扣5分。", "报告"),
    )
    rows = [[Cell(text) for text in line] for line in (heads, *lines)]
    report.draft.blocks.append(Para("部门整体支出绩效自评工作考核评分表", "label", "grading"))
    report.draft.blocks.append(Table("grading", rows))
    return True


@in_text("719", "704")
def list_run_on(report: Report, rng: Random) -> object:
    duties = report.draft.paragraphs("duties", role="body")
    extra = [f"负责本系统{one}工作" for one in MORE_DUTIES]
    items = [one.text.partition(".")[2] or one.text.partition("）")[2] for one in duties]
    items += [f"{one}。" for one in extra]
    joined = "".join(f"{at}、{one}" for at, one in enumerate(items, 1))
    duties[0].text = f"{report.office.me}的主要职责是：{joined}"
    for one in duties[1:]:
        report.draft.blocks.remove(one)
    return True
