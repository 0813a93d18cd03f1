"""A formula is declared once: its text, and the model's attribute that its value must equal.

In the text, `{name}` is the cell of that name on the same sheet (of the same row for a column),
`{name:}` the whole column from spacer to spacer, `{工作表!name}` a cell of another sheet, and
`zp_rule_…` a value of the 规则 sheet by its defined name.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any, NamedTuple

from ziping.package.refs import column_letters
from ziping.scoring import BAD

Shown = Decimal | str | int | None
REFERENCE = re.compile(r"\{(?:(\w+)!)?([a-z][a-z0-9_]*)(:?)\}")


class Formula(NamedTuple):
    """`value` takes what the formula is about: a scored row, form or file."""

    name: str
    text: str
    value: Callable[[Any], Shown]


class Rect(NamedTuple):
    """Where a name points to: a cell, or a column of cells."""

    sheet: str
    row: int
    col: int
    last: int


def render(text: str, row: int, sheet: str, find: Callable[[str, str], Rect]) -> str:
    """The formula with the addresses put in, for a cell in `row` of `sheet`."""

    def address(match: re.Match[str]) -> str:
        other, name, whole = match.groups()
        rect = find(other or sheet, name)
        column = column_letters(rect.col)
        prefix = f"'{other}'!" if other else ""
        if whole:
            return f"{prefix}${column}${rect.row}:${column}${rect.last}"
        if rect.last > rect.row:
            return f"{prefix}{column}{row}"
        return f"{prefix}${column}${rect.row}"

    return "=" + REFERENCE.sub(address, text)


def same_formula(one: str, other: str) -> bool:
    """Whether two spellings are one formula: each program quotes and spaces in its own way."""
    return _bare(one) == _bare(other)


def _bare(formula: str) -> str:
    return re.sub(r"[' ]|\(\)", "", formula.removeprefix("=")).upper()


def quoted(text: str) -> str:
    """A text as a formula holds it."""
    return '"' + text.replace('"', '""') + '"'


def joined(cell: str) -> str:
    """A cell as text; 待改正 where it holds an error, which would spoil the whole sentence."""
    return f'IF(ISERROR({cell}),"{BAD}",{cell}&"")'


def if_numbers(names: list[str], then: str) -> str:
    """`then` where all cells are numbers, blank where one is blank, 待改正 where one is text."""
    cells = ",".join(f"{{{name}}}" for name in names)
    blanks = "+".join(f"COUNTBLANK({{{name}}})" for name in names)
    count = len(names)
    return f'IF(COUNT({cells})+{blanks}<{count},"{BAD}",IF(COUNT({cells})<{count},"",{then}))'


def sum_given(names: list[str]) -> str:
    """The sum of the cells given: blank where all are, 待改正 where one is text."""
    cells = ",".join(f"{{{name}}}" for name in names)
    blanks = "+".join(f"COUNTBLANK({{{name}}})" for name in names)
    return (
        f'IF(COUNT({cells})+{blanks}<{len(names)},"{BAD}",'
        f'IF(COUNT({cells})=0,"",ROUND(SUM({cells}),6)))'
    )


def difference(declared: str, value: str, *, percent: bool = False) -> str:
    """Declared less computed, blank where either is no number."""
    left = f"ROUND({{{declared}}},4)" if percent else f"{{{declared}}}"
    return f'IF(AND(ISNUMBER({{{declared}}}),ISNUMBER({{{value}}})),ROUND({left}-{{{value}}},6),"")'


def verdict(name: str) -> str:
    return f'IF({{{name}}}="","",IF({{{name}}}=0,"一致","不一致"))'
