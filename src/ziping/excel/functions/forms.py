"""Weights, total and grade of a form."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ziping.excel.functions.given import Block, number, numbers, same_length, texts, wrong
from ziping.excel.functions.indicators import row
from ziping.excel.functions.packs import PACK, YEAR, chosen
from ziping.excel.functions.register import Argument, Shown, to_mend, worksheet_function
from ziping.model import BudgetExecution, Form
from ziping.rules import RulePack
from ziping.scoring import BAD, ScoredForm, grade_of, score_form
from ziping.scoring import number as number_in
from ziping.scoring.arithmetic import plain

AGREED, DIFFERENT = "一致", "不一致"
HUNDRED = Decimal(100)
WEIGHTS = Argument("full_marks", "分值区域", "各指标的分值，一行一格")


@worksheet_function(
    "一级指标的分值合计与规则规定是否相符，分值总和是否为 100。",
    "“一致”，或“不一致：哪一级差多少”；全空时为空",
    "=ZP_WEIGHT_CHECK(C14:C73,G14:G73,G4)",
    Argument("level2", "二级指标区域", "各指标的二级指标名称，一行一格"),
    WEIGHTS,
    Argument("execution_full_marks", "预算执行分值", "预算执行率的分值，一般为 10", optional=True),
    PACK,
    YEAR,
)
def zp_weight_check(
    level2: Block, weights: Block, execution: Block, rules: Block, year: Block
) -> Shown:
    pack = chosen(rules, year)
    same_length(level2, weights)
    rows = tuple(
        row(index, level2=label, full_marks=weight)
        for index, (label, weight) in enumerate(
            zip(texts(level2), numbers(weights), strict=True), 1
        )
    )
    own = number(execution)
    scored = score_form(Form("", BudgetExecution(full_marks=own), indicators=rows), pack)
    if scored.weight_total == BAD:
        cells = (own, *(indicator.full_marks for indicator in rows))
        return to_mend(next(wrong(cell) for cell in cells if cell.is_bad))
    if scored.weight_total is None:
        return None
    return _said(list(_differences(scored, pack)), scored)


def _differences(scored: ScoredForm, pack: RulePack) -> Iterator[str]:
    """Each level that has other marks than the rule gives it; nothing is as good as 0."""
    own = scored.form.execution.full_marks.value
    wanted = pack.weight("execution")
    if own is not None and own != wanted:
        yield _gap("预算执行率", own, wanted)
    for level in scored.level1.values():
        given = number_in(level.full_marks) or Decimal(0)
        if level.rule is not None and given != level.rule:
            yield _gap(level.label, given, level.rule)
    goal = HUNDRED if own is not None else HUNDRED - wanted
    whole = number_in(scored.weight_total)
    if whole is not None and whole != goal:
        yield f"分值合计 {plain(whole)}，应为 {plain(goal)}"


def _gap(label: str, given: Decimal, wanted: Decimal) -> str:
    word = "多" if given > wanted else "少"
    return f"{label} {plain(given)}，规定 {plain(wanted)}，{word} {plain(abs(given - wanted))}"


def _said(differences: list[str], scored: ScoredForm) -> str:
    if not differences:
        return AGREED
    stray = [item for item in scored.indicators if item.indicator.is_weighted and not item.level1]
    if stray:
        rows = "、".join(str(item.indicator.row) for item in stray[:5])
        differences.append(f"第 {rows} 行的二级指标不在规则清单中")
    return f"{DIFFERENT}：{'；'.join(differences)}"


@worksheet_function(
    "总分＝预算执行率得分＋各指标得分，按规则取小数。",
    "分数；有分值的行没有得分，或预算执行率没有得分时为空",
    "=ZP_TOTAL_SCORE(N3,G14:G73,O14:O73)",
    Argument("execution_score", "预算执行率得分", "预算执行率的得分"),
    WEIGHTS,
    Argument("scores", "得分区域", "各指标计入的得分，与分值区域行数相同"),
    PACK,
    YEAR,
)
def zp_total_score(
    execution: Block, weights: Block, scores: Block, rules: Block, year: Block
) -> Shown:
    pack = chosen(rules, year)
    same_length(weights, scores)
    rows = tuple(
        row(index, full_marks=weight, declared_score=score)
        for index, (weight, score) in enumerate(
            zip(numbers(weights), numbers(scores), strict=True), 1
        )
    )
    own = number(execution)
    scored = score_form(Form("", BudgetExecution(declared_score=own), indicators=rows), pack)
    return to_mend(_spoiler(scored)) if scored.total == BAD else scored.total


def _spoiler(scored: ScoredForm) -> str:
    """The first cell for which the total can't be told."""
    own = scored.form.execution.declared_score
    if own.is_bad:
        return wrong(own)
    spoilt = next(item.indicator for item in scored.indicators if item.counted == BAD)
    return wrong(spoilt.declared_score if spoilt.declared_score.is_bad else spoilt.full_marks)


@worksheet_function(
    "总分对应的评价等级，按规则包的等级和分数线。",
    "等级，如 优；总分空着时为空",
    "=ZP_GRADE(N8)",
    Argument("total_score", "总分", "自评总分"),
    PACK,
    YEAR,
)
def zp_grade(total_score: Block, rules: Block, year: Block) -> Shown:
    marks = number(total_score)
    if marks.is_bad:
        return to_mend(wrong(marks))
    return grade_of(marks.value, chosen(rules, year))
