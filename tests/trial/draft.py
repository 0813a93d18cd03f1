"""A report before it is written: paragraphs and tables whose values carry the name of their fact.

In a text a value stands as `slot(name, value)`; in a table a cell has a `key`. A planter changes a
value by its name, in the prose or in a form, and everything else stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

OPEN, BETWEEN, CLOSE = "\ue000", "\ue001", "\ue002"
_SLOT = re.compile(f"{OPEN}([^{BETWEEN}]*){BETWEEN}([^{CLOSE}]*){CLOSE}")
UP = "^"


def slot(name: str, value: object) -> str:
    """A value in a text under its name."""
    return f"{OPEN}{name}{BETWEEN}{value}{CLOSE}"


def plain(text: str) -> str:
    """The text as it is printed."""
    return _SLOT.sub(lambda found: found[2], text)


@dataclass
class Para:
    """A paragraph: its role and section as a reviewer would call them; `level` of a heading."""

    text: str
    role: str = "body"
    section: str = ""
    level: int = 0
    number: str = ""  # printed in front, unless Word counts

    @property
    def printed(self) -> str:
        return plain(self.number + self.text)


@dataclass
class Cell:
    """A cell: `^` as text goes on with the cell above."""

    text: str
    cols: int = 1
    key: str = ""


@dataclass
class Table:
    """A form or a part of one: `kind` is basic, overall or project:0."""

    kind: str
    rows: list[list[Cell]]


Block = Para | Table


@dataclass
class Draft:
    """All blocks of a report in order."""

    blocks: list[Block] = field(default_factory=list)

    def printed(self) -> list[str]:
        """Every paragraph and cell as it is printed."""
        found = []
        for one in self.blocks:
            if isinstance(one, Para):
                found.append(one.printed)
            else:
                found += ["|".join(cell.text for cell in row) for row in one.rows]
        return found

    def paragraphs(self, *sections: str, role: str = "") -> list[Para]:
        """The paragraphs of these sections and of this role; all of them without."""
        return [
            one
            for one in self.blocks
            if isinstance(one, Para)
            and (not sections or one.section in sections)
            and (not role or one.role == role)
        ]

    def tables(self, kind: str = "") -> list[Table]:
        return [one for one in self.blocks if isinstance(one, Table) and one.kind.startswith(kind)]

    def cells(self, key: str) -> Iterator[Cell]:
        """The cells of this key."""
        for table in self.tables():
            for row in table.rows:
                yield from (cell for cell in row if cell.key == key)

    def cell(self, key: str) -> Cell | None:
        return next(self.cells(key), None)

    def slots(self, name: str) -> list[tuple[Para, str]]:
        """Where the prose tells this fact, and the value that it tells."""
        return [
            (one, found[2])
            for one in self.paragraphs()
            for found in _SLOT.finditer(one.text)
            if found[1] == name
        ]

    def change_slot(self, name: str, change: Callable[[str], str], nth: int = 0) -> str:
        """Change one of the places where the prose tells a fact; the new value, "" where none."""
        places = self.slots(name)
        if len(places) <= nth:
            return ""
        paragraph, value = places[nth]
        new = change(value)
        paragraph.text = paragraph.text.replace(slot(name, value), slot(name, new), 1)
        return new

    def set_everywhere(self, name: str, value: str) -> None:
        """Print another value for a fact wherever it stands."""
        for cell in self.cells(name):
            cell.text = value
        for paragraph, old in self.slots(name):
            paragraph.text = paragraph.text.replace(slot(name, old), slot(name, value))

    def drop_row(self, key: str) -> bool:
        """Take out the row of a table that holds this cell."""
        for table in self.tables():
            for row in table.rows:
                if any(cell.key == key for cell in row):
                    table.rows.remove(row)
                    return True
        return False
