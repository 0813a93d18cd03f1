"""ZP331: a figure of the Word report is not the workbook's."""

from __future__ import annotations

from decimal import Decimal

from ziping.checks.beside_files import other_file, strangers
from ziping.checks.fact import BAD_CELL, Blank, Fact, Outcomes
from ziping.checks.figures_beside import Pair, pairs
from ziping.checks.labels import PERCENT
from ziping.checks.registry import check
from ziping.model import NOWHERE
from ziping.scoring import ScoredAssessment
from ziping.scoring.arithmetic import half_up, percent, plain


@check(
    "ZP331",
    severity="E",
    source="Word 报告与工作簿是同一份自评，数字应一致",
    title="报告的数字与工作簿不符",
    forms=("file",),
    needs="beside",
)
def report_figure_differs_from_workbook(scored: ScoredAssessment) -> Outcomes:
    """毛病：Word 报告里的一个数（资金、执行率、编制、支出、得分、项目金额等）与工作簿的不同。
    为什么：两份一起报送，数字对不上，不知道以哪份为准。
    反例：工作簿全年执行数 804.82，报告的自评表印 804.28。
    正例：两处相同；或报告四舍五入到它所写的位数后相同。
    改法：核对后改正写错的一处；报告用工作簿重新生成最稳妥。
    """
    stop = list(strangers(scored))
    if stop:
        yield from stop
        return
    for pair in pairs(scored, other_file(scored)):
        bad = [one for one in (pair.mine, pair.its) if one.is_bad]
        if bad:
            yield Blank(tuple(one.place for one in bad), (pair.label,), BAD_CELL)
        elif not _agree(pair):
            yield _fact(pair)


def _agree(pair: Pair) -> bool:
    mine, its = pair.mine.value, pair.its.value
    if mine is None:
        mine = pair.counted
    if mine is None or its is None:
        return _may_lack(pair, mine, its)
    if mine == its:
        return True
    return bool(its) and half_up(mine, _decimals(its)) == its


def _may_lack(pair: Pair, mine: Decimal | None, its: Decimal | None) -> bool:
    """Blank in one: said only where the cell is there and the other has more than 0."""
    if not mine and not its:
        return True
    blank = pair.mine if mine is None else pair.its
    return blank.place == NOWHERE or pair.is_worked_out


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _fact(pair: Pair) -> Fact:
    mine = pair.counted if pair.mine.value is None else pair.mine.value
    its = pair.its.value
    worked_out = "算得" if pair.mine.value is None and mine is not None else ""
    gap = its - mine if mine is not None and its is not None else None
    if gap is not None and pair.unit == PERCENT:
        gap *= 100
    return Fact(
        places=(pair.mine.place, pair.its.place),
        subject=f"{pair.label}：报告（{pair.its.place}）{_said(its, pair.unit)}，"
        f"工作簿{worked_out}{_said(mine, pair.unit)}",
        provided=_written(its, pair.unit),
        expected=_written(mine, pair.unit),
        difference=gap,
        unit="个百分点" if pair.unit == PERCENT else pair.unit,
        fix="核对后改正写错的一处；报告可用工作簿重新生成",
    )


def _said(value: Decimal | None, unit: str) -> str:
    if value is None:
        return "空着"
    return _written(value, unit) if unit == PERCENT else f"{plain(value)} {unit}"


def _written(value: Decimal | None, unit: str) -> str:
    if value is None:
        return "空"
    return percent(value) if unit == PERCENT else plain(value)
