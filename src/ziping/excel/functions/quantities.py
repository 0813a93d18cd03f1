"""The reading of a target or an actual value as it was typed."""

from __future__ import annotations

from collections.abc import Callable

from ziping.excel.functions.given import Block, RefusedError, text, wrong
from ziping.excel.functions.register import Argument, Shown, to_mend, worksheet_function
from ziping.quantity import (
    Kind,
    Quantity,
    format_quantity,
    needs_rewriting,
    parse,
    plain,
    plain_clean,
    propose,
)

TO_REWRITE = "待规范："
UNREADABLE = "请写成一个数加单位，如“≥30万件”"


@worksheet_function(
    "读一个填写的指标值：规范写法、数、单位、符号或说明。",
    "文字或数；“数、单位、符号”只取系统能直接计算的写法，读不出时为空",
    '=ZP_QUANTITY("百万件")',
    Argument("typed_text", "文字", "年度指标值或实际完成值，如 ≥30万件"),
    Argument("item", "项目", "写法（省略即此）、数、单位、符号 或 说明", optional=True),
)
def zp_quantity(typed: Block, item: Block) -> Shown:
    cell, wanted = text(typed), text(item)
    name = plain_clean(wanted.value) or SPELLING
    if wanted.is_bad or name not in ITEMS:
        raise RefusedError(f"没有这个项目，项目应为 {'、'.join(ITEMS)} 之一")
    if cell.is_bad:
        return to_mend(wrong(cell))
    return ITEMS[name](cell.value or "")


def _spelling(typed: str) -> Shown:
    """The text itself where the sheet can read it or it is a word; else how to write it."""
    quantity = plain(typed)
    if quantity is not None:
        return format_quantity(quantity)
    reading = parse(typed)
    if reading.kind in (Kind.QUALITATIVE, Kind.BLANK):
        return reading.text
    return propose(typed) or f"{TO_REWRITE}{reading.reason or UNREADABLE}"


def _explanation(typed: str) -> Shown:
    cleaned = plain_clean(typed)
    if not cleaned:
        return None
    if plain(cleaned) is not None:
        return "可以计算"
    if not needs_rewriting(cleaned):
        return "定性文字"
    proposal = propose(cleaned)
    if proposal is not None:
        return f"{TO_REWRITE}请写成“{proposal}”"
    return f"{TO_REWRITE}{parse(cleaned).reason or UNREADABLE}"


def _part(of: Callable[[Quantity], Shown]) -> Callable[[str], Shown]:
    def value(typed: str) -> Shown:
        quantity = plain(typed)
        return None if quantity is None else of(quantity)

    return value


SPELLING = "写法"
ITEMS: dict[str, Callable[[str], Shown]] = {
    SPELLING: _spelling,
    "数": _part(lambda quantity: quantity.value),
    "单位": _part(lambda quantity: quantity.measure),
    "符号": _part(lambda quantity: quantity.sign),
    "说明": _explanation,
}
