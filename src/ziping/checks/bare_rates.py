"""An execution rate right behind its two amounts: 预算100万元，支出90万元，执行率90%."""

from __future__ import annotations

from decimal import Decimal

from ziping.checks.passages import pattern
from ziping.checks.statements import Amount, Sentence, clause_before, leeway
from ziping.scoring.arithmetic import ratio

_RATE = r"，(?:预算|资金|支出)?(?:执行率|支付率|支出率)(?:为|是|达到|达)?"
_SPENT = (
    r"，(?:全年|实际|已|累计|当年)*(?:完成)?(?:支出|执行|支付|使用|列支|拨付)"
    r"(?:了|数|金额|资金|共计|共)*"
)


def bare_rate(rate: Amount, before: str, sentence: Sentence) -> tuple[Amount, Amount] | None:
    """What was spent and of how much, where these two don't give the rate."""
    at = sentence.amounts.index(rate)
    if at < 2 or not pattern(_RATE).fullmatch(before):
        return None
    whole, part = sentence.amounts[at - 2 : at]
    if not _is_pair(whole, part, sentence):
        return None
    slack = (ratio(leeway(part), part.value) + ratio(leeway(whole), whole.value)) * 100
    off = abs(rate.value - ratio(part.value, whole.value) * 100)
    return (part, whole) if off > slack + Decimal(1).scaleb(-rate.decimals) else None


def _is_pair(whole: Amount, part: Amount, sentence: Sentence) -> bool:
    """A budget, and right behind it what was spent of it."""
    if whole.vague or part.vague or not (whole.is_money and part.is_money):
        return False
    budget = clause_before(sentence.text, whole.start)
    if not pattern(r"预算|安排|下达|指标|批复").search(budget) or not 0 < part.value <= whole.value:
        return False
    return pattern(_SPENT).fullmatch(sentence.text[whole.end : part.start]) is not None
