"""Which chapters a report has, in which words and order."""

from __future__ import annotations

Chapter = tuple[str, tuple[tuple[str, str], ...]]
FUNDS = (
    ("政府性基金预算支出情况", (("government_fund_budget", ""),)),
    ("国有资本经营预算支出情况", (("state_capital_budget", ""),)),
    ("社会保险基金预算支出情况", (("social_insurance_budget", ""),)),
)
LAST = (
    ("存在的问题及原因分析", (("problems", ""),)),
    ("下一步改进措施", (("improvement_measures", ""),)),
)
ENDS = (
    ("部门整体支出绩效自评结果拟应用和公开情况", (("publication", ""),)),
    ("其他需要说明的情况", (("other_matters", ""),)),
)
BUDGET: Chapter = (
    "一般公共预算支出情况",
    (("basic_expenditure", "基本支出情况"), ("project_expenditure", "项目支出情况")),
)
RESULT: Chapter = ("部门整体支出绩效情况", (("performance", ""),))
OUTLINES: dict[str, tuple[Chapter, ...]] = {
    "eight": (
        (
            "部门基本情况",
            (
                ("duties", "部门职能职责"),
                ("organization", "机构设置情况"),
                ("staffing", "人员编制情况"),
            ),
        ),
        BUDGET,
        *FUNDS,
        RESULT,
        *LAST,
    ),
    "ten": (
        ("部门（单位）基本情况", (("org_staff", "基本情况"), ("duties", "主要职能"))),
        BUDGET,
        *FUNDS,
        RESULT,
        *LAST,
        *ENDS,
    ),
    "long": (
        (
            "部门基本情况",
            (("duties", "主要职能"), ("organization", "机构设置"), ("staffing", "人员编制")),
        ),
        BUDGET,
        *FUNDS,
        RESULT,
        *LAST,
        *ENDS,
    ),
    "short": (
        ("部门概况", (("duties", "主要职责"), ("org_staff", "机构设置和人员情况"))),
        (
            "部门整体支出情况",
            (
                ("basic_expenditure", "基本支出情况"),
                ("project_expenditure", "项目支出情况"),
                ("all_funds", "其他预算支出情况"),
            ),
        ),
        RESULT,
        ("存在的主要问题及原因分析", (("problems", ""),)),
        ("下一步改进措施", (("improvement_measures", ""),)),
        ("绩效自评结果应用和公开情况", (("publication", ""),)),
    ),
    "five": (
        ("部门基本情况", (("duties", "主要职责"), ("org_staff", "机构人员情况"))),
        (
            "部门整体支出情况",
            (
                ("basic_expenditure", "基本支出情况"),
                ("project_expenditure", "项目支出情况"),
                ("all_funds", "其他预算支出情况"),
            ),
        ),
        ("部门整体支出绩效情况", (("performance", ""),)),
        ("存在的问题及原因分析", (("problems", ""),)),
        ("下一步改进措施", (("improvement_measures", ""),)),
    ),
}
CONTAINER = {
    "部门基本情况": "overview",
    "部门（单位）基本情况": "overview",
    "部门概况": "overview",
    "一般公共预算支出情况": "general_budget",
    "部门整体支出情况": "general_budget",
}
SECTION = {"org_staff": "organization", "all_funds": "general_budget"}
