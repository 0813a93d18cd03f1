"""Which submission of the office this is, and what its files are called."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ziping.package.atomic import plain_errors
from ziping.package.filename import MOST_BYTES, clean_name
from ziping.rules.mail import Mail

LONGEST = 60  # the folder and the file in it have the same name: Windows takes 260 in all
ROOM = len("_盖章扫描件99.jpeg".encode())
_NUMBER = re.compile(r"[0-9]{1,4}")


class Sender(NamedTuple):
    """Who sends, and by which rules."""

    mail: Mail
    unit: str
    code: str
    year: int

    def name(self, number: int) -> str:
        """The name of a submission by the pack's rule; a long unit is cut, never the number."""
        unit, code = clean_name(self.unit), clean_name(self.code) if self.code else ""
        for length in range(len(unit), 0, -1):
            given = self.mail.named(unit=unit[:length], code=code, year=self.year, number=number)
            name = clean_name(given, longest=len(given) + 1)
            if len(name) <= LONGEST and len(name.encode()) + ROOM <= MOST_BYTES:
                return name
        return clean_name(f"{self.year}_v{number}")  # a rule of a hundred letters of its own

    def title(self, number: int) -> str:
        """The subject of the mail, on one line whatever the unit is called."""
        given = self.mail.titled(unit=self.unit, code=self.code, year=self.year, number=number)
        return one_line(given)


def one_line(text: str) -> str:
    """Without line ends and signs that a header of a mail must not hold."""
    return " ".join("".join(one if one.isprintable() else " " for one in text).split())


def packed_before(sender: Sender, folder: Path) -> dict[int, Path]:
    """The submissions of this unit and year that lie in the folder: number → where.

    A folder counts before its zip: it can be compared with.
    """
    found: dict[int, Path] = {}
    for path in _entries(folder):
        stem = path.stem if path.suffix.lower() == ".zip" else path.name
        for digits in _NUMBER.findall(stem):
            number = int(digits)
            if number and sender.name(number).lower() == stem.lower():
                found.setdefault(number, path)
    return found


def _entries(folder: Path) -> Iterator[Path]:
    """Folders first, then the rest."""
    with plain_errors(folder):
        entries = sorted(folder.iterdir()) if folder.is_dir() else []
        yield from sorted(entries, key=lambda path: not path.is_dir())
