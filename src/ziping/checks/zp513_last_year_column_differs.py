"""ZP513: 上年决算数 is not what last year's own file gives as its 本年决算数."""

from __future__ import annotations

from collections.abc import Iterator

from ziping.checks.amounts import Cell, blank_of, gap
from ziping.checks.fact import Blank, Fact, Outcomes
from ziping.checks.finding import Severity
from ziping.checks.labels import EXPENSE_LABELS
from ziping.checks.last_year import gap as misfit_of
from ziping.checks.likeness import core
from ziping.checks.registry import check
from ziping.model import BasicData, Number
from ziping.scoring import ScoredAssessment
from ziping.scoring.arithmetic import half_up, plain

# the form prints a dash in the other columns of these two
ONE_COLUMN = ("government_procurement", "basic_expenditure_adjustment")


@check(
    "ZP513",
    severity="E",
    source="基础数据表「上年决算数」应等于上年自评时的本年决算数",
    title="上年决算数与上年文件不符",
    forms=("basic_data",),
    needs="last_year",
)
def last_year_column_differs(scored: ScoredAssessment) -> Outcomes:
    """毛病：基础数据表某一行的上年决算数，不等于上年文件里同一行的本年决算数。
    只是小数位数不同的作提示。
    为什么：上年的决算已经定了，两年的表应当衔接，不符说明有一处填错。
    反例：今年公务接待上年决算数填 2.4，上年文件的决算数是 2.04。
    正例：两处都是 2.04。
    改法：以批复的上年决算为准，改正不符的一处。
    """
    misfit = misfit_of(scored)
    if misfit:
        yield misfit
        return
    before = scored.last_year
    assert before is not None  # the runner has looked
    for label, now, then in _pairs(scored.assessment.basic_data, before.basic_data):
        cell = Cell(f"{label}上年决算数", now)
        if now.is_blank and then.is_blank:
            continue
        if now.is_bad or now.is_blank:
            yield gap(cell) or blank_of(now, cell.label)
        elif then.value is None:
            yield Blank((now.place,), (f"上年文件的{label}本年决算数",))
        elif now.value is not None and now.value != then.value:
            yield _fact(cell, label, then)


def _pairs(now: BasicData, then: BasicData) -> Iterator[tuple[str, Number, Number]]:
    """The same line in both files; a project line by its name."""
    for key, label in EXPENSE_LABELS.items():
        if key not in ONE_COLUMN:
            first, second = now.expense(key), then.expense(key)
            yield label, first.last_year_final_accounts, second.final_accounts
    lines = {core(line.name.value or ""): line.line for line in then.project_lines}
    for line in now.project_lines:
        name = core(line.name.value or "")
        if name and name in lines:
            yield f"“{(line.name.value or '').strip()}”", line.line[0], lines[name].final_accounts


def _fact(cell: Cell, label: str, then: Number) -> Fact:
    other = then.value
    assert other is not None
    return Fact(
        places=(cell.field.place,),
        subject=f"{cell.said()} 万元，上年文件的本年决算数 {plain(other)} 万元",
        provided=cell.number,
        expected=other,
        difference=cell.number - other,
        severity=Severity.HINT if _is_rounded(cell, then) else None,
        fix="以批复的上年决算为准，改正不符的一处",
    )


def _is_rounded(cell: Cell, then: Number) -> bool:
    """The same amount with fewer decimals, though with some."""
    other = then.value
    assert other is not None
    places = min(max(0, -int(one.as_tuple().exponent)) for one in (cell.number, other))
    return places > 0 and half_up(cell.number, places) == half_up(other, places)
