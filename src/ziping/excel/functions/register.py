"""The worksheet functions with what people read about them, and the shell around each.

Outside Windows xlwings hands a decorated function back as it was, so name, texts and order of the
arguments are kept here; the VBA, the page of the functions and LibreOffice's list come from them.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from decimal import Decimal
from math import isfinite
from typing import Any, NamedTuple

from ziping.excel.functions.given import Block, RefusedError, block
from ziping.excel.light import xw
from ziping.scoring import BAD

Shown = Decimal | str | None
Answer = float | str
CATEGORY = "绩效自评"
LONGEST_ANSWER = 250  # what a cell and the function wizard show without trouble
TOO_LARGE = "数值过大，无法显示"


class Argument(NamedTuple):
    """`name` is what VBA calls it, `label` what people call it."""

    name: str
    label: str
    text: str
    optional: bool = False


class Function(NamedTuple):
    """One worksheet function; `call` takes what a spreadsheet sends and never raises."""

    name: str
    python_name: str
    text: str
    answer: str
    example: str
    arguments: tuple[Argument, ...]
    call: Callable[..., Answer]


FUNCTIONS: dict[str, Function] = {}  # by spreadsheet name, in the order of their declaration


def worksheet_function(
    text: str, answer: str, example: str, *arguments: Argument
) -> Callable[[Callable[..., Shown]], Callable[..., Answer]]:
    """Make a worksheet function of a body that takes one block an argument."""

    def register(body: Callable[..., Shown]) -> Callable[..., Answer]:
        call: Callable[..., Answer] = xw.func(_shell(body, text, arguments))
        for argument in arguments:
            options = {"ndim": 2, "err_to_str": True, "empty": None, "doc": argument.text}
            call = xw.arg(argument.name, **options)(call)
        name = body.__name__.upper()
        FUNCTIONS[name] = Function(name, body.__name__, text, answer, example, arguments, call)
        return call

    return register


def _shell(
    body: Callable[..., Shown], text: str, arguments: tuple[Argument, ...]
) -> Callable[..., Answer]:
    """The body behind a door that lets no exception, None or odd number through.

    It carries no annotations: xlwings would look for a converter of each.
    """

    def call(*sent: Any) -> Any:
        try:
            return _shown(body(*_blocks(arguments, sent)))
        except RefusedError as refused:
            return _one_line(str(refused))
        except Exception as error:
            kind = type(error).__name__
            return f"程序自身出错（{kind}），请把公式和这一行文字告诉维护者"

    call.__annotations__ = {}
    call.__name__ = call.__qualname__ = body.__name__
    call.__module__, call.__doc__ = body.__module__, text
    kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
    call.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [
            inspect.Parameter(a.name, kind, default=None if a.optional else inspect.Parameter.empty)
            for a in arguments
        ]
    )
    return call


def _blocks(arguments: tuple[Argument, ...], sent: tuple[Any, ...]) -> list[Block]:
    if len(sent) > len(arguments):
        raise RefusedError(f"参数太多，最多 {len(arguments)} 个")
    padded = (*sent, *(None for _ in arguments[len(sent) :]))
    return [block(a.label, value) for a, value in zip(arguments, padded, strict=True)]


def _shown(value: Shown) -> Answer:
    """A number, one line of text, or the empty text; 待改正 stays as the sheet shows it."""
    if value is None:
        return ""
    if isinstance(value, str):
        return _one_line(value)
    shown = float(value)
    return shown if isfinite(shown) else TOO_LARGE


def _one_line(text: str) -> str:
    clean = "".join(letter if letter.isprintable() else " " for letter in text)
    return clean if len(clean) <= LONGEST_ANSWER else clean[: LONGEST_ANSWER - 1] + "…"


def to_mend(faults: str) -> str:
    """The text for an input that is no number: it begins as the sheet's own word."""
    return f"{BAD}：{faults}"
