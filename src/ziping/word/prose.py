"""The report's text: cover or title block, opening, chapters, list of attachments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ziping.errors import RulePackError
from ziping.model import Text
from ziping.scoring import ScoredAssessment
from ziping.word import shown
from ziping.word.markup import lines, paragraph
from ziping.word.sentences import Gap, Sentences
from ziping.word.skeleton import COVER_SECTION

LONG_TITLE = 19  # characters of 2号 in a line; a longer title breaks after the unit's name
_FIRST = '<w:ind w:leftChars="600" w:left="1920" w:hangingChars="400" w:hanging="1280"/>'
_NEXT = '<w:ind w:leftChars="600" w:left="1920" w:hangingChars="100" w:hanging="320"/>'


def title(scored: ScoredAssessment, sentences: Sentences) -> str:
    """The report's title in one line."""
    return sentences.fill(scored.pack.value("report.title"), "标题")


def opening_block(scored: ScoredAssessment, sentences: Sentences) -> Iterator[str]:
    """A cover of its own section, or the title block on page one; then the opening sentence."""
    unit = sentences.fill("{unit}", "标题")
    heading = _broken(title(scored, sentences), unit)
    date = _report_date(scored, sentences)
    if scored.pack.value("report.cover"):
        yield paragraph(f"部门（单位）名称：{unit}（盖章）", "CoverUnit")
        yield paragraph(heading, "CoverTitle")
        yield paragraph(date, "CoverDate", COVER_SECTION)
    else:
        yield paragraph(heading, "Title")
        yield paragraph(f"（{unit}）", "Subtitle")
        yield paragraph(date, "Subtitle") if date else ""
        yield paragraph("", "BodyText")
    notice = scored.assessment.unit.notice
    key = "report.opening_without_notice" if notice.is_blank else "report.opening"
    yield paragraph(sentences.fill(scored.pack.value(key), "开头"), "BodyText")


def chapters(scored: ScoredAssessment, sentences: Sentences) -> Iterator[str]:
    """Every chapter of the pack's outline."""
    for chapter in scored.pack.value("report.outline"):
        heading = f"{_need(chapter, 'number')}、{_need(chapter, 'title')}"
        yield paragraph(heading, "Heading1")
        for section in _need(chapter, "sections"):
            own = section.get("title", "")
            if own:
                yield paragraph(own, "Heading2")
            yield from _section(scored, section, f"{heading}{own}", sentences)


def attachment_list(names: Sequence[str]) -> Iterator[str]:
    """附件说明: one blank line after the text, no punctuation after names."""
    if names:
        yield paragraph("", "BodyText")
    for number, name in enumerate(names, 1):
        lead = "附件：" if number == 1 else ""
        yield paragraph(
            f"{lead}{number}.{name}", "AttachmentList", _FIRST if number == 1 else _NEXT
        )


def _section(
    scored: ScoredAssessment, section: Mapping[str, Any], name: str, sentences: Sentences
) -> Iterator[str]:
    """The generated sentence first, then the officer's own lines."""
    sentence = _sentence(section, name, sentences)
    own = scored.assessment.texts.get(_need(section, "key"), Text())
    typed = lines(own.value or "") if section.get("text") else []
    if own.is_bad and section.get("text"):
        typed = [sentences.miss_text(name, own)]
    elif section.get("text") and not typed and not sentence:
        otherwise = section.get("otherwise", "")
        typed = [sentences.fill(otherwise, name) or sentences.miss_text(name, own)]
    for line in (sentence, *typed):
        if line:
            yield paragraph(line, "BodyText")


def _sentence(section: Mapping[str, Any], name: str, sentences: Sentences) -> str:
    """The pack's sentence; `otherwise` where the figure that `when` names is blank or 0."""
    template = section.get("template", "")
    if "when" in section and not sentences.has(section["when"], name):
        template = section.get("otherwise", "")
    return sentences.fill(template, name)


def _report_date(scored: ScoredAssessment, sentences: Sentences) -> str:
    """The date as typed; a missing one leaves no mark on the cover, but is told."""
    date = scored.assessment.unit.report_date
    if date.value is None:
        sentences.miss(Gap("标题", "报告日期", date.place, date.is_bad))
    return shown.line(date)


def _broken(heading: str, unit: str) -> str:
    """A long title in two lines, broken after the unit's name and not inside a word."""
    at = heading.find(unit) + len(unit)
    if len(heading) <= LONG_TITLE or unit not in heading or at == len(heading):
        return heading
    return f"{heading[:at]}\n{heading[at:]}"


def _need(table: Mapping[str, Any], key: str) -> Any:
    try:
        return table[key]
    except (KeyError, TypeError):
        raise RulePackError(
            f"规则包的 report.outline 有一节缺少“{key}”", "请对照全国规则包补全这一节"
        ) from None
