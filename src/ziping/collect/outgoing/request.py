"""What is asked for, where each file of an office lies, and what was made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from ziping.collect.out_register import Line
from ziping.collect.standing import Office
from ziping.package.filename import clean_name
from ziping.rules import RulePack

LONGEST_NAME = 50  # of code and unit in a file name; year and kind stand behind them
BOOK = "_绩效自评.xlsx"  # how the name of every workbook ends
NONE_FOUND = "没有找到"  # in the register: a folder of last year was given, the office is not in it
Progress = Callable[[str, int, int], None]


class Asked(NamedTuple):
    """What the bureau asks for."""

    units: Path
    year: int
    rules: str
    folder: Path
    last_year: Path | None = None


class Made(NamedTuple):
    """What lies in the folder now."""

    asked: Asked
    pack: RulePack
    lines: tuple[Line, ...]  # in the order of the list
    problems: tuple[str, ...]  # of the list
    loose: tuple[str, ...]  # files of last year that no office got
    register: Path
    backup: Path | None  # the register as it was before
    letters: int = 0  # written in this run

    @property
    def new(self) -> list[Line]:
        return [line for line in self.lines if line.is_new]

    @property
    def kept(self) -> list[Line]:
        return [line for line in self.lines if not line.is_new]


class Places:
    """The files of each office in the folder."""

    def __init__(self, folder: Path, offices: Sequence[Office], year: int) -> None:
        self.folder = folder
        self.names = file_names(offices, year)

    def book(self, office: Office) -> Path:
        return self.folder / f"{self.names[office.key]}{BOOK}"

    def letter(self, office: Office) -> Path:
        return self.folder / f"{self.names[office.key]}_来函.txt"


def file_names(offices: Sequence[Office], year: int) -> dict[str, str]:
    """By key the name that both files of an office begin with: code, unit, year; none twice."""
    names: dict[str, str] = {}
    seen: set[str] = set()
    for office in offices:
        whole = "_".join(filter(None, (office.code, office.name)))
        plain = stem = clean_name(whole, longest=LONGEST_NAME)
        number = 1
        while stem.casefold() in seen:
            number += 1
            stem = f"{plain} ({number})"
        seen.add(stem.casefold())
        names[office.key] = f"{stem}_{year}"
    return names
