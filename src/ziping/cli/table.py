"""Text tables for a terminal in which a Hanzi takes two columns."""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import east_asian_width

CLOSING = "，。；：、？！）〕》”’％%"


def width(text: str) -> int:
    """Columns that a text takes."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def cut(text: str, columns: int) -> str:
    """The text on one line in at most so many columns, with … where something was left out."""
    line = " ".join(text.split())
    if width(line) <= columns:
        return line
    room, kept = columns - 2, ""
    for character in line:
        room -= width(character)
        if room < 0:
            break
        kept += character
    return kept + "…"


def pad(text: str, columns: int, *, right: bool = False) -> str:
    space = " " * max(0, columns - width(text))
    return space + text if right else text + space


def table(
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[int],
    numbers: Sequence[int],
) -> list[str]:
    """Lines of a table; columns in `numbers` are set to the right."""
    lines = [_line(heads, widths, numbers), "─" * (sum(widths) + 2 * (len(widths) - 1))]
    lines += [_line(row, widths, numbers) for row in rows]
    return lines


def _line(cells: Sequence[str], widths: Sequence[int], numbers: Sequence[int]) -> str:
    shown = [
        pad(cut(cell, columns), columns, right=index in numbers)
        for index, (cell, columns) in enumerate(zip(cells, widths, strict=True))
    ]
    return "  ".join(shown).rstrip()


def wrap(text: str, columns: int, indent: str) -> list[str]:
    """Break a long text between Hanzi, never inside a number or a word; later lines indented."""
    start = text[: len(text) - len(text.lstrip())]
    lines, current = [], start
    for piece in _pieces(" ".join(text.split())):
        if width(current) + width(piece.rstrip()) > columns and current.strip():
            lines.append(current.rstrip())
            current = indent
            piece = piece.lstrip()
        current += piece
    return [*lines, current.rstrip()] if current.strip() else lines


def _pieces(text: str) -> list[str]:
    """Runs of ASCII stay whole; closing marks stay with what they close."""
    pieces: list[str] = []
    for character in text:
        joins = character in CLOSING or (
            pieces
            and character.isascii()
            and character != " "
            and pieces[-1][-1].isascii()
            and pieces[-1][-1] != " "
        )
        if joins and pieces:
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces
