"""What an interpreter is asked, in a process of its own and isolated as the buttons start it."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from ziping.excel.addin.questions import QUESTIONS
from ziping.excel.addin.system import System


class Cache(NamedTuple):
    """The folder of what pywin32 has made of Excel's types, and what is wrong with it."""

    folder: str
    problem: str


class Probe(NamedTuple):
    """What the interpreter said; versions are empty where the thing can't be imported."""

    version: tuple[int, ...]
    bits: int
    base: str
    ziping: str
    xlwings: str
    pywin32: bool
    cache: Cache | None  # of pywin32; None where there is no pywin32
    tkinter: bool
    pandas: bool
    in_user_site: bool
    libraries: dict[str, str]  # "64" and "32" → the DLL of the worksheet functions
    errors: dict[str, str]

    @property
    def spelled(self) -> str:
        return ".".join(map(str, self.version))


class SilentError(Exception):
    """The interpreter did not start or did not answer; the text is its last line."""


def probe(system: System, python: str) -> Probe:
    ran = system.run([python, "-I", "-c", QUESTIONS])
    lines = ran.out.strip().splitlines()
    if ran.code != 0 or not lines:
        said = (ran.err.strip() or ran.out.strip()).splitlines()
        raise SilentError(said[-1] if said else "没有回答")
    try:
        return _read(json.loads(lines[-1]))
    except (ValueError, KeyError, TypeError) as error:
        raise SilentError("回答看不懂") from error


def _read(told: dict[str, Any]) -> Probe:
    return Probe(
        tuple(told["version"]),
        told["bits"],
        told["base"],
        told["ziping"] or "",
        told["xlwings"] or "",
        bool(told["pywin32"]),
        Cache(*told["cache"]) if told["cache"] else None,
        bool(told["tkinter"]),
        bool(told["pandas"]),
        bool(told["user_site"]),
        told["libraries"] or {},
        told["errors"],
    )
