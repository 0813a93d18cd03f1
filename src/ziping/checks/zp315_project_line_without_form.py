"""ZP315: money is listed under 项目支出 that no project form assesses."""

from __future__ import annotations

from decimal import Decimal

from ziping.checks.attached import asks_for_projects, is_missing_all
from ziping.checks.fact import BAD_CELL, Blank, Fact, Outcomes
from ziping.checks.messages import quoted
from ziping.checks.passages import pattern
from ziping.checks.project_names import (
    Line,
    core_name,
    lines_with_forms,
    plain_name,
    used_projects,
    word_list,
)
from ziping.checks.registry import check
from ziping.model import Number, Project
from ziping.scoring import ScoredAssessment
from ziping.scoring.arithmetic import percent, plain, ratio

MOST_TOLD = 12
SHORTEST_NAME = 4  # characters of a name that means one thing


@check(
    "ZP315",
    severity="W",
    source="每个项目一张项目支出绩效自评表，合计应与基础数据表的项目支出对上",
    title="有项目支出没有项目自评表",
    forms=("basic_data", "project"),
)
def project_line_without_form(scored: ScoredAssessment) -> Outcomes:
    """毛病：基础数据表“项目支出”下列了金额的项目，没有同名的项目支出绩效自评表；
    或者金额分毫不差的一张表，名称完全不同。
    为什么：没有自评表的项目，钱花了，绩效没有评，项目自评就没有全覆盖。
    反例：列了甲、乙、丙三个项目，只附甲、乙两张项目自评表。
    正例：三个项目各附一张；或一类经费下面的每个明细项目各附一张。
    改法：补齐缺的项目自评表；不属于项目支出的从这里移出；名称不同的改成一致。
    """
    if not asks_for_projects(scored) or is_missing_all(scored):
        return
    lines = lines_with_forms(scored)
    yield from _gap(scored, lines)
    yield from _renamed(scored, lines)
    heads = [at for at, one in enumerate(lines) if not one.line.is_part and _amount(one)]
    lacking = [at for at in heads if not _is_covered(at, lines) and not _by_amount(at, scored)]
    total = sum((_amount(lines[at]) for at in heads), Decimal(0))
    if not lacking or _sums_agree(scored, total):
        return
    missing = [lines[at] for at in lacking]
    open_sum = sum((_amount(one) for one in missing), Decimal(0))
    listed = "、".join(_said(one) for one in missing[:MOST_TOLD])
    more = f"等 {len(missing)} 项" if len(missing) > MOST_TOLD else ""
    yield Fact(
        places=tuple(one.line.name.place for one in missing),
        subject=f"{listed}{more}没有项目自评表，共 {plain(open_sum)} 万元；有表的"
        f" {plain(total - open_sum)} ÷ {plain(total)} ＝ {percent(ratio(total - open_sum, total))}",
        provided=f"缺 {len(missing)} 张",
        expected="每个项目一张",
        fix="补齐缺的项目自评表；不是项目支出的移出，名称不同的改成一致",
    )


def _renamed(scored: ScoredAssessment, lines: list[Line]) -> Outcomes:
    """A line and a form that are alone with their amount, and have nothing of a name in common."""
    named = {id(project) for one in lines for project in one.projects}
    free = [one for one in used_projects(scored) if id(one) not in named]
    for at, one in enumerate(lines):
        if one.line.is_part or _is_covered(at, lines) or not _amount(one):
            continue
        same = [form for form in free if _spent(form) == _amount(one)]
        alone = len(same) == 1 and sum(_amount(each) == _amount(one) for each in lines) == 1
        if alone and _are_strangers(one.line.name.value or "", same[0].name.value or ""):
            name = plain_name(one.line.name.value or "")
            other = plain_name(same[0].name.value or "")
            yield Fact(
                places=(one.line.name.place, same[0].name.place),
                subject=f"基础数据表的项目{quoted(name)}与项目自评表{quoted(other)}都是"
                f" {plain(_amount(one))} 万元，名称不同",
                provided=name,
                expected=other,
                fix="是同一个项目的，名称改成一致；不是的，补上缺的项目自评表",
            )


def _are_strangers(one: str, other: str) -> bool:
    """Two names of their own that share no word; 上级专项资金 may have any form under it."""
    first, second = core_name(one), core_name(other)
    if min(len(first), len(second)) < SHORTEST_NAME or _is_general(first + second):
        return False
    return not any(first[at : at + 2] in second for at in range(len(first) - 1))


def _is_general(names: str) -> bool:
    return pattern("|".join(word_list()["general"])).search(names) is not None


def _spent(project: Project) -> Decimal | None:
    return project.form.execution.actual_expenditure.value


def _gap(scored: ScoredAssessment, lines: list[Line]) -> Outcomes:
    """Project money without a list of projects, or a line whose amount can't be read."""
    whole = scored.assessment.basic_data.expense("project_expenditure").final_accounts
    if not lines and whole.value:
        yield Blank((whole.place,), ("项目支出的明细",), "没有列出")
    for one in lines:
        cell = one.line.line.final_accounts
        if cell.is_bad:
            yield Blank((cell.place,), (one.line.name.value or "",), BAD_CELL)


def _amount(one: Line) -> Decimal:
    """What was spent; where nothing is said of that, what was planned."""
    spent: Number = one.line.line.final_accounts
    planned = one.line.line.budget.value
    value = spent.value if spent.value is not None or spent.is_bad else planned
    return max(value or Decimal(0), Decimal(0))


def _is_covered(at: int, lines: list[Line]) -> bool:
    """A form of that name, or of one of its parts."""
    if lines[at].projects:
        return True
    for one in lines[at + 1 :]:
        if not one.line.is_part:
            return False
        if one.projects:
            return True
    return False


def _by_amount(at: int, scored: ScoredAssessment) -> bool:
    """A form that matches no line by its name, and this one to the cent."""
    lines = lines_with_forms(scored)
    named = {id(project) for one in lines for project in one.projects}
    spent = [
        project.form.execution.actual_expenditure.value
        for project in used_projects(scored)
        if id(project) not in named
    ]
    return _amount(lines[at]) in spent


def _sums_agree(scored: ScoredAssessment, total: Decimal) -> bool:
    """The forms divide the same money in another way."""
    spent = [one.form.execution.actual_expenditure.value for one in used_projects(scored)]
    return bool(spent) and sum((one or Decimal(0) for one in spent), Decimal(0)) == total


def _said(one: Line) -> str:
    return f"{quoted(plain_name(one.line.name.value or ''))} {plain(_amount(one))}"
