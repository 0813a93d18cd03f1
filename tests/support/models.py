"""Models changed for a test."""

from __future__ import annotations

from typing import Any, TypeVar

T = TypeVar("T")


def replace(value: T, **changes: Any) -> T:
    """A named tuple with some of its fields changed."""
    changed: T = value._replace(**changes)  # type: ignore[attr-defined]
    return changed
