"""Score and grade as the prose of a report claims them."""

from __future__ import annotations

from collections.abc import Sequence

from ziping.expression import Expression
from ziping.model import Field
from ziping.word.reading.chapters import OPENING, Section
from ziping.word.reading.prose_figures import Found, Told, best, texts
from ziping.word.reading.said import value_of, year_before

MOST_MARKS = 200  # a larger number is no score
_NUMBER = r"(?P<number>\d{1,3}(?:\.\d+)?|[×XxＸ*]{1,4}|[一二三四五六七八九十百零点]{2,8})"
_BEHIND = r"[^0-9×XxＸ*。；;%]{0,12}?"
_GRADES = "优秀|良好|较好|一般|合格|不合格|较差|优|良|中|差"
_END = r"(?P<end>\s*分|(?=\s*\(\s*[优良中差])|(?=\s*[，,。；;、]|\s*$))"
# the surest wording first; 产出得分 and its like are parts of the score
_PARTS = (
    "产出",
    "效益",
    "效果",
    "满意度",
    "执行",
    "执行率",
    "管理",
    "过程",
    "投入",
    "指标",
    "成本",
)
_NO_PART = "".join(f"(?<!{one})" for one in (*_PARTS, "数量", "质量", "时效", "执行率", "项目"))
_SURE = "自评总?得?分|综合得分|综合评分|总得分|最终得分|评价总?得分|得分合计"
_TOTALS = tuple(
    Expression(one)
    for one in (
        rf"(?:{_SURE}){_BEHIND}{_NUMBER}{_END}",
        rf"(?<!满)(?:总分|总评分){_BEHIND}{_NUMBER}\s*分",
        rf"{_NO_PART}(?:得分|评分){_BEHIND}{_NUMBER}\s*分",
        rf"得\s*{_NUMBER}\s*(?:分|(?=\(\s*[优良中差]))",
    )
)
_IN_BRACKETS = Expression(
    rf"\s*分?\s*\(\s*(?:等级|评级)?[为:]?[“\"]?(?P<grade>{_GRADES})[”\"]?\s*\)"
)
_GRADE = Expression(
    r"(?:等级|等次|评级|评价结果|自评结果|评价结论|自评结论|绩效)[^。；;，,0-9]{0,8}?"
    rf"[“\"‘「：:为是]\s*[“\"‘「]?\s*(?P<grade>{_GRADES})"
    rf"|(?:等级|等次|评级)\s*(?P<bare>{_GRADES})(?=\s*(?:[，,。；;、)]|$))"  # 得分98分，等级优
)
SCORED = ("performance", "general_budget", "overview", "", OPENING)


def declared_total(sections: Sequence[Section], year: int = 0) -> Told | None:
    """自评得分 as the prose tells it; ×× keeps its text and is no number."""
    near = [one for key in SCORED for one in sections if one.key == key]
    for pattern in _TOTALS:
        hits = []
        for section, number, nth, text in texts(near):
            for match in pattern.finditer(text):
                told = year_before(text, match.start("number"))
                value = value_of(match["number"])
                if (told and year and told != year) or (value is not None and value > MOST_MARKS):
                    continue
                raw = section.text_of(number)[slice(*match.span("number"))]
                problem = "" if value is not None else "text"
                field = Field(value, section.place(number), raw, problem)
                hits.append((Found(field, nth, *match.span("number")), told == year > 0))
        if hits:
            return best(hits)
    return None


def declared_grade(
    sections: Sequence[Section], year: int = 0, total: Found | None = None
) -> tuple[Field[str], int, int, int] | None:
    """评价等级 as the prose tells it, with its paragraph and place in it: 98.0（优） first."""
    near = [one for key in SCORED for one in sections if one.key == key]
    for section, number, nth, text in texts(near):
        behind = _IN_BRACKETS.match(text, total.end) if total and total.nth == nth else None
        if behind is not None:
            field = Field(behind["grade"], section.place(number), behind["grade"])
            return field, nth, *behind.span("grade")
    for section, number, nth, text in texts(near):
        for match in _GRADE.finditer(text):
            told = year_before(text, match.start())
            if not (told and year and told != year):
                name = "grade" if match["grade"] else "bare"
                field = Field(match[name], section.place(number), match[name])
                return field, nth, *match.span(name)
    return None
