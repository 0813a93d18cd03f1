"""ZP303: the parts that a sentence tells don't add up to the whole that it tells."""

from __future__ import annotations

from decimal import Decimal

from ziping.checks.fact import Fact, Outcomes
from ziping.checks.finding import Severity
from ziping.checks.messages import quoted
from ziping.checks.part_lists import PartList, makes_up, part_lists
from ziping.checks.registry import check
from ziping.checks.statements import Sentence, quantum, sentences
from ziping.scoring import ScoredAssessment
from ziping.scoring.arithmetic import half_up, plain

CENT = Decimal("0.01")  # 万元: what rounding each part may do


@check(
    "ZP303",
    severity="E",
    source="同一句话里的总数与分项：分项之和应等于总数",
    title="一句话里的分项与总数不符",
    forms=("prose", "overall", "project"),
)
def sum_in_sentence_differs(scored: ScoredAssessment) -> Outcomes:
    """毛病：一句话里说了总数和分项，分项之和大于总数，或者话已说全而分项之和小于总数。
    为什么：同一句话里的数自相矛盾，看的人不知道哪个对。只列了几项、写了“等”的，或分项会重叠的
    （党员、本科、办结），不核对。
    反例：共有账号42个，其中公众号30个、微博10个、其他3个。
    正例：共有账号42个，其中公众号30个、微博10个、其他2个。
    改法：核对原始数据，改正总数或分项。
    """
    for sentence in sentences(scored):
        for found in part_lists(sentence):
            if _differs(found) and not _is_told_elsewhere(found, scored):
                yield _fact(sentence, found)


def _differs(found: PartList) -> bool:
    if found.whole.vague or not found.parts:
        return False
    if any(part.value > found.whole.value for part in found.parts[:1]):
        return found.apart
    total = _total(found)
    if len(found.parts) < 2 or not found.apart or makes_up(found) or _rounded(found):
        return False
    return total > found.whole.value or (found.complete and total < found.whole.value)


def _rounded(found: PartList) -> bool:
    """The whole or all its parts are printed with fewer decimals, and agree as far as they go."""
    step, finest = quantum(found.whole), min(quantum(part) for part in found.parts)
    coarsest = max(quantum(part) for part in found.parts)
    gap = abs(_total(found) - found.whole.value)
    if finest < step:
        return gap <= step / 2
    return finest == coarsest > step and gap <= len(found.parts) * finest / 2


def _is_told_elsewhere(found: PartList, scored: ScoredAssessment) -> bool:
    """The same figures as the model's: ZP120 and ZP107 compare those."""
    values = {part.value for part in found.parts}
    assessment = scored.assessment
    spending, staffing = assessment.spending, assessment.staffing
    money = (spending.personnel_expense.value, spending.operating_expense.value)
    if spending.basic_expenditure.value == found.whole.value and values == set(money):
        return True
    posts = {
        staffing.administrative_posts.value,
        staffing.institution_posts.value,
        staffing.other_posts.value,
    }
    table = assessment.basic_data.authorized_posts.value
    return found.whole.value == table and values == posts - {None, Decimal(0)}


def _total(found: PartList) -> Decimal:
    return sum((part.value for part in found.parts), Decimal(0))


def _fact(sentence: Sentence, found: PartList) -> Fact:
    total, whole = _total(found), found.whole
    named = " ＋ ".join(
        f"{label} {plain(part.value)}".strip()
        for label, part in zip(found.labels, found.parts, strict=True)
    )
    gap = total - whole.value
    is_tail = whole.is_money and abs(gap) <= CENT <= quantum(whole)
    tail = "（可能是各自四舍五入的尾差）" if is_tail else ""
    said = half_up(total, 6).normalize()
    sum_of = f" ＝ {plain(said)}" if len(found.parts) > 1 else ""
    return Fact(
        places=(sentence.passage.place,),
        subject=f"{quoted(_quote(sentence, found))}总数 {plain(whole.value)} {whole.unit}，"
        f"分项{named}{sum_of} {whole.unit}{tail}",
        provided=whole.value,
        expected=total,
        difference=whole.value - total,
        unit=whole.unit,
        severity=Severity.WARNING if is_tail else None,
        fix="核对原始数据，改正总数或分项",
    )


def _quote(sentence: Sentence, found: PartList) -> str:
    """The words around the whole."""
    start = max(0, found.whole.start - len(found.head))
    return sentence.text[start : max(found.whole.end, found.parts[-1].end)]
