"""How cells of the roll-up are spelled in XML: numbers, text that stays text, formulas with values.

openpyxl makes a formula of every text that begins with `=` and cannot write the value that a
formula shows beside it; its write-only mode takes ten times as long for as many cells (measured).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from math import ceil
from typing import NamedTuple

from ziping.package.refs import column_letters
from ziping.package.text import MAX_CELL_TEXT, escape, escape_cell, needs_preserve

CUT = "……（原文过长，只显示到这里）"
RISKY = frozenset("=+-@'\t\r\n＝＋－＠")  # a program might take text that begins so for a formula
LINE, LEAST_HEIGHT, MOST_HEIGHT = 13.0, 18.0, 400.0  # points; Excel has no row above 409
_NARROWER, _INDENT = 0.93, 1.5  # of 10 points, in columns measured by a font of 11
_LONGEST = 2_000  # characters of a text whose lines are counted
_DAY_ZERO = datetime(1899, 12, 30)


class Formula(NamedTuple):
    """A formula without `=`, and the value that it shows."""

    text: str
    value: float | int | str | None


Value = str | float | int | datetime | date | Formula | None


class Look(NamedTuple):
    """Numbers of two cell formats: the usual one, and that of text which must stay text."""

    style: int
    quoted: int


class Cell(NamedTuple):
    """A cell of a sheet that is no table."""

    col: int
    value: Value
    look: Look


class Row(NamedTuple):
    """One row to be written; `height` in points, 0 for the program's own."""

    number: int
    cells: Iterable[Cell]
    height: float = 0


def spell_row(row: Row) -> str:
    """A whole `<row>`; its cells must come from left to right."""
    cells = [spell(column_letters(c.col), row.number, c.value, c.look) for c in row.cells]
    return "".join((_start(row.number, row.height), *cells, "</row>"))


def spell_table(
    rows: Iterable[Sequence[Value]],
    looks: Sequence[Look],
    first: int,
    wrapped: Mapping[int, float],
) -> Iterator[str]:
    """The rows of a table from row `first` on, one column a look.

    `wrapped`: index of a column whose text is broken into lines → its width in characters. The
    height is only proposed, so that a program fits the row anew when somebody types in it.
    """
    columns = [(column_letters(col), look) for col, look in enumerate(looks, 1)]
    for number, values in enumerate(rows, first):
        cells = [
            spell(letters, number, value, look)
            for (letters, look), value in zip(columns, values, strict=True)
        ]
        height = max([lines_of(values[at], width) for at, width in wrapped.items()], default=1)
        yield "".join((f'<row r="{number}" ht="{_height(height):g}">', *cells, "</row>"))


def lines_of(value: Value, width: float) -> int:
    """How many lines a text takes; a Hanzi is two characters wide, and three bytes long."""
    if not isinstance(value, str) or 2 * len(value) < width:
        return 1
    if len(value) > _LONGEST or "\n" in value:
        return sum(lines_of(line, width) for line in value[:_LONGEST].split("\n"))
    wide = (len(value.encode("utf-8", "replace")) + len(value)) / 2
    return max(ceil(wide * _NARROWER / (width - _INDENT)), 1)


def _height(lines: int) -> float:
    return min(max(LINE * lines + 4, LEAST_HEIGHT), MOST_HEIGHT)


def spell(letters: str, row: int, value: Value, look: Look) -> str:
    """One cell; an empty one still has its look."""
    if value is None or value == "":
        return f'<c r="{letters}{row}" s="{look.style}"/>'
    if isinstance(value, str):
        risky, text = _text(value)
        style = look.quoted if risky else look.style
        return f'<c r="{letters}{row}" s="{style}" t="inlineStr">{text}'
    if isinstance(value, Formula):
        return _formula(letters, row, value, look)
    return f'<c r="{letters}{row}" s="{look.style}"><v>{number_text(value)}</v></c>'


def number_text(value: float | int | datetime | date) -> str:
    """A number with the 15 digits that a cell keeps; a day or time as its serial number."""
    if isinstance(value, date):
        value = serial(value)
    return str(value) if isinstance(value, int) else f"{value:.15g}"


def serial(when: date) -> float:
    """A day or time as spreadsheets count them; without its offset, as the clock showed it."""
    if not isinstance(when, datetime):
        return (datetime(when.year, when.month, when.day) - _DAY_ZERO).days
    passed = when.replace(tzinfo=None, microsecond=0) - _DAY_ZERO
    return ceil(passed.total_seconds() / 86_400 * 1e6) / 1e6  # not a hair less: 9:30 is not 9:29


def shortened(text: str) -> str:
    """A text that is too long for a cell, cut and said to be cut."""
    if 2 * len(text) <= MAX_CELL_TEXT:
        return text
    units = text.encode("utf-16-le", "surrogatepass")
    if len(units) <= 2 * MAX_CELL_TEXT:
        return text
    kept = units[: 2 * (MAX_CELL_TEXT - len(CUT))].decode("utf-16-le", "ignore")
    return kept + CUT


@lru_cache(maxsize=8192)
def _text(value: str) -> tuple[bool, str]:
    """Whether it must be kept from being taken for a formula, and the rest of the cell."""
    text = escape_cell(shortened(value))
    space = ' xml:space="preserve"' if needs_preserve(text) else ""
    return text[:1] in RISKY, f"<is><t{space}>{text}</t></is></c>"


def _formula(letters: str, row: int, formula: Formula, look: Look) -> str:
    kind, value = "", formula.value
    if isinstance(value, str):
        kind, shown = ' t="str"', escape_cell(value)
    else:
        shown = "" if value is None else number_text(value)
    code = escape(formula.text)
    return f'<c r="{letters}{row}" s="{look.style}"{kind}><f>{code}</f><v>{shown}</v></c>'


def _start(number: int, height: float) -> str:
    tall = f' ht="{height:g}" customHeight="1"' if height else ""
    return f'<row r="{number}"{tall}>'
