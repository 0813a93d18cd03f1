"""What scoring gives: marks with their reason, and subtotals, for one form and for the file.

A value that is computed is a `Decimal`; `None` is blank (nothing to compute from); `BAD` stands for
a cell that is no number, and shows as 待改正 in the sheet and here alike.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final, NamedTuple

from ziping.model import Field, Form, Indicator, Project, SelfAssessment
from ziping.quantity import Quantity
from ziping.rules import RulePack

BAD: Final = "待改正"
Value = Decimal | str | None  # a number, BAD, or blank


def number(value: Value) -> Decimal | None:
    """The number of a value, None where it is blank or bad."""
    return value if isinstance(value, Decimal) else None


class Score(NamedTuple):
    """Marks by rule: the clause, the formula with the numbers in it, or why there are none.

    `status` is the short hint beside the row (待规范…, 未选达成档次); empty where all is well.
    """

    marks: Value = None
    clause: str = ""
    formula: str = ""
    status: str = ""

    @property
    def basis(self) -> str:
        """One line for 评分依据."""
        if self.status:
            return f"未测算：{self.status}"
        return f"{self.clause}：{self.formula}" if self.formula else ""


class ScoredIndicator(NamedTuple):
    """A row with its plain quantities (None where the plain grammar can't read them)."""

    indicator: Indicator
    level1: str
    nature: str
    target: Quantity | None
    actual: Quantity | None
    computed: Score
    counted: Value  # the own mark where given, else the computed one


class Subtotal(NamedTuple):
    """Marks of one first- or second-level indicator; `rule` is the weight that the rule wants."""

    label: str
    full_marks: Value
    computed: Value
    counted: Value
    rule: Decimal | None = None

    @property
    def difference(self) -> Decimal | None:
        """Allocated less the rule's weight; None where either is missing."""
        full = number(self.full_marks)
        return None if full is None or self.rule is None else full - self.rule


class ScoredForm(NamedTuple):
    """One form scored: `rate` unrounded fraction, `rate_shown` as printed (four decimals)."""

    form: Form
    rate: Value
    rate_shown: Value
    execution: Score
    execution_counted: Value
    indicators: tuple[ScoredIndicator, ...]
    level1: Mapping[str, Subtotal]  # by key: output, benefit, …
    level2: Mapping[str, Subtotal]  # by label
    weight_total: Value
    computed_total: Value
    total: Value
    grade: str
    uncomputed: tuple[int, ...]  # sheet rows that have weight and no computed mark
    unscored: tuple[int, ...]  # sheet rows that have weight and neither mark


class ScoredProject(NamedTuple):
    project: Project
    scored: ScoredForm


class ScoredAssessment(NamedTuple):
    """The whole file scored under one pack."""

    assessment: SelfAssessment
    pack: RulePack
    overall: ScoredForm
    projects: tuple[ScoredProject, ...]
    fields: tuple[tuple[str, Field[object]], ...]  # every field of the file, walked once
    last_year: SelfAssessment | None = None  # the same office's file of the year before, if given
    beside: SelfAssessment | None = None  # the Word report that belongs to this workbook, if given

    @property
    def forms(self) -> tuple[ScoredForm, ...]:
        return (self.overall, *(project.scored for project in self.projects))
