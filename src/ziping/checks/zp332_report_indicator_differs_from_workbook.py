"""ZP332: an indicator row of the Word report is not the workbook's."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from decimal import Decimal

from ziping.checks.beside_files import other_file, strangers
from ziping.checks.fact import Blank, Fact, Outcomes
from ziping.checks.figures_beside import twin_of
from ziping.checks.forms import title
from ziping.checks.messages import quoted
from ziping.checks.project_names import plain_name
from ziping.checks.registry import check
from ziping.model import Form, Indicator, Text
from ziping.scoring import ScoredAssessment, ScoredForm, ScoredIndicator, number
from ziping.scoring.arithmetic import plain

MOST_TOLD = 8


@check(
    "ZP332",
    severity="E",
    source="Word 报告与工作簿是同一份自评，指标应一致",
    title="报告的指标与工作簿不符",
    forms=("overall", "project"),
    needs="beside",
)
def report_indicator_differs_from_workbook(scored: ScoredAssessment) -> Outcomes:
    """毛病：同一张表里同名的指标，报告与工作簿的指标值、完成值、分值或得分不同；或只在一处有。
    为什么：两份一起报送，指标对不上，总分也就对不上。
    反例：工作簿“办件量”实际 31万件、得 20 分，报告印 30万件、得 18 分。
    正例：两处同名、同值、同分。
    改法：核对后改正写错的一处；报告用工作簿重新生成最稳妥。
    """
    stop = list(strangers(scored))
    if stop:
        yield from stop
        return
    other = other_file(scored)
    yield from _compare("整体自评表", scored.overall, other.overall)
    for project in scored.projects:
        twin = twin_of(project.project, other.projects)
        name = f"项目“{plain_name(project.project.name.value or '')}”"
        if twin is not None:
            yield from _compare(name, project.scored, twin.form)
        elif project.project.is_used:
            yield Blank((project.project.name.place,), (f"报告里{name}的自评表",), "没有找到")


def _compare(name: str, scored: ScoredForm, other: Form) -> Outcomes:
    mine = [row for row in scored.indicators if row.indicator.name.value]
    its = [row for row in other.indicators if row.name.value]
    if not mine or not its:
        if mine or its:
            first = mine[0].indicator.name if mine else its[0].name
            lacking = "工作簿" if its else "报告"
            yield Blank((first.place,), (f"{lacking}{name}的指标",), "没有")
        return
    left = list(its)
    alone: list[Indicator] = []
    for row in mine:
        twin = next((one for one in left if _is_same(one.name, row.indicator.name)), None)
        if twin is None:
            alone.append(row.indicator)
            continue
        left.remove(twin)
        said = list(_differences(row, twin))
        if said:
            yield _fact(name, row.indicator, twin, said)
    for where, rows in (("工作簿", alone), ("报告", left)):
        if rows:
            yield _only(name, where, rows)


def _differences(row: ScoredIndicator, other: Indicator) -> Iterator[tuple[str, str, str]]:
    """(what, the report's, the workbook's) of each cell that differs."""
    mine = row.indicator
    for label, own, its in (
        ("年度指标值", mine.target, other.target),
        ("实际完成值", mine.actual, other.actual),
    ):
        if not (own.is_bad or its.is_bad or _is_same(own, its) or _same_amount(own, its)):
            yield label, _text(its), _text(own)
    full, full_other = mine.full_marks.value, other.full_marks.value
    counted, told = number(row.counted), other.declared_score.value
    if full != full_other and not (mine.full_marks.is_bad or other.full_marks.is_bad):
        yield "分值", _mark(full_other), _mark(full)
    if counted != told and not other.declared_score.is_bad and mine.is_weighted:
        yield "得分", _mark(told), _mark(counted)


def _fact(name: str, own: Indicator, other: Indicator, said: list[tuple[str, str, str]]) -> Fact:
    told = "，".join(f"{what}报告为{its}、工作簿为{mine}" for what, its, mine in said)
    return Fact(
        places=(own.name.place, other.name.place),
        subject=f"{name}{title(own)}（报告 {other.name.place}）：{told}",
        provided="、".join(its for _, its, _ in said),
        expected="、".join(mine for _, _, mine in said),
        fix="核对后改正写错的一处；报告可用工作簿重新生成",
    )


def _only(name: str, where: str, rows: list[Indicator]) -> Fact:
    names = "、".join(title(row) for row in rows[:MOST_TOLD])
    more = f"等 {len(rows)} 行" if len(rows) > MOST_TOLD else ""
    return Fact(
        places=tuple(row.name.place for row in rows),
        subject=f"{name}{names}{more}只有{where}里有",
        provided=f"只在{where}",
        expected="两处都有",
        fix="名称写得不同的改成一致；漏掉的补上",
    )


def _is_same(one: Text, other: Text) -> bool:
    return _plain(one.value) == _plain(other.value)


def _same_amount(one: Text, other: Text) -> bool:
    """≥百万件 and ≥100万件; only such as are written otherwise are taken apart."""
    from ziping.quantity import parse

    mine, its = parse(one.value).quantity, parse(other.value).quantity
    if mine is None or its is None or mine.sign != its.sign:
        return False
    return mine.unit == its.unit and mine.comparable(its) and mine.value == its.value


def _plain(text: str | None) -> str:
    return "".join(unicodedata.normalize("NFKC", text or "").split())


def _text(cell: Text) -> str:
    return quoted(cell.value) if cell.value else "空"


def _mark(value: Decimal | None) -> str:
    return "空" if value is None else f" {plain(value)} 分"
