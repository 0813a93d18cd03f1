"""The forms of a file with their sheets, and the rows in them, as checks walk over them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from ziping.checks.fact import Blank
from ziping.checks.messages import quoted
from ziping.checks.word_lists import word_list
from ziping.model import Indicator, Text
from ziping.quantity import plain_clean
from ziping.scoring import ScoredAssessment, ScoredForm, ScoredIndicator, number
from ziping.scoring.nature import AT_MOST

TOLERANCE = Decimal("0.01")  # of a mark
DRAFT = "【草稿】"  # begins a reason that 采用测算分 drafted: until edited it explains nothing


def forms(scored: ScoredAssessment) -> Iterator[tuple[str, ScoredForm]]:
    """The overall form and every project form, each with its sheet."""
    for form in scored.forms:
        yield form.form.sheet, form


def rows(scored: ScoredAssessment) -> Iterator[tuple[ScoredForm, ScoredIndicator]]:
    """Every indicator row of every form that has a weight."""
    for _, form in forms(scored):
        for row in form.indicators:
            if row.indicator.is_weighted:
                yield form, row


def title(indicator: Indicator) -> str:
    """What a sentence calls a row: its name, else its number."""
    name = (indicator.name.value or "").strip()
    return quoted(name) if name else f"第 {indicator.row} 行"


def weights_gap(form: ScoredForm) -> Blank | None:
    """Rows with a mark and no weight (ZP214): until they have one, no sum is certain."""
    lacking = [
        row.indicator
        for row in form.indicators
        if not row.indicator.is_weighted and not row.indicator.declared_score.is_blank
    ]
    spots = tuple(indicator.full_marks.place for indicator in lacking)
    labels = tuple(f"{title(indicator)}分值" for indicator in lacking)
    return Blank(spots, labels) if lacking else None


def own_mark(row: ScoredIndicator) -> Decimal | None:
    """The office's own mark where it is one that can be given; others are ZP207's."""
    indicator = row.indicator
    own, full = indicator.declared_score.value, indicator.full_marks.value
    return own if own is not None and full is not None and 0 <= own <= full else None


def is_broken_ceiling(row: ScoredIndicator) -> bool:
    """A ≤ target that the actual value exceeds."""
    if row.nature != AT_MOST or row.target is None or row.actual is None:
        return False
    return number(row.computed.marks) is not None and row.actual.value > row.target.value


def explains(reason: Text) -> bool:
    """Whether a reason is there and says more than that there is nothing to explain."""
    said = plain_clean(reason.value).strip("。.；;，,！!")
    return bool(said) and said not in empty_reasons() and not said.startswith(DRAFT)


@cache
def empty_reasons() -> frozenset[str]:
    """Phrases that explain no deviation, read from data."""
    return frozenset(word_list("phrases", "empty_reasons")["phrases"])
