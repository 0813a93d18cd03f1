"""The formulas of one indicator row: the plain grammar, the nature, the mark and the hint."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import NamedTuple

from ziping.model import Text
from ziping.quantity import (
    LEADING_DIGITS,
    LEADING_SIGNS,
    LEADING_WORDS,
    UNIT_FORBIDDEN_START,
    Quantity,
)
from ziping.quantity.steps import NOT_A_NUMBER, Steps, steps
from ziping.rules import RulePack
from ziping.scoring import BAD, ScoredIndicator
from ziping.scoring.arithmetic import plain as digits
from ziping.scoring.nature import AT_LEAST, AT_MOST, EQUAL, UNREAD
from ziping.workbook.formula import Formula, Shown

NBSP = "\u00a0"
SCALE_POWERS = {"%": -2, "千": 3, "万": 4, "百万": 6, "千万": 7, "亿": 8}
COMPARED = (AT_LEAST, AT_MOST, EQUAL)
# 1 to 17 as the rows of a list: where an array constant {1,2,…} stands in the formula, LibreOffice
# turns the whole column into #REF! when a row is deleted.
POSITIONS = "ROW(zp_grammar_digits)"
LAST_POSITION = 17


class Row(NamedTuple):
    """A scored row with its values taken apart, as the helper columns show it."""

    scored: ScoredIndicator
    target: Steps
    actual: Steps
    weight: Decimal | None


def row_of(scored: ScoredIndicator, pack: RulePack) -> Row:
    indicator = scored.indicator
    level = pack.level1_of(indicator.level2.value or "")
    return Row(
        scored,
        steps(_text(indicator.target)),
        steps(_text(indicator.actual), signed=False),
        pack.weight(level.key) if level else None,
    )


def _text(cell: Text) -> str | None:
    return BAD if cell.is_bad else cell.value


def row_formulas(pack: RulePack) -> Iterator[Formula]:
    """Every formula column, in no order that matters."""
    yield Formula("level1_label", LEVEL1_LABEL, lambda r: r.scored.level1)
    yield Formula("level1", LEVEL1, _level1_shown)
    yield from _steps("target", "{target_value}", signed=True)
    yield from _steps("actual", "{actual_value}", signed=False)
    yield Formula("resolved_nature", _nature(), lambda r: r.scored.nature)
    yield Formula("status", _status(pack), lambda r: r.scored.computed.status)
    yield Formula("computed_score", _computed(pack), lambda r: r.scored.computed.marks)
    yield Formula("counted_score", COUNTED, lambda r: r.scored.counted)


LEVEL1_LABEL = (
    'IF(ISERROR({level2}),"",IF({level2}="","",'
    # VLOOKUP takes * and ? for wildcards and a for A: the label found must be the one typed
    "IF(IFERROR(EXACT(VLOOKUP({level2},zp_rule_levels,1,FALSE),{level2}),FALSE),"
    'VLOOKUP({level2},zp_rule_levels,2,FALSE),"")))'
)
LEVEL1 = (
    'IF({level1_label}="","",{level1_label}&CHAR(10)&"（"'
    '&VLOOKUP({level2},zp_rule_levels,3,FALSE)&"分）")'
)
COUNTED = (
    'IF(IF(ISERROR({full_marks}),FALSE,{full_marks}=""),"",IF(ISNUMBER({declared_score}),'
    "ROUND(ROUND({declared_score},10),zp_rule_decimals),IF(ISERROR({declared_score}),"
    f'"{BAD}",IF({{declared_score}}="",{{computed_score}},"{BAD}"))))'
)


def _level1_shown(row: Row) -> Shown:
    label = row.scored.level1
    return f"{label}\n（{digits(row.weight)}分）" if label and row.weight is not None else ""


def _steps(side: str, source: str, *, signed: bool) -> Iterator[Formula]:
    """The helper columns of one value; see `ziping.quantity.steps` for their twins."""

    def step(row: Row) -> Steps:
        return row.target if side == "target" else row.actual

    text, length = f"{{{side}_text}}", f"{{{side}_length}}"
    sign_length = "LEN({target_sign})" if signed else "0"
    body = f"MID({text},{sign_length}+1,99)" if signed else text
    number = f"MID({text},{sign_length}+1,{length})"
    yield Formula(f"{side}_text", _cleaned(source), lambda r: step(r).text)
    if signed:
        yield Formula("target_sign", SIGN, lambda r: r.target.sign)
    first = (
        f"SUMPRODUCT(MIN(99-(99-{POSITIONS})*({POSITIONS}<={LAST_POSITION})"
        f'*ISERROR(FIND(MID({body}&"x",{POSITIONS},1),"0123456789."))))-1'
    )
    yield Formula(f"{side}_length", f'IF({text}="","",{first})', lambda r: step(r).length)
    valid = (
        f'IF(OR(LEFT({number})=".",RIGHT({number})=".",'
        f'LEN({number})-LEN(SUBSTITUTE({number},".",""))>1),"{NOT_A_NUMBER}",'
        f"MID({text},{sign_length}+{length}+1,999))"
    )
    rest = f'IF({text}="","",IF(OR({length}<1,{length}>15),"{NOT_A_NUMBER}",{valid}))'
    yield Formula(f"{side}_rest", rest, lambda r: step(r).rest)
    yield Formula(f"{side}_scale", _scale(side), lambda r: step(r).scale)
    yield Formula(f"{side}_number", _number(side, number), _number_of(side))
    yield Formula(f"{side}_measure", _measure(side), _measure_of(side))


SIGN = (
    'IF({target_text}="","",IF(ISNUMBER(FIND(LEFT({target_text}),"≥≤=")),LEFT({target_text}),""))'
)


def _cleaned(source: str) -> str:
    return f'IF(ISERROR({source}),"{BAD}",SUBSTITUTE({_without_blanks(source)},"％","%"))'


def _without_blanks(source: str) -> str:
    text = f'{source}&""'
    for blank in ('" "', '"　"', f'"{NBSP}"', "CHAR(13)", "CHAR(10)", "CHAR(9)"):
        text = f'SUBSTITUTE({text},{blank},"")'
    return text


def _scale(side: str) -> str:
    rest = f"{{{side}_rest}}"
    return (
        f'IF({rest}="%","%",IF(OR(LEFT({rest},2)="百万",LEFT({rest},2)="千万"),LEFT({rest},2),'
        f'IF(OR(LEFT({rest})="千",LEFT({rest})="万",LEFT({rest})="亿"),LEFT({rest}),"")))'
    )


def _number(side: str, number: str) -> str:
    """VALUE of digits and exponent: exact to the last digit, where a product would not be."""
    rest, scale = f"{{{side}_rest}}", f"{{{side}_scale}}"
    unit = f"MID({rest},LEN({scale})+1,999)"
    exponent = '"E0"'
    for text, power in SCALE_POWERS.items():
        exponent = f'IF({scale}="{text}","E{power}",{exponent})'
    fits = (
        f'AND(LEN(SUBSTITUTE({unit},"/年",""))<=6,'
        f'ISERROR(FIND(LEFT({unit}&"x"),"{UNIT_FORBIDDEN_START}")),'
        f"SUMPRODUCT(--ISNUMBER(FIND(zp_grammar_unit,{unit})))=0)"
    )
    ok = f'OR({rest}="%",{fits})'
    return (
        f'IF(OR({{{side}_text}}="",{rest}="{NOT_A_NUMBER}"),"",'
        f'IF({ok},VALUE({number}&{exponent}),""))'
    )


def _measure(side: str) -> str:
    rest, scale = f"{{{side}_rest}}", f"{{{side}_scale}}"
    unit = f'SUBSTITUTE(MID({rest},LEN({scale})+1,999),"/年","")'
    return f'IF(ISNUMBER({{{side}_number}}),IF({rest}="%","%",{unit}),"")'


def _quantity(row: Row, side: str) -> Quantity | None:
    return row.scored.target if side == "target" else row.scored.actual


def _number_of(side: str) -> Callable[[Row], Shown]:
    def value(row: Row) -> Shown:
        quantity = _quantity(row, side)
        return None if quantity is None else quantity.value

    return value


def _measure_of(side: str) -> Callable[[Row], Shown]:
    def value(row: Row) -> Shown:
        quantity = _quantity(row, side)
        return "" if quantity is None else quantity.measure

    return value


def _nature() -> str:
    text = "{target_text}"
    looks_numeric = (
        f'OR(ISNUMBER(FIND(LEFT({text}),"{LEADING_SIGNS}{LEADING_DIGITS}")),'
        f"{_begins_with_word(text, 3)},{_begins_with_word(text, 2)},"
        f"SUMPRODUCT(--ISNUMBER(FIND(zp_grammar_digits,{text})))>0)"
    )
    default = 'IF(AND(ISNUMBER(FIND("成本",{level2}&"")),RIGHT({target_measure})="元"),"≤","≥")'
    default = f'IF(ISERROR({{level2}}),"≥",{default})'
    word = (
        f'IF({looks_numeric},"待规范",IF(OR({text}="是",{text}="否"),"是否",'
        'IF(ISNUMBER({actual_number}),"待规范","定性")))'
    )
    by_target = (
        f'IF(ISNUMBER({{target_number}}),IF({{target_sign}}<>"",{{target_sign}},{default}),{word})'
    )
    chosen = _without_blanks("{nature}")
    return (
        f'IF(OR(ISERROR({{target_value}}),ISERROR({{nature}})),"{BAD}",IF({text}="","",'
        f'IF({chosen}<>"",{chosen},{by_target})))'
    )


def _begins_with_word(text: str, length: int) -> str:
    words = "|".join(word for word in LEADING_WORDS if len(word) == length)
    return f'ISNUMBER(FIND("|"&LEFT({text},{length})&"|","|{words}|"))'


def _status(pack: RulePack) -> str:
    labels = [f"EXACT({{tier}},zp_rule_tier_{n}_label)" for n in range(1, len(pack.tiers) + 1)]
    tiers = ",".join(labels)
    own = "{declared_score}"
    bad_own = f'IF(ISNUMBER({own}),FALSE,IF(ISERROR({own}),TRUE,{own}<>""))'
    by_tier = (
        f'IF(OR(ISERROR({{tier}}),{bad_own}),"档次或得分{BAD}",IF(OR({tiers}),"","未选达成档次"))'
    )
    by_answer = (
        'IF(OR(EXACT({actual_text},{target_text}),{actual_text}="是",{actual_text}="否"),"",'
        '"应填“是”或“否”")'
    )
    satisfaction = _satisfaction(pack)
    mismatch = "NOT(EXACT({target_measure},{actual_measure}))"
    zero = 'AND({target_number}=0,{resolved_nature}="≥")'
    if satisfaction:
        mismatch = f'OR({mismatch},AND({satisfaction},{{actual_measure}}<>"%"))'
        zero = f"AND({zero},NOT({satisfaction}))"
    known = ",".join(f'{{resolved_nature}}="{nature}"' for nature in (*COMPARED, UNREAD))
    by_quantity = (
        f'IF(NOT(OR({known})),"指标性质应从清单中选",'
        'IF(OR({resolved_nature}="待规范",NOT(ISNUMBER({target_number}))),"待规范：年度指标值",'
        'IF(NOT(ISNUMBER({actual_number})),"待规范：实际完成值",'
        f'IF({mismatch},"单位不一致",IF({zero},"指标值为0，无法计算","")))))'
    )
    by_nature = _by_nature(by_tier, by_answer, by_quantity)
    filled = (
        f'IF(OR({{resolved_nature}}="{BAD}",ISERROR({{actual_value}})),"指标值{BAD}",'
        'IF({resolved_nature}="","未填年度指标值",IF({actual_text}="","未填实际完成值",'
        f"{by_nature})))"
    )
    name = f'{_without_blanks("{indicator_name}")}=""'
    empty = (
        'AND({target_text}="",{actual_text}="",COUNTBLANK({declared_score})=1,'
        f"IF(ISERROR({{indicator_name}}),FALSE,{name}))"
    )
    return (
        f'IF(ISERROR({{full_marks}}),"分值{BAD}",IF({{full_marks}}="",IF({empty},"","未填分值"),'
        f'IF(NOT(ISNUMBER({{full_marks}})),"分值{BAD}",{filled})))'
    )


def _by_nature(by_tier: str, by_answer: str, by_quantity: str) -> str:
    nature = "{resolved_nature}"
    return f'IF({nature}="定性",{by_tier},IF({nature}="是否",{by_answer},{by_quantity}))'


def _satisfaction(pack: RulePack) -> str:
    """The condition under which the pack's satisfaction steps mark a row; "" without such steps."""
    if not pack.steps("satisfaction.steps"):
        return ""
    label = next(level.label for level in pack.levels if level.key == "satisfaction")
    return f'{{level1_label}}="{label}"'


