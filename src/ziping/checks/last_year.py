"""Last year's file beside this one: whether it fits, and what of it stands for what of this."""

from __future__ import annotations

from collections.abc import Iterator

from ziping.checks.fact import Blank
from ziping.checks.indicator_rows import named_rows, said
from ziping.checks.likeness import core
from ziping.checks.passages import passages, pattern
from ziping.model import Form, Indicator
from ziping.scoring import ScoredAssessment

CLOSERS = "本级|机关|本部|局机关|汇总"
RENAMED = "更名|调整|改|整合|撤销|转隶|划入|并入|合并|重组"


def misfit(scored: ScoredAssessment) -> str:
    """Why the file given as last year's can't be it; "" where it may be."""
    before = scored.last_year
    if before is None:
        return ""
    year, other = scored.assessment.budget_year, before.budget_year
    if year and other and other != year - 1:
        return f"上年文件的年度是 {other} 年，应为 {year - 1} 年"
    name, former = (one.unit.name.value or "" for one in (scored.assessment, before))
    if not is_same_unit(name, former, scored):
        return f"上年文件的单位是“{former.strip()}”，本文件是“{name.strip()}”"
    return ""


def gap(scored: ScoredAssessment) -> Blank | None:
    """What the other checks say where it doesn't fit (ZP516)."""
    why = misfit(scored)
    return Blank((), ("给出的上年文件",), f"不能比较（{why}）") if why else None


def is_same_unit(name: str, former: str, scored: ScoredAssessment) -> bool:
    """Equal, one the other's end, or renamed as the report says; unknown where one is blank."""
    one, other = _bare(name), _bare(former)
    if not one or not other or one.endswith(other) or other.endswith(one):
        return True
    return any(_tells_former(item.text, other) for item in passages(scored))


def _tells_former(text: str, former: str) -> bool:
    squeezed = pattern(r"\s+").sub("", text)
    if former not in squeezed:
        return False
    around = rf"原{former}|[（(]{former}[）)]|{former}[^。；]{{0,6}}(?:{RENAMED})"
    return bool(pattern(around).search(squeezed))


def _bare(name: str) -> str:
    plain = pattern(r"\s+|[（(][^）)]*[）)]").sub("", name)
    return pattern(rf"(?:{CLOSERS})$").sub("", plain)


def form_pairs(scored: ScoredAssessment) -> Iterator[tuple[str, Form, list[Form]]]:
    """Every form of this year with those of last year that it may be compared with."""
    before = scored.last_year
    if before is None:
        return
    yield scored.assessment.overall.sheet, scored.assessment.overall, [before.overall]
    for project in scored.assessment.projects:
        name = core(project.name.value or "")
        same = [one.form for one in before.projects if core(one.name.value or "") == name]
        yield project.form.sheet, project.form, same


def row_pairs(form: Form, before: list[Form]) -> Iterator[tuple[Indicator, Indicator]]:
    """Rows of the same name in both years; a name that is there twice can't be told apart."""
    names: dict[str, list[Indicator]] = {}
    for other in before:
        for row in named_rows(other):
            names.setdefault(core(said(row.name)), []).append(row)
    for row in named_rows(form):
        found = names.get(core(said(row.name)), [])
        if len(found) == 1:
            yield row, found[0]
