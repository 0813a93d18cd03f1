"""What a {placeholder} of the pack's sentences stands for, each with its label and its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ziping.model import NOWHERE, Number, Place, ProjectLine, Staffing, Text
from ziping.rules import RulePack
from ziping.rules.wording import grades_text
from ziping.scoring import BAD, ScoredAssessment
from ziping.word import shown

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
# "1、业务工作经费" and "其中：" in front of a line's name; never the "2." of "2.5万元以上"
_NUMBERING = re.compile(
    r"^\s*(?:其中\s*[：:])?\s*"
    r"(?:[（(]?[0-9０-９一二三四五六七八九十]{1,3}(?:[、）)]|[.．](?![0-9０-９])))?\s*"
)


class Figure(NamedTuple):
    """A value as text; with a `label` it is wanted, without one it may be blank."""

    text: str
    label: str = ""
    place: Place = NOWHERE


Figures = dict[str, Figure]


def figures(scored: ScoredAssessment) -> Figures:
    """Every placeholder of titles, sentences and notes."""
    assessment, overall = scored.assessment, scored.overall
    unit, data, staffing = assessment.unit, assessment.basic_data, assessment.staffing
    staff = data.staff_in_post if staffing.staff_in_post.is_blank else staffing.staff_in_post
    execution = overall.form.execution
    own_total = overall.form.declared_total.place
    return {
        "unit": _words(unit.name, "单位名称"),
        "year": _number(unit.year, "年度"),
        "notice": _words(unit.notice, "通知"),
        **{
            key: _number(getattr(assessment.spending, key), label)
            for key, label in SPENDING.items()
        },
        **{key: _number(getattr(execution, key), label) for key, label in EXECUTION.items()},
        "authorized_posts": _number(data.authorized_posts, "编制数"),
        "staff_in_post": _number(staff, "实际在职人数"),
        "control_rate": Figure(shown.control_rate(data), "控制率", data.control_rate.place),
        "posts_detail": Figure(_posts_detail(staffing)),
        "project_detail": Figure(_project_detail(data.project_lines)),
        "execution_rate": Figure(
            shown.execution_rate(overall), "预算执行率", execution.declared_rate.place
        ),
        "total": Figure(shown.marks(shown.total(overall)), "自评总分", own_total),
        "grade": Figure(shown.grade(overall, scored.pack), "评价等级", own_total),
        **_rule_figures(scored.pack),
    }


def _number(cell: Number, label: str) -> Figure:
    return Figure(shown.number(cell), label, cell.place)


def _words(cell: Text, label: str) -> Figure:
    return Figure(shown.line(cell), label, cell.place)


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
