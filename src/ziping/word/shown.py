"""How values are written in a report: one place, so that prose and forms never differ.

Money stands as it was typed, without trailing zeros; a rate as percent with two decimals; marks
without trailing zeros. A blank is empty text here: whether that is a gap, the reader of it decides.
"""

from __future__ import annotations

from decimal import Decimal

from ziping.model import BasicData, Number, Text
from ziping.rules import RulePack
from ziping.scoring import BAD, ScoredForm, Value, grade_of
from ziping.scoring.arithmetic import half_up, percent, plain, ratio

_MAX_DIGITS = 30  # beyond this a number is a slip; it must not print a million zeros


def digits(value: Decimal | int) -> str:
    """A number without exponent and trailing zeros."""
    value = Decimal(value)
    if value == 0:
        return "0"
    return plain(value) if abs(value.adjusted()) <= _MAX_DIGITS else str(value)


def number(cell: Number) -> str:
    """A number cell: money, persons, sizes, marks as typed."""
    return BAD if cell.is_bad else "" if cell.value is None else digits(cell.value)


def words(cell: Text) -> str:
    """A text cell, as typed."""
    return BAD if cell.is_bad else str(cell.value or "")


def line(cell: Text) -> str:
    """A text cell that must stand in one line: a name, a date, a notice."""
    return " ".join(words(cell).split())


def marks(value: Value) -> str:
    """Marks that were computed or counted."""
    return digits(value) if isinstance(value, Decimal) else value or ""


def rate(declared: Number, computed: Value) -> str:
    """The computed rate, as everywhere; the office's own where there is nothing to compute from."""
    if declared.is_bad:
        return BAD
    value = declared.value if computed is None else computed
    if not isinstance(value, Decimal):
        return value or ""
    return percent(value) if value.adjusted() <= _MAX_DIGITS else str(value)


def control_rate(data: BasicData) -> str:
    """在职人员控制率 = 在职 ÷ 编制; blank where there are no posts, never 0 ÷ 0."""
    posts, staff = data.authorized_posts.value, data.staff_in_post.value
    computed: Value = None
    if posts is not None and staff is not None and posts > 0:
        computed = half_up(ratio(staff, posts), 4)
    return rate(data.control_rate, computed)


def execution_rate(form: ScoredForm) -> str:
    """预算执行率, the same in the prose and in the form."""
    return rate(form.form.execution.declared_rate, form.rate_shown)


def total(form: ScoredForm) -> Value:
    """总分 that prints: the sum of the marks that count, as sheet, terminal and JSON have it.

    An own total that differs is a finding (ZP208), never a second figure in the report.
    """
    return form.total


def grade(form: ScoredForm, pack: RulePack) -> str:
    """The grade of the total that prints, so that the two cannot contradict each other."""
    return grade_of(total(form), pack)
