"""Every place of a file that is to hold the office's own name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ziping.checks.names import kind_of, plain_unit
from ziping.checks.passages import passages, pattern
from ziping.checks.project_names import used_projects
from ziping.model import Place
from ziping.passage import ATTACHMENTS, CELL, FOOT, OPENING, SIGNATURE, Passage
from ziping.scoring import ScoredAssessment

LABEL = r"^(?:(?:市级|县级|区级|省级)?(?:预算)?(?:部门|单位)+[^：:]{0,4}名称|填报单位|预算单位)"
LABELLED = (
    r"(?:(?:部门|单位)[^：:、]{0,8}名称|(?:填报|编报|编制|自评|报告)(?:单位|部门))[^：:]{0,8}[：:]\s*"
    r"(?P<name>[一-鿿]{3,30})"
)
TITLE = (
    r"(?:20\d\d年度?)?(?:关于)?(?P<name>[一-鿿]{3,30}?)(?:关于)?(?:20\d\d年度?)?"
    r"(?:部门|单位)?(?:整体支出|项目支出|财政支出|预算|绩效).*报告"
)
NO_LINE = "，。；;,！!：:"
LONGEST_LINE = 45


class Named(NamedTuple):
    """A name, its place, what that place is; `is_project`: 实施单位, which may be another's."""

    name: str
    place: Place
    where: str
    is_project: bool = False


def names_told(scored: ScoredAssessment) -> Iterator[Named]:
    yield from _projects(scored)
    if not scored.assessment.file.is_report:
        return
    for one in passages(scored, OPENING, ATTACHMENTS, FOOT, SIGNATURE):
        found = _of_line(one)
        if found:
            yield found
    yield from _cells(scored)


def _projects(scored: ScoredAssessment) -> Iterator[Named]:
    for project in used_projects(scored):
        cell = project.implementing_unit
        if cell.value and kind_of(cell.value):
            yield Named(cell.value.strip(), cell.place, "实施单位", True)


def _of_line(one: Passage) -> Named | None:
    """A labelled name, a title with a name in it, a name alone on its line or in brackets."""
    words = "".join(one.text.split())
    match = pattern(LABELLED).search(words)
    if match is not None and kind_of(match["name"]):
        return Named(match["name"], one.place, "单位名称栏")
    if one.role not in (OPENING, SIGNATURE) or len(words) > LONGEST_LINE:
        return None
    if any(mark in words for mark in NO_LINE) or "《" in words:
        return None
    title = pattern(TITLE).match(words) if one.role == OPENING else None
    name = title["name"] if title else _bare(words)
    if not kind_of(name) or _is_addressee(name):
        return None
    return Named(name, one.place, "标题" if one.role == OPENING else "落款")


def _bare(words: str) -> str:
    """（某县数据局）, 2024年度某县数据局, 某县数据局2025年3月20日: the name alone."""
    words = pattern(r"[（(](?:盖章|公章|签章|章)[）)]").sub("", words)
    words = pattern(r"^[（(]|[）)]$").sub("", words)
    words = pattern(r"^20\d\d年度?|20\d\d[年.].*$").sub("", words)
    return words if pattern(r"^[一-鿿]{3,30}$").match(words) else ""


def _is_addressee(name: str) -> bool:
    """The bureau that gets the report, or made the form."""
    return "财政" in plain_unit(name)


def _cells(scored: ScoredAssessment) -> Iterator[Named]:
    """The cell behind the label 单位名称 of a form, or both in one."""
    label: Passage | None = None
    for one in passages(scored, CELL):
        words = "".join(one.text.split())
        match = pattern(LABELLED).match(words)
        if match is not None and kind_of(match["name"]):
            yield Named(match["name"], one.place, "单位名称栏")
        elif label is not None and not one.is_label and kind_of(words):
            yield Named(words, one.place, "单位名称栏")
        is_label = pattern(LABEL).match(words) and len(words) < 16
        label = one if is_label else None
