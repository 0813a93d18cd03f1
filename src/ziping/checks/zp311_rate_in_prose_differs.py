"""ZP311: an execution or control rate told in the prose is not the one computed from the forms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ziping.checks.amounts import Cell, gap, places
from ziping.checks.bare_rates import bare_rate
from ziping.checks.fact import Fact, Outcomes
from ziping.checks.messages import quoted
from ziping.checks.passages import passages, pattern
from ziping.checks.registry import check
from ziping.checks.statements import Amount, Sentence, words
from ziping.checks.told import PLANS, unquoted
from ziping.checks.told_cells import cell_of
from ziping.checks.told_words import is_context, last_label
from ziping.passage import BODY, OPENING
from ziping.scoring import ScoredAssessment
from ziping.scoring.arithmetic import half_up, plain, ratio

JOIN = r"(?:为|是|达到|达|完成|：|，?仅|（)*$"


@check(
    "ZP311",
    severity="E",
    source="预算执行率＝全年执行数÷全年预算数；控制率＝在职÷编制、决算÷预算",
    title="正文的执行率或控制率不符",
    forms=("prose", "overall", "basic_data"),
)
def rate_in_prose_differs(scored: ScoredAssessment) -> Outcomes:
    """毛病：正文写的部门预算执行率、在职人员控制率、三公经费或公用经费控制率，与按表上的数计算的不同。
    为什么：同一个比率正文和表上只能有一个。某个项目、某类资金、某个时点的执行率和目标值不核对。
    反例：全年预算 805.82，执行 804.82，正文写“预算执行率 98.99%”。
    正例：正文写“预算执行率 99.88%”，或“99.9%”。
    改法：照计算的比率改正，或改正表上写错的数。
    """
    for passage in passages(scored, OPENING, BODY):
        if passage.section in PLANS or "率" not in passage.text:
            continue
        for sentence in unquoted(passage):
            for rate, before in _rates(sentence):
                yield from _judged(rate, before, sentence, scored)


def _rates(sentence: Sentence) -> Iterator[tuple[Amount, str]]:
    """The percents of a sentence with the words in front."""
    start = 0
    for one in sentence.amounts:
        if one.unit == "%" and not one.vague:
            yield one, sentence.text[start : one.start]
        start = one.end


def _judged(rate: Amount, before: str, sentence: Sentence, scored: ScoredAssessment) -> Outcomes:
    found = _meant(before, sentence, scored)
    if found is None:
        bare = bare_rate(rate, before, sentence)
        if bare is not None and rate.value not in _known(scored, rate):
            yield _bare_fact(rate, sentence, *bare)
        return
    name, part, wholes = found
    empty = gap(part, *wholes)
    if empty:
        yield empty
        return
    fits = [_percent(part, whole, rate) for whole in wholes if whole.number > 0]
    own = [] if name != "预算执行率" else _declared(scored, rate)
    if not fits or rate.value in fits or rate.value in own or _by_sentence(rate, sentence):
        return
    yield _fact(rate, sentence, name, part, wholes, fits[0])


def _meant(
    before: str, sentence: Sentence, scored: ScoredAssessment
) -> tuple[str, Cell, Sequence[Cell]] | None:
    """Which rate the words name: its name, the part and the wholes that it may be of."""
    clause = pattern(r"[，；：（）]").split(pattern(JOIN).sub("", before))[-1]
    data = scored.assessment.basic_data
    if pattern(_names("staff")).search(clause) and not _is_scoped(clause, scored):
        posts = Cell("编制数", data.authorized_posts)
        return "在职人员控制率", Cell("在职人数", data.staff_in_post), (posts,)
    for key in ("three_public_expenses", "operating_expense"):
        if pattern(_names(key)).search(clause) and not _is_scoped(clause, scored):
            spent, budget = (cell_of(scored, key, column) for column in ("final", "budget"))
            assert spent is not None and budget is not None
            return clause[-8:], spent, (budget,)
    named = pattern(_names("execution")).search(clause)
    if named is None or not _is_overall(clause[: named.start()], before, scored, sentence):
        return None
    money = scored.assessment.overall.execution
    whole = Cell("全年预算数", money.adjusted_budget)
    return "预算执行率", Cell("全年执行数", money.actual_expenditure), (whole,)


def _known(scored: ScoredAssessment, rate: Amount) -> list[Decimal]:
    """The rates of the forms: with one of these it is an amount that is wrong (ZP301)."""
    forms = [scored.assessment.overall, *(one.form for one in scored.assessment.projects)]
    pairs = [(one.execution.actual_expenditure, one.execution.adjusted_budget) for one in forms]
    return [
        half_up(ratio(part.value, whole.value) * 100, rate.decimals)
        for part, whole in pairs
        if part.value is not None and whole.value
    ]


def _bare_fact(rate: Amount, sentence: Sentence, part: Amount, whole: Amount) -> Fact:
    right = half_up(ratio(part.value, whole.value) * 100, rate.decimals)
    shown = f"{right:.{rate.decimals}f}%"
    start = max(sentence.text.rfind(mark, 0, whole.start) for mark in "，；：") + 1
    return Fact(
        places=(sentence.passage.place,),
        subject=f"正文{quoted(sentence.text[start : rate.end])}，{plain(part.value)} ÷ "
        f"{plain(whole.value)} ＝ {shown}",
        provided=f"{rate.value}%",
        expected=shown,
        difference=rate.value - right,
        unit="个百分点",
        fix=f"核对两个数；无误的，执行率改为 {shown}",
    )


def _names(rate: str) -> str:
    return f"(?:{'|'.join(words()['rates'][rate])})$"


def _is_overall(head: str, before: str, scored: ScoredAssessment, sentence: Sentence) -> bool:
    """Of the whole office and the whole year: no project, no fund, no month is named before it."""
    unit = scored.assessment.unit.name.value or ""
    if _is_scoped(head, scored) or not is_context(head.replace("整体支出", ""), unit):
        return False
    if pattern(r"(?<!1)[1-9]月|1[01]月|季度|半年").search(before):
        return False
    label = last_label(sentence.text[: sentence.text.find(before) + len(before)])
    is_total = label is None or label[0] == "total"
    return is_total and not pattern(r"项目|专项|基金|经费").search(before)


def _is_scoped(text: str, scored: ScoredAssessment) -> bool:
    year = scored.assessment.budget_year
    years = {int(one) for one in pattern(r"(20\d\d)年").findall(text)} - {year}
    scopes = (*words()["scopes"]["words"], *words()["columns"]["last_year"])
    modal = ("目标", "力争", "确保", "要求", "应", "提高到", "≥")
    return bool(years) or any(word in text for word in (*scopes, *modal))


def _percent(part: Cell, whole: Cell, rate: Amount) -> Decimal:
    return half_up(ratio(part.number, whole.number) * 100, rate.decimals)


def _declared(scored: ScoredAssessment, rate: Amount) -> list[Decimal]:
    """What the form itself declares: if that is wrong, ZP106 says so."""
    given = scored.assessment.overall.execution.declared_rate.value
    return [] if given is None else [half_up(given * 100, rate.decimals)]


def _by_sentence(rate: Amount, sentence: Sentence) -> bool:
    """Two amounts of the same sentence give it: then it is these that differ from the form."""
    money = [one.value for one in sentence.amounts if one.is_money and one.value > 0]
    return any(
        half_up(ratio(part, whole) * 100, rate.decimals) == rate.value
        for part in money
        for whole in money
        if part is not whole and part <= whole
    )


def _fact(
    rate: Amount, sentence: Sentence, name: str, part: Cell, wholes: Sequence[Cell], right: Decimal
) -> Fact:
    start = max(sentence.text.rfind(mark, 0, rate.start) for mark in "，；：") + 1
    shown = f"{right:.{rate.decimals}f}%"
    return Fact(
        places=(sentence.passage.place, *places(part, *wholes)),
        subject=f"正文{quoted(sentence.text[start : rate.end])}，{part.said()} ÷ "
        f"{wholes[0].said()} ＝ {shown}",
        provided=f"{rate.value}%",
        expected=shown,
        difference=rate.value - right,
        unit="个百分点",
        fix=f"{name}改为 {shown}，或改正表上写错的数",
    )
