"""登记 of an earlier roll-up workbook read back: remarks, choices, and what was returned."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from ziping.collect.rollup.mark import (
    FIRST_LINE,
    KIND,
    MARK,
    MAX_ROWS,
    YEAR,
    kind_of,
    open_rollup,
    text_at,
)
from ziping.collect.sheets import REGISTER
from ziping.collect.standing import Collected, Standing, Submission
from ziping.errors import UnusableFileError
from ziping.package.cells import Cell
from ziping.package.sheets import Workbook
from ziping.package.text import clean_text

HEADS = ("单位编码", "单位名称", "要退回", "备注")
COUNTS = ("计入第几次", "退回次数", "最近退回")  # read only if the journal is lost
MOST = 99  # of either count: each return becomes a line of the journal
_DAY_ZERO, _DAYS = date(1899, 12, 30), 100_000
FARTHEST_HEAD = 40  # rows in which somebody may have moved the heads
Cells = Mapping[tuple[int, int], Cell]


class RegisterLine(NamedTuple):
    """What stands in 登记 for an office: `chosen` is 是, 否 or "".

    `proposed` is what the program had written there, `counted` the digest of the submission that
    it went by: a choice that differs is the reviewer's own. `number` is 计入第几次, `returns`
    退回次数, `last_return` 最近退回 as an ISO date.
    """

    remark: str
    chosen: str
    proposed: str = ""
    counted: str = ""
    number: int = 0
    returns: int = 0
    last_return: str = ""

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
            number, returns, last = (cells.get((row, columns.get(one, 0))) for one in COUNTS)
            told = RegisterLine(remark, chosen, *hidden.get(key, ("", "")))
            found[key] = told._replace(
                number=_count(number), returns=_count(returns), last_return=_day(last)
            )
    return found


def register_year(path: Path) -> int:
    """The year of the round; 0 where the workbook does not say."""
    said = text_at(open_rollup(path), MARK, *YEAR)
    return int(said) if said.isdecimal() and len(said) == len("2024") else 0


def own_choices(lines: Mapping[str, RegisterLine], collected: Collected) -> dict[str, str]:
    """The reviewer's own choices that still hold: of offices whose submission is the same."""
    found = {}
    for standing in collected.standings:
        line = lines.get(clean_key(standing.office.key))
        if line is not None and line.is_own and line.counted == digest_of(standing):
            found[standing.office.key] = line.chosen
    return found


def digest_of(standing: Standing) -> str:
    """What tells the submission that counts from another one, and newer ones not to be opened."""
    counted = "" if standing.counted is None else standing.counted.entry.source.digest
    return "+".join((counted, *map(_unread, standing.unread)))


def _unread(one: Submission) -> str:
    """Of a file on disk that could not be opened there is no digest."""
    source = one.entry.source
    told = (source.name, source.inner, source.size, source.stamp)
    return source.digest[:16] or sha256(json.dumps(told).encode()).hexdigest()[:16]


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
        if row <= FARTHEST_HEAD and cell.text.strip() in HEADS + COUNTS:
            rows.setdefault(row, {}).setdefault(cell.text.strip(), col)
    for row, columns in sorted(rows.items()):
        if columns.keys() >= set(HEADS):
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


def _count(cell: Cell | None) -> int:
    value = None if cell is None else cell.value
    return int(value) if isinstance(value, Decimal) and 0 < value <= MOST else 0


def _day(cell: Cell | None) -> str:
    """As ISO date, whether the cell holds a day or its text; "" for anything else."""
    value = None if cell is None else cell.value
    if isinstance(value, Decimal) and 0 < value < _DAYS:
        return (_DAY_ZERO + timedelta(days=int(value))).isoformat()
    try:
        return date.fromisoformat(str(value).strip()).isoformat()
    except ValueError:
        return ""


def _text(cells: Cells, row: int, col: int) -> str:
    cell = cells.get((row, col))
    return "" if cell is None else cell.text.strip()
