"""Project lines of 基础数据表 and the project forms that belong to them, by their names."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Any, NamedTuple

from ziping.checks.passages import pattern
from ziping.checks.word_lists import tables
from ziping.model import Project, ProjectLine
from ziping.scoring import ScoredAssessment

NUMBER = (
    r"^(?:其中[:：]?|\(?[一二三四五六七八九十\d]{1,3}(?:\)[、.,]?|[、:]|[.,](?!\d))"
    r"|第[一二三四五六七八九十]+项)+"
)
ENOUGH = 3  # characters that a name must share with another to be meant by it


class Line(NamedTuple):
    """A line with the project forms of that name; `is_exact`: the very name, and only here."""

    line: ProjectLine
    projects: tuple[Project, ...]
    is_exact: bool
    is_sure: bool  # no other line could be meant


def lines_with_forms(scored: ScoredAssessment) -> list[Line]:
    """Every line that names a project, with its forms."""
    lines = [one for one in scored.assessment.basic_data.project_lines if is_named(one)]
    found: dict[int, list[tuple[Project, bool, bool]]] = {at: [] for at in range(len(lines))}
    for project in used_projects(scored):
        spots, exact = _spots(project.name.value or "", lines)
        for at in spots:
            found[at].append((project, exact, len(spots) == 1))
    return [
        Line(
            line,
            tuple(one for one, _, _ in found[at]),
            all(exact for _, exact, _ in found[at]),
            all(sure for _, _, sure in found[at]),
        )
        for at, line in enumerate(lines)
    ]


def used_projects(scored: ScoredAssessment) -> list[Project]:
    return [one for one in scored.assessment.projects if one.is_used]


def is_named(line: ProjectLine) -> bool:
    """A line of its own name; ××专项资金 and …… are the form's."""
    name = line.name.value or ""
    return bool(core_name(name)) and not pattern(r"×|[xXＸ]{2}|…|\.{3}|_{2}").search(name)


def plain_name(text: str) -> str:
    """A name without its number, quotes and blanks."""
    words = unicodedata.normalize("NFKC", pattern(r"^\s*[①-⑳]").sub("", text))
    words = "".join(words.split())
    return pattern(r"[“”\"'《》。;:]").sub("", pattern(NUMBER).sub("", words))


def core_name(text: str) -> str:
    """What tells it from others: without year, brackets, 经费, 资金, 项目."""
    words = pattern(r"\([^()]*\)?|^20\d\d年?度?").sub("", plain_name(text))
    again = True
    while again:
        again = False
        for tail in word_list()["tails"]:
            if words.endswith(tail) and len(words) - len(tail) >= 2:
                words, again = words.removesuffix(tail), True
    return "" if words in word_list()["placeholders"] else words


def is_same_project(one: str, other: str) -> bool:
    """The same name but for number, brackets and words like 经费."""
    return plain_name(one) == plain_name(other) or core_name(one) == core_name(other) != ""


@cache
def word_list() -> dict[str, Any]:
    """What a project's name may have or lack, read from data."""
    return tables("names")["project"]  # type: ignore[no-any-return]


def _spots(name: str, lines: list[ProjectLine]) -> tuple[list[int], bool]:
    """Which lines a form's name means: the same name first, then the same core, then one in one."""
    words, core = plain_name(name), core_name(name)
    if not core:
        return [], False
    known = [(at, plain_name(line.name.value or ""), line.is_part) for at, line in enumerate(lines)]
    same = [(at, part) for at, other, part in known if other == words]
    if same:
        return _first_level(same), True
    cores = [(at, core_name(other), part) for at, other, part in known]
    alike = [(at, part) for at, other, part in cores if other == core]
    if alike:
        return _first_level(alike), False
    return [at for at, other, _ in cores if _is_within(core, other)], False


def _first_level(found: list[tuple[int, bool]]) -> list[int]:
    """The lines that are no part of another, where there are any."""
    return [at for at, part in found if not part] or [at for at, _ in found]


def _is_within(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= ENOUGH and short in long
