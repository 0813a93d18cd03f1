"""ZP212: a row has the office's mark, but the rule can't compute one to compare it with.

A half-empty row is ZP401's, values that are none ZP404's to ZP406's, units that differ ZP407's.
"""

from __future__ import annotations

from collections.abc import Sequence

from ziping.checks.fact import BAD_CELL, Blank, Fact, Outcomes
from ziping.checks.forms import forms, title
from ziping.checks.passages import pattern
from ziping.checks.registry import check
from ziping.checks.value_faults import is_named_exactly, is_same_in_other_words
from ziping.model import Place, Text
from ziping.scoring import BAD, ScoredAssessment, ScoredIndicator, number

TIER = "档次"
NO_COLUMN = "是定性指标，Word 表里没有达成档次一栏"
TARGET_ZERO = "指标值为0"
PLAIN_SPEECH = "的指标值、完成值是文字写法，没有换算"
NUMERAL = r"(?<![0-9.十百千万亿])[十百千万亿]|[二三四五六七八九]"
PER = r"/(?:10|1)?[十百千万]+$"  # 12/10万: a rate per so many
IS_NOTHING = "的指标值是 0，实际也是 0，无从按比例测算"
IS_DATE = "的指标值是日期，是否按时由人判断"
DATE = r"^\D{0,6}(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日|底|末|份|上旬|中旬|下旬)?|季度|年底|年末|年内"
OTHER_WORD = "的单位是同义词，没有换算"


@check(
    "ZP212",
    severity="W",
    source="财预〔2020〕10号第十六条",
    title="指标不能测算",
    forms=("overall", "project"),
)
def row_cannot_be_computed(scored: ScoredAssessment) -> Outcomes:
    """毛病：有分值和自评得分的指标行不能按规则测算，如指标值“百万件”待规范、
    定性指标没有选达成档次。
    为什么：不能测算，自评得分就没有依据，测算总分也算不出来。同一张表同一原因合并为一条。
    反例：年度指标值“≥百万件”，实际完成值“108.51万件”。
    正例：年度指标值“≥100万件”，实际完成值“108.51万件”。
    改法：按提示规范指标值、实际完成值或选择达成档次（可点“规范”由程序改写）。
    """
    for _, form in forms(scored):
        by_status: dict[str, list[ScoredIndicator]] = {}
        for row in form.indicators:
            if not row.indicator.is_weighted:
                continue
            if row.computed.marks == BAD:
                yield Blank(_bad_spots(row), (title(row.indicator),), BAD_CELL)
            elif row.computed.marks is None and number(row.counted) is not None:
                if is_same_in_other_words(row) and scored.assessment.file.is_report:
                    spots = (row.indicator.target.place, row.indicator.actual.place)
                    yield Blank(spots, (title(row.indicator),), OTHER_WORD)
                elif scored.assessment.file.is_report and _is_date(row.indicator.target):
                    spots = (row.indicator.target.place, row.indicator.actual.place)
                    yield Blank(spots, (title(row.indicator),), IS_DATE)
                elif scored.assessment.file.is_report and _is_nothing(row):
                    spots = (row.indicator.target.place, row.indicator.actual.place)
                    yield Blank(spots, (title(row.indicator),), IS_NOTHING)
                elif scored.assessment.file.is_report and _is_plain_speech(row):
                    spots = (row.indicator.target.place, row.indicator.actual.place)
                    yield Blank(spots, (title(row.indicator),), PLAIN_SPEECH)
                elif TIER in row.computed.status or not is_named_exactly(scored, row):
                    by_status.setdefault(row.computed.status, []).append(row)
        for status, members in by_status.items():
            if TIER in status and scored.assessment.file.is_report:
                places = tuple(row.indicator.target.place for row in members)
                yield Blank(places, tuple(title(row.indicator) for row in members), NO_COLUMN)
            else:
                yield _fact(status, members)


def _is_plain_speech(row: ScoredIndicator) -> bool:
    """不低于95% → 96%, ≤12/10万 → 10.2/10万: clear to a reader, though no grammar of the sheet."""
    from ziping.quantity import parse  # the rich grammar, for such rows only

    words = (row.indicator.target.value or "", row.indicator.actual.value or "")
    if any(pattern(NUMERAL).search(word) for word in words):
        return False  # ≥百万件: a numeral for a number
    whole = [pattern(PER).sub("", word) for word in words]
    if whole[0].strip().removeprefix("达到") == whole[1].strip().removeprefix("达到"):
        return True  # 达到10年一遇 → 10年一遇
    goal, done = parse(whole[0]).quantity, parse(whole[1], actual=True).quantity
    return goal is not None and done is not None and goal.comparable(done)


def _is_nothing(row: ScoredIndicator) -> bool:
    """网络故障 0 次 → 0 次: as it should be, though nothing can be divided by it."""
    return (
        row.computed.status.startswith(TARGET_ZERO)
        and row.actual is not None
        and not row.actual.value
    )


def _is_date(target: Text) -> bool:
    """12月底前, 2024年6月30日前, 第三季度: kept or not, which no number tells."""
    return bool(pattern(DATE).search(target.value or ""))


def _bad_spots(row: ScoredIndicator) -> tuple[Place, ...]:
    indicator = row.indicator
    found = (
        indicator.full_marks,
        indicator.target,
        indicator.actual,
        indicator.tier,
        indicator.nature,
        indicator.declared_score,
    )
    return tuple(cell.place for cell in found if cell.is_bad)


def _fact(status: str, members: Sequence[ScoredIndicator]) -> Fact:
    names = "、".join(f"第 {row.indicator.row} 行{title(row.indicator)}" for row in members)
    return Fact(
        places=tuple(_spot(row, status) for row in members),
        subject=f"{names}不能测算：{status}",
        provided=status,
        expected="可以按规则测算",
        fix=_fix(status),
    )


def _spot(row: ScoredIndicator, status: str) -> Place:
    """The cell to mend: the tier, the actual value, else the target."""
    if TIER in status:
        return row.indicator.tier.place
    if "性质" in status:
        return row.indicator.nature.place
    actual = "实际" in status or "是" in status.removeprefix("待规范")
    return (row.indicator.actual if actual else row.indicator.target).place


def _fix(status: str) -> str:
    if TIER in status:
        return "选择达成、部分达成或未达成"
    if "性质" in status:
        return "“指标性质”从清单中选一种，或清空，由系统判断"
    if status.startswith(TARGET_ZERO):
        return "应当为零的指标写成“≤0”或“=0”，其他的填大于 0 的指标值"
    if "单位" in status:
        return "把指标值和实际完成值写成同一单位，如“≥30万件”和“42.2万件”"
    if "实际完成值" in status:
        return "实际完成值填一个确定的数加单位，如“42.2万件”，不带“≥”"
    return "指标值写成一个确定的数加单位，如“≥30万件”；不能量化的改按定性指标填写"
