"""What a roll forward did with every piece of last year's file: carried, dropped or changed."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, NamedTuple

from ziping.model import NOWHERE, Field, Number, Place, Text
from ziping.package.refs import cell_ref
from ziping.scoring.arithmetic import plain
from ziping.workbook.layout import (
    BASIC_DATA,
    OVERALL,
    OVERALL_FORM,
    PROJECT,
    PROJECT_FORM,
    REPORT_TEXT,
    UNIT,
    basic_data_spots,
    form_spots,
    text_spots,
    unit_spots,
)

CARRIED, DROPPED, CHANGED = "结转", "未结转", "有改动"
BAD = "原单元格不是可用的值"


class Item(NamedTuple):
    """`value` as last year's file had it, `taken` as it stands in the new one."""

    kind: str
    label: str
    source: Place
    value: str
    target: Place = NOWHERE
    taken: str = ""
    remark: str = ""

    def note(self) -> tuple[str, ...]:
        """As a row of 结转清单."""
        remark = "：".join(filter(None, (self.label, self.remark)))
        taken = self.taken if self.taken != self.value else ""
        return (self.kind, str(self.source), self.value, taken, str(self.target), remark)

    def to_json(self) -> dict[str, str]:
        return {
            "label": self.label,
            "place_from": str(self.source),
            "place_to": str(self.target),
            "value": self.value,
            "taken": self.taken,
            "remark": self.remark,
        }


class Ledger:
    """The list as it grows, and where things stand in the new workbook."""

    def __init__(self, texts: list[str]) -> None:
        self.items: list[Item] = []
        self._spots = {
            sheet: {spot.name: spot for spot in spots}
            for sheet, spots in (
                (UNIT, unit_spots()),
                (BASIC_DATA, basic_data_spots()),
                (OVERALL, form_spots(OVERALL_FORM, 0)),
                (PROJECT, form_spots(PROJECT_FORM, 0)),
                (REPORT_TEXT, text_spots(texts)),
            )
        }

    def at(self, sheet: str, name: str, index: int = 0) -> Place:
        """The cell of a name in the new workbook; of its row `index` where it is a column."""
        spot = self._spots[sheet if sheet in self._spots else PROJECT][name]
        return Place(sheet, cell_ref(spot.row + index, spot.col))

    def carry(self, label: str, cell: Field[Any], target: Place, remark: str = "") -> None:
        value = shown(cell)
        self.items.append(Item(CARRIED, label, cell.place, value, target, value, remark))

    def change(
        self, label: str, cell: Field[Any], target: Place, taken: str, remark: str = ""
    ) -> None:
        self.items.append(Item(CHANGED, label, cell.place, shown(cell), target, taken, remark))

    def remark(
        self, label: str, text: str, source: Place = NOWHERE, target: Place = NOWHERE
    ) -> None:
        """Something about the new file that the officer should look at."""
        self.items.append(Item(CHANGED, label, source, "", target, remark=text))

    def drop(self, label: str, cells: Iterable[tuple[str, Field[Any]]], remark: str) -> None:
        """Cells that belong together, as one line; nothing where all of them are blank."""
        given = [(name, cell) for name, cell in cells if shown(cell)]
        if given:
            value = "；".join(f"{name} {shown(cell)}".strip() for name, cell in given)
            self.items.append(Item(DROPPED, label, given[0][1].place, value, remark=remark))

    def number(self, label: str, cell: Number, target: Place, remark: str = "") -> Number:
        """A figure for the new file; one that is none is told and left out."""
        return self._taken(label, cell, target, remark, cell.value)

    def text(self, label: str, cell: Text, target: Place, remark: str = "") -> Text:
        return self._taken(label, cell, target, remark, cell.value)

    def _taken(
        self, label: str, cell: Field[Any], target: Place, remark: str, value: Decimal | str | None
    ) -> Field[Any]:
        if cell.problem:
            self.drop(label, [("", cell)], BAD)
        if value is None or cell.problem:
            return Field()
        self.carry(label, cell, target, remark)
        return fresh(value)


def fresh(value: Decimal | str) -> Field[Any]:
    """A field of the new file."""
    return Field(value, raw=plain(value) if isinstance(value, Decimal) else value)


def shown(cell: Field[Any]) -> str:
    """A field as the list prints it."""
    if cell.value is None or cell.problem:
        return cell.raw
    return plain(cell.value) if isinstance(cell.value, Decimal) else str(cell.value)
