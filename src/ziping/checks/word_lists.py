"""The word lists of this package, read once: TOML tables, each with the source of its words."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tomllib import loads
from typing import Any


@cache
def word_list(file: str, table: str) -> dict[str, Any]:
    """One table of a TOML file beside this one."""
    text = (Path(__file__).parent / f"{file}.toml").read_text(encoding="utf-8")
    found: dict[str, Any] = loads(text)[table]
    return found


def leftovers(table: str) -> dict[str, Any]:
    return word_list("leftovers", table)
