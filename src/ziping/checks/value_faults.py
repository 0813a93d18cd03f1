"""What is wrong with a target or an actual value as such; "" where nothing is.

ZP404–ZP407 report what is found here, and ZP212 (can't be computed) then says nothing of the row.
"""

from __future__ import annotations

from ziping.checks.indicator_rows import blanks, done, goal, is_dash, read, said
from ziping.checks.indicator_words import has_any, words
from ziping.checks.likeness import core
from ziping.checks.passages import pattern
from ziping.checks.unit_families import Relation, is_money, is_time, relation
from ziping.model import Indicator
from ziping.quantity import Quantity, needs_rewriting
from ziping.scoring import ScoredAssessment, ScoredIndicator
from ziping.scoring.nature import UNREAD

SIGNS = "≥≤＞＜><≧≦⩾⩽"
BEFORE = (
    "不低于|不少于|不小于|不得低于|不得少于|不高于|不超过|不大于|不得超过"
    "|至少|至多|大于|小于|高于|低于"
)
NUMBER = r"[0-9]+(?:\.[0-9]+)?"
UNIT = r"(?:%|[千万亿]?[^\W\d_]{0,3})"
RANGE = rf"{NUMBER}{UNIT}[-~～—–－至]{NUMBER}{UNIT}"
LONGEST_NOUN = 12


def actual_fault(row: ScoredIndicator) -> str:
    """Why an actual value is no value of its row."""
    indicator = row.indicator
    target, actual = said(indicator.target), said(indicator.actual)
    if not target or not actual or is_dash(indicator.target) or indicator.actual.is_bad:
        return ""
    if actual in words("target_types") and actual != target:
        return "是指标类型，不是完成值"
    if actual.startswith(tuple(words("other_places"))):
        return "要到别处去看，格内没有完成值"
    if pattern(rf"[{SIGNS}]|(?:{BEFORE}){NUMBER}").match(actual):
        copied = actual.strip("。") == target.strip("。")
        return "照抄了指标值" if copied else "带比较符号，不是确定的数"
    return _against_number(indicator, actual)


def _against_number(indicator: Indicator, actual: str) -> str:
    """Beside a numeric target: a bound, a range or a word."""
    goal = read(indicator.target)
    if goal is None or read(indicator.actual, actual=True) is not None:
        return ""
    if pattern(rf"{NUMBER}{UNIT}(?:（含）|\(含\))?(?:以上|以下|以内)").fullmatch(actual):
        return "是一个界限，不是确定的数"
    if pattern(RANGE).fullmatch(actual) and not pattern("[年月日号]").search(actual):
        return "是一个范围，不是确定的数"
    if needs_rewriting(actual) or _is_apt_word(goal, actual):
        return ""
    return "没有数，指标值是定量的"


def _is_apt_word(goal: Quantity, actual: str) -> bool:
    """“无” beside 0, “按时完成” beside a time limit."""
    if goal.value == 0:
        return actual.startswith(("无", "没有", "未", "零"))
    return is_time(goal.measure)


def target_fault(row: ScoredIndicator) -> str:
    """Why a target is none."""
    indicator = row.indicator
    target, name = said(indicator.target), said(indicator.name)
    if not target or not name:
        return ""
    bare = target.strip("（）()【】[]。；;:：")
    if bare in words("target_types"):
        return "是指标类型，不是指标值"
    if is_dash(indicator.target):
        apt = target in ("无", "暂无") and has_any(name, "harms")
        return "" if apt or not indicator.is_weighted else "没有内容"
    if core(target) and core(target) == core(name):
        return "只是重复指标名称"
    if _is_unit(target):
        return "只有单位或符号，没有数"
    if _is_noun_beside_number(row, target):
        return "没有数，不能与实际完成值的数比较"
    return ""


def _is_unit(target: str) -> bool:
    """万元, 个, ≥%; but ≥千件 is a number in characters."""
    from ziping.quantity.units import UNITS

    body = target.lstrip(SIGNS + "=")
    if not body:
        return True
    unit = body if body != target else body.removeprefix("万").removeprefix("亿")
    return unit in UNITS or unit in ("%", "‰", "元/人", "人/次")


def _is_noun_beside_number(row: ScoredIndicator, target: str) -> bool:
    """A thing (机关事业单位) where a number should be; a degree or a demand may be a target."""
    number = read(row.indicator.actual, actual=True)
    if row.nature != UNREAD or number is None or needs_rewriting(target):
        return False
    return len(target) <= LONGEST_NOUN and not has_any(target, "degrees")


def units(row: ScoredIndicator) -> Relation:
    """How the units of target and actual value stand to each other."""
    target, actual = goal(row), done(row)
    if target is None or actual is None or 0 in (target.value, actual.value):
        return Relation.SAME
    return relation(target, actual)


def lacks_unit(row: ScoredIndicator) -> bool:
    """A numeric target without unit, which its name does not tell either."""
    target = goal(row)
    if target is None or target.measure or target.value == 0:
        return False
    return not _tells_unit(said(row.indicator.name))


def _tells_unit(name: str) -> bool:
    """办件量（万件）, 单位：个, 培训人次, 开放天数."""
    from ziping.quantity.units import UNITS

    inside = pattern(r"[（(\[【](?:单位[:：]?)?([^）)\]】]{1,6})[）)\]】]").findall(name)
    plain = (one.lstrip("千万亿百") for one in inside)
    if any(one in UNITS or one in ("%", "‰") or is_money(one) for one in plain):
        return True
    counts = "人次|户次|台次|场次|班次|批次|辆次|[次人户个天场期家件份篇台辆项套亩吨](?:数|数量)"
    return bool(pattern(rf"单位[:：]|(?:{counts})(?:[（(].*)?$").search(name))


def is_named_exactly(scored: ScoredAssessment, row: ScoredIndicator) -> bool:
    """Whether a check of family 4 says why the rule can't compute this row."""
    if blanks(scored, row) or target_fault(row) or actual_fault(row):
        return True
    actual = done(row)
    if lacks_unit(row) and actual is not None and actual.measure:
        return True
    return units(row) is Relation.DIFFERENT


def is_same_in_other_words(row: ScoredIndicator) -> bool:
    """Units that only our rule can't compare: 人 and 名."""
    target, actual = goal(row), done(row)
    if target is None or actual is None or target.comparable(actual):
        return False
    return bool(actual.measure) and units(row) is Relation.SAME
