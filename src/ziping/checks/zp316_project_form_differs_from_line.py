"""ZP316: a project form has other money than the line of that name in 基础数据表."""

from __future__ import annotations

from decimal import Decimal

from ziping.checks.amounts import Cell, cure, gap, places
from ziping.checks.fact import Fact, Outcomes
from ziping.checks.finding import Severity
from ziping.checks.messages import quoted
from ziping.checks.project_names import Line, lines_with_forms, plain_name
from ziping.checks.registry import check
from ziping.model import Project
from ziping.scoring import ScoredAssessment
from ziping.scoring.arithmetic import plain


@check(
    "ZP316",
    severity="E",
    source="项目自评表的资金应与基础数据表同名项目一致",
    title="项目自评表与基础数据表金额不符",
    forms=("basic_data", "project"),
)
def project_form_differs_from_line(scored: ScoredAssessment) -> Outcomes:
    """毛病：项目自评表的全年执行数不是基础数据表同名项目的本年决算数；预算数和年初、全年预算都对不上。
    为什么：同一个项目同一年只有一个数，两张表不同，总有一张错。
    反例：基础数据表“业务工作经费”本年决算数 551.36，项目自评表全年执行数 551.63。
    正例：两处都是 551.36。
    改法：核对账簿，改正写错的一处；其实是两个项目的，把名称分清。
    """
    for one in lines_with_forms(scored):
        if len(one.projects) != 1 or not one.is_sure:
            continue
        project = one.projects[0]
        spent = Cell(f"{_name(project)}全年执行数", project.form.execution.actual_expenditure)
        line = Cell("基础数据表本年决算数", one.line.line.final_accounts)
        empty = gap(spent, line)
        if empty:
            yield empty
        elif spent.number != line.number:
            yield _fact(spent, line, None if one.is_exact else Severity.WARNING)
        yield from _budget(one, project)


def _budget(one: Line, project: Project) -> Outcomes:
    """本年预算数 is the initial budget in one county and the adjusted one in another."""
    money, line = project.form.execution, one.line.line.budget
    known = [money.initial_budget.value, money.adjusted_budget.value]
    if line.value is None or None in known or line.value in known or not one.is_exact:
        return
    initial = Cell(f"{_name(project)}年初预算数", money.initial_budget)
    adjusted = Cell("全年预算数", money.adjusted_budget)
    budget = Cell("基础数据表本年预算数", line)
    yield Fact(
        places=places(initial, adjusted, budget),
        subject=f"{initial.said()}、{adjusted.said()}，{budget.said()} 万元，都不一致",
        provided=initial.number,
        expected=line.value,
        severity=Severity.WARNING,
        fix="核对预算批复，改正写错的一处",
        cures=(*cure(budget, initial.number), *cure(budget, adjusted.number)),
    )


def _fact(spent: Cell, line: Cell, severity: Severity | None) -> Fact:
    difference: Decimal = spent.number - line.number
    return Fact(
        places=places(spent, line),
        subject=f"{spent.said()} 万元，{line.said()} 万元",
        provided=spent.number,
        expected=line.number,
        difference=difference,
        cures=(*cure(spent, line.number), *cure(line, spent.number)),
        severity=severity,
        fix=f"核对账簿，两处改成同一个数（现为 {plain(spent.number)} 和 {plain(line.number)}）",
    )


def _name(project: Project) -> str:
    return quoted(plain_name(project.name.value or ""))
