"""The words around an amount: the figure's name, its column, a change, whose and which year."""

from __future__ import annotations

from functools import cache

from ziping.checks.passages import pattern
from ziping.checks.statements import words

TOTAL, FOREIGN = "total", "foreign"
UNSAID = "unsaid"
INITIAL, ADJUSTED, BUDGET, FINAL, BEFORE = "initial", "adjusted", "budget", "final", "last_year"
THREE_PUBLIC = (
    "three_public_expenses",
    "vehicle_expenses",
    "vehicle_purchase",
    "vehicle_operation",
    "overseas_visits",
    "official_hospitality",
)


def without_change(rest: str) -> str:
    """下降到, 增加至: what follows is the figure itself, not the change."""
    change = words()["change"]
    verbs = "|".join((*change["up"], *change["down"]))
    return pattern(rf"(?:{verbs})(?:到了?|至|为)$").sub("实际", rest)


def change_of(lead: str, year: int) -> tuple[str, str, int] | None:
    """比上年减少, 较预算节约, 节约预算, 下降: direction, base and where its words begin."""
    told = pattern(r"^(?:相比较?|对比|比较)，?(?:也|均|共|实际)?").match(lead)
    if told is not None:  # 与上年100万元相比，减少: the base was told before its amount
        after = change_of(lead[told.end() :], year)
        return (after[0], after[1], 0) if after and after[2] == 0 else None
    found = pattern(_change_expression()).search(lead)
    if found is None:
        return None
    change = words()["change"]
    verb = "up" if found["verb"] in (*change["up"], *change["more"]) else "down"
    said = found["base"] or ""
    before = (*words()["columns"]["last_year"], f"{year - 1}年")
    base = "other" if said else ""
    if found["year_on_year"] or any(word in said for word in before):
        base = BEFORE if "预算" not in said else "other"
    elif "年初" in said:
        base = INITIAL
    elif "预算" in said or found["of"]:
        base = BUDGET
    if not base and found["verb"] in (*change["more"], *change["less"]):
        base = UNSAID  # 少花2万元: than what, the words don't say
    if pattern(r"预算(?:数|总额|金额|安排|规模)?$").search(lead[: found.start()]):
        base = "other"  # 预算增加134万元, 全年预算比年初预算增加: one budget and another
    return verb, base, found.start()


@cache
def _change_expression() -> str:
    change = words()["change"]
    every = (*change["up"], *change["down"], *change["more"], *change["less"])
    verbs = "|".join(sorted(every, key=len, reverse=True))
    return (
        r"(?:(?P<year_on_year>同比)|(?:相比|比较|比|较|与|对比|同)(?P<base>[^，；、]{1,14}?)"
        r"(?:相比较|相比|比较|对比)?，?(?:也|均|共|共计|累计|同比|实际)?)?"
        rf"(?P<verb>{verbs})(?:了|额|幅度|率|为|达到|达|约|支出|开支|经费|资金|金额|：)*(?P<of>预算)?"
        r"(?:数|资金|金额|支出)?$"
    )


def has_other_change(lead: str) -> bool:
    """A difference or another kind of money, in words that were not read as a change."""
    change = words()["change"]
    clause = pattern(r"[，；]").split(lead)[-1]
    return any(word in clause for word in (*change["up"], *change["down"], *change["other"]))


@cache
def _labels() -> tuple[tuple[str, str], ...]:
    """Every name with its figure, the longest first."""
    named = [
        (word.replace("(", "（").replace(")", "）"), key)
        for key, own in words()["figures"]["words"].items()
        for word in own
    ]
    return tuple(sorted(named, key=lambda pair: -len(pair[0])))


def last_label(text: str) -> tuple[str, int, int] | None:
    """The name that stands last in a text: figure, start and end; none that is a share's base."""
    best: tuple[str, int, int] | None = None
    for word, key in _labels():
        at = text.rfind(word)
        if at < 0 or pattern(r"占[^，；]{0,8}$").search(text[:at]):
            continue
        if best is None or at + len(word) > best[2]:
            best = (key, at, at + len(word))
    return best


def is_scoped(text: str, year: int) -> bool:
    """One unit, one project, another year, a plan."""
    if any(word in text for word in words()["scopes"]["words"]):
        return True
    years = {int(one) for one in pattern(r"(20\d\d)年").findall(text)}
    return bool(years - {year, year - 1}) if year else bool(years)


def column_of(text: str, year: int) -> str:
    columns = words()["columns"]
    if any(word in text for word in columns["last_year"]) or f"{year - 1}年" in text:
        return BEFORE if "预算" not in text else "other"
    if any(word in text for word in columns["adjusted"]):
        return ADJUSTED
    if any(word in text for word in columns["initial"]):
        return INITIAL
    budget = max((text.rfind(word) for word in columns["budget"]), default=-1)
    final = max((text.rfind(word) for word in columns["final"]), default=-1)
    if budget < 0 and final < 0:
        return ""
    if "决算" in text or "实际" in text or "执行" in text:
        return FINAL if final > budget else BUDGET
    return BUDGET if budget >= 0 else FINAL


def is_filler(text: str) -> bool:
    """Nothing but words that join a name and its number."""
    return not _left(text)


def is_context(text: str, unit: str) -> bool:
    """Our own unit and the year, and no other name."""
    for word in sorted(words()["fillers"]["neutral"], key=len, reverse=True):
        text = text.replace(word, "")  # first: 单位 alone is a filler, 我 is not
    left = _left(text)
    return not left or _abbreviates(left, unit)


def _abbreviates(text: str, unit: str) -> bool:
    """县数据局 of 某县数据局: its characters in their order, with the same end."""
    at = 0
    for mark in text:
        at = unit.find(mark, at) + 1
        if not at:
            return False
    return len(text) > 1 and unit[at - 1 :].startswith(text[-1]) and unit[-1:] == text[-1]


def _left(text: str) -> str:
    """What is left of a text without joining words, marks and years."""
    fillers = sorted(words()["fillers"]["words"], key=len, reverse=True)
    plain = pattern(r"20\d\d年度?|^\d{1,2}[.、]|[，：；、（）]|\d+年").sub("", text)
    return pattern("|".join(fillers)).sub("", plain)


def has_name(text: str) -> bool:
    return bool(_left(pattern(r"[，；]").split(text)[-1]))


def speaks_of_all(lead: str, unit: str) -> bool:
    """年初预算780万元 with nothing but our unit and the year in front: of the whole office."""
    clause = pattern(r"[；：]").split(lead)[-1]
    is_column = any(word in clause for word in ("年初预算", "全年预算", "调整后", "全年执行"))
    return is_column and is_context(clause, unit)
