"""Empty workbooks to type into: one a pack, number of project sheets and of indicator rows."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from tests.support.office import Office, Step
from tests.workbook.packs import YEAR
from ziping.package.refs import cell_ref
from ziping.rules import RulePack
from ziping.tasks.create import create
from ziping.workbook.layout import MAX_INDICATORS, OVERALL
from ziping.workbook.opened import Opened

SHORT = 20  # rows of a base that is quick to open and save


class Kind(NamedTuple):
    """Which base: `rows` below sixty means that the spare rows were taken out."""

    pack: str
    projects: int = 1
    rows: int = MAX_INDICATORS


class Base(NamedTuple):
    """A base with what is needed to type into it."""

    kind: Kind
    pack: RulePack
    opened: Opened

    @property
    def forms(self) -> list[str]:
        return [OVERALL, *self.opened.projects]

    def at(self, sheet: str, name: str, index: int = 0) -> str:
        """The address of a name; of a column's row `index`, the first indicator being 1."""
        spot = self.opened.find(sheet, name)
        return cell_ref(spot.row + index, spot.col)


class Bases:
    """Each base is built when first asked for."""

    def __init__(self, folder: Path, packs: Mapping[str, RulePack]) -> None:
        self.folder, self.packs = folder, packs
        self._lock = threading.Lock()
        self._made: dict[Kind, Base] = {}

    def of(self, kind: Kind, office: Office) -> Base:
        with self._lock:
            if kind not in self._made:
                self._made[kind] = Base(kind, self.packs[kind.pack], self._opened(kind, office))
            return self._made[kind]

    def _opened(self, kind: Kind, office: Office) -> Opened:
        path = self.folder / f"base {kind.pack} {kind.projects}.xlsx"
        if not path.exists():
            data = {"unit": {"name": "某局", "year": YEAR}, "projects": [{}] * kind.projects}
            create(self.packs[kind.pack], data, path)
        opened = Opened(path)
        if kind.rows == MAX_INDICATORS:
            return opened
        short = path.with_name(f"{path.stem} {kind.rows} rows.xlsx")
        office.run(path, _shortening(opened, kind.rows), save_as=short)
        return Opened(short)


def _shortening(opened: Opened, rows: int) -> list[Step]:
    steps: list[Step] = [{"op": "unprotect"}]
    for sheet in (OVERALL, *opened.projects):
        at = opened.find(sheet, "indicator_name").row + 1 + rows
        count = MAX_INDICATORS - rows
        steps.append({"op": "delete_rows", "sheet": sheet, "at": at, "count": count})
    return steps
