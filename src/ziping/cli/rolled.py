"""What the terminal shows of a roll forward: what changed, what carried, what did not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ziping.cli.show import COLUMNS
from ziping.cli.table import cut, table, wrap
from ziping.tasks.roll_list import CARRIED, CHANGED, DROPPED, Item

if TYPE_CHECKING:
    from ziping.tasks.roll import Rolled

HEADS = {
    CARRIED: ("内容", "值", "到", "说明"),
    DROPPED: ("内容", "值", "原在", "说明"),
}
WIDTHS = (32, 20, 18, 24)
LONGEST_QUOTE = 40


def roll_lines(rolled: Rolled) -> Iterator[str]:
    """Two tables, what was changed in full, then what to do next."""
    for kind, heads in HEADS.items():
        items = rolled.of(kind)
        yield f"{kind}  {len(items)} 项"
        if items:
            yield from table(heads, [_row(item) for item in items], WIDTHS, ())
        yield ""
    changed = rolled.of(CHANGED)
    yield f"{CHANGED}  {len(changed)} 项"
    for item in changed:
        yield from wrap(f"  {_change(item)}", COLUMNS, "      ")
    yield ""
    yield f"已生成：{rolled.target}（规则：{rolled.pack.title}）"
    yield "全部去向见工作簿的“导入清单”。"
    if rolled.awaiting:
        yield (
            f"沿用上年、等待确认 {rolled.awaiting} 处（橙色）："
            "逐处改写，或在“上年沿用”一栏选“已确认”。"
        )


def _row(item: Item) -> tuple[str, ...]:
    place = item.target if item.kind == CARRIED else item.source
    return item.label, item.value, str(place), item.remark


def _change(item: Item) -> str:
    """单位名称：甲局 → 乙局（单位改名）."""
    if not item.taken:
        return f"{item.label}：{item.remark}"
    remark = f"（{item.remark}）" if item.remark else ""
    old = cut(item.value, LONGEST_QUOTE) or "（空）"
    return f"{item.label}：{old} → {cut(item.taken, LONGEST_QUOTE)}{remark}"
