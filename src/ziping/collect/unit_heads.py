"""Where the columns of a list of offices stand: its head row, found by the words of units.toml."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ziping.workbook.tables import Table

LAST_HEAD_ROW = 30
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


class Heads(NamedTuple):
    """The last row of the head, and the column of each field that was found."""

    row: int
    columns: Mapping[str, int]
    divided: bool = False  # 编制 is divided into 行政, 事业, … with no column for all of them

    @property
    def fields(self) -> frozenset[str]:
        return frozenset(self.columns)


def find_heads(table: Table) -> Heads | None:
    """The head of the list; None where no row names a column of offices."""
    rows = range(1, min(LAST_HEAD_ROW, max((row for row, _ in table.cells), default=0)) + 1)
    found = [(len(columns), -row, columns) for row in rows if (columns := _columns(table, row))]
    named = [one for one in found if "name" in one[2]]
    if not named:
        return None
    _, row, columns = max(named, key=lambda one: one[:2])
    return _with_second_row(table, -row, columns)


@cache
def words() -> dict[str, dict[str, tuple[str, ...]]]:
    """Group → field → its words, spelled as `plain_head` spells them."""
    text = Path(__file__).with_name("units.toml").read_text(encoding="utf-8")
    return {
        group: {key: tuple(dict.fromkeys(map(plain_head, given))) for key, given in fields.items()}
        for group, fields in tomllib.loads(text).items()
    }


def plain_head(text: str) -> str:
    """A head without blanks, width and what stands in brackets: 编 制 数（人） is 编制数."""
    narrow = "".join(unicodedata.normalize("NFKC", text).split()).lower()
    return _ASIDE.sub("", narrow).strip(":*") or narrow


def _columns(table: Table, row: int) -> dict[str, int]:
    """Field → column of one row; of two that fit, the word that stands first in the list."""
    shown: dict[str, int] = {}
    for col in sorted(col for at, col in table.cells if at == row):
        shown.setdefault(plain_head(table.cells[row, col].text), col)
    fields = words()["heads"].items()
    hits = {key: [shown[one] for one in known if one in shown] for key, known in fields}
    return {key: cols[0] for key, cols in hits.items() if cols}


def _with_second_row(table: Table, row: int, columns: dict[str, int]) -> Heads:
    """A head of two rows: what stands below in words belongs to it."""
    below = {at[1]: cell for at, cell in table.cells.items() if at[0] == row + 1}
    keys = (columns["name"], columns.get("code", 0))
    is_head = below and not any(col in below for col in keys)
    if not is_head or any(any(map(str.isdigit, cell.text)) for cell in below.values()):
        return Heads(row, columns)
    second = _columns(table, row + 1)
    if not second and columns.get("authorized_posts", 0) not in below:
        return Heads(row, columns)
    divided = columns.get("authorized_posts", 0) in below and "authorized_posts" not in second
    merged = {**second, **columns}
    if "authorized_posts" in second:
        merged["authorized_posts"] = second["authorized_posts"]
    if divided:
        del merged["authorized_posts"]
    return Heads(row + 1, merged, divided)
