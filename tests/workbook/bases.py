"""Empty workbooks to type into: one a pack, number of project sheets and of indicator rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from tests.support.office import Office, Step
from tests.workbook.packs import YEAR
from ziping.package.refs import cell_ref
from ziping.rules import RulePack
from ziping.tasks.create import create
from ziping.workbook.layout import MAX_INDICATORS, OVERALL, RESULTS
from ziping.workbook.opened import Opened

SHORT, SHORTEST = 20, 12  # rows of bases that are quicker to open and save
ROOM = 20  # findings that 校验结果 then has room for


class Kind(NamedTuple):
    """Which base: rows below sixty mean that the other spare rows were taken out."""

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
        self._made: dict[Kind, Base] = {}

    def of(self, kind: Kind, office: Office) -> Base:
        if kind not in self._made:
            self._made[kind] = Base(kind, self.packs[kind.pack], self._opened(kind, office))
        return self._made[kind]

    def _opened(self, kind: Kind, office: Office) -> Opened:
        built = max(kind.projects, 1)
        path = self.folder / f"base {kind.pack} {built}.xlsx"
        if not path.exists():
            data = {"unit": {"name": "某局", "year": YEAR}, "projects": [{}] * built}
            create(self.packs[kind.pack], data, path)
        opened = Opened(path)
        if kind.rows == MAX_INDICATORS:
            return opened
        short = path.with_name(f"base {' '.join(map(str, kind))}.xlsx")
        office.run(path, [*_shortening(opened, kind)], save_as=short)
        return Opened(short)


def _shortening(opened: Opened, kind: Kind) -> Iterator[Step]:
    """Spare rows and, for no projects, the project sheet taken out, as an office may do."""
    yield {"op": "unprotect"}
    if not kind.projects:
        yield from ({"op": "remove_sheet", "sheet": sheet} for sheet in opened.projects)
    for sheet in (OVERALL, *(opened.projects if kind.projects else ())):
        yield _deletion(opened, sheet, "indicator_name", 1 + kind.rows, 1)
    yield _deletion(opened, RESULTS, "result_code", ROOM, 0)


def _deletion(opened: Opened, sheet: str, name: str, kept: int, at_end: int) -> Step:
    """The rows of a column but for so many at its beginning and at its end."""
    spot = opened.find(sheet, name)
    count = spot.last - spot.row + 1 - kept - at_end
    return {"op": "delete_rows", "sheet": sheet, "at": spot.row + kept, "count": count}
