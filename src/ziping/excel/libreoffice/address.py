"""Addresses of cells as Excel writes them: A1:B3, $A$1, A:C, 1:3."""

from __future__ import annotations

import re
from typing import NamedTuple

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384


class Block(NamedTuple):
    """A block of cells, counted from 1, both ends inside."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def shape(self) -> tuple[int, int]:
        return self.bottom - self.top + 1, self.right - self.left + 1


def parsed(text: str) -> Block | None:
    """The block that an address means; None where it is no address (but, say, a name)."""
    first, colon, last = text.replace("$", "").partition(":")
    start, end = _corner(first), _corner(last if colon else first)
    if start is None or end is None or bool(start[0]) != bool(end[0]):
        return None
    if bool(start[1]) != bool(end[1]) or (not colon and not (start[0] and start[1])):
        return None
    rows = sorted((start[0], end[0])) if start[0] else [1, LAST_ROW]
    columns = sorted((start[1], end[1])) if start[1] else [1, LAST_COLUMN]
    if rows[1] > LAST_ROW or columns[1] > LAST_COLUMN:
        return None
    return Block(rows[0], columns[0], rows[1], columns[1])


def _corner(text: str) -> tuple[int, int] | None:
    """Row and column; 0 where the corner names none."""
    matched = re.fullmatch("([A-Za-z]{0,3})([1-9][0-9]{0,6})?", text)
    if matched is None or not text:
        return None
    return int(matched[2] or 0), number(matched[1])


def number(letters: str) -> int:
    result = 0
    for letter in letters.upper():
        result = result * 26 + ord(letter) - ord("A") + 1
    return result


def letters(number: int) -> str:
    result = ""
    while number:
        number, rest = divmod(number - 1, 26)
        result = chr(ord("A") + rest) + result
    return result


def spelled(block: Block, row_absolute: bool = True, column_absolute: bool = True) -> str:
    """$A$1, $A$1:$B$3."""
    across, down = "$" * column_absolute, "$" * row_absolute
    first = f"{across}{letters(block.left)}{down}{block.top}"
    last = f"{across}{letters(block.right)}{down}{block.bottom}"
    return first if first == last else f"{first}:{last}"


def quoted(sheet: str) -> str:
    """A sheet's name as it stands in a formula."""
    return "'" + sheet.replace("'", "''") + "'"
