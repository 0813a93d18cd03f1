"""What a form tells of its objective and its result, as texts."""

from __future__ import annotations

from functools import cache
from re import escape

from ziping.checks.indicator_words import words
from ziping.checks.likeness import SAME, core, likeness
from ziping.checks.passages import pattern
from ziping.checks.statements import words as measure_words
from ziping.model import Form, Text

SHORTEST = 8  # characters of an objective that can be copied
SHORT = 30  # a result without a number that is not longer says nothing that can be measured
DONE = "完成|实现|达成|达到|达标"
WHOLLY = "全部|全面|圆满|如期|100%|百分之百|超额|均|都"
ALL = "各项|全部|所有|全年|年度|年初|预期|既定|绩效|总体"
WORK = "目标|任务|指标|工作|项目"
CLAIMS = (
    # 各项目标任务均已完成
    rf"(?:{ALL})[^，,。；;]{{0,12}}(?:{WORK})[^，,。；;]{{0,4}}?"
    rf"(?:{WHOLLY})[^，,。；;]{{0,4}}(?:{DONE})",
    # 全面完成各项目标
    rf"(?:{WHOLLY})[地]?(?:{DONE})了?[^，,。；;]{{0,4}}(?:{ALL})[^，,。；;]{{0,10}}(?:{WORK})",
    # 各项指标完成率100%
    rf"(?:{ALL})[^，,。；;]{{0,10}}(?:{WORK})[^，,。；;]{{0,3}}完成率?[为达到]{{0,2}}(?:100%|百分之百)",
    # 任务已全部完成
    rf"^(?:{WORK})[已均]{{0,2}}(?:{WHOLLY})[已]?(?:{DONE})",
)
FITLY = f"已|现|皆|已经|按时|按期|按计划|顺利|{WHOLLY}"
ALONE = rf"(?:{FITLY})+(?:{DONE})(?:了|任务|目标|预期目标)?(?:100%)?"
NOT_ALL = r"基本|大部分|未|没有|尚|部分[^，。；]{0,4}完成"  # in the same clause
BUT = r"除[^，。；]{1,20}外|仅|但|只有|个别"  # anywhere in the sentence
COUNTED = (
    "[一二两三四五六七八九十百千万]+(?:余|多)?"
    "(?:个|件|次|人|项|家|期|场|户|份|条|名|批|台|套|亩|公里|万)"
)
YEARS = (  # 2024年度, 2024; a bare one before a measure word is a count: 2020公里
    r"(?:19|20)[0-9]{2}\s*(?:年(?:度|[0-9]{1,2}月(?:[0-9]{1,2}[日号])?)?|度"
    r"|(?![0-9.]|\s*[余多]?(?:[百千万亿]|MEASURES)))"
)


def is_copy(form: Form) -> bool:
    """Whether the result is the objective over again."""
    objective, result = _core(form.objective), _core(form.result)
    if min(len(objective), len(result)) < SHORTEST:
        return False
    if _numbers(objective) != _numbers(result):
        return False  # the same sentence with what was really done
    return likeness(objective, result) >= SAME


def _numbers(text: str) -> list[str]:
    return pattern("[0-9]+").findall(text)


def claim_of_all(form: Form) -> str:
    """The words by which the result claims that all was done; "" where it doesn't."""
    text = pattern(r"\s+").sub("", form.result.value or "").replace("％", "%")
    alone = pattern(r"^[0-9、.．]+|[。.；;，,！!]+$").sub("", text)
    if pattern(ALONE).fullmatch(alone):
        return alone
    for sentence in pattern("[。；;！!]").split(text):
        if pattern(BUT).search(sentence):
            continue
        for clause in pattern("[，,]").split(sentence):
            claim = "" if pattern(NOT_ALL).search(clause) else _claim(clause)
            if claim:
                return claim
    return ""


def _claim(clause: str) -> str:
    for expression in CLAIMS:
        found = pattern(expression).search(clause)
        if found:
            return found.group()
    return ""


def is_empty_talk(form: Form) -> bool:
    """A result in which there is nothing to measure."""
    text = pattern(_years()).sub("", form.result.value or "")
    words_only = core(text)
    if not words_only:
        return False
    lines = [core(line) for line in text.splitlines()]
    if any(character.isdigit() for line in lines for character in line):
        return False
    if pattern(COUNTED).search(words_only):
        return False
    return len(words_only) <= SHORT or _only_phrases(text)


@cache
def _years() -> str:
    measures = sorted(measure_words()["measures"]["words"], key=len, reverse=True)
    return YEARS.replace("MEASURES", "|".join(map(escape, measures)))


def _only_phrases(text: str) -> bool:
    clauses = [core(one) for one in pattern("[，,。；;！!\n]").split(text)]
    said = [one for one in clauses if one]
    empty = words("empty_results")
    return all(any(one == word or one.endswith(word) for word in empty) for one in said)


def _core(cell: Text) -> str:
    return core(cell.value or "")
