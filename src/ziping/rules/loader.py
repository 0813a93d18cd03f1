"""Read a rule pack from dated TOML, on top of its base, for one budget year.

A rule is `key = { value, from, source, status }`, or a list of such tables where a value changed:
the newest whose `from` is not after the budget year holds.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from ziping.errors import RulePackError
from ziping.rules.pack import Rule, RulePack

PACKS = Path(__file__).parent / "packs"
META = ("value", "from", "source", "status")
STATUSES = ("confirmed", "unconfirmed")
MAX_TEXT = 200_000


def names() -> list[str]:
    """The packs that come with ziping, the national one first."""
    found = sorted(path.stem for path in PACKS.glob("*.toml"))
    return sorted(found, key=lambda name: (not name.startswith("national"), name))


def load(name: str, year: int = 0) -> RulePack:
    """The pack called `name`, or the one in the file `name` if it ends in .toml."""
    return parse(read_texts(name), year) if name.endswith(".toml") else _own(name, year)


@lru_cache(maxsize=8)
def _own(name: str, year: int) -> RulePack:
    """A pack that comes with ziping: read once, however many files are read under it."""
    return parse(read_texts(name), year)


def issuer_of(name: str) -> str:
    """Who issued a pack that comes with ziping, from its first lines alone."""
    return str(_head(_read(name)).get("issuer", ""))


def read_texts(name: str) -> tuple[str, ...]:
    """The pack's own text behind the texts of its base."""
    text = _read(name)
    base = _head(text).get("base", "")
    if not base:
        return (text,)
    if base not in names() or base == name:
        listed = "、".join(names())
        raise RulePackError(f"规则包“{name}”的 base 是“{base}”", f"base 只能是 {listed} 之一")
    return (*read_texts(base), text)


def version_of(text: str) -> str:
    """The version that a pack's text states."""
    return str(_head(text).get("version", ""))


def _head(text: str) -> dict[str, Any]:
    """The [pack] table alone, which is quicker than reading the whole text."""
    start = text.find("[pack]")
    end = text.find("\n[", start + 1) if start >= 0 else -1
    head: dict[str, Any] = _toml(text[: end if end > 0 else None]).get("pack", {})
    return head


def digest(texts: Sequence[str]) -> str:
    """SHA-256 over the texts: what a workbook carries to show that its pack is as it was."""
    import hashlib  # loads the TLS library: not on the path of a click

    return hashlib.sha256("\n\f\n".join(texts).encode()).hexdigest()


def parse(texts: Iterable[str], year: int = 0) -> RulePack:
    """A pack from its texts, base first; `year` 0 means the newest values."""
    return _parsed(tuple(texts), year)


@lru_cache(maxsize=4)
def _parsed(texts: tuple[str, ...], year: int) -> RulePack:
    """Kept: the workbooks that one county sends all carry the same texts."""
    rules: dict[str, Rule] = {}
    head: dict[str, Any] = {}
    for text in texts:
        document = _toml(text)
        head = {**head, **document.get("pack", {})}
        for key, entry in _entries({k: v for k, v in document.items() if k != "pack"}, ""):
            rule = _choose(key, entry, year)
            if rule is not None:
                rules[key] = rule
    _check_head(head)
    pack = RulePack(
        head["name"], head["title"], head["issuer"], str(head["version"]), rules, texts, year
    )
    from ziping.rules.required import check_complete

    check_complete(pack)
    return pack


def _read(name: str) -> str:
    path = Path(name) if name.endswith(".toml") else PACKS / f"{name}.toml"
    if not name.endswith(".toml") and name not in names():
        raise RulePackError(
            f"没有名为“{name}”的规则包", f"可用的规则包：{'、'.join(names())}；或给出 .toml 文件"
        )
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise RulePackError(f"找不到规则文件“{name}”", "请核对文件名和所在文件夹") from None
    except (OSError, UnicodeDecodeError):
        raise RulePackError(
            f"规则文件“{name}”读不出来", "请核对路径和读取权限，文件应为 UTF-8 文本"
        ) from None


def _toml(text: str) -> dict[str, Any]:
    if len(text) > MAX_TEXT:
        raise RulePackError("规则文件过长", f"规则文件不应超过 {MAX_TEXT} 字")
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise RulePackError(
            f"规则文件有语法错误{_where(error)}", "请对照现有规则包的写法改正"
        ) from None


def _where(error: Exception) -> str:
    """（第3行第5列附近）, from the parser's own words."""
    words = [word.strip("(),") for word in str(error).split()]
    numbers = [word for word in words if word.isdecimal()]
    return f"（第{numbers[-2]}行第{numbers[-1]}列附近）" if len(numbers) >= 2 else ""


def _entries(table: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, Any]]:
    for key, entry in table.items():
        name = f"{prefix}{key}"
        if isinstance(entry, dict) and "value" not in entry:
            yield from _entries(entry, f"{name}.")
        else:
            yield name, entry


def _choose(key: str, entry: Any, year: int) -> Rule | None:
    dated = entry if isinstance(entry, list) else [entry]
    rules = sorted((_rule(key, item) for item in dated), key=lambda rule: rule.from_year)
    holding = [rule for rule in rules if not year or rule.from_year <= year]
    return holding[-1] if holding else None


def _rule(key: str, item: Any) -> Rule:
    if not isinstance(item, dict) or any(name not in item for name in META):
        raise RulePackError(
            f"规则“{key}”写得不完整", "每一项都要有 value、from、source、status 四个键"
        )
    if item["status"] not in STATUSES:
        raise RulePackError(
            f"规则“{key}”的 status 是“{item['status']}”", f"只能是 {' 或 '.join(STATUSES)}"
        )
    if not isinstance(item["from"], int):
        raise RulePackError(f"规则“{key}”的 from 不是年份", "请写四位年份，如 2023")
    return Rule(key, item["value"], item["from"], str(item["source"]), item["status"])


def _check_head(head: Mapping[str, Any]) -> None:
    missing = [key for key in ("name", "title", "issuer", "version") if key not in head]
    if missing:
        raise RulePackError(
            f"规则文件的 [pack] 缺少 {'、'.join(missing)}",
            "请补上规则包的名称、标题、发布单位和版本",
        )
