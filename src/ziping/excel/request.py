"""What a button hands over on the command line: action, window handle, workbook.

    python -I -m ziping.excel.button score 132456 4E2D65870041

The workbook's full name is spelled as UTF-16 code units of four hexadecimal digits, so that no
quote, blank, `&`, `%` or Hanzi in a path means anything to a shell or a code page.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ziping.errors import ZipingError

HEX = re.compile("(?:[0-9A-Fa-f]{4})*")
DIGITS = 4


class Request(NamedTuple):
    """`window` is the handle of the program's main window, 0 where there is none."""

    action: str
    window: int
    full_name: str


def parse(arguments: list[str]) -> Request:
    """Raises `ZipingError` where the call is none of ours."""
    if len(arguments) != 3 or not arguments[1].isdecimal() or not HEX.fullmatch(arguments[2]):
        raise ZipingError("按钮传来的参数读不懂", "请重新安装加载项：ziping addin install")
    return Request(arguments[0], int(arguments[1]), decoded(arguments[2]))


def decoded(text: str) -> str:
    """The name that `encoded` spelled; a lone surrogate of a strange file name stays one."""
    units = bytes.fromhex(text)
    return units.decode("utf-16-be", "surrogatepass")


def encoded(full_name: str) -> str:
    return full_name.encode("utf-16-be", "surrogatepass").hex().upper()
