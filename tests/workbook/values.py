"""What officers type into single cells, as data of one seeded generator."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any, TypeVar

Value = float | str | dict[str, str] | None  # a dict is a formula of the officer's own
T = TypeVar("T")

ERRORS = ("=1/0", "=NA()", '=VALUE("x")')
NUMBERS_AS_TEXT = (
    "３０", " 1.09", "　1.09", "1,234.5", "'1.5", "１，２３４．５", "5.", ".5", "+3", "－3",
    "-2.50", "1 234", "007", "0.12345678901234567", "　", " ", "\u00a0",
)  # fmt: skip
NO_NUMBERS = (
    "无", "-", "/", "12.5万", "1.2.3", "1e5", "1,23", "约30", "30元", "98%%", "．", "待定", "TRUE",
)  # fmt: skip
OWN_FORMULAS = ("=10/3", "=1.1*3", "=0.1+0.2", '=""', '="３０"', '="　"', '="文字"', "=-1/7")
ODD_NUMBERS = (-5.5, 1e-7, 0.1234567, 123456789.123456, 2.0000005, 0.005, 1.005, 1e9)


def pick(rng: Random, *weighted: tuple[float, T]) -> T:
    """One of the values, by its weight."""
    return rng.choices([value for _, value in weighted], [weight for weight, _ in weighted])[0]


def formula(text: str) -> dict[str, str]:
    return {"formula": text}


def typed(value: Value) -> Value:
    """A text with a tab in it comes from a formula: LibreOffice loads a typed tab as U+0001."""
    if not isinstance(value, str) or "\t" not in value:
        return value
    return formula("=" + "&CHAR(9)&".join(f'"{part}"' for part in value.split("\t")))


class Cells:
    """Values for cells; `mess` is the share of cells that hold something odd."""

    def __init__(self, rng: Random, mess: float) -> None:
        self.rng, self.mess = rng, mess

    def is_odd(self) -> bool:
        return self.rng.random() < self.mess

    def of(self, choices: Sequence[T]) -> T:
        return self.rng.choice(choices)

    def any_of(self, *choices: Value) -> Value:
        """The same of values of different types."""
        return self.rng.choice(choices)

    def odd(self) -> Value:
        """Text in a number cell, an error, an officer's formula, a strange number."""
        rng = self.rng
        pool: tuple[Any, ...] = pick(
            rng, (5, NUMBERS_AS_TEXT), (3, NO_NUMBERS), (3, OWN_FORMULAS), (2, ERRORS),
            (3, ODD_NUMBERS),
        )  # fmt: skip
        value = rng.choice(pool)
        return formula(value) if str(value).startswith("=") else value

    def amount(self, blank: float = 0.1) -> Value:
        """Money, persons, square metres."""
        rng = self.rng
        if self.is_odd():
            return self.odd()
        if rng.random() < blank:
            return None
        return pick(
            rng,
            (5, round(rng.uniform(0, 3000), 2)),
            (2, float(rng.randint(0, 400))),
            (2, 0.0),
            (1, round(rng.uniform(0, 50), 6)),
        )

    def rate(self) -> Value:
        """A share typed as percent, as number or as text."""
        rng = self.rng
        if self.is_odd():
            return pick(rng, (1, self.odd()), (1, rng.choice(("99.88%", "９９％", "1%5", "100 %"))))
        return pick(rng, (3, None), (3, round(rng.uniform(0.5, 1.2), 4)), (1, 1.0), (1, 0.99985))

    def text(self, *words: str) -> Value:
        """Prose, sometimes a number, a blank, an error."""
        rng = self.rng
        if self.is_odd():
            odd = (
                " ",
                "　",
                12.5,
                3.0,
                "多行\n文字",
                "“引号\"'&<>”",
                formula("=1/0"),
                formula('=""'),
            )
            return rng.choice((*odd, formula('="拼"&"接"'), " 前后有空格 "))
        return rng.choice(words) if rng.random() > 0.15 else None
