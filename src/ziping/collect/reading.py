"""What was read of one file that came: plain values, as a child process hands them over in JSON.

Numbers are decimals as text (`plain`), None where nothing stands or nothing can be computed: a
child is not believed more than the file that it read, so nothing but JSON comes out of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

WORKBOOK, REPORT = "workbook", "report"
SEVERITIES = {"E": "error", "W": "warning", "I": "hint"}  # the engine's word → as it is told here


class At(NamedTuple):
    """Where a value stands: sheet and cell, or chapter and paragraph."""

    sheet: str = ""
    cell: str = ""


class FigureReading(NamedTuple):
    """One declared figure of 基本情况, 基础数据表 or the head of a form.

    `key` is the model's attribute path ("basic_data.three_public_expenses.budget"), `label` what
    the sheet calls it ("“三公”经费 本年预算数"), `value` a decimal as text, `text` what was typed.
    """

    key: str
    label: str
    value: str | None
    text: str
    at: At


class IndicatorReading(NamedTuple):
    """One indicator, as `ziping score --json` tells it, with its place."""

    level1: str
    level2: str
    name: str
    nature: str
    target: str
    actual: str
    full_marks: str | None
    computed_score: str | None
    declared_score: str | None
    counted_score: str | None
    deviation_reason: str
    basis: str
    at: At


class FormReading(NamedTuple):
    """整体自评表 or one 项目自评表."""

    is_overall: bool
    name: str  # of the project; "" for the overall form
    sheet: str
    initial_budget: str | None
    adjusted_budget: str | None
    actual_expenditure: str | None
    rate: str | None  # a fraction, unrounded as the engine has it
    computed_total: str | None
    declared_total: str | None
    total: str | None  # what counts
    grade: str
    total_at: At
    rate_at: At
    indicators: tuple[IndicatorReading, ...] = ()


class FindingReading(NamedTuple):
    """A finding as the sheet, the terminal and the JSON print it."""

    code: str
    severity: str  # error, warning, hint: SEVERITIES of the engine's E, W, I
    places: tuple[At, ...]
    problem: str
    provided: str
    expected: str
    difference: str | None
    source: str
    fix: str
    is_head: bool = True
    remark: str = ""  # the office's 说明
    explained: str = ""


class Change(NamedTuple):
    """One thing that was changed in a returned workbook against its template.

    `kind`: formula, label, rule, validation, name, sheet, protection. A change is `grave` where it
    can change a score or hide a fault, else it is told for the record.
    """

    kind: str
    at: At
    label: str
    expected: str
    found: str
    grave: bool = False


class Reading(NamedTuple):
    """One submission: a workbook with the report beside it where one came, or a bare report."""

    kind: str  # WORKBOOK or REPORT
    unit: str
    code: str
    supervising_department: str
    year: int  # 0 where the file does not say
    rules: str
    rules_version: str
    number: int  # of the submission, from inside the file; 0 where it does not say
    unit_at: At
    figures: tuple[FigureReading, ...]
    forms: tuple[FormReading, ...]
    findings: tuple[FindingReading, ...]
    not_evaluated: int
    crashed: int
    changes: tuple[Change, ...] = ()
    active: tuple[str, ...] = ()  # macros, links and the like, one line each
    deadline: str = ""  # ISO date of the pack inside, "" without
    decimals: int = 2
    pack_known: bool = False  # the pack inside is one of ours, or the one given with --rules
    pack_digest: str = ""  # SHA-256 of the pack's texts

    @property
    def overall(self) -> FormReading | None:
        return next((form for form in self.forms if form.is_overall), None)

    def count(self, severity: str) -> int:
        """Findings of a severity; those grouped under a head are not counted twice."""
        return sum(one.severity == severity and one.is_head for one in self.findings)

    def to_json(self) -> dict[str, Any]:
        """As the child sends it."""
        return {name: _plain(value) for name, value in zip(self._fields, self, strict=True)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Reading:
        """The same back; a ValueError, KeyError or TypeError where it is not what was sent."""
        rest = {key: data[key] for key in cls._fields if key not in _NESTED}
        return cls(
            **{**rest, "active": tuple(data["active"]), "unit_at": At(*data["unit_at"])},
            figures=tuple(FigureReading._make((*r[:-1], At(*r[-1]))) for r in data["figures"]),
            forms=tuple(_form(row) for row in data["forms"]),
            findings=tuple(_finding(row) for row in data["findings"]),
            changes=tuple(Change(row[0], At(*row[1]), *row[2:]) for row in data["changes"]),
        )


_NESTED = ("figures", "forms", "findings", "changes")


def _plain(value: Any) -> Any:
    return [_plain(item) for item in value] if isinstance(value, tuple) else value


def _form(row: Sequence[Any]) -> FormReading:
    *plain, total_at, rate_at, indicators = row
    rows = tuple(IndicatorReading._make((*one[:-1], At(*one[-1]))) for one in indicators)
    return FormReading._make((*plain, At(*total_at), At(*rate_at), rows))


def _finding(row: Sequence[Any]) -> FindingReading:
    code, severity, places, *rest = row
    return FindingReading(code, severity, tuple(At(*place) for place in places), *rest)


class Refusal(NamedTuple):
    """Why a file could not be read, as it is told: never a traceback.

    `kind`: unsafe (the gate), unusable (not ours, damaged, wrong layout), memory, time, crash (our
    bug or a child that died), foreign (another format), attachment (nothing to read in it).
    """

    kind: str
    problem: str
    remedy: str

    def to_json(self) -> dict[str, str]:
        return self._asdict()
