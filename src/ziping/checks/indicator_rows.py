"""What a row of the indicator table says: blank, half-empty or inapplicable, met or missed."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from ziping.checks.forms import is_broken_ceiling
from ziping.checks.indicator_words import words
from ziping.model import NOWHERE, Field, Form, Indicator, Text
from ziping.quantity import Quantity, needs_rewriting, plain_clean
from ziping.scoring import ScoredAssessment, ScoredForm, ScoredIndicator, number
from ziping.scoring.nature import AT_LEAST, AT_MOST, EQUAL, QUALITATIVE, UNREAD, YES_NO

LABELS = {
    "name": "名称",
    "target": "年度指标值",
    "actual": "实际完成值",
    "full_marks": "分值",
    "declared_score": "得分",
}


def said(cell: Text) -> str:
    """The text of a cell without the blanks in it; "" where it is blank or bad."""
    return _clean(cell.value)


_clean = lru_cache(maxsize=512)(plain_clean)  # every check asks for the same cells


def is_dash(cell: Text) -> bool:
    """A mark that says there is nothing (/, —, 无)."""
    return said(cell) in words("blank_marks")


def is_void(indicator: Indicator) -> bool:
    """A row that is blank, or declared to be inapplicable: no name, or no values and no weight."""
    if indicator.is_empty or is_dash(indicator.name):
        return True
    silent = all(cell.is_blank or is_dash(cell) for cell in (indicator.target, indicator.actual))
    dashed = is_dash(indicator.target) or is_dash(indicator.actual)
    weightless = not indicator.full_marks.value and not indicator.full_marks.is_bad
    return silent and weightless and (dashed or indicator.full_marks.value is not None)


def named_rows(form: Form) -> Iterator[Indicator]:
    """The rows that stand for an indicator."""
    for indicator in form.indicators:
        if said(indicator.name) and not is_void(indicator):
            yield indicator


def speaking_rows(form: ScoredForm) -> Iterator[ScoredIndicator]:
    """The rows with a name, a target and an actual value."""
    for row in form.indicators:
        indicator = row.indicator
        if is_void(indicator) or not said(indicator.name):
            continue
        if said(indicator.target) and said(indicator.actual):
            yield row


def blanks(scored: ScoredAssessment, row: ScoredIndicator) -> list[str]:
    """The cells that make a row half-empty, by attribute; [] where it is whole or void.

    A row that ZP213 (no mark at all) or ZP214 (no weight) reports is theirs.
    """
    indicator = row.indicator
    if is_void(indicator) or _is_told(row) or _cells_bad(indicator):
        return []
    lacking = [name for name in LABELS if _is_open(getattr(indicator, name))]
    can_do_without = not scored.assessment.file.is_report or not indicator.is_weighted
    if "declared_score" in lacking and number(row.computed.marks) is not None and can_do_without:
        lacking.remove("declared_score")
    return lacking


def _is_told(row: ScoredIndicator) -> bool:
    indicator = row.indicator
    no_mark = indicator.is_weighted and row.counted is None
    return no_mark or (indicator.full_marks.is_blank and not indicator.declared_score.is_blank)


def _cells_bad(indicator: Indicator) -> bool:
    return any(getattr(indicator, name).is_bad for name in LABELS)


def _is_open(cell: Field[object]) -> bool:
    """Blank, and a cell of its own: one merged with the row above has no place."""
    return cell.is_blank and cell.place != NOWHERE


def goal(row: ScoredIndicator) -> Quantity | None:
    """The target as a quantity, read with the rich grammar where the plain one can't."""
    return row.target or read(row.indicator.target)


def done(row: ScoredIndicator) -> Quantity | None:
    return row.actual or read(row.indicator.actual, actual=True)


def read(cell: Text, *, actual: bool = False) -> Quantity | None:
    """A cell as a quantity; the rich grammar is imported only for what looks numeric."""
    if cell.is_bad:
        return None
    from ziping.quantity import plain

    found = plain(cell.value)
    if found is not None:
        return None if actual and found.sign else found
    if not needs_rewriting(cell.value):
        return None
    from ziping.quantity import parse

    return parse(cell.value, actual=actual).quantity


def direction(row: ScoredIndicator) -> str:
    """≥ ≤ =, also of a target that only the rich grammar reads; "" where there is none."""
    if row.nature in (AT_LEAST, AT_MOST, EQUAL):
        return row.nature
    target = goal(row) if row.nature == UNREAD else None
    if target is None:
        return ""
    return {"": AT_LEAST, ">": AT_LEAST, "<": AT_MOST}.get(target.sign, target.sign)


def missed(row: ScoredIndicator) -> bool:
    """Whether the target was plainly not reached, or its ceiling broken."""
    if row.nature == YES_NO:
        return number(row.computed.marks) == 0
    if row.nature == QUALITATIVE:
        tier = said(row.indicator.tier) or said(row.indicator.actual)
        return tier.startswith(("未达成", "部分达成", "未完成"))
    ends = _ends(row)
    if ends is None:
        return False
    return ends[1] > ends[0] if direction(row) == AT_MOST else ends[1] < ends[0]


def lagging(form: ScoredForm) -> list[ScoredIndicator]:
    """The rows of a form that missed their target."""
    return [row for row in form.indicators if row.indicator.is_weighted and missed(row)]


def met(row: ScoredIndicator) -> bool:
    """Whether a numeric target was plainly reached."""
    return _ends(row) is not None and not missed(row) and not is_broken_ceiling(row)


def _ends(row: ScoredIndicator) -> tuple[Decimal, Decimal] | None:
    """Target and actual of a row that points somewhere, where the two can be compared."""
    target, actual = goal(row), done(row)
    if target is None or actual is None or not direction(row) or not target.comparable(actual):
        return None
    return target.value, actual.value
