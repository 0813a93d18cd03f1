"""Texts from outside cut to what anybody reads of them, before they leave the child."""

from __future__ import annotations

from typing import Any

LONGEST_TEXT = 2_000  # characters; a cell of a workbook may hold 32,767


def bounded(value: Any) -> Any:
    """The same value with every text in it cut, and said to be cut."""
    kind = type(value)
    if kind is str:
        return value if len(value) <= LONGEST_TEXT else cut(value)
    if isinstance(value, tuple | list):
        return [bounded(item) for item in value]
    return {key: bounded(item) for key, item in value.items()} if kind is dict else value


def cut(text: str) -> str:
    return f"{text[:LONGEST_TEXT]}……（原文 {len(text)} 字）"
