"""The steps of a job: one small function an operation, on an open LibreOffice document."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests.support import uno_structure as structure
from tests.support.uno_base import Step, a1, position, prop, sheet_of
from tests.support.uno_blocks import Cells, blocks, put_block

Found = list[list[Any]]

SAVE_FILTERS = {".xlsx": "Calc MS Excel 2007 XML", ".docx": "MS Word 2007 XML"}
FORMULA = 16  # com.sun.star.sheet.CellFlags
ERRORS = 4  # com.sun.star.sheet.FormulaResult
EXCEL_A1 = 3  # com.sun.star.sheet.AddressConvention.XL_OOX
ERROR_TEXTS = {
    503: "#NUM!",
    519: "#VALUE!",
    521: "#NULL!",
    524: "#REF!",
    525: "#NAME?",
    532: "#DIV/0!",
    32767: "#N/A",
}


def positions(ranges: Any) -> Iterator[tuple[int, int]]:
    """Column and row of every cell of a SheetCellRanges, in reading order of each range."""
    for area in ranges.RangeAddresses:
        for row in range(area.StartRow, area.EndRow + 1):
            for column in range(area.StartColumn, area.EndColumn + 1):
                yield column, row


def errors_of(sheet: Any, area: Any) -> dict[tuple[int, int], dict[str, Any]]:
    """The formula cells of an area that show an error: position → code and Excel's text."""
    found = {}
    for column, row in positions(area.queryFormulaCells(ERRORS)):
        code = sheet.getCellByPosition(column, row).getError()
        found[column, row] = {"error": code, "text": ERROR_TEXTS.get(code, f"Err:{code}")}
    return found


def unprotect(document: Any, step: Step) -> None:
    """Take protection off the document and all its sheets."""
    password = step.get("password", "")
    document.unprotect(password)
    for sheet in document.Sheets:
        sheet.unprotect(password)


def set_cells(document: Any, step: Step) -> None:
    """Put numbers, texts and formulas into cells; None clears; of two of one cell the later."""
    wanted: dict[str, Cells] = {}
    for name, address, value in step["cells"]:
        wanted.setdefault(name, {})[position(address)] = value
    for name, cells in wanted.items():
        sheet = sheet_of(document, name)
        for block in blocks({at: v for at, v in cells.items() if not isinstance(v, dict)}):
            put_block(sheet, block)
        for (row, column), value in cells.items():
            if isinstance(value, dict):
                set_formula(document, sheet.getCellByPosition(column, row), value["formula"])


def set_formula(document: Any, cell: Any, formula: str) -> None:
    """Put in a formula written as Excel writes it."""
    parser = document.createInstance("com.sun.star.sheet.FormulaParser")
    parser.CompileEnglish = True
    parser.FormulaConvention = EXCEL_A1
    tokens = parser.parseFormula(formula.removeprefix("="), cell.CellAddress)
    cell.setTokens(tokens)


def calculate(document: Any, _: Step) -> None:
    """Hard recalculation of every formula."""
    document.calculateAll()


def read(document: Any, step: Step) -> Found:
    """Every cell of some ranges: sheet, address, value, whether it is a formula."""
    found: Found = []
    for name, address in step["ranges"]:
        sheet = sheet_of(document, name)
        found += [[name, *cell] for cell in read_area(sheet, sheet.getCellRangeByName(address))]
    return found


def read_area(sheet: Any, area: Any) -> Found:
    """Address, value, formula flag of an area, read as one block."""
    errors = errors_of(sheet, area)
    formulas = set(positions(area.queryContentCells(FORMULA)))
    start = area.RangeAddress
    found: Found = []
    for row, line in enumerate(area.getDataArray(), start.StartRow):
        for column, value in enumerate(line, start.StartColumn):
            place = (column, row)
            plain = None if value == "" and place not in formulas else value
            found.append([a1(*place), errors.get(place, plain), place in formulas])
    return found


