"""Formulas as programs spell them: which two spellings mean the same, and what `<f>` says."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from ziping.package.quick import resolve
from ziping.package.refs import MAX_COL, MAX_ROW, column_letters, column_number

_IDLE = re.compile(r"[ \t\r\n']|\(\)|_XLFN\.|_XLWS\.|\[0\]!")
_CELL = re.compile(r"(?<![\w.$!'])(\$?)([A-Za-z]{1,3})(\$?)([0-9]{1,7})(?![\w(.!])")
_QUALIFIED = re.compile(r"(?<=!)(\$?)([A-Za-z]{1,3})(\$?)([0-9]{1,7})(?![\w(.])")
_ATTRIBUTE = re.compile(rb'([\w:]+)\s*=\s*"([^"]*)"')


KEPT = 4_096  # bytes of an element that is remembered


class Spelled(NamedTuple):
    """A formula element: its kind ("" for a plain one), number and area if shared, its text."""

    kind: str
    number: str
    area: str
    text: str

    @property
    def is_dependent(self) -> bool:
        """Whether it only points to the text of another cell."""
        return self.kind == "shared" and not self.text


def spelled(element: bytes) -> Spelled:
    """What stands in `<f …>text`, the end tag cut off."""
    return _known(element) if len(element) <= KEPT else _spelled(element)


def _spelled(element: bytes) -> Spelled:
    head, _, text = element.partition(b">")
    given = {k.decode(): value.decode() for k, value in _ATTRIBUTE.findall(head)}
    kind = given.get("t", "normal")
    return Spelled(
        "" if kind == "normal" else kind,
        given.get("si", ""),
        given.get("ref", ""),
        resolve(text.decode()),
    )


_known = lru_cache(maxsize=1_024)(_spelled)


def bare(formula: str, *, dollars: bool = False) -> str:
    """The formula without what each program adds or drops; `dollars` keeps the `$` signs."""
    pieces = formula.removeprefix("=").split('"')
    pieces[::2] = [_bare_code(piece, dollars) for piece in pieces[::2]]
    return '"'.join(pieces)


def _bare_code(code: str, dollars: bool) -> str:
    code = _IDLE.sub("", code.upper())
    return code if dollars else code.replace("$", "")


def shifted(formula: str, rows: int, cols: int) -> str:
    """A shared formula as it reads so many rows and columns further on."""

    def move(match: re.Match[str]) -> str:
        fixed_col, letters, fixed_row, digits = match.groups()
        row, col = int(digits), column_number(letters)
        row = row if fixed_row else (row + rows - 1) % MAX_ROW + 1
        col = col if fixed_col else (col + cols - 1) % MAX_COL + 1
        return f"{fixed_col}{column_letters(col)}{fixed_row}{row}"

    pieces = formula.split('"')
    for at in range(0, len(pieces), 2):
        pieces[at] = _QUALIFIED.sub(move, _CELL.sub(move, pieces[at]))
    return '"'.join(pieces)
