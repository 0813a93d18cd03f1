"""Text inside XML: what may stand there, how it is escaped, and Excel's own `_xHHHH_` escapes."""

from __future__ import annotations

MAX_CELL_TEXT = 32_767  # Excel calls a file with a longer text damaged
_HEX = frozenset("0123456789abcdefABCDEF")
_ILLEGAL = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])


def clean_text(text: str) -> str:
    """The text as a cell can hold it: line ends are LF, illegal characters gone, not too long."""
    if text.isprintable() and len(text) < MAX_CELL_TEXT // 2:
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_ILLEGAL)
    units = text.encode("utf-16-le", "surrogatepass")[: 2 * MAX_CELL_TEXT]
    return units.decode("utf-16-le", "ignore")


def escape(text: str) -> str:
    """The three characters that markup would take for its own."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def escape_cell(text: str) -> str:
    """A cell's text for `<t>` or `<v>`."""
    return escape(cell_text(text))


def cell_text(text: str) -> str:
    """A text for a cell: clean, and nothing in it reads as an `_xHHHH_` escape."""
    text = clean_text(text)
    at = text.find("_x")
    while at >= 0:
        if _is_escape(text, at):
            text = text[:at] + "_x005F_" + text[at + 1 :]
            at += 6
        at = text.find("_x", at + 1)
    return text


def unescape_cell(text: str) -> str:
    """Undo `_xHHHH_`; half of a surrogate pair stays as it stands."""
    at = text.find("_x")
    while at >= 0:
        if _is_escape(text, at):
            code = int(text[at + 2 : at + 6], 16)
            if not 0xD800 <= code <= 0xDFFF:
                text = text[:at] + chr(code) + text[at + 7 :]
        at = text.find("_x", at + 1)
    return text


def needs_preserve(text: str) -> bool:
    """Would a reader that folds white space change this text?"""
    return text != " ".join(text.split())


def _is_escape(text: str, at: int) -> bool:
    digits = text[at + 2 : at + 6]
    return len(digits) == 4 and text[at + 6 : at + 7] == "_" and _HEX.issuperset(digits)
