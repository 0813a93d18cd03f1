"""The prose of a report by section of the pack's outline, and what became of every paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from ziping.model import Field, Number, Place, Text
from ziping.rules import RulePack
from ziping.rules.outline import text_keys
from ziping.scoring import grade_of
from ziping.word.reading import claimed, prose_figures
from ziping.word.reading.chapters import OPENING, Section
from ziping.word.reading.document import Paragraph
from ziping.word.reading.placeholders import (
    claims,
    merge,
    placeholders,
    with_placeholders,
    without_braces,
)
from ziping.word.reading.prose_figures import Found, Told
from ziping.word.reading.result import AMBIGUOUS, CONVERTED, TAKEN, UNRECOGNISED, Note
from ziping.word.reading.result import GENERATED as MADE
from ziping.word.reading.wording import squeezed
from ziping.word.reading.zones import is_listed

BRACES = "花括号改为全角，免得当作占位符填上数字"
FORM_UNITS = ("万元", "元", "亿元", "千元", "人", "万元、人")
SHORT = 40  # characters of a sentence that says “none” and nothing else


class Prose(NamedTuple):
    """What the chapters gave."""

    texts: Mapping[str, Text]
    spending: dict[str, Found]
    staffing: dict[str, Found]
    total: Number
    grade: Text
    notes: tuple[Note, ...]
    others: Mapping[str, tuple[Number, ...]]  # further amounts that are told for a figure


def read_texts(
    parts: Sequence[Section], pack: RulePack, year: int = 0, form_total: Decimal | None = None
) -> Prose:
    """Texts under the pack's keys; what has no place in its outline is told in full.

    A report without chapters has its figures in the opening. `form_total`: 总分 of the overall
    form, which score and grade of the prose are to agree with.
    """
    body = [part for part in parts if part.key != OPENING]
    searched = body or parts
    amounts = prose_figures.spending(searched, year)
    persons = prose_figures.staffing(searched, year)
    spending, staffing = _firsts(amounts), _firsts(persons)
    score = claimed.declared_total(searched, year)
    total = score and score.found
    grade = claimed.declared_grade(searched, year, total)
    agrees = form_total is not None and (total is None or total.field.value in (None, form_total))
    bound = placeholders({**spending, **staffing}, spending, body)
    if agrees:
        merge(bound, claims(total, grade))
    keys = text_keys(pack)
    gathered: dict[str, list[tuple[str, Section, int]]] = {}
    notes = [*_doubts("spending", amounts), *_doubts("staffing", persons)]
    notes += _doubts("", {"": score} if score else {})
    notes += _other_grade(grade and grade[0], form_total, pack) if agrees else ()
    for part in body:
        if not part.key and part.heading is not None:
            notes.append(_of_heading(part, part.heading, pack))
        for number, paragraph in enumerate(part.paragraphs, 1):
            key = _home(part, paragraph, keys)
            remark = _made(part, paragraph, key)
            if remark:
                notes.append(_note(MADE, part, number, paragraph, remark))
            elif not key:
                remark = f"规则包“{pack.name}”的提纲没有这一部分，没有放进报告正文"
                notes.append(_note(UNRECOGNISED, part, number, paragraph, remark))
            elif not _says_none(paragraph, key, spending.get(key)):
                text = with_placeholders(paragraph, bound)
                gathered.setdefault(key, []).append((text, part, number))
                notes.extend(_taken(part, number, paragraph, key, text))
    return Prose(
        {key: _joined(lines) for key, lines in gathered.items()},
        spending,
        staffing,
        Number() if total is None else total.field,
        Text() if grade is None else grade[0],
        tuple(notes),
        {**_others("spending", amounts), **_others("staffing", persons)},
    )


def _others(group: str, told: Mapping[str, Told]) -> dict[str, tuple[Number, ...]]:
    """By the figure's path in the model."""
    return {
        f"{group}.{key}": tuple(found.field for found in one.others)
        for key, one in told.items()
        if one.others
    }


def is_of_attachments(paragraph: Paragraph, part: Section) -> bool:
    """A line of the list of attachments under the text."""
    words = squeezed(paragraph.full_text)
    return (is_listed(words) or words in ("附件:", "附件")) and _is_attachment(paragraph, part)