def formulas(document: Any, _: Step) -> Found:
    """Every formula cell of every sheet, hidden ones too: sheet, address, value."""
    found: Found = []
    for sheet in document.Sheets:
        errors = errors_of(sheet, sheet)
        for area in sheet.queryContentCells(FORMULA).RangeAddresses:
            block = sheet.getCellRangeByPosition(
                area.StartColumn, area.StartRow, area.EndColumn, area.EndRow
            )
            for row, line in enumerate(block.getDataArray(), area.StartRow):
                for column, value in enumerate(line, area.StartColumn):
                    shown = errors.get((column, row), value)
                    found.append([sheet.Name, a1(column, row), shown])
    return found


def names(document: Any, _: Step) -> list[dict[str, Any]]:
    """Defined names, global (scope None) and of a sheet, with the cells that they mean."""
    scopes = [(None, document.NamedRanges)]
    scopes += [(sheet.Name, sheet.NamedRanges) for sheet in document.Sheets]
    return [
        {"scope": scope, "name": name, **target(document, group.getByName(name))}
        for scope, group in scopes
        for name in group.ElementNames
    ]


def target(document: Any, name: Any) -> dict[str, Any]:
    """Where a defined name points: its text, and sheet and address where it means cells."""
    cells = name.getReferredCells()
    if cells is None:
        return {"content": name.Content, "sheet": None, "address": None}
    area = cells.RangeAddress
    first, last = a1(area.StartColumn, area.StartRow), a1(area.EndColumn, area.EndRow)
    address = first if first == last else f"{first}:{last}"
    sheet = document.Sheets.getByIndex(area.Sheet).Name
    return {"content": name.Content, "sheet": sheet, "address": address}


def save(document: Any, step: Step) -> None:
    """Write the document as it is now; a job may do so many times."""
    store(document, step["path"], SAVE_FILTERS[Path(step["path"]).suffix.lower()])


def store(document: Any, target: str, filter_name: str) -> None:
    """Write a copy of the open document."""
    options = (prop("FilterName", filter_name), prop("Overwrite", True))
    document.storeToURL(Path(target).absolute().as_uri(), options)


def only_sheet(document: Any, step: Step) -> None:
    """For printing: a sheet without print area is not printed where another one has one."""
    if not sheet_of(document, step["sheet"]).getPrintAreas():
        raise ValueError(f"{step['sheet']} has no print area")
    for sheet in document.Sheets:
        if sheet.Name != step["sheet"]:
            sheet.setPrintAreas(())


def whole_sheets(document: Any, _: Step) -> None:
    """For looking: no print areas, each sheet one page wide, so that system columns show."""
    for sheet in document.Sheets:
        sheet.setPrintAreas(())
        style = document.StyleFamilies.getByName("PageStyles").getByName(sheet.PageStyle)
        style.ScaleToPagesX, style.ScaleToPagesY = 1, 0


def show_sheets(document: Any, _: Step) -> None:
    """For looking: hidden sheets are shown."""
    for sheet in document.Sheets:
        sheet.IsVisible = True


STEPS: dict[str, Callable[[Any, Step], Any]] = {
    "unprotect": unprotect,
    "set": set_cells,
    "insert_rows": structure.insert("Rows"),
    "insert_columns": structure.insert("Columns"),
    "delete_rows": structure.delete("Rows"),
    "delete_columns": structure.delete("Columns"),
    "sort_rows": structure.sort_rows,
    "hide_rows": structure.hide_rows,
    "copy_sheet": structure.copy_sheet,
    "remove_sheet": structure.remove_sheet,
    "rename_sheet": structure.rename_sheet,
    "move_cells": structure.move_cells,
    "calculate": calculate,
    "read": read,
    "formulas": formulas,
    "names": names,
    "save": save,
    "only_sheet": only_sheet,
    "whole_sheets": whole_sheets,
    "show_sheets": show_sheets,
}
