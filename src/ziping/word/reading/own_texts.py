"""The prose of a report by section of the pack's outline, its known figures made placeholders.

`基本支出共计616.51万元` becomes `基本支出共计{基本支出}万元`: the office keeps its wording, the
workbook keeps the figure, and the two can't drift apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from ziping.model import Field, Number, Place, Text
from ziping.rules import RulePack
from ziping.rules.outline import text_keys
from ziping.scoring import grade_of
from ziping.word.figures import EXECUTION, PLACEHOLDERS, SPENDING
from ziping.word.reading import claimed, prose_figures
from ziping.word.reading.chapters import OPENING, Section
from ziping.word.reading.document import Paragraph
from ziping.word.reading.prose_figures import Found, Told
from ziping.word.reading.result import AMBIGUOUS, CONVERTED, TAKEN, UNRECOGNISED, Note
from ziping.word.reading.result import GENERATED as MADE
from ziping.word.reading.wording import squeezed
from ziping.word.reading.zones import is_listed

# what a control of ours holds → the name of its placeholder
NAMES = {
    "unit.name": "单位",
    "unit.year": "年度",
    "unit.notice": "通知",
    "basic_data.authorized_posts": "编制数",
    "basic_data.staff_in_post": "在职人数",
    "staffing.staff_in_post": "在职人数",
    "basic_data.control_rate": "控制率",
    **{f"spending.{key}": name for name, key in PLACEHOLDERS.items() if key in SPENDING},
    **{f"overall.execution.{key}": name for name, key in PLACEHOLDERS.items() if key in EXECUTION},
    **{f"figures.{key}": name for name, key in PLACEHOLDERS.items()},
}
_PLACEHOLDER = re.compile(r"\{(" + "|".join(map(re.escape, PLACEHOLDERS)) + r")\}")
BRACES = "花括号改为全角，免得当作占位符填上数字"
FORM_UNITS = ("万元", "元", "亿元", "千元", "人", "万元、人")
NEAR = 16  # characters in front of a figure
SHORT = 40  # characters of a sentence that says “none” and nothing else


class Prose(NamedTuple):
    """What the chapters gave."""

    texts: Mapping[str, Text]
    spending: dict[str, Found]
    staffing: dict[str, Found]
    total: Number
    grade: Text
    notes: tuple[Note, ...]


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
    names = {key: name for name, key in PLACEHOLDERS.items()}
    bound = _bound({**spending, **_single(staffing)}, names)
    for nth, place in _repeats(spending, names, body):
        bound.setdefault(nth, []).append(place)
    agrees = form_total is not None and (total is None or total.field.value in (None, form_total))
    if agrees:
        for nth, place in _claims(total, grade):
            bound.setdefault(nth, []).append(place)
    keys = text_keys(pack)
    gathered: dict[str, list[tuple[str, Section, int]]] = {}
    notes = [*_doubts("spending", amounts), *_doubts("staffing", persons)]
    notes += _doubts("", {"": score} if score else {})
    notes += _other_grade(grade and grade[0], form_total, pack) if agrees else ()
    for part in body:
        if not part.key and part.heading is not None:
            notes.append(_of_heading(part, part.heading, pack))
        for number, paragraph in enumerate(part.paragraphs, 1):
            if is_listed(squeezed(paragraph.full_text)) and _is_attachment(paragraph, part):
                notes.append(_note(MADE, part, number, paragraph, "附件清单由系统生成"))
                continue
            if is_form_mark(squeezed(paragraph.full_text)):
                notes.append(_note(MADE, part, number, paragraph, "表的标注由系统按表样生成"))
                continue
            key = _home(part, paragraph, keys)
            if not key:
                remark = f"规则包“{pack.name}”的提纲没有这一部分，没有放进报告正文"
                notes.append(_note(UNRECOGNISED, part, number, paragraph, remark))
                continue
            if paragraph.generated:
                notes.append(_note(MADE, part, number, paragraph, "由系统按数字生成的一段"))
                continue
            if _says_none(paragraph, key, spending.get(key)):
                continue  # the report says so by itself; told with the figure
            text = _with_placeholders(paragraph, bound)
            if _braces(paragraph) != paragraph.text:
                notes.append(
                    _note(CONVERTED, part, number, paragraph, BRACES, f"texts.{key}", text)
                )
            gathered.setdefault(key, []).append((text, part, number))
            notes.append(_note(TAKEN, part, number, paragraph, "", f"texts.{key}", text))
    return Prose(
        {key: _joined(lines) for key, lines in gathered.items()},
        spending,
        staffing,
        Number() if total is None else total.field,
        Text() if grade is None else grade[0],
        tuple(notes),
    )


def _firsts(told: Mapping[str, Told]) -> dict[str, Found]:
    return {key: one.found for key, one in told.items()}


def _repeats(
    found: Mapping[str, Found], names: Mapping[str, str], parts: Sequence[Section]
) -> Iterator[tuple[int, tuple[int, int, str]]]:
    """The same figure told again in its own section: 1.人员经费210.55万元 and so on."""
    for key, one in found.items():
        words, homes = prose_figures.AMOUNTS[key]
        digits = one.field.raw
        if not one.nth or one.remark or key not in names:
            continue
        for part in parts:
            for paragraph in part.paragraphs if part.key in homes else ():
                for start in _places(paragraph.text, digits, words):
                    if (paragraph.nth, start) != (one.nth, one.start):
                        end = start + len(digits)
                        yield paragraph.nth, (start, end, f"{{{names[key]}}}")


def _places(text: str, digits: str, words: Sequence[str]) -> Iterator[int]:
    """Where these digits stand right behind one of the words and before 万元."""
    at = text.find(digits)
    while at >= 0:
        before = squeezed(text[max(0, at - NEAR) : at])
        behind = squeezed(text[at + len(digits) : at + len(digits) + 4])
        if before.endswith(tuple(words)) and behind.startswith("万元"):
            yield at
        at = text.find(digits, at + len(digits))


def _claims(
    total: Found | None, grade: tuple[Field[str], int, int, int] | None
) -> Iterator[tuple[int, tuple[int, int, str]]]:
    """Score and grade in her words, ×× too, are filled in by the workbook from now on."""
    if total is not None and total.nth:
        yield total.nth, (total.start, total.end, "{总分}")
    if grade is not None and grade[1]:
        _, nth, start, end = grade
        yield nth, (start, end, "{等级}")


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


def _single(found: Mapping[str, Found]) -> dict[str, Found]:
    """Figures that stand in one place: a sum of two can't be put back into the sentence."""
    return {key: one for key, one in found.items() if one.nth}


