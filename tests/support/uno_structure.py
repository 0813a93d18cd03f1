"""Steps that put rows, columns, cells and sheets in, take them out and move them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import uno

from tests.support.uno_base import Step, prop, sheet_of


def insert(kind: str) -> Callable[[Any, Step], None]:
    """Insertion of `Rows` or `Columns`."""

    def step_of_kind(document: Any, step: Step) -> None:
        lines = getattr(sheet_of(document, step["sheet"]), kind)
        lines.insertByIndex(step["at"] - 1, step.get("count", 1))

    return step_of_kind


def delete(kind: str) -> Callable[[Any, Step], None]:
    """Deletion of `Rows` or `Columns`."""

    def step_of_kind(document: Any, step: Step) -> None:
        lines = getattr(sheet_of(document, step["sheet"]), kind)
        lines.removeByIndex(step["at"] - 1, step.get("count", 1))

    return step_of_kind


def sort_rows(document: Any, step: Step) -> None:
    """Sort the rows of a range by one of its columns (from 0), the greatest first."""
    field = uno.createUnoStruct("com.sun.star.table.TableSortField")
    field.Field, field.IsAscending = step["by"], False
    area = sheet_of(document, step["sheet"]).getCellRangeByName(step["range"])
    fields = uno.Any("[]com.sun.star.table.TableSortField", (field,))
    area.sort((prop("SortFields", fields), prop("IsSortColumns", False)))


def hide_rows(document: Any, step: Step) -> None:
    """Hide rows, or show them with `hidden: false`."""
    first = step["at"] - 1
    last = first + step.get("count", 1) - 1
    rows = sheet_of(document, step["sheet"]).getCellRangeByPosition(0, first, 0, last).Rows
    rows.IsVisible = not step.get("hidden", True)


def copy_sheet(document: Any, step: Step) -> None:
    """Copy a sheet; at the end unless a position (from 0) is given."""
    sheet_of(document, step["sheet"])
    position = step.get("position", document.Sheets.Count)
    document.Sheets.copyByName(step["sheet"], step["new"], position)


def remove_sheet(document: Any, step: Step) -> None:
    """Take a sheet out."""
    sheet_of(document, step["sheet"])
    document.Sheets.removeByName(step["sheet"])


def move_cells(document: Any, step: Step) -> None:
    """Cut a range and paste it elsewhere on its sheet, as dragging does: references follow it."""
    sheet = sheet_of(document, step["sheet"])
    target = sheet.getCellRangeByName(step["to"]).getCellByPosition(0, 0).CellAddress
    sheet.moveRange(target, sheet.getCellRangeByName(step["range"]).RangeAddress)


def rename_sheet(document: Any, step: Step) -> None:
    """Give a sheet another name."""
    sheet_of(document, step["sheet"]).setName(step["new"])
