"""Text on its way over the bridge."""

from __future__ import annotations


def whole(text: str) -> str:
    """A half of a surrogate pair, as in strange file names, stops the bridge: it becomes \ufffd."""
    if text.isascii():
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