def _bound(
    found: Mapping[str, Found], names: Mapping[str, str]
) -> dict[int, list[tuple[int, int, str]]]:
    """Paragraph → from where to where a placeholder goes; what was in 元 is then told in 万元."""
    places: dict[int, list[tuple[int, int, str]]] = {}
    for key, one in found.items():
        if one.nth and key in names:
            unit = "万元" if one.remark else ""
            places.setdefault(one.nth, []).append((one.start, one.end, f"{{{names[key]}}}{unit}"))
    return places


def _with_placeholders(
    paragraph: Paragraph, bound: Mapping[int, Sequence[tuple[int, int, str]]]
) -> str:
    own = _controls(paragraph)
    figures = [one for one in bound.get(paragraph.nth, ()) if not _meets(one, own)]
    text = _braces(paragraph)
    for start, end, name in sorted([*figures, *own], reverse=True):
        text = text[:start] + name + text[end:]
    return "".join((paragraph.number, *_plain_lines(text))).strip()


def _braces(paragraph: Paragraph) -> str:
    """The text with a placeholder that the office itself typed in full-width braces.

    Half-width ones would be filled with the figure of that name.
    """
    return _PLACEHOLDER.sub(lambda one: f"｛{one[1]}｝", paragraph.text)


def _controls(paragraph: Paragraph) -> list[tuple[int, int, str]]:
    """Our controls in her own words, as the placeholders that they were made from."""
    return [
        (span.start, span.end, f"{{{NAMES[span.control.key]}}}")
        for span in paragraph.spans
        if span.control.key in NAMES and span.control.is_untouched
    ]


def _meets(one: tuple[int, int, str], others: Sequence[tuple[int, int, str]]) -> bool:
    return any(one[0] < end and start < one[1] for start, end, _ in others)


def _plain_lines(text: str) -> Iterator[str]:
    """Line breaks inside a paragraph stay, blanks at the ends of lines don't."""
    for number, line in enumerate(text.split("\n")):
        yield ("\n" if number else "") + line.strip()
