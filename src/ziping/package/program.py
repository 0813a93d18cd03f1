"""Which program a user opens a file with: for the remedies in messages."""

from __future__ import annotations

_WORD = (".docx", ".docm", ".dotx", ".dotm", ".doc", ".dot", ".wps", ".wpt", ".rtf", ".odt")


def is_word(path: object) -> bool:
    """Is this a Word file by its name?"""
    return str(path).lower().endswith(_WORD)


def program(path: object) -> str:
    """`Word 或 WPS`, `Excel 或 WPS`."""
    return f"{'Word' if is_word(path) else 'Excel'} 或 WPS"
