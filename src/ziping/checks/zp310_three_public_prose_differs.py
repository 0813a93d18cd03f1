"""ZP310: 三公经费 or one of its parts differs between the prose and 基础数据表."""

from __future__ import annotations

from ziping.checks.amounts import Cell, gap
from ziping.checks.denials import denials
from ziping.checks.fact import Fact, Outcomes
from ziping.checks.messages import quoted
from ziping.checks.registry import check
from ziping.checks.statements import clause
from ziping.checks.told import LEVEL, Told, told
from ziping.checks.told_cells import (
    agrees,
    cell_of,
    explained,
    is_sum,
    name_of,
    others_of,
)
from ziping.checks.told_words import FINAL, THREE_PUBLIC
from ziping.model import Place
from ziping.scoring import ScoredAssessment
from ziping.scoring.arithmetic import plain


@check(
    "ZP310",
    severity="E",
    source="正文所写“三公”经费与基础数据表「三公经费」各栏",
    title="三公经费正文与表不符",
    forms=("prose", "basic_data"),
)
def three_public_prose_differs(scored: ScoredAssessment) -> Outcomes:
    """毛病：正文写的三公经费或其中一项（公务接待、公务用车、因公出国）的预算、实际支出或上年数，
    与基础数据表同一栏不同；或者写没有发生，表上却有数。
    为什么：三公经费要公开，正文和表上只能有一个数。只说一个下属单位、别的年度或标准的，不核对。
    反例：正文“三公经费实际支出 1.5 万元”，表上本年决算数 1.09（1.5 是预算数）。
    正例：正文“三公经费实际支出 1.09 万元”，表上本年决算数 1.09。
    改法：对照决算，改正不符的一处。
    """
    found = [one for one in told(scored) if one.kind == LEVEL and one.key in THREE_PUBLIC]
    spoken = set()
    for one in found:
        cell = cell_of(scored, one.key, one.column)
        if cell is None or (one.key, one.column, one.amount.value) in spoken:
            continue
        spoken.add((one.key, one.column, one.amount.value))
        empty = gap(cell)
        if empty:
            yield empty
        elif not agrees(one.amount, cell.number) and not _is_meant_otherwise(one, cell, found):
            yield _fact(one, cell, scored)
    yield from _denied(scored)


def _denied(scored: ScoredAssessment) -> Outcomes:
    """未发生公务接待费, though the form has an amount."""
    seen = set()
    for key, said, place in denials(scored, THREE_PUBLIC):
        cell = cell_of(scored, key, FINAL)
        if cell is not None and cell.is_given and cell.number > 0 and key not in seen:
            seen.add(key)
            yield _denied_fact(place, said, cell)


def _denied_fact(place: Place, said: str, cell: Cell) -> Fact:
    return Fact(
        places=(place, cell.field.place),
        subject=f"正文写{quoted(said)}，{cell.said()} 万元",
        provided=said,
        expected=cell.number,
        fix="对照决算，改正不符的一处",
    )


def _is_meant_otherwise(one: Told, cell: Cell, found: list[Told]) -> bool:
    """Told of parts that together are the figure, or a number of an unnamed column."""
    same = [each for each in found if each.key == one.key and each.column == one.column]
    values = {each.amount.value for each in same}
    return len(values) > 1 and is_sum(cell.number, values - {cell.number})


def _fact(one: Told, cell: Cell, scored: ScoredAssessment) -> Fact:
    why = explained(one.amount, cell.number, others_of(scored, one.key))
    column = "" if one.column != FINAL else "支出"
    return Fact(
        places=(one.sentence.passage.place, cell.field.place),
        subject=f"正文{quoted(clause(one.sentence, one.amount))}，写的{name_of(one.key)}{column}是"
        f" {plain(one.amount.value)} 万元，{cell.said()} 万元{why}",
        provided=one.amount.value,
        expected=cell.number,
        difference=one.amount.value - cell.number,
        fix="对照决算，改正不符的一处",
    )
