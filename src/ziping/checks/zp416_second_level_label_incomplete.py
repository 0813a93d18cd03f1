"""ZP416: one second-level label printed without its last word, unlike the others of the form."""

from __future__ import annotations

from ziping.checks.amounts import blank_of
from ziping.checks.fact import Fact, Outcomes
from ziping.checks.forms import forms
from ziping.checks.indicator_rows import said
from ziping.checks.registry import check
from ziping.model import Form, Text
from ziping.quantity import plain_clean
from ziping.scoring import ScoredAssessment

WORD = "指标"


@check(
    "ZP416",
    severity="I",
    source="财预〔2020〕10号附1「二级指标」",
    title="二级指标名称不全",
    forms=("overall", "project"),
)
def second_level_label_incomplete(scored: ScoredAssessment) -> Outcomes:
    """毛病：表里印的二级指标少了“指标”二字，而同一张表的其他二级指标写全了。整张表都不写的是
    当地的表式，不算毛病。
    为什么：表式要统一，少字多是复制时丢的。
    反例：“数量指标”“质量指标”之后写“时效”。
    正例：各行都写“数量指标”“质量指标”“时效指标”。
    改法：照表式补全。
    """
    known = {label for level in scored.pack.levels for label in level.second}
    for sheet, form in forms(scored):
        for row in form.form.indicators:
            if row.level2.is_bad:
                yield blank_of(row.level2, f"第 {row.row} 行二级指标")
        found, whole = _labels(form.form, known)
        if found and whole >= len(found) and whole > 1:
            listed = "、".join(f"“{plain_clean(cell.raw)}”" for cell in found)
            yield Fact(
                places=tuple(cell.place for cell in found),
                subject=f"{sheet}的二级指标{listed}少了“{WORD}”二字，其他二级指标写全了",
                provided=plain_clean(found[0].raw),
                expected=said(found[0]),
                fix="照表式补全二级指标的名称",
            )


def _labels(form: Form, known: set[str]) -> tuple[list[Text], int]:
    """The cells with a label cut short, and how many are written out; each cell once."""
    cells = {row.level2.place: row.level2 for row in form.indicators if row.level2.raw}
    short = [cell for cell in cells.values() if _is_short(cell, known)]
    whole = sum(plain_clean(cell.raw).endswith(WORD) for cell in cells.values())
    return short, whole


def _is_short(cell: Text, known: set[str]) -> bool:
    printed, label = plain_clean(cell.raw), said(cell)
    return label in known and printed not in known and printed + WORD == label
