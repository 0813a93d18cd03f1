"""What the terminal shows of a roll forward: counts, what wants a look, what to do next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ziping.cli.show import COLUMNS
from ziping.cli.table import cut
from ziping.tasks.roll_list import CARRIED, CHANGED, DROPPED, Item
from ziping.workbook.layout import ROLL_NOTES

if TYPE_CHECKING:
    from ziping.tasks.roll import Rolled

MOST = {CHANGED: 12, DROPPED: 8}  # lines of each; the sheet has all
LONGEST_QUOTE, SHORT_QUOTE = 40, 26


def roll_lines(rolled: Rolled) -> Iterator[str]:
    """A screenful: the sheet holds the whole list."""
    unit = rolled.assessment.unit.name.value or "（未写单位名称）"
    yield f"已生成：{rolled.target}"
    yield f"{unit}  {rolled.assessment.budget_year}年度  规则：{rolled.pack.title}"
    counted = (f"{kind} {len(rolled.of(kind))} 项" for kind in (CARRIED, DROPPED, CHANGED))
    yield "，".join(counted)
    for kind, line in ((CHANGED, _change), (DROPPED, _dropped)):
        items = rolled.of(kind)
        yield from _listed(kind, [line(item) for item in _rare_first(items)])
    yield ""
    yield f"全部去向见工作簿的“{ROLL_NOTES}”。"
    if rolled.assessment.awaiting:
        yield f"沿用上年、等待确认 {rolled.assessment.awaiting} 处（橙色）："
        yield "  逐处改写，或在“上年沿用”一栏选“已确认”。"


def _rare_first(items: Sequence[Item]) -> list[Item]:
    """What is said of many items at once is no news; what is said of one may want a look."""
    counted = Counter(item.remark for item in items)
    return sorted(items, key=lambda item: counted[item.remark])


def _listed(kind: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield ""
        yield f"{kind}："
    for line in lines[: MOST[kind]]:
        yield cut(f"· {line}", COLUMNS)
    if len(lines) > MOST[kind]:
        yield f"· …… 另有 {len(lines) - MOST[kind]} 项"


def _dropped(item: Item) -> str:
    """人员情况（基本情况 B12）：年末在职 14——按今年的数据填."""
    place = f"（{item.source}）" if str(item.source) else ""
    return f"{item.label}{place}：{cut(item.value, SHORT_QUOTE)}——{item.remark}"


def _change(item: Item) -> str:
    """单位名称：甲局 → 乙局（单位改名）."""
    if not item.taken:
        return f"{item.label}：{item.remark}"
    remark = f"（{item.remark}）" if item.remark else ""
    old = cut(item.value, LONGEST_QUOTE) or "（空）"
    return f"{item.label}：{old} → {cut(item.taken, LONGEST_QUOTE)}{remark}"
