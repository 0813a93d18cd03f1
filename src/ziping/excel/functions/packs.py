"""Which rule pack a worksheet function computes by: one of ours by its name, never a file."""

from __future__ import annotations

from functools import cache

from ziping import rules
from ziping.excel.functions.given import Block, RefusedError, number, text
from ziping.excel.functions.register import Argument
from ziping.quantity import plain_clean
from ziping.rules import RulePack

DEFAULT = "national"
FIRST_YEAR, LAST_YEAR = 1901, 2199  # as the reader of files bounds it

PACK = Argument("rules", "规则包", "规则包名称，省略为 national（全国）", optional=True)
YEAR = Argument("budget_year", "年度", "自评年度，省略则用规则包的最新规定", optional=True)


@cache
def _names() -> tuple[str, ...]:
    return tuple(rules.names())


def chosen(given: Block, year: Block) -> RulePack:
    """The pack of that name for that year; a blank name means the national one."""
    wanted = text(given)
    name = plain_clean(wanted.value) or DEFAULT
    if name == "0":  # an argument left out between two others, as LibreOffice hands it over
        name = DEFAULT
    if wanted.is_bad or name not in _names():
        raise RefusedError(f"没有这个规则包，规则包应为 {'、'.join(_names())} 之一")
    return rules.load(name, _year(year))


def _year(given: Block) -> int:
    """The year; what is no year counts for none, as in a file."""
    year = number(given).value
    return int(year) if year is not None and FIRST_YEAR <= year <= LAST_YEAR else 0
