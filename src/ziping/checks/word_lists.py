"""The word lists of this package: TOML tables, each with the source of its words.

People read and edit the TOML files; the program reads lists.json, which holds the same and is
parsed fifty times faster. `python -m ziping.tasks.lists` writes it anew after an edit.
"""

from __future__ import annotations

from functools import cache
from json import loads
from pathlib import Path
from typing import Any

LISTS = Path(__file__).parent / "lists.json"


@cache
def _lists() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = loads(LISTS.read_text(encoding="utf-8"))
    return found


def tables(file: str) -> dict[str, Any]:
    """All tables of the TOML file of this name."""
    return _lists()[file]


def word_list(file: str, table: str) -> dict[str, Any]:
    """One table of a TOML file beside this one."""
    found: dict[str, Any] = tables(file)[table]
    return found


def leftovers(table: str) -> dict[str, Any]:
    return word_list("leftovers", table)
