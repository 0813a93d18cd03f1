"""Which paragraphs belong to a form, its title above and its foot below, and which to prose."""

from __future__ import annotations

from collections.abc import Sequence

from ziping.word.reading.document import Paragraph
from ziping.word.reading.wording import LONGEST_LABEL, meaning, squeezed

_HEADS = (
    *("单位:", "金额单位", "填报单位", "预算单位", "部门(单位)名称", "编报单位", "填报日期"),
    *("(单位", "(公章", "(盖章", "单位名称:", "部门名称:", "单位(盖章)", "项目名称:", "填表日期"),
    *("主管部门:", "预算部门", "项目单位:", "自评单位", "评价单位", "单位(公章)"),
)
_LONGEST_REMARK = 20  # lines of 说明 under a form


def split_between(
    paragraphs: Sequence[Paragraph], *, after_form: bool, before_form: bool
) -> tuple[list[Paragraph], list[Paragraph], list[Paragraph]]:
    """(foot of the form above, prose, head of the form below) of what stands between two tables."""
    foot = _foot_length(paragraphs) if after_form else 0
    rest = paragraphs[foot:]
    head = _head_length(rest) if before_form else 0
    cut = len(rest) - head
    return list(paragraphs[:foot]), list(rest[:cut]), list(rest[cut:])


def title_kind(paragraph: Paragraph) -> str:
    """The form that a title announces, or ""; a line of the list of attachments is no title."""
    words = squeezed(paragraph.full_text)
    if not words or len(words) > LONGEST_LABEL or is_listed(words) or words[-1] in "。;:":
        return ""
    return meaning("title", words)


def is_listed(words: str) -> bool:
    """A line of 附件说明: “附件：1.…”, “2.…”."""
    body = words.removeprefix("附件")
    if body != words and body[:1] == ":":
        return True
    digits = len(words) - len(words.lstrip("0123456789"))
    return 0 < digits < 3 and words[digits : digits + 1] in (".", "、", ",")


def is_attachment_label(words: str) -> bool:
    """附件1, 附件1-1, 附件：, 附表2 alone on their line."""
    for lead in ("附件", "附表", "附"):
        if words.startswith(lead):
            rest = words.removeprefix(lead).strip(":")
            return all(one in "0123456789一二三四五六七八九十-—－.()" for one in rest)
    return False


def is_foot(words: str) -> bool:
    """填表人 … 单位负责人签字."""
    return sum(label in words for label in FOOT) > 1 or any(map(words.startswith, FOOT))


FOOT = (
    *("填表人", "填报人", "经办人", "联系电话", "负责人签字", "负责人签章", "单位负责人"),
    *("填报日期", "填报时间", "填表日期", "填表时间"),
)


def _foot_length(paragraphs: Sequence[Paragraph]) -> int:
    """How many paragraphs from the top are the form's own foot."""
    last, in_remark = 0, 0
    for at, paragraph in enumerate(paragraphs):
        words = squeezed(paragraph.full_text)
        if not words:
            continue
        if is_foot(words):
            last, in_remark = at + 1, 0
        elif words.startswith(("说明", "注:", "注1", "备注", "填表说明")):
            last, in_remark = at + 1, _LONGEST_REMARK
        elif in_remark and (is_listed(words) or is_numbered(words)):
            last, in_remark = at + 1, in_remark - 1
        else:
            break
    return last


def is_numbered(words: str) -> bool:
    return words[:1] in "(①②③④⑤⑥⑦⑧⑨" and bool(words)


def _head_length(paragraphs: Sequence[Paragraph]) -> int:
    """How many paragraphs from the end announce the form below."""
    found = 0
    for count, paragraph in enumerate(reversed(paragraphs), 1):
        words = squeezed(paragraph.full_text)
        if not words:
            continue
        if not announces(paragraph):
            break
        found = count
    return found


def announces(paragraph: Paragraph) -> bool:
    """A line above a form that belongs to it: 附件1, its title, 单位：万元, （续表）, …"""
    words = squeezed(paragraph.full_text)
    if not words or is_attachment_label(words) or title_kind(paragraph):
        return True
    if words.strip("()") in ("续表", "续", "接上表", "接上页"):
        return True
    short = len(words) <= 2 * LONGEST_LABEL and not words.endswith("。")
    is_year = words[0] == "(" and words.endswith("年度)")
    return short and (words.startswith(_HEADS) or is_year)
