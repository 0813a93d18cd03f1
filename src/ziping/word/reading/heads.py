"""Heads and side labels of a form, by their meaning."""

from __future__ import annotations

from ziping.word.reading.document import Cell
from ziping.word.reading.rows import Row
from ziping.word.reading.wording import core, meaning


def heads_of(row: Row, group: str) -> dict[str, Cell]:
    """The cells of a row that are heads of a group, the first of each kind."""
    found: dict[str, Cell] = {}
    for cell in row.cells:
        key = meaning(group, cell.text) if cell.words else ""
        if key and key not in found and core(cell.text) != "":
            found[key] = cell
    return found


def sides(row: Row) -> list[Cell]:
    """年度预算申请, 绩效指标 and their like: labels that run down a side."""
    return [cell for cell in row.own if meaning("side", cell.text)]
