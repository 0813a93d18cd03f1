"""The form's own words for attributes, as sentences name them, and the unit of each number cell."""

from __future__ import annotations

from ziping.rules import RulePack

COLUMN_LABELS = {
    "last_year_final_accounts": "上年决算数",
    "budget": "本年预算数",
    "final_accounts": "本年决算数",
}
EXPENSE_LABELS = {
    "three_public_expenses": "三公经费",
    "vehicle_expenses": "公务用车购置和维护经费",
    "vehicle_purchase": "公车购置",
    "vehicle_operation": "公车运行维护",
    "overseas_visits": "出国经费",
    "official_hospitality": "公务接待",
    "project_expenditure": "项目支出",
    "operating_expense": "公用经费",
    "office_expense": "办公经费",
    "utilities_and_travel": "水费、电费、差旅费",
    "meetings_and_training": "会议费、培训费",
    "government_procurement": "政府采购金额",
    "basic_expenditure_adjustment": "部门基本支出预算调整",
}
FUND_LABELS = {
    "initial_budget": "年初预算数",
    "adjusted_budget": "全年预算数",
    "actual_expenditure": "全年执行数",
}
SOURCE_LABELS = {
    "current_appropriation": "当年财政拨款",
    "carry_over": "上年结转资金",
    "other_funds": "其他资金",
}
INCOME_LABELS = {
    "general_public_budget": "一般公共预算",
    "government_fund_budget": "政府性基金拨款",
    "special_account_revenue": "纳入专户管理的非税收入拨款",
    "other_funds": "其他资金",
}
SPENDING_LABELS = {
    "basic_expenditure": "基本支出",
    "project_expenditure": "项目支出",
    "government_fund_budget": "政府性基金预算支出",
    "state_capital_budget": "国有资本经营预算支出",
    "social_insurance_budget": "社会保险基金预算支出",
    "other_funds": "其他资金支出",
}
POST_LABELS = {
    "administrative_posts": "行政编制",
    "institution_posts": "事业编制",
    "other_posts": "其他编制",
}
BUILDING_LABELS = {
    "approved_size": "批复规模",
    "actual_size": "实际规模",
    "size_control_rate": "规模控制率",
    "budget_investment": "预算投资",
    "actual_investment": "实际投资",
    "investment_control_rate": "投资概算控制率",
}

PERSONS, MARKS, PERCENT, AREA, MONEY = "人", "分", "%", "㎡", "万元"
_UNITS = {
    PERSONS: "authorized_posts staff_in_post administrative_posts institution_posts other_posts "
    "retired dispatched",
    MARKS: "full_marks declared_score declared_total",
    PERCENT: "declared_rate control_rate size_control_rate investment_control_rate",
    AREA: "approved_size actual_size",
    "年": "year",
}
_UNIT_OF = {name: unit for unit, names in _UNITS.items() for name in names.split()}


def unit_of(attribute: str) -> str:
    """The unit of a number cell by its attribute's name; money where nothing else is known."""
    return _UNIT_OF.get(attribute, MONEY)


def chapter(pack: RulePack, section: str) -> str:
    """Where the pack's outline has a section: 正文二（一）."""
    for part in pack.value("report.outline"):
        for item in part["sections"]:
            if item["key"] == section:
                head = str(item.get("title", ""))
                number = head[: head.index("）") + 1] if head.startswith("（") else ""
                return f"正文{part['number']}{number}"
    return "正文"