def _made(part: Section, paragraph: Paragraph, key: str) -> str:
    """Why the report writer makes this paragraph by itself; "" for one of the office's own."""
    words = squeezed(paragraph.full_text)
    if is_of_attachments(paragraph, part) and is_listed(words):
        return "附件清单由系统生成"
    if is_form_mark(words):
        return "表的标注由系统按表样生成"
    return "由系统按数字生成的一段" if key and paragraph.generated else ""


def _taken(part: Section, number: int, paragraph: Paragraph, key: str, text: str) -> Iterator[Note]:
    """The paragraph as it was taken; braces of the office's own are told."""
    if without_braces(paragraph) != paragraph.text:
        yield _note(CONVERTED, part, number, paragraph, BRACES, f"texts.{key}", text)
    yield _note(TAKEN, part, number, paragraph, "", f"texts.{key}", text)


def _firsts(told: Mapping[str, Told]) -> dict[str, Found]:
    return {key: one.found for key, one in told.items()}


def _other_grade(said: Text | None, form_total: Decimal | None, pack: RulePack) -> Iterator[Note]:
    """A grade that is not that of the form's total."""
    wanted = grade_of(form_total, pack)
    if said is not None and said.value and wanted and said.value != wanted:
        remark = f"表上总分 {form_total:f} 分，等级应是“{wanted}”；报告里改由系统填"
        yield Note(AMBIGUOUS, said.place, said.raw, "", "{等级}", remark)


def _doubts(group: str, told: Mapping[str, Told]) -> Iterator[Note]:
    """A figure that the report tells in several ways: which one was taken, and the others."""
    for key, one in told.items():
        if one.others:
            more = one.others[: prose_figures.MOST_OTHERS]
            named = "、".join(f"{hit.field.raw}（{hit.field.place}）" for hit in more)
            remark = f"取为 {one.found.field.value}；文中另有 {named}，请核对"
            name = f"{group}.{key}" if group else ""
            yield Note(AMBIGUOUS, one.found.field.place, one.found.field.raw, name, "", remark)


def _of_heading(part: Section, heading: Paragraph, pack: RulePack) -> Note:
    """The heading of a chapter that the pack's outline has not."""
    remark = f"规则包“{pack.name}”的提纲没有这一章，标题没有放进报告正文"
    text = heading.full_text.strip()
    return Note(UNRECOGNISED, Place(part.name, "标题"), text, "", "", remark)


def is_form_mark(words: str) -> bool:
    """（续表）, 单位：万元 alone on a line."""
    plain = words.strip("()")
    if plain.startswith("续") and len(plain) < 6 and "表" in plain:
        return True
    head, colon, unit = plain.partition(":")
    return bool(colon) and head.endswith("单位") and unit.removeprefix("人民币") in FORM_UNITS


def _says_none(paragraph: Paragraph, key: str, found: Found | None) -> bool:
    """“2024年度无国有资本经营预算支出。” and no more than that."""
    words = squeezed(paragraph.text)
    is_zero = found is not None and found.field.value == 0
    return is_zero and len(words) < SHORT and prose_figures.states_none(key, words)


def _note(
    kind: str,
    part: Section,
    number: int,
    paragraph: Paragraph,
    remark: str,
    key: str = "",
    taken: str = "",
) -> Note:
    text = paragraph.full_text.strip()
    return Note(kind, part.place(number), text, key, taken if taken != text else "", remark)


def _joined(lines: Sequence[tuple[str, Section, int]]) -> Text:
    text = "\n".join(line for line, _, _ in lines)
    _, part, number = lines[0]
    return Field(text, part.place(number), text)


def _is_attachment(paragraph: Paragraph, part: Section) -> bool:
    words = squeezed(paragraph.full_text)
    return words.startswith("附件") or any(one in words for one in ("基础数据表", "绩效自评表"))


def _home(part: Section, paragraph: Paragraph, keys: Sequence[str]) -> str:
    """The key under which a paragraph goes, "" where the pack's outline has no place for it."""
    if part.key in keys:
        return part.key
    if part.key == "overview":
        return next((key for key in ("organization", "duties", "staffing") if key in keys), "")
    if part.key == "general_budget":
        words = squeezed(paragraph.text)
        first = "project_expenditure" if words.find("项目支出") in range(8) else ""
        return next((key for key in (first, "basic_expenditure") if key in keys), "")
    if part.key in ("staffing", "organization", "duties"):
        return next((key for key in ("organization", "duties") if key in keys), "")
    return ""
