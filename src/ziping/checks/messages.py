"""The one place where a finding becomes a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from itertools import groupby

from ziping.checks.fact import Blank, Fact
from ziping.checks.finding import Severity
from ziping.model import Place
from ziping.scoring.arithmetic import plain

MOST_PLACES = 8
MOST_LABELS = 8
LONGEST_QUOTE = 30


def sentence(code: str, severity: Severity, fact: Fact, source: str) -> str:
    """ZP101 错误｜where｜what, by how much｜依据：…｜改法：…"""
    gap = fact.difference
    by = "" if gap is None else f"，相差 {plain(abs(gap))} {fact.unit}".rstrip()
    parts = (
        f"{code} {severity.label}",
        where(fact.places),
        f"{fact.subject}{by}",
        f"依据：{source}",
        f"改法：{fact.fix}",
    )
    return "｜".join(_one_line(part) for part in parts)


def where(places: Iterable[Place], most: int = MOST_PLACES) -> str:
    """Cells under their sheet, named once: 整体自评表 E8、E9、C7."""
    known = [place for place in dict.fromkeys(places) if place.cell or place.sheet]
    shown = known[:most]
    groups = [
        f"{sheet} {'、'.join(place.cell for place in group)}".strip()
        for sheet, group in groupby(shown, key=lambda place: place.sheet)
    ]
    more = f" 等 {len(known)} 处" if len(known) > len(shown) else ""
    return "；".join(groups) + more if groups else "整个文件"


def reason(blanks: Iterable[Blank]) -> str:
    """Which cells left a check nothing to compare, and in what state they are."""
    by_state: dict[str, list[str]] = {}
    for blank in blanks:
        by_state.setdefault(blank.state, []).extend(blank.labels)
    parts = [f"{_labels(labels)}{state}" for state, labels in by_state.items()]
    return _one_line("；".join(parts))


def not_evaluated_sentence(code: str, places: tuple[Place, ...], why: str) -> str:
    return f"{code} 未核对｜{where(places)}｜{why}"


def written(value: Decimal | str) -> str:
    """A number without exponent, a text as it is."""
    return plain(value) if isinstance(value, Decimal) else value


def quoted(text: str) -> str:
    """A typed text inside a sentence: on one line, in quotes, not endless."""
    line = _one_line(text)
    return f"“{line[:LONGEST_QUOTE]}{'…' if len(line) > LONGEST_QUOTE else ''}”"


def _labels(labels: Iterable[str]) -> str:
    unique = list(dict.fromkeys(labels))
    more = f"等 {len(unique)} 项" if len(unique) > MOST_LABELS else ""
    return "、".join(unique[:MOST_LABELS]) + more


def _one_line(text: str) -> str:
    """The bar separates the parts of a sentence, so a typed one must not."""
    return " ".join(text.split()).replace("｜", "|")
