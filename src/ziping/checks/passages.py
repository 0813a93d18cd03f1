"""The words of a file as checks walk over them: a report's passages, or a workbook's cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from ziping.expression import Expression
from ziping.model import Field, Place
from ziping.passage import BODY, CELL, HEADING, OPENING, Passage
from ziping.scoring import ScoredAssessment

PROSE = (OPENING, HEADING, BODY)  # the text of the report proper, without its attachments
NOT_PROSE = ("year", "telephone", "carried", "carried_objective")  # cells that hold no wording


def passages(scored: ScoredAssessment, *roles: str) -> Iterator[Passage]:
    """The passages with one of these roles, in the order of the file; all without roles.

    A workbook has its prose as passages already; the texts in its forms follow as cells.
    """
    report = scored.assessment.report
    for passage in report.passages:
        if not roles or passage.role in roles:
            yield passage
    if not scored.assessment.file.is_report and (not roles or CELL in roles):
        yield from _cells_once(scored)


def section(scored: ScoredAssessment, key: str, *roles: str) -> list[Passage]:
    """The passages of one chapter: its prose, or those with the roles asked for."""
    wanted = roles or (BODY,)
    return [
        one
        for one in scored.assessment.report.passages
        if one.section == key and one.role in wanted
    ]


def has_prose(scored: ScoredAssessment) -> bool:
    """Whether the file has any chapter with text, so that prose can be judged at all."""
    return any(one.role == BODY for one in scored.assessment.report.passages)


def places(found: Iterable[Passage]) -> tuple[Place, ...]:
    return tuple(dict.fromkeys(one.place for one in found))


@cache
def pattern(expression: str) -> Expression:
    """A regular expression, compiled when a text may match it: importing a check stays cheap."""
    return Expression(expression)


_last: list[tuple[ScoredAssessment, tuple[Passage, ...]]] = []  # the file asked for last


def _cells_once(scored: ScoredAssessment) -> tuple[Passage, ...]:
    """The cells of the file that is checked: two dozen checks walk over them, one after another."""
    if not _last or _last[0][0] is not scored:
        _last[:] = [(scored, tuple(_cells(scored)))]
    return _last[0][1]


def _cells(scored: ScoredAssessment) -> Iterator[Passage]:
    """The text cells of a workbook's forms; the prose of 报告正文 has been given already."""
    prose = {one.place for one in scored.assessment.report.passages}
    for name, field in scored.fields:
        if name not in NOT_PROSE and field.place not in prose and _is_text(field):
            yield Passage(field.place, str(field.value), CELL, _form_of(field.place, scored))


def _is_text(field: Field[object]) -> bool:
    return isinstance(field.value, str) and bool(field.value.strip())


def _form_of(place: Place, scored: ScoredAssessment) -> str:
    """The kind of the form that a cell stands in; "" for 基本情况."""
    if place.sheet == scored.assessment.overall.sheet:
        return "overall"
    if any(place.sheet == project.form.sheet for project in scored.assessment.projects):
        return "project"
    basic = scored.assessment.basic_data.authorized_posts.place.sheet
    return "basic" if place.sheet == basic and basic else ""
