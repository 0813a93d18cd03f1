"""The chapters that a pack's outline wants, and whether a report tells them somewhere."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from ziping.checks.passages import PROSE, passages, pattern
from ziping.checks.word_lists import tables
from ziping.passage import ATTACHMENTS, BODY, CELL, FOREIGN, HEADING, Passage
from ziping.scoring import ScoredAssessment

BARE = ("duties", "organization", "performance", "problems", "improvement_measures")
CONTAINERS = {"duties": "overview", "organization": "overview", "staffing": "overview"}
SPENDING = {"basic_expenditure": "general_budget", "project_expenditure": "general_budget"}
USUAL = frozenset((*BARE, "basic_expenditure", "project_expenditure", "performance_summary"))
LAST = ("publication", "other_matters")  # speak of every chapter
HEAD = 24  # characters of a paragraph that may be the heading of what follows


class Chapter(NamedTuple):
    """A chapter of the outline: its title, the keys of its sections."""

    title: str
    keys: tuple[str, ...]
    is_optional: bool  # told in a word where there is nothing to tell


def chapters(scored: ScoredAssessment) -> list[Chapter]:
    """All that a county's own outline has; of the usual one those that no report lacks."""
    rule = scored.pack.rule("report.outline")
    found = []
    for part in rule.value:
        sections = part["sections"]
        keys = tuple(str(one["key"]) for one in sections)
        optional = all("otherwise" in one for one in sections)
        if rule.confirmed or USUAL.intersection(keys):
            found.append(Chapter(f"{part['number']}、{part['title']}", keys, optional))
    return found


def is_told(chapter: Chapter, scored: ScoredAssessment) -> bool:
    """By a heading, by the text of one of its sections, or by its words elsewhere."""
    keys = {*chapter.keys}
    keys |= {others[key] for others in (CONTAINERS, SPENDING) for key in keys & others.keys()}
    told = list(passages(scored, *PROSE))
    if any(one.section in keys for one in told):
        return True
    loose, sure = (_words(table, chapter.keys) for table in ("words", "sure"))
    if any(_says(one, loose if _is_unknown(one) else sure) for one in told):
        return True
    return chapter.is_optional and any(word in one.text for word in loose for one in told)


def empty_headings(scored: ScoredAssessment) -> list[Passage]:
    """First-level headings with nothing between them and the next."""
    order = list(passages(scored, HEADING, BODY, CELL, FOREIGN, ATTACHMENTS))
    rank = min((_rank(one) for one in order if one.role == HEADING and one.level), default=0)
    found = []
    for one, follower in zip(order, [*order[1:], None], strict=True):
        if one.role != HEADING or _rank(one) != rank or _runs_on(one):
            continue
        is_next = follower is not None and follower.role == HEADING and _rank(follower) <= rank
        if follower is None or follower.role == ATTACHMENTS or is_next:
            found.append(one)
    return found


def _is_unknown(one: Passage) -> bool:
    """A heading that is none of the outline's: it may be this chapter under another name."""
    return one.role == HEADING and not one.section


def _says(one: Passage, words: list[str]) -> bool:
    """A heading, or how a paragraph begins."""
    head = one.text.strip() if one.role == HEADING else one.text.strip()[:HEAD]
    if one.role not in (HEADING, BODY) or (one.role == BODY and one.section in LAST):
        return False
    return any(word in head for word in words)


def _rank(one: Passage) -> float:
    """第一部分 stands above 一、; a heading without a number below all."""
    if pattern(r"^\s*第[一二三四五六七八九十\d]{1,2}(?:部分|章)").match(one.text):
        return 0.5
    return one.level or 9


def _runs_on(one: Passage) -> bool:
    """“七、存在的问题：无”: the text stands behind the heading."""
    _, colon, rest = one.text.replace(":", "：").partition("：")
    return bool(colon and rest.strip())


def _words(table: str, keys: tuple[str, ...]) -> list[str]:
    lists = _tables()[table]
    return [word for key in keys for word in lists.get(key, ())]


@cache
def _tables() -> dict[str, dict[str, list[str]]]:
    """How reports call their chapters, read from data."""
    return tables("chapters")
