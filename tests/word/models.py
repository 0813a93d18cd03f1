"""Two files made by hand: one like Suining's, one like Junshan's with two projects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from tests.support.models import replace
from ziping import rules
from ziping.model import (
    BasicData,
    BudgetExecution,
    ExpenseLine,
    Field,
    Form,
    FundSource,
    FundSplit,
    Indicator,
    Number,
    Place,
    Project,
    ProjectLine,
    SelfAssessment,
    Spending,
    Staffing,
    Text,
    Unit,
)
from ziping.scoring import ScoredAssessment, score

Row = tuple[str, str, str, str, str, str]  # level2, name, target, actual, full marks, own mark
LEVEL1 = {"数量": "产出", "质量": "产出", "时效": "产出", "成本": "产出", "服务": "满意度"}


def num(value: str | int | None) -> Number:
    return Number() if value in (None, "") else Field(Decimal(str(value)), Place("表", "A1"))


def text(value: str) -> Text:
    return Field(value, Place("表", "B2"), value) if value else Text()


def expense(*values: str) -> ExpenseLine:
    return ExpenseLine(*(num(value) for value in values))


def indicators(
    rows: Sequence[Row], reasons: Mapping[str, str] | None = None
) -> tuple[Indicator, ...]:
    return tuple(
        Indicator(
            row=at,
            level1=LEVEL1.get(level2[:2], "效益") + "指标",
            level2=text(level2),
            name=text(name),
            target=text(target),
            actual=text(actual),
            full_marks=num(full),
            declared_score=num(own),
            deviation_reason=text((reasons or {}).get(name, "")),
            tier=text("达成"),
        )
        for at, (level2, name, target, actual, full, own) in enumerate(rows, 20)
    )


SUINING_ROWS: tuple[Row, ...] = (
    ("数量指标", "组织开展“政务公开日”主题活动", "30次", "50次", "10", "10"),
    ("数量指标", "编制主题式、套餐式“一件事一次办”的办事指南", "10个", "10个", "10", "10"),
    ("质量指标", "助推“五好”园区建设，赋予园区管理权限", "158项", "158项", "5", "5"),
    ("质量指标", "编制和发布行政许可事项清单", "100%", "100%", "5", "5"),
    ("时效指标", "按季度通报政务公开情况", "4次/年", "4次/年", "5", "5"),
    ("时效指标", "窗口减少内部审批环节，提高办件提速率", "大幅提升", "大幅提升", "5", "5"),
    ("成本指标", "资金到位率", "100%", "100%", "10", "10"),
    ("经济效益指标", "缩短群众办事时间，提高办事效率", "稳步提升", "稳步提升", "5", "5"),
    ("社会效益指标", "政务服务水平", "稳步提升", "稳步提升", "10", "10"),
    ("可持续影响指标", "政务服务水平", "稳步提升", "稳步提升", "10", "10"),
    ("可持续影响指标", "一件事一次办", "100%", "100%", "5", "5"),
    ("服务对象满意度指标", "办事群众满意度", "100%", "99%", "10", ""),
    ("服务对象满意度指标", "", "", "", "", ""),
)
REASONS = {"办事群众满意度": "窗口高峰时排队较久，已增设窗口"}
DUTIES = """1.拟订全县数字化规划，管好县级政务云和政务网络。
2.编制公共数据目录，组织各单位汇聚、共享和使用数据。
3.管理县政务服务大厅，牵头行政审批制度改革。
4.办好县里交办的其他事项。"""
PERFORMANCE = """（一）办事更快。两批24件事项上线，全年办件9000余件。
（二）公开更全。门户网站全年发布3410条信息，依申请公开5件，全部按时答复。
（三）评价更好。收到评价162723条，主动评价率99.71%，好评率99.99%。"""
TEXTS = {
    "duties": DUTIES,
    "organization": "年末内设股室3个，所属事业单位1个，即绥宁县政务服务中心。",
    "staffing": "退休人员2人。",
    "basic_expenditure": "公用经费用于办公、水电、物业和差旅。",
    "project_expenditure": "主要用于新政务大厅搬迁工程。",
    "government_fund_budget": "用于政务大厅配套设施。",
    "performance": PERFORMANCE,
    "problems": "1.预算编制不够精细，项目测算与实际有偏离。\n2.固定资产登记不够及时。",
    "improvement_measures": "1.细化预算编制，按季度通报进度。\n2.每年盘点一次固定资产。",
    "publication": "自评结果用于下一年度预算编制，并在区政府门户网站公开。",
}


def expenses() -> dict[str, ExpenseLine]:
    return {
        "three_public_expenses": expense("1.5", "1.5", "1.09"),
        "vehicle_expenses": expense("0", "0", "0"),
        "vehicle_purchase": expense("0", "0", "0"),
        "vehicle_operation": expense("0", "0", "0"),
        "overseas_visits": expense("0", "0", "0"),
        "official_hospitality": expense("1.5", "1.5", "1.09"),
        "project_expenditure": expense("333.61", "174.6", "174.6"),
        "operating_expense": expense("405.16", "35.11", "377.19"),
        "office_expense": expense("11.23", "8", "13.86"),
        "utilities_and_travel": expense("35.67", "7.48", "35.9"),
        "meetings_and_training": expense("0", "0.22", "0.085"),
        "government_procurement": expense("", "0", "0"),
        "basic_expenditure_adjustment": expense("", "0", "0"),
    }


def suining() -> SelfAssessment:
    """Form with notes and without a foot line, no cover, no projects."""
    lines = (
        ProjectLine(text("1、业务工作经费"), expense("333.61", "174.6", "174.6")),
        ProjectLine(text("2、运行维护经费"), expense("0", "0", "0")),
        ProjectLine(text("3、上级专项资金"), expense("0", "0", "0")),
        ProjectLine(text("××专项资金"), expense("", "", ""), is_part=True),
    )
    return SelfAssessment(
        unit=Unit(
            name=text("绥宁县数据局"),
            year=num(2024),
            report_date=text("2025年3月20日"),
            notice=text("《关于开展2024年度财政支出绩效自评工作的通知》（绥财绩〔2025〕1号）"),
        ),
        overall=Form(
            sheet="整体自评表",
            execution=BudgetExecution(
                num("355.43"), num("805.82"), num("804.82"), num(10), Number(), num(9)
            ),
            objective=text("把政务服务办得更快，把政务信息公开得更全，让办事群众满意。"),
            result=text("全年办件162723件，好评率99.99%，满意度99%。"),
            indicators=indicators(SUINING_ROWS, REASONS),
        ),
        basic_data=BasicData(
            num(20),
            num(15),
            num("0.75"),
            expenses(),
            lines,
            frugality_measures=text("1.严格控制三公经费支出。\n2.办公用品按程序审批后购置。"),
        ),
        funds=FundSplit(
            num("804.82"),
            num("791.11"),
            num("5.5"),
            num(""),
            num("8.21"),
            num("804.82"),
            num("630.22"),
            num("174.6"),
        ),
        staffing=Staffing(administrative_posts=num(6), institution_posts=num(14)),
        spending=Spending(
            *map(num, ("616.51", "210.55", "405.96", "174.60", "5.5", "0", "0")),
        ),
        texts={key: text(value) for key, value in TEXTS.items()},
    )


def project(name: str, budget: str, spent: str) -> Project:
    rows: tuple[Row, ...] = (
        ("数量指标", "全域感知网监控点位上线", "97个", "97个", "20", ""),
        ("质量指标", "网络故障处理率", "100%", "100%", "10", ""),
        ("时效指标", "项目完成及时率", "100%", "100%", "10", ""),
        ("成本指标", "财政资金支出", f"≤{budget}万元", f"{spent}万元", "10", "9"),
        ("社会效益指标", "为基层减负", "定性", "有效提升", "20", ""),
        ("可持续影响指标", "电子政务系统安全性", "提升", "有效提升", "10", "10"),
        ("服务对象满意度指标", "群众满意度", "98%", "99%", "5", "5"),
        ("服务对象满意度指标", "网络维护满意度", "98%", "98%", "5", "5"),
    )
    return Project(
        Form(
            f"项目 {name}",
            BudgetExecution(num(budget), num(spent), num(spent), num(10)),
            text("政务外网不断网、不丢数，故障两小时内修复。"),
            text("2024年电子政务外网全年无重大故障，平台应用全部上线。"),
            indicators(rows, {"财政资金支出": "年中追加预算"}),
        ),
        text(name),
        text("岳阳市君山区数据局"),
        text("岳阳市君山区政务服务中心"),
        {"current_appropriation": FundSource(num(budget), num(spent), num(spent))},
    )


def junshan() -> SelfAssessment:
    """Cover, foot line, two projects and one blank project sheet."""
    base = suining()
    unit = replace(
        base.unit,
        name=text("岳阳市君山区数据局"),
        report_date=text("2025年5月6日"),
        filler=text("张三"),
        filling_date=text("2025年5月6日"),
        telephone=text("0730-8000000"),
    )
    projects = (
        project("行政审批专项", "402", "755.68"),
        project("业务工作经费", "402.7", "551.36"),
        Project(Form("空白")),
    )
    spending = replace(base.spending, government_fund_budget=num(0))
    return replace(base, unit=unit, projects=projects, spending=spending)


def many(count: int) -> SelfAssessment:
    """A form with so many indicators that it needs more than one page."""
    base = suining()
    rows = base.overall.indicators[:-1]
    wide = tuple(replace(rows[at % len(rows)], row=20 + at) for at in range(count))
    return replace(base, overall=replace(base.overall, indicators=wide))


def scored(assessment: SelfAssessment, pack: str = "suining") -> ScoredAssessment:
    return score(assessment, rules.load(pack, assessment.budget_year))
