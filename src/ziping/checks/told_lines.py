"""What a sentence about 项目支出 tells of the very projects that 基础数据表 lists."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ziping.checks.part_lists import part_lists
from ziping.checks.passages import passages
from ziping.checks.project_names import Line, lines_with_forms, plain_name
from ziping.checks.statements import Amount, Sentence
from ziping.checks.told import LEVEL, PLANS, frame_of, in_passage, unquoted
from ziping.checks.told_words import FINAL
from ziping.passage import BODY, Passage
from ziping.scoring import ScoredAssessment

PROJECTS = "project_expenditure"


class ToldLine(NamedTuple):
    """An amount said of a line, by the line's very name."""

    line: Line
    amount: Amount
    sentence: Sentence


def told_lines(scored: ScoredAssessment) -> Iterator[ToldLine]:
    """The parts of 2024年项目支出…，其中A…，B…; none where they exceed the whole (ZP303)."""
    lines: dict[str, list[Line]] = {}
    for one in lines_with_forms(scored):
        lines.setdefault(plain_name(one.line.name.value or ""), []).append(one)
    for passage in passages(scored, BODY):
        if passage.section not in PLANS and any(name in passage.text for name in lines):
            yield from _in_passage(passage, scored, lines)


def _in_passage(
    passage: Passage, scored: ScoredAssessment, lines: dict[str, list[Line]]
) -> Iterator[ToldLine]:
    told = [one for one in in_passage(passage, frame_of(scored)) if one.key == PROJECTS]
    now = [one for one in told if one.kind == LEVEL and one.column in ("", FINAL)]
    wholes = {one.amount.value for one in now}
    for sentence in unquoted(passage):
        for found in part_lists(sentence):
            total = sum(part.value for part in found.parts)
            if found.whole.value not in wholes or total > found.whole.value:
                continue
            for part, label in zip(found.parts, found.labels, strict=True):
                own = lines.get(plain_name(label), [])
                if len(own) == 1 and not part.vague:
                    yield ToldLine(own[0], part, sentence)
