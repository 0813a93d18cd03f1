"""What the prose of a workbook claims: score, grade, and amounts that differ from its cells."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from ziping.model import Field, Number, Place, ReportText, SelfAssessment

SCORES = ("得分", "评分", "总分", "等级", "等次", "评级", "自评结果", "评价结果")


def with_claims(assessment: SelfAssessment) -> SelfAssessment:
    """The workbook with the claims of its prose; unchanged where the prose names no figure.

    Placeholders ({自评得分}) are no claims: the report fills them with what the workbook has.
    The reader of Word reports is imported only for prose that may claim something.
    """
    told = [one.text for one in assessment.report.passages]
    scores = any(word in text for text in told for word in SCORES)
    amounts = any(_has_amount(text) for text in told)
    if not scores and not amounts:
        return assessment
    return assessment._replace(report=_read(assessment))


def _has_amount(text: str) -> bool:
    """A digit straight before 元, 万元, 亿元 somewhere in the text."""
    at = text.find("元")
    while at >= 0:
        head = text[:at].rstrip("万亿千 ")
        if head[-1:].isdigit():
            return True
        at = text.find("元", at + 1)
    return False


def _read(assessment: SelfAssessment) -> ReportText:
    from ziping.word.reading import claimed, prose_figures
    from ziping.word.reading.chapters import Section
    from ziping.word.reading.document import Paragraph

    cells = assessment.texts
    sections, nth = [], 0
    for key, cell in cells.items():
        lines = [line for line in (cell.value or "").split("\n") if line.strip()]
        paragraphs = tuple(Paragraph(nth + at, line) for at, line in enumerate(lines, 1))
        nth += len(lines)
        sections.append(Section(key, key, None, paragraphs))
    year = assessment.budget_year
    total = claimed.declared_total(sections, year)
    grade = claimed.declared_grade(sections, year, total and total.found)
    spent = prose_figures.spending(sections, year)
    return assessment.report._replace(
        claimed_total=_at_cell(total.found.field, assessment) if total else Number(),
        claimed_grade=_at_cell(grade[0], assessment) if grade else Field(),
        others={
            f"spending.{key}": found
            for key, one in spent.items()
            if (found := _others(key, (one.found, *one.others), assessment))
        },
    )


def _others(key: str, told: Iterable[Any], assessment: SelfAssessment) -> tuple[Number, ...]:
    """What is told for a figure and is not what its own cell has."""
    own: Decimal | None = getattr(assessment.spending, key).value
    fields = [_at_cell(one.field, assessment) for one in told]
    return tuple(field for field in fields if own is not None and field.value not in (None, own))


def _at_cell(field: Field[Any], assessment: SelfAssessment) -> Field[Any]:
    """The same at its cell of 报告正文: the reader names sections and paragraphs."""
    cell = assessment.texts.get(field.place.sheet)
    return field._replace(place=cell.place if cell else Place("", ""))
