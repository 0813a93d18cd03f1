"""The standing process of the worksheet functions in LibreOffice.

    python -I -m ziping.excel.libreoffice.calculator

Reads `["ZP_GRADE", [arguments]]` a line and writes the value a line, until its input ends.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any, BinaryIO

FAILED = "没有算出：ziping 内部出错，请把公式发给维护人员"


def serve(calls: dict[str, Callable[..., Any]], asked: BinaryIO, told: BinaryIO) -> None:
    """Answers every line; a function that fails gives one line of text, never an end."""
    for line in asked:
        told.write(json.dumps(_value(calls, line)).encode("ascii") + b"\n")
        told.flush()


def _value(calls: dict[str, Callable[..., Any]], line: bytes) -> Any:
    try:
        name, arguments = json.loads(line)
        value = calls[name](*arguments)
    except Exception:
        return FAILED
    return value if isinstance(value, str | bool | int | float) or value is None else str(value)


def main() -> None:
    from ziping.excel.functions import FUNCTIONS

    answers = sys.stdout.buffer
    sys.stdout = sys.stderr  # a stray print is no answer
    serve({item.name: item.call for item in FUNCTIONS.values()}, sys.stdin.buffer, answers)


if __name__ == "__main__":
    main()
