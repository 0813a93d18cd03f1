"""The prose of a report by section of the pack's outline, its known figures made placeholders.

`基本支出共计616.51万元` becomes `基本支出共计{基本支出}万元`: the office keeps its wording, the
workbook keeps the figure, and the two can't drift apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ziping.model import Field, Number, Text
from ziping.rules import RulePack
from ziping.rules.outline import text_keys
from ziping.word.figures import EXECUTION, PLACEHOLDERS, SPENDING
from ziping.word.reading import prose_figures
from ziping.word.reading.chapters import OPENING, Section
from ziping.word.reading.document import Paragraph
from ziping.word.reading.prose_figures import Found
from ziping.word.reading.result import GENERATED as MADE
from ziping.word.reading.result import TAKEN, UNRECOGNISED, Note
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
SHORT = 40  # characters of a sentence that says “none” and nothing else


class Prose(NamedTuple):
    """What the chapters gave."""

    texts: Mapping[str, Text]
    spending: dict[str, Found]
    staffing: dict[str, Found]
    total: Number
    grade: Text
    notes: tuple[Note, ...]


def read_texts(parts: Sequence[Section], pack: RulePack) -> Prose:
    """Texts under the pack's keys; what has no place in its outline is told in full."""
    body = [part for part in parts if part.key != OPENING]
    spending, staffing = prose_figures.spending(body), prose_figures.staffing(body)
    total, grade = prose_figures.declared_total(body), prose_figures.declared_grade(body)
    names = {key: name for name, key in PLACEHOLDERS.items()}
    bound = _bound({**spending, **_single(staffing)}, names)
    keys = text_keys(pack)
    gathered: dict[str, list[tuple[str, Section, int]]] = {}
    notes: list[Note] = []
    for part in body:
        for number, paragraph in enumerate(part.paragraphs, 1):
            if is_listed(squeezed(paragraph.full_text)) and _is_attachment(paragraph, part):
                notes.append(_note(MADE, part, number, paragraph, "附件清单由系统生成"))
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
    text = paragraph.text
    own = _controls(paragraph)
    figures = [one for one in bound.get(paragraph.nth, ()) if not _meets(one, own)]
    for start, end, name in sorted([*figures, *own], reverse=True):
        text = text[:start] + name + text[end:]
    return "".join((paragraph.number, *_plain_lines(text))).strip()


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
