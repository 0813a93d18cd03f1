"""ZP301: the prose tells two amounts for one figure, or another than the form has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from ziping.checks.amounts import Cell, gap
from ziping.checks.fact import Fact, Outcomes
from ziping.checks.messages import quoted
from ziping.checks.project_names import plain_name
from ziping.checks.registry import check
from ziping.checks.statements import Amount, amounts, clause, shape
from ziping.checks.told import LEVEL, Told, told
from ziping.checks.told_cells import (
    SPENDING,
    agrees,
    cell_of,
    explained,
    is_sum,
    known,
    name_of,
    others_of,
)
from ziping.checks.told_lines import told_lines
from ziping.checks.told_words import BEFORE, FINAL, TOTAL
from ziping.model import Field, Number, Place
from ziping.scoring import ScoredAssessment
from ziping.scoring.arithmetic import plain

PATH = "spending."


class _Claim(NamedTuple):
    key: str
    amount: Amount
    place: Place
    words: str


@check(
    "ZP301",
    severity="E",
    source="正文前后各处、自评表和基础数据表：同一笔钱只能有一个数",
    title="同一笔钱正文另有一个数",
    forms=("prose", "overall", "basic_data"),
)
def prose_amount_told_differently(scored: ScoredAssessment) -> Outcomes:
    """毛病：同一个年度、同一笔钱（基本支出、人员经费、公用经费、项目支出、整体支出、年初或全年预算、列了明细的项目），
    正文另一处写的数与已采用的数或表上的数不同。
    为什么：前后两个数必有一个错。上年的数、一个下属单位或一个项目的数、下年计划不算。
    反例：正文二写公用经费 19.41 万元，正文六写 19.4 万元。
    正例：两处都写 19.41 万元。
    改法：对照决算，改正不符的一处。
    """
    found = [one for one in told(scored) if one.kind == LEVEL]
    for key in SPENDING:
        yield from _spending(scored, key, found)
    yield from _totals(scored, [one for one in found if one.key == TOTAL])
    yield from _lines(scored)


def _spending(scored: ScoredAssessment, key: str, found: list[Told]) -> Outcomes:
    """Every other amount of one figure against the one that was taken."""
    field: Number = getattr(scored.assessment.spending, key)
    claims = list(_claims(scored, key, found))
    if claims and gap(Cell(name_of(key), field)):
        return  # 正文 has told amounts but none was taken: nothing to compare with
    values = {claim.amount.value for claim in claims}
    for claim in _unique(claims):
        assert field.value is not None
        if agrees(claim.amount, field.value) or _is_another(scored, key, claim, values):
            continue
        yield _fact(claim, Cell(f"正文{name_of(key)}", field), scored)


def _claims(scored: ScoredAssessment, key: str, found: list[Told]) -> Iterator[_Claim]:
    """This year's final amounts of our own reading, then those that the reader noted."""
    for one in found:
        if one.key == key and one.column in ("", FINAL) and one.named:
            yield _Claim(
                key, one.amount, one.sentence.passage.place, clause(one.sentence, one.amount)
            )
    texts = {passage.place: passage.text for passage in scored.assessment.report.passages}
    for number in scored.assessment.report.others.get(PATH + key, ()):
        if number.value is None or number.place in texts:
            continue  # its sentence was read above, with scope and year
        amount = next(iter(amounts(shape(f"{plain(number.value)}万元"))))
        yield _Claim(key, amount, number.place, "")


def _claim(one: Told) -> _Claim:
    words = clause(one.sentence, one.amount)
    return _Claim(one.key, one.amount, one.sentence.passage.place, words)


def _is_another(scored: ScoredAssessment, key: str, claim: _Claim, values: set[Decimal]) -> bool:
    """Right in the form (ZP121 to ZP123 say so), another column, or one of several parts."""
    assessment, value = scored.assessment, claim.amount.value
    taken: Decimal = getattr(assessment.spending, key).value
    if not claim.words and value in [cell.number for cell in others_of(scored, key)]:
        return True  # noted without its sentence: the budget or last year's, perhaps
    form = [cell_of(scored, key, FINAL), Cell("", getattr(assessment.funds, key, Number()))]
    if any(cell is not None and cell.is_given and cell.number == value for cell in form):
        return True
    return len(values - {taken}) > 1 and is_sum(taken, values - {taken})


def _totals(scored: ScoredAssessment, found: list[Told]) -> Outcomes:
    """整体支出, 年初预算, 全年预算 of the prose against the form."""
    claims = [one for one in found if one.column != BEFORE]
    seen: set[tuple[str, Decimal]] = set()
    for one in claims:
        column = one.column or FINAL
        cell = cell_of(scored, TOTAL, column)
        if cell is None or (column, one.amount.value) in seen:
            continue
        seen.add((column, one.amount.value))
        empty = gap(cell)
        if empty:
            yield empty
        elif not agrees(one.amount, cell.number) and not _is_told_by_sum(scored, one, cell, found):
            place = one.sentence.passage.place
            yield _fact(
                _Claim(TOTAL, one.amount, place, clause(one.sentence, one.amount)), cell, scored
            )


def _is_told_by_sum(scored: ScoredAssessment, one: Told, cell: Cell, found: list[Told]) -> bool:
    """Parts of several units; or the sum that ZP125 compares with the form already."""
    values = {each.amount.value for each in found if each.column == one.column}
    if len(values) > 1 and is_sum(cell.number, values - {cell.number}):
        return True
    spending = scored.assessment.spending
    parts = [getattr(spending, key).value for key in SPENDING if not key.endswith("_expense")]
    total = sum((part for part in parts if part is not None), Decimal(0))
    return one.column in ("", FINAL) and one.amount.value == total


def _lines(scored: ScoredAssessment) -> Outcomes:
    """A project's amount in the prose, which is no column of its line and none of its forms."""
    for one in told_lines(scored):
        spent = one.line.line.line.final_accounts
        money = [project.form.execution for project in one.line.projects]
        cells = [*one.line.line.line, *(cell for each in money for cell in each)]
        if spent.value is None or any(agrees(one.amount, value) for value in _values(cells)):
            continue
        name = plain_name(one.line.line.name.value or "")
        why = explained(one.amount, spent.value, [])
        yield Fact(
            places=(one.sentence.passage.place, spent.place),
            subject=f"正文写{quoted(name)} {plain(one.amount.value)} 万元，"
            f"基础数据表本年决算数 {plain(spent.value)} 万元{why}",
            provided=one.amount.value,
            expected=spent.value,
            difference=one.amount.value - spent.value,
            fix="对照决算，改正不符的一处",
        )


def _values(cells: Iterable[Field[Any]]) -> list[Decimal]:
    return [cell.value for cell in cells if isinstance(cell.value, Decimal)]


def _unique(claims: list[_Claim]) -> Iterator[_Claim]:
    seen = set()
    for claim in claims:
        if claim.amount.value not in seen:
            seen.add(claim.amount.value)
            yield claim


def _fact(claim: _Claim, cell: Cell, scored: ScoredAssessment) -> Fact:
    cells = [*others_of(scored, claim.key), *known(scored.assessment)]
    why = explained(claim.amount, cell.number, cells)
    said = f"正文{quoted(claim.words)}，" if claim.words else ""
    return Fact(
        places=(claim.place, cell.field.place),
        subject=f"{said}{name_of(claim.key)}写作 {plain(claim.amount.value)} 万元，"
        f"{cell.said()} 万元{why}",
        provided=claim.amount.value,
        expected=cell.number,
        difference=claim.amount.value - cell.number,
        fix="对照决算，改正不符的一处",
    )
