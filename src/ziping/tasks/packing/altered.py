"""What in the mailed workbook is not as it was handed out, beside what the click put back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ziping.checks import Report
from ziping.model import Place
from ziping.tasks.packing.risk import Grade, Risk
from ziping.workbook.read import ReadFile
from ziping.workbook.tampering import TemplateChange, changes_of
from ziping.workbook.tampering.change import (
    FORMULA,
    LABEL,
    NAME,
    PROTECTION,
    RULE,
    SHEET,
    VALIDATION,
)

KINDS = {
    FORMULA: "公式",
    RULE: "规则的值",
    LABEL: "文字",
    NAME: "名称",
    SHEET: "工作表",
    PROTECTION: "保护",
    VALIDATION: "填写限制",
}
LONGEST = 40
REMEDY = "改回下发时的样子；改不回的，换用下发的空白工作簿，把数据填过去"
KEPT = "不影响得分，有意改的可以不管"


def alterations(read: ReadFile, found: Report) -> Iterator[Risk]:
    """One risk a sheet and kind; what a finding has told already is left out."""
    told = {place for finding in found.findings for place in finding.places}
    groups: dict[tuple[bool, str, str], list[TemplateChange]] = {}
    for change in changes_of(read.opened, read.pack):
        if change.place not in told:
            key = (change.grave, change.kind, change.place.sheet)
            groups.setdefault(key, []).append(change)
    for (grave, kind, sheet), changes in groups.items():
        grade, remedy = (Grade.SURE, REMEDY) if grave else (Grade.NOTE, KEPT)
        yield Risk(grade, _problem(kind, sheet, changes), remedy, _places(changes))


def _problem(kind: str, sheet: str, changes: list[TemplateChange]) -> str:
    where = f"“{sheet}”" if sheet else "工作簿"
    first = changes[0]
    was = "" if kind == FORMULA else f"原是“{_short(first.expected)}”，"
    said = f"{first.label}{was}现在是“{_short(first.found)}”"
    what = f"{where}有 {len(changes)} 处{KINDS.get(kind, kind)}与下发的不同"
    return f"{what}，如{said}" if len(changes) > 1 else f"{what}：{said}"


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _places(changes: Iterable[TemplateChange]) -> tuple[Place, ...]:
    return tuple(change.place for change in changes if change.place.cell)
