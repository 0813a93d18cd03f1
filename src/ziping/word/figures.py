"""What a {placeholder} of the pack's sentences stands for, each with its label and its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ziping.model import NOWHERE, Number, Place, ProjectLine, Staffing, Text
from ziping.rules import RulePack
from ziping.rules.wording import grades_text
from ziping.scoring import BAD
from ziping.word import shown
from ziping.word.inline import Value
from ziping.word.printed import Printed

SPENDING = {
    "basic_expenditure": "基本支出",
    "personnel_expense": "人员经费",
    "operating_expense": "公用经费",
    "project_expenditure": "项目支出",
    "government_fund_budget": "政府性基金预算支出",
    "state_capital_budget": "国有资本经营预算支出",
    "social_insurance_budget": "社会保险基金预算支出",
    "other_funds": "其他资金支出",
}
EXECUTION = {
    "initial_budget": "年初预算数",
    "adjusted_budget": "全年预算数",
    "actual_expenditure": "全年执行数",
}
POSTS = {
    "administrative_posts": "行政编制",
    "institution_posts": "事业编制",
    "other_posts": "其他编制",
}
KINDS = ("basic", "overall", "project")  # of the forms that are attached
# "1、业务工作经费" and "其中：" in front of a line's name; never the "2." of "2.5万元以上"
_NUMBERING = re.compile(
    r"^\s*(?:其中\s*[：:])?\s*"
    r"(?:[（(]?[0-9０-９一二三四五六七八九十]{1,3}(?:[、）)]|[.．](?![0-9０-９])))?\s*"
)


# what an officer writes in her own text or template: {基本支出} → the figure's name
PLACEHOLDERS = {
    "单位": "unit",
    "年度": "year",
    "通知": "notice",
    "基本支出": "basic_expenditure",
    "人员经费": "personnel_expense",
    "公用经费": "operating_expense",
    "项目支出": "project_expenditure",
    "项目构成": "project_detail",
    "政府性基金": "government_fund_budget",
    "国有资本经营": "state_capital_budget",
    "社会保险基金": "social_insurance_budget",
    "其他资金": "other_funds",
    "年初预算": "initial_budget",
    "全年预算": "adjusted_budget",
    "全年执行": "actual_expenditure",
    "执行率": "execution_rate",
    "编制数": "authorized_posts",
    "编制构成": "posts_detail",
    "在职人数": "staff_in_post",
    "控制率": "control_rate",
    "总分": "total",
    "等级": "grade",
    "附件（基础数据表）": "attachment_basic",
    "附件（整体自评表）": "attachment_overall",
    "附件（项目自评表）": "attachment_project",
}


class Figure(NamedTuple):
    """A value as text; with a `label` it is wanted, without one it may be blank.

    With a `key` it is a value of the file, and printed as a control; without one the rules' own.
    """

    text: str
    label: str = ""
    place: Place = NOWHERE
    key: str = ""


Figures = dict[str, Figure]


def figures(printed: Printed, numbers: Mapping[str, str]) -> Figures:
    """Every placeholder of titles, sentences and notes; `numbers` are those of the attachments."""
    assessment, overall = printed.assessment, printed.scored.overall
    unit, data, staffing = assessment.unit, assessment.basic_data, assessment.staffing
    spending, execution = assessment.spending, overall.form.execution
    own_total = overall.form.declared_total.place
    told = not staffing.staff_in_post.is_blank
    path, owner = ("staffing", staffing) if told else ("basic_data", data)
    return {
        "unit": _figure(printed.line("unit.name", unit.name), "单位名称", unit.name),
        "year": _figure(printed.number("unit.year", unit.year), "年度", unit.year),
        "notice": _figure(printed.line("unit.notice", unit.notice), "通知", unit.notice),
        **_numbers(printed, "spending", spending, SPENDING),
        **_numbers(printed, "overall.execution", execution, EXECUTION),
        **_numbers(printed, "basic_data", data, {"authorized_posts": "编制数"}),
        **_numbers(printed, path, owner, {"staff_in_post": "实际在职人数"}),
        "control_rate": _figure(printed.control_rate(), "控制率", data.control_rate),
        "posts_detail": Figure(_posts_detail(staffing), key="figures.posts_detail"),
        "project_detail": Figure(_project_detail(data.project_lines), key="figures.project_detail"),
        "execution_rate": Figure(
            printed.execution_rate("overall", overall).text,
            "预算执行率",
            execution.declared_rate.place,
            "figures.execution_rate",
        ),
        "total": Figure(
            printed.total("overall", overall).text, "自评总分", own_total, "figures.total"
        ),
        "grade": Figure(printed.grade(overall), "评价等级", own_total, "figures.grade"),
        **{f"attachment_{kind}": Figure(numbers.get(kind, "附件")) for kind in KINDS},
        **_rule_figures(printed.pack),
    }


def _figure(value: Value, label: str, cell: Number | Text) -> Figure:
    return Figure(value.text, label, cell.place, value.key)


def _numbers(printed: Printed, path: str, owner: object, labels: Mapping[str, str]) -> Figures:
    cells = {key: getattr(owner, key) for key in labels}
    return {
        key: _figure(printed.number(f"{path}.{key}", cell), labels[key], cell)
        for key, cell in cells.items()
    }


def _posts_detail(staffing: Staffing) -> str:
    """（行政编制6人，事业编制14人）; kinds without posts are not spoken of."""
    cells = [(label, getattr(staffing, key)) for key, label in POSTS.items()]
    kinds = [f"{label}{shown.number(cell)}人" for label, cell in cells if cell.value]
    return f"（{'，'.join(kinds)}）" if kinds else ""


def _project_detail(project_lines: tuple[ProjectLine, ...]) -> str:
    """，其中业务工作经费174.6万元: the lines that were spent on, parts of a line left out."""
    return "".join(
        f"，{'' if at else '其中'}{name}{amount}万元"
        for at, (name, amount) in enumerate(_spent(project_lines))
    )


def _spent(project_lines: tuple[ProjectLine, ...]) -> Iterator[tuple[str, str]]:
    for line in project_lines:
        cell = line.line.final_accounts
        name = _NUMBERING.sub("", shown.line(line.name)).rstrip("：:")
        if not line.is_part and cell.value and name and name != BAD:
            yield name, shown.number(cell)


def _rule_figures(pack: RulePack) -> Figures:
    """Weights by key, their sum, and the grades in words, for the notes under the form."""
    weights = {key: pack.weight(key) for key in ("execution", *(lv.key for lv in pack.levels))}
    return {
        **{key: Figure(shown.digits(weight)) for key, weight in weights.items()},
        "grades": Figure(grades_text(pack)),
    }
