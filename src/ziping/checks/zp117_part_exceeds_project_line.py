"""ZP117: the 其中 lines of a project line come to more than the line itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ziping.checks.amounts import Cell, compare_sum
from ziping.checks.fact import Outcomes
from ziping.checks.labels import COLUMN_LABELS
from ziping.checks.registry import check
from ziping.model import ProjectLine
from ziping.scoring import ScoredAssessment


@check(
    "ZP117",
    severity="E",
    source="基础数据表「其中」：不大于所属的上一行",
    title="“其中”大于所属项目",
    forms=("basic_data",),
)
def part_exceeds_project_line(scored: ScoredAssessment) -> Outcomes:
    """毛病：项目行下“其中”各行之和大于该项目行（三列各自核对）。
    为什么：“其中”是上一行的一部分，不可能比它多。
    反例：上级专项资金 30，其中：××专项资金 35。
    正例：上级专项资金 35，其中：××专项资金 30。
    改法：核对上一行和“其中”各行，改正填错的数。
    """
    for line, parts in _grouped(scored.assessment.basic_data.project_lines):
        for column, label in COLUMN_LABELS.items():
            yield from compare_sum(
                Cell(line.name.value or "上一行", getattr(line.line, column)),
                [Cell(part.name.value or "其中", getattr(part.line, column)) for part in parts],
                column=label,
                at_most=True,
                fix="核对上一行和“其中”各行，改正填错的数",
            )


def _grouped(lines: Sequence[ProjectLine]) -> Iterator[tuple[ProjectLine, list[ProjectLine]]]:
    """Each line that has 其中 lines in use under it, with them."""
    groups: list[tuple[ProjectLine, list[ProjectLine]]] = []
    for line in lines:
        if not line.is_part:
            groups.append((line, []))
        elif groups and any(not cell.is_blank for _, cell in line.line.columns()):
            groups[-1][1].append(line)
    return (group for group in groups if group[1])
