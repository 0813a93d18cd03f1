"""The list of attachments of a report, the labels above its forms, and what the pack asks for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ziping.checks.passages import passages, pattern
from ziping.checks.project_names import used_projects
from ziping.model import NOWHERE, Field
from ziping.passage import ATTACHMENTS, Passage
from ziping.scoring import ScoredAssessment

KINDS = {"basic": "基础数据表", "overall": "整体支出绩效自评表", "project": "项目支出绩效自评表"}
NUMERALS = "一二三四五六七八九十"
LABEL = r"^附\s*[件表]\s*(?P<number>[\d一二三四五六七八九十]+(?:\s*[-－—–.．]\s*\d+)?)"
ITEM = (
    r"^(?:附\s*[件表]\s*[：:]?\s*)?(?:附\s*[件表])?\s*"
    r"(?:(?P<number>\d{1,2}|[一二三四五六七八九十]{1,2})\s*(?:[.．、:：]|(?=[《一-鿿]))\s*)?(?P<name>.*)$"
)


class Item(NamedTuple):
    """A line of the list, or a label above a form: its number ("" without) and its form's kind."""

    passage: Passage
    number: str
    kind: str  # basic, overall, project; "" where the name tells none of them
    name: str


def listed(scored: ScoredAssessment) -> list[Item]:
    """The lines of the list of attachments under the text."""
    found: list[Item] = []
    for one in passages(scored, ATTACHMENTS):
        if one.section:
            continue
        for words in _lines(one.text):
            match = pattern(ITEM).match(words)
            name = match["name"].strip("《》。；;（）()：:") if match else ""
            if match is not None and name:
                number = _digits(match["number"] or "")
                found.append(Item(one, number, kind_of(name), name))
    return found


def labels(scored: ScoredAssessment) -> Iterator[Item]:
    """附件1-1 above a form: the form's kind is that of its section."""
    for one in passages(scored, ATTACHMENTS):
        match = pattern(LABEL).match(one.text.strip())
        if match is not None and one.section in KINDS:
            number = pattern(r"[－—–.．]").sub("-", "".join(match["number"].split()))
            yield Item(one, _digits(number), one.section, one.text.strip())


def kind_of(name: str) -> str:
    """Which form a name of an attachment means."""
    if "基础数据" in name:
        return "basic"
    if "自评表" not in name and "评价表" not in name:
        return ""
    if "整体" in name:
        return "overall"
    return "project" if "项目" in name or "专项" in name else ""


def is_there(scored: ScoredAssessment, kind: str) -> bool:
    """Whether the file has a form: a cell with a place, filled or not."""
    if kind == "project":
        return bool(used_projects(scored))
    node = scored.assessment.basic_data if kind == "basic" else scored.assessment.overall
    return any(True for _ in _cells(node))


def is_missing_all(scored: ScoredAssessment) -> bool:
    """A list that names project forms, and none in the file: ZP320 says so."""
    report = scored.assessment.file.is_report
    named = any(one.kind == "project" for one in listed(scored))
    return report and named and not used_projects(scored)


def asks_for_projects(scored: ScoredAssessment) -> bool:
    """The file has project forms, its list names them, or the pack surely wants them."""
    if used_projects(scored) or any(one.kind == "project" for one in listed(scored)):
        return True
    rule = scored.pack.rule("report.attachments")
    wanted = any(kind_of(name) == "project" for name in rule.value)
    return wanted and (rule.confirmed or not scored.assessment.file.is_report)


def _lines(text: str) -> Iterator[str]:
    """The lines of a paragraph, and the names that stand on one line with their numbers."""
    for line in text.splitlines():
        words = "".join(line.split())
        yield from pattern(r"(?<=表)[；;，,、]?(?=\d{1,2}[.．、])").split(words)


def _cells(node: object) -> Iterator[object]:
    if isinstance(node, Field):
        if node.place != NOWHERE or node.value is not None:
            yield node
    elif isinstance(node, tuple):
        for item in node:
            yield from _cells(item)
    elif hasattr(node, "values"):
        for item in node.values():
            yield from _cells(item)


def _digits(text: str) -> str:
    """二 as 2; digits as they are."""
    if text and text[0] in NUMERALS and len(text) == 1:
        return str(NUMERALS.index(text) + 1)
    return text
