"""The figures that the workbook knows, as placeholders in an office's own words.

`基本支出共计616.51万元` becomes `基本支出共计{基本支出}万元`: the office keeps its wording, the
workbook keeps the figure, and the two can't drift apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ziping.model import Field
from ziping.word.figures import EXECUTION, PLACEHOLDERS, SPENDING
from ziping.word.reading import prose_figures
from ziping.word.reading.chapters import Section
from ziping.word.reading.document import Paragraph
from ziping.word.reading.prose_figures import Found
from ziping.word.reading.wording import squeezed

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
NEAR = 16  # characters in front of a figure
OF = {key: name for name, key in PLACEHOLDERS.items()}  # figure → the name of its placeholder

Spot = tuple[int, int, str]  # from where to where in a text, and what goes there
Places = dict[int, list[Spot]]  # by the number of the paragraph


def placeholders(
    figures: Mapping[str, Found], amounts: Mapping[str, Found], parts: Sequence[Section]
) -> Places:
    """Where each figure goes, and where an amount is told again in its own section."""
    places: Places = {}
    merge(places, _first(figures))
    merge(places, _repeats(amounts, parts))
    return places


def merge(places: Places, more: Iterable[tuple[int, Spot]]) -> None:
    """Put further spots among those that are known."""
    for nth, spot in more:
        places.setdefault(nth, []).append(spot)


def _first(figures: Mapping[str, Found]) -> Iterator[tuple[int, Spot]]:
    """What was in 元 is then told in 万元; a sum of two places can't be put back into either."""
    for key, one in figures.items():
        if one.nth and key in OF:
            yield one.nth, (one.start, one.end, f"{{{OF[key]}}}{'万元' if one.remark else ''}")


def _repeats(found: Mapping[str, Found], parts: Sequence[Section]) -> Iterator[tuple[int, Spot]]:
    """The same figure told again in its own section: 1.人员经费210.55万元 and so on."""
    for key, one in found.items():
        words, homes = prose_figures.AMOUNTS[key]
        digits = one.field.raw
        if not one.nth or one.remark or key not in OF:
            continue
        for part in parts:
            for paragraph in part.paragraphs if part.key in homes else ():
                for start in _places(paragraph.text, digits, words):
                    if (paragraph.nth, start) != (one.nth, one.start):
                        end = start + len(digits)
                        yield paragraph.nth, (start, end, f"{{{OF[key]}}}")


def _places(text: str, digits: str, words: Sequence[str]) -> Iterator[int]:
    """Where these digits stand right behind one of the words and before 万元."""
    at = text.find(digits)
    while at >= 0:
        before = squeezed(text[max(0, at - NEAR) : at])
        behind = squeezed(text[at + len(digits) : at + len(digits) + 4])
        if before.endswith(tuple(words)) and behind.startswith("万元"):
            yield at
        at = text.find(digits, at + len(digits))


def claims(
    total: Found | None, grade: tuple[Field[str], int, int, int] | None
) -> Iterator[tuple[int, Spot]]:
    """Score and grade in her words, ×× too, are filled in by the workbook from now on."""
    if total is not None and total.nth:
        yield total.nth, (total.start, total.end, "{总分}")
    if grade is not None and grade[1]:
        _, nth, start, end = grade
        yield nth, (start, end, "{等级}")


def with_placeholders(paragraph: Paragraph, bound: Places) -> str:
    """The paragraph with its number, figures of ours and of hers as placeholders."""
    own = _controls(paragraph)
    figures = [one for one in bound.get(paragraph.nth, ()) if not _meets(one, own)]
    text = without_braces(paragraph)
    for start, end, name in sorted([*figures, *own], reverse=True):
        text = text[:start] + name + text[end:]
    return "".join((paragraph.number, *_plain_lines(text))).strip()


def without_braces(paragraph: Paragraph) -> str:
    """The text with a placeholder that the office itself typed in full-width braces.

    Half-width ones would be filled with the figure of that name.
    """
    return _PLACEHOLDER.sub(lambda one: f"｛{one[1]}｝", paragraph.text)


def _controls(paragraph: Paragraph) -> list[Spot]:
    """Our controls in her own words, as the placeholders that they were made from."""
    return [
        (span.start, span.end, f"{{{NAMES[span.control.key]}}}")
        for span in paragraph.spans
        if span.control.key in NAMES and span.control.is_untouched
    ]


def _meets(one: Spot, others: Sequence[Spot]) -> bool:
    return any(one[0] < end and start < one[1] for start, end, _ in others)


def _plain_lines(text: str) -> Iterator[str]:
    """Line breaks inside a paragraph stay, blanks at the ends of lines don't."""
    for number, line in enumerate(text.split("\n")):
        yield ("\n" if number else "") + line.strip()
