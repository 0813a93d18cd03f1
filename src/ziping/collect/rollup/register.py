"""登记 of an earlier roll-up workbook read back: the reviewer's remarks and choices."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from ziping.collect.rollup.mark import FIRST_LINE, KIND, MARK, MAX_ROWS, kind_of, open_rollup
from ziping.collect.sheets import REGISTER
from ziping.collect.standing import Collected, Standing
from ziping.errors import UnusableFileError
from ziping.package.cells import Cell
from ziping.package.sheets import Workbook
from ziping.package.text import clean_text

HEADS = ("单位编码", "单位名称", "要退回", "备注")
FARTHEST_HEAD = 40  # rows in which somebody may have moved the heads
Cells = Mapping[tuple[int, int], Cell]


class RegisterLine(NamedTuple):
    """What stands in 登记 for an office: `chosen` is 是, 否 or "".

    `proposed` is what the program had written there, `counted` the digest of the submission that
    it went by: a choice that differs is the reviewer's own.
    """

    remark: str
    chosen: str
    proposed: str = ""
    counted: str = ""

    @property
    def is_own(self) -> bool:
        return bool(self.chosen) and self.chosen != self.proposed


def read_register(path: Path) -> dict[str, RegisterLine]:
    """By `Office.key`; an `UnusableFileError` for what is no roll-up workbook of ours."""
    path = Path(path)
    book = open_rollup(path)
    if kind_of(book) != KIND or book.sheet(REGISTER) is None:
        raise UnusableFileError(
            path, "这不是 ziping 生成的汇总表", "请指定 ziping collect 生成的汇总工作簿"
        )
    cells = book.cells(REGISTER, max_rows=MAX_ROWS)
    columns, head = _heads(path, cells)
    hidden = _hidden(book)
    found = {}
    for row in range(head + 1, max((row for row, _ in cells), default=0) + 1):
        code, name, chosen, remark = (_text(cells, row, columns[one]) for one in HEADS)
        if key := code or name:
            found[key] = RegisterLine(remark, chosen, *hidden.get(key, ("", "")))
    return found


def own_choices(lines: Mapping[str, RegisterLine], collected: Collected) -> dict[str, str]:
    """The reviewer's own choices that still hold: of offices whose submission is the same."""
    found = {}
    for standing in collected.standings:
        line = lines.get(clean_key(standing.office.key))
        if line is not None and line.is_own and line.counted == digest_of(standing):
            found[standing.office.key] = line.chosen
    return found


def digest_of(standing: Standing) -> str:
    """What tells the submission that counts from another one."""
    return "" if standing.counted is None else standing.counted.entry.source.digest


def clean_key(key: str) -> str:
    """A key as it comes back from a cell."""
    return clean_text(key).strip()


def kept(words: Mapping[str, str], key: str) -> str:
    """The reviewer's word for an office, whether its key went through a cell or not."""
    return words.get(key) or words.get(clean_key(key), "")


def _heads(path: Path, cells: Cells) -> tuple[dict[str, int], int]:
    """Where the heads stand: in their row, wherever somebody has moved it to."""
    rows: dict[int, dict[str, int]] = {}
    for (row, col), cell in cells.items():
        if row <= FARTHEST_HEAD and cell.text.strip() in HEADS:
            rows.setdefault(row, {}).setdefault(cell.text.strip(), col)
    for row, columns in sorted(rows.items()):
        if len(columns) == len(HEADS):
            return columns, row
    raise UnusableFileError(
        path, f"“{REGISTER}”表的表头不全", f"请保留 {'、'.join(HEADS)} 这几列，或重新汇总"
    )


def _hidden(book: Workbook) -> dict[str, tuple[str, str]]:
    cells = book.cells(MARK, max_rows=MAX_ROWS)
    last = max((row for row, _ in cells), default=0)
    return {
        _text(cells, row, 1): (_text(cells, row, 2), _text(cells, row, 3))
        for row in range(FIRST_LINE, last + 1)
    }


def _text(cells: Cells, row: int, col: int) -> str:
    cell = cells.get((row, col))
    return "" if cell is None else cell.text.strip()
