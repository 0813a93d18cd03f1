"""Cell addresses: A1 text to numbers and back, rows and columns counted from 1."""

from __future__ import annotations

from functools import lru_cache

MAX_ROW = 1_048_576
MAX_COL = 16_384
_DIGITS = "0123456789"


@lru_cache(maxsize=1024)
def column_number(letters: str) -> int:
    """`AB` → 28; a ValueError for what is no column of a spreadsheet."""
    number = 0
    for letter in letters.upper():
        if not "A" <= letter <= "Z":
            raise ValueError(f"not a column: {letters!r}")
        number = number * 26 + ord(letter) - 64
        if number > MAX_COL:
            raise ValueError(f"column too far: {letters!r}")
    if not number:
        raise ValueError("no column letters")
    return number


@lru_cache(maxsize=1024)
def column_letters(number: int) -> str:
    """28 → `AB`."""
    if not 1 <= number <= MAX_COL:
        raise ValueError(f"no such column: {number}")
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_ref(row: int, col: int) -> str:
    """(3, 28) → `AB3`."""
    if not 1 <= row <= MAX_ROW:
        raise ValueError(f"no such row: {row}")
    return f"{column_letters(col)}{row}"


def row_number(text: str) -> int:
    """The number in a row's `r` attribute; a ValueError if no sheet has such a row."""
    if text.isascii() and text.isdigit() and 1 <= (number := int(text)) <= MAX_ROW:
        return number
    raise ValueError(f"not a row: {text!r}")


def parse_cell(text: str) -> tuple[int, int]:
    """`$AB$3` → (3, 28)."""
    text = text.removeprefix("$")
    letters = text.rstrip(_DIGITS)
    row = row_number(text[len(letters) :])
    return row, column_number(letters.removesuffix("$"))


def parse_area(text: str) -> tuple[int, int, int, int]:
    """`$B$2:$C$4` or one cell → (top, left, bottom, right)."""
    first, colon, second = text.partition(":")
    row, col = parse_cell(first)
    row2, col2 = parse_cell(second) if colon else (row, col)
    return min(row, row2), min(col, col2), max(row, row2), max(col, col2)


def split_sheet(text: str) -> tuple[str, str]:
    """`'It''s'!$A$1` → (`It's`, `$A$1`); a ValueError without a sheet name."""
    name, mark, area = text.rpartition("!")
    if not mark or not name:
        raise ValueError(f"no sheet in {text!r}")
    if name[0] == "'":
        inner = name[1:-1]
        if len(name) < 3 or name[-1] != "'" or "'" in inner.replace("''", ""):
            raise ValueError(f"badly quoted: {text!r}")
        name = inner.replace("''", "'")
    return name, area
