"""The report's text: cover or title block, opening, chapters, list of attachments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ziping.errors import RulePackError
from ziping.model import Text
from ziping.word import shown
from ziping.word.inline import Value, lines, plain_text, sentence_mark
from ziping.word.markup import paragraph
from ziping.word.page import Page
from ziping.word.printed import Printed
from ziping.word.sentences import Gap, Pieces, Sentences, own_keys, template_keys
from ziping.word.skeleton import cover_section

UNIT = "unit.name"
OPENING = "opening"  # the key of the sentence before the chapters


def title(printed: Printed, sentences: Sentences) -> Pieces:
    """The report's title."""
    return sentences.fill(printed.pack.value("report.title"), "标题")


def opening_block(printed: Printed, sentences: Sentences) -> Iterator[str]:
    """A cover of its own section, or the title block on page one; then the opening sentence."""
    pack, given = printed.pack, printed.assessment.unit
    unit = sentences.fill("{unit}", "标题")
    heading = _broken(title(printed, sentences), printed.page.title_length)
    date = _report_date(printed, sentences)
    if pack.value("report.cover"):
        seal = "" if printed.options.public else "（盖章）"
        yield paragraph(("部门（单位）名称：", *unit, seal), "CoverUnit")
        yield paragraph(heading, "CoverTitle")
        yield paragraph(date, "CoverDate", cover_section(printed.page))
    else:
        yield paragraph(heading, "Title")
        yield paragraph(("（", *unit, "）"), "Subtitle")
        yield paragraph(date, "Subtitle")
        yield paragraph("", "BodyText")
    key = "report.opening_without_notice" if given.notice.is_blank else "report.opening"
    yield _generated(sentences.fill(pack.value(key), "开头"), OPENING)


def chapters(printed: Printed, sentences: Sentences) -> Iterator[str]:
    """Every chapter of the pack's outline."""
    for chapter in printed.pack.value("report.outline"):
        heading = f"{_need(chapter, 'number')}、{_need(chapter, 'title')}"
        yield paragraph(heading, "Heading1")
        for section in _need(chapter, "sections"):
            own = section.get("title", "")
            if own:
                yield paragraph(own, "Heading2")
            yield from _section(printed, section, f"{heading}{own}", sentences)


def attachment_list(names: Sequence[str], page: Page) -> Iterator[str]:
    """附件说明: one blank line after the text, no punctuation after names."""
    if names:
        yield paragraph("", "BodyText")
    for number, name in enumerate(names, 1):
        lead = "附件：" if number == 1 else ""
        hanging = 4 if number == 1 else 1  # "附件：1." and "2."
        indent = (
            f'<w:ind w:leftChars="600" w:left="{page.characters(6)}"'
            f' w:hangingChars="{hanging}00" w:hanging="{page.characters(hanging)}"/>'
        )
        yield paragraph(f"{lead}{number}.{name}", "AttachmentList", indent)


def _section(
    printed: Printed, section: Mapping[str, Any], name: str, sentences: Sentences
) -> Iterator[str]:
    """The generated sentence first, then the officer's own lines."""
    key = _need(section, "key")
    takes_text = bool(section.get("text"))
    own = printed.assessment.texts.get(key, Text()) if takes_text else Text()
    typed = lines(own.value or "")
    sentence = () if _says_it(section, own, name) else _sentence(section, name, sentences)
    if sentence:
        yield _generated(sentence, key)
    if own.is_bad:
        yield paragraph(sentences.miss_text(name, own), "BodyText")
    elif takes_text and not typed and not sentence:
        yield _otherwise(section, name, own, sentences)
    for line in typed:
        yield paragraph(sentences.fill_own(line, name), "BodyText")


def _says_it(section: Mapping[str, Any], own: Text, name: str) -> bool:
    """Whether her own words state a figure of the sentence: then hers stand instead of it."""
    told = own_keys(own.value or "")
    templates = (section.get("template", ""), section.get("otherwise", ""))
    return bool(told) and any(told & template_keys(one, name) for one in templates)


def _otherwise(section: Mapping[str, Any], name: str, own: Text, sentences: Sentences) -> str:
    """What stands where nothing was written: the pack's word, else the mark of a gap."""
    key, pieces = _need(section, "key"), sentences.fill(section.get("otherwise", ""), name)
    if pieces:
        return _generated((Value(f"sentences.{key}", plain_text(pieces)),), key)
    return _generated((sentences.miss_text(name, own),), key)


def _sentence(section: Mapping[str, Any], name: str, sentences: Sentences) -> Pieces:
    """The pack's sentence; `otherwise` where the figure that `when` names is 0; a blank is none.

    A sentence that has another wording without its figure is one control as a whole.
    """
    template = section.get("template", "")
    if "when" not in section:
        return sentences.fill(template, name)
    if sentences.is_zero(section["when"], name):
        template = section.get("otherwise", "")
    whole = plain_text(sentences.fill(template, name))
    return (Value(f"sentences.{_need(section, 'key')}", whole),) if whole else ()


def _generated(content: Pieces, key: str) -> str:
    """A paragraph that is ours, told from the officer's own by the bookmark at its head."""
    return paragraph(content, "BodyText", lead=sentence_mark(key))


def _report_date(printed: Printed, sentences: Sentences) -> Value:
    """A missing date leaves no mark on the cover, but is told."""
    date = printed.assessment.unit.report_date
    if date.value is None:
        sentences.miss(Gap("标题", "报告日期", date.place, date.is_bad))
    return Value("unit.report_date", shown.date(date))


def _broken(heading: Pieces, longest: int) -> Pieces:
    """A long title in two lines, broken after the unit's name and not inside a word."""
    units = [at for at, one in enumerate(heading) if isinstance(one, Value) and one.key == UNIT]
    if not units or len(plain_text(heading)) <= longest or units[0] == len(heading) - 1:
        return heading
    after = units[0] + 1
    return (*heading[:after], "\n", *heading[after:])


def _need(table: Mapping[str, Any], key: str) -> Any:
    try:
        return table[key]
    except (KeyError, TypeError):
        raise RulePackError(
            f"规则包的 report.outline 有一节缺少“{key}”", "请对照全国规则包补全这一节"
        ) from None
