"""One row of `ziping addin doctor`: what was found, why it matters, how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import Any, NamedTuple


class State(Enum):
    """The value is the word that the officer reads."""

    GOOD = "好"
    MEND = "要处理"
    BROKEN = "用不了"
    NOT_APPLICABLE = "不适用"


class Diagnosis(NamedTuple):
    """`why` and `remedy` are empty where nothing is to be done."""

    name: str
    state: State
    found: str
    why: str = ""
    remedy: str = ""

    def to_json(self) -> dict[str, Any]:
        return {**self._asdict(), "state": self.state.value}


def good(name: str, found: str) -> Diagnosis:
    return Diagnosis(name, State.GOOD, found)


def mend(name: str, found: str, why: str, remedy: str) -> Diagnosis:
    return Diagnosis(name, State.MEND, found, why, remedy)


def broken(name: str, found: str, why: str, remedy: str) -> Diagnosis:
    return Diagnosis(name, State.BROKEN, found, why, remedy)


def not_applicable(name: str, found: str) -> Diagnosis:
    return Diagnosis(name, State.NOT_APPLICABLE, found)


def exit_code(rows: Iterable[Diagnosis]) -> int:
    """0 all well, 1 something to mend, 2 something that can't work at all."""
    states = {row.state for row in rows}
    if State.BROKEN in states:
        return 2
    return 1 if State.MEND in states else 0