def _computed(pack: RulePack) -> str:
    by_tier = '""'
    for n in range(len(pack.tiers), 0, -1):
        top = f"{{full_marks}}*zp_rule_tier_{n}_top"
        bottom = f"{{full_marks}}*zp_rule_tier_{n}_bottom"
        mark = f"MAX({bottom},MIN({top},IF(ISNUMBER({{declared_score}}),{{declared_score}},{top})))"
        by_tier = f"IF(EXACT({{tier}},zp_rule_tier_{n}_label),{mark},{by_tier})"
    wanted = 'IF(OR({target_text}="是",{target_text}="否"),{target_text},"是")'
    by_answer = (
        f"IF(OR(EXACT({{actual_text}},{{target_text}}),{{actual_text}}={wanted}),{{full_marks}},0)"
    )
    by_quantity = _by_quantity(pack)
    mark = _by_nature(by_tier, by_answer, by_quantity)
    return (
        f'IF(ISNUMBER(FIND("{BAD}",{{status}})),"{BAD}",'
        'IF(OR({status}<>"",NOT(ISNUMBER({full_marks}))),"",'
        f"ROUND(ROUND({mark},10),zp_rule_decimals)))"
    )


def _by_quantity(pack: RulePack) -> str:
    full, goal, done = "{full_marks}", "{target_number}", "{actual_number}"
    if pack.value("quantitative.method") == "proportional":
        short = f"{full}*{done}/{goal}"
    else:
        gate = "zp_rule_pass_rate"
        short = f"MAX(0,{full}*({done}/{goal}-{gate})/(1-{gate}))"
    if pack.value("reverse.method") == "ratio":
        over = f"{full}*{goal}/{done}"
    else:
        over = f"MAX(0,{full}*(1-({done}-{goal})/{goal}))"
    met = (
        f'IF({{resolved_nature}}="≥",{done}>={goal},'
        f'IF({{resolved_nature}}="≤",{done}<={goal},{done}={goal}))'
    )
    mark = f"IF({met},{full},IF({goal}=0,0,IF({done}>{goal},{over},{short})))"
    satisfaction = _satisfaction(pack)
    if not satisfaction:
        return mark
    steps_text = "0"
    for n in range(len(pack.steps("satisfaction.steps")), 0, -1):
        share = f"{full}*zp_rule_satisfaction_{n}_share"
        steps_text = f"IF({done}>=zp_rule_satisfaction_{n}_rate,{share},{steps_text})"
    return f"IF({satisfaction},{steps_text},{mark})"
