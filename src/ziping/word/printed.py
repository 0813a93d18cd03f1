"""Each value of the model as it prints under the options, with its key: prose and forms alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ziping.model import NOTHING, Number, SelfAssessment, Text
from ziping.rules import RulePack
from ziping.scoring import ScoredAssessment, ScoredForm, ScoredIndicator, Value, grade_of
from ziping.scoring.arithmetic import field_value
from ziping.word import inline, shown
from ziping.word.corrections import Correction, corrections
from ziping.word.markup import Table
from ziping.word.options import PLAIN, Options
from ziping.word.page import Page, page_of


class Printed(NamedTuple):
    """A scored file with what the options say of its figures."""

    scored: ScoredAssessment
    options: Options
    page: Page
    corrections: Mapping[str, Correction] = NOTHING

    @property
    def assessment(self) -> SelfAssessment:
        return self.scored.assessment

    @property
    def pack(self) -> RulePack:
        return self.scored.pack

    def table(self, widths: Sequence[int]) -> Table:
        """A table over the whole width of the text."""
        return Table(self.page.fitted(widths))

    def number(self, key: str, cell: Number) -> inline.Value:
        """Money, persons, sizes, weights: right where only the office's arithmetic was wrong."""
        if self.options.declared:
            return inline.Value(key, shown.declared(cell))
        corrected = self.corrections.get(key)
        return inline.Value(key, corrected.printed if corrected else shown.number(cell))

    def words(self, key: str, cell: Text) -> inline.Value:
        """A text of as many lines as it has."""
        typed = cell.raw if self.options.declared and cell.is_bad else shown.words(cell)
        return inline.Value(key, typed)

    def line(self, key: str, cell: Text) -> inline.Value:
        """A text that must stand in one line."""
        return inline.Value(key, " ".join(self.words(key, cell).text.split()))

    def rate(self, key: str, cell: Number, computed: Value = None) -> inline.Value:
        """A rate as percent: the computed one, or with `declared` the office's own."""
        if self.options.declared:
            return inline.Value(key, shown.declared_rate(cell))
        corrected = self.corrections.get(key)
        return inline.Value(key, corrected.printed if corrected else shown.rate(cell, computed))

    def control_rate(self) -> inline.Value:
        """在职人员控制率 = 在职 ÷ 编制."""
        data = self.assessment.basic_data
        computed = shown.control_rate(data)
        return self.rate("basic_data.control_rate", data.control_rate, computed)

    def execution_rate(self, path: str, form: ScoredForm) -> inline.Value:
        """预算执行率, the same in the prose and in the form."""
        key = f"{path}.execution.declared_rate"
        return self.rate(key, form.form.execution.declared_rate, form.rate_shown)

    def mark(self, key: str, own: Number, counted: Value) -> inline.Value:
        """A mark that counts: the own one where given, else the computed one."""
        text = shown.declared(own) if self.options.declared else shown.marks(counted)
        return inline.Value(key, text)

    def indicator_mark(self, path: str, row: ScoredIndicator) -> inline.Value:
        return self.mark(f"{path}.declared_score", row.indicator.declared_score, row.counted)

    def total(self, path: str, form: ScoredForm) -> inline.Value:
        """总分: the sum of the marks that count, as sheet, terminal and JSON have it.

        An own total that differs is a finding and a correction, never a second figure.
        """
        return self.mark(f"{path}.declared_total", form.form.declared_total, form.total)

    def grade(self, form: ScoredForm) -> str:
        """The grade of the total that prints, so that the two cannot contradict each other."""
        own = field_value(form.form.declared_total)
        return grade_of(own if self.options.declared else form.total, self.pack)


def printed(scored: ScoredAssessment, options: Options = PLAIN) -> Printed:
    """Corrections are looked for only where they print."""
    found = {} if options.declared else corrections(scored)
    return Printed(scored, options, page_of(scored.pack), found)
