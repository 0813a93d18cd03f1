"""The roll-up workbook 汇总.xlsx: written from all that came, and its 登记 read back.

Writing loads pandas and openpyxl, so it is imported when called; reading is light.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType

from ziping.collect.rollup.mark import is_rollup
from ziping.collect.rollup.register import (
    RegisterLine,
    own_choices,
    read_register,
    register_year,
)
from ziping.collect.standing import Collected

__all__ = [
    "RegisterLine",
    "is_rollup",
    "own_choices",
    "read_register",
    "register_year",
    "write_rollup",
]

_NOTHING: Mapping[str, str] = MappingProxyType({})


def write_rollup(
    collected: Collected,
    target: Path,
    *,
    remarks: Mapping[str, str] = _NOTHING,
    chosen: Mapping[str, str] = _NOTHING,
    today: date | None = None,
) -> None:
    """Write the workbook whole or not at all; an earlier one of ours is kept as `.bak`.

    `remarks` and `chosen` (是 or 否) by `Office.key` are the reviewer's own of an earlier one.
    """
    from ziping.collect.rollup.write import write

    write(collected, Path(target), remarks, chosen, today or date.today())
