"""`ziping rules`: the packs, and one pack value by value with its clause."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from ziping import rules
from ziping.cli.table import pad, width, wrap
from ziping.rules import Rule

STATUS = {"confirmed": "已确认", "unconfirmed": "待确认"}
COLUMNS = 100


def list_packs() -> Iterator[str]:
    for name in rules.names():
        pack = rules.load(name)
        yield f"{pad(name, 12)}{pack.title}"
    yield ""
    yield "ziping rules 名称 可看每一项及其依据；新的县区另写一个 .toml 文件即可使用。"


def pack_lines(name: str) -> Iterator[str]:
    """Every value with the year it holds from, its source and status."""
    pack = rules.load(name)
    yield f"{pack.title}  发布：{pack.issuer}  版本：{pack.version}"
    for rule in sorted(pack.rules.values(), key=lambda item: item.key):
        yield ""
        yield from _rule(rule)


def _rule(rule: Rule) -> Iterator[str]:
    head = f"{pad(rule.key, 34)}"
    lines = list(_values(rule.value))
    if len(lines) == 1 and width(head + lines[0]) <= COLUMNS:
        yield head + lines[0]
    else:
        yield rule.key
        for line in lines:
            yield from wrap(f"    {line}", COLUMNS, "        ")
    yield from wrap(
        f"    依据：{rule.source}（{rule.from_year}年度起，{STATUS[rule.status]}）",
        COLUMNS,
        "        ",
    )


def _values(value: Any) -> Iterator[str]:
    if isinstance(value, list) and value and isinstance(value[0], dict | list):
        for item in value:
            yield _one(item)
    else:
        yield _one(value)


def _one(value: Any) -> str:
    if isinstance(value, dict):
        return "，".join(f"{key}＝{_one(item)}" for key, item in value.items())
    if isinstance(value, list):
        return "、".join(_one(item) for item in value) or "（无）"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Decimal):
        return f"{value:f}"
    return str(value) or "（空）"
