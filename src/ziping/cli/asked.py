"""Asking at the terminal which of several changes are to be done."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TypeVar

from ziping.cli.table import emit, harmless, say

Item = TypeVar("Item")
ALL, EACH, NONE = "全部写入", "逐项", "不写"
ANSWERS = {"1": ALL, "2": EACH, "3": NONE, **{word: word for word in (ALL, EACH, NONE)}}
YES, NO, REST = frozenset({"y", "是", "1"}), frozenset({"n", "否", "2"}), frozenset({"q", "3"})


def choose(items: Sequence[Item], line: Callable[[Item], str]) -> list[Item]:
    """All, some or none of them; the end of the input is none."""
    say([""])
    answer = _ask(f"写入以上 {len(items)} 个数：1 {ALL}  2 {EACH}  3 {NONE}：", ANSWERS)
    if answer == ALL:
        return list(items)
    return _each(items, line) if answer == EACH else []


def _each(items: Sequence[Item], line: Callable[[Item], str]) -> list[Item]:
    answers = {
        **dict.fromkeys(YES, "y"),
        **dict.fromkeys(NO, "n"),
        **dict.fromkeys(REST, "q"),
    }
    chosen = []
    for number, item in enumerate(items, 1):
        say([f"{number}/{len(items)}  {line(item)}"])
        answer = _ask("  1 写  2 不写  3 后面的都不写：", answers)
        if answer == "y":
            chosen.append(item)
        if answer in ("q", ""):
            break
    return chosen


def _ask(question: str, answers: dict[str, str]) -> str:
    """One of the answers; asked again for anything else, "" at the end of the input."""
    while True:
        emit(harmless(question))
        given = sys.stdin.readline()
        if not given:
            say([""])
            return ""
        answer = answers.get(given.strip().lower())
        if answer:
            return answer
