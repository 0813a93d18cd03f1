"""Text tables for a terminal in which a Hanzi takes two columns."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from unicodedata import category, east_asian_width

CLOSING = "，。；：、？！）〕》」』】”’％%｜…"
OPENING = "（〔《「『【“‘"
UNKNOWN = "\ufffd"


class NoOutputError(Exception):
    """The place where the output goes can't take it; told apart from trouble with the files."""


def say(lines: Iterable[str]) -> None:
    """Print lines; what a file says can't steer the terminal."""
    emit("".join(f"{harmless(line)}\n" for line in lines))


def emit(text: str) -> None:
    """Write to stdout, at once: what was said before an error stands before it."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise NoOutputError(error.strerror) from error


def harmless(line: str) -> str:
    """The text without control characters, signs that turn the direction, half characters."""
    return line if line.isprintable() else "".join(map(_harmless, line))


def _harmless(character: str) -> str:
    if character.isprintable() or character == "\u3000":
        return character
    if character.isspace():
        return " "
    return "" if category(character) == "Cf" else UNKNOWN


def width(text: str) -> int:
    """Columns that a text takes."""
    if text.isascii():
        return len(text)
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
    current = text[: len(text) - len(text.lstrip())]
    lines, used = [], width(current)
    for piece in _pieces(" ".join(text.split())):
        size = width(piece)
        if used + (size if piece != " " else 0) > columns and current.strip():
            lines.append(current.rstrip())
            current, used = indent, width(indent)
            if piece == " ":
                continue
        current += piece
        used += size
    return [*lines, current.rstrip()] if current.strip() else lines


def _pieces(text: str) -> list[str]:
    """Runs of ASCII stay whole; marks stay with what they open or close."""
    pieces: list[str] = []
    for character in text:
        if pieces and _joins(pieces[-1][-1], character):
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces


def _joins(before: str, character: str) -> bool:
    if character in CLOSING or before in OPENING:
        return True
    return before.isascii() and character.isascii() and " " not in (before, character)
