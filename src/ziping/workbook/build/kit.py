"""What every sheet builder needs: names, addresses for formulas, lists and hints."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from openpyxl import Workbook
from openpyxl.formatting.rule import FormulaRule
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from ziping.package.refs import cell_ref, column_letters
from ziping.rules import RulePack
from ziping.workbook.build.style import OurFormula
from ziping.workbook.formula import Formula, Rect, render
from ziping.workbook.layout import PREFIX, Spot


class Kit:
    """The workbook under construction with the addresses of its names."""

    def __init__(self, book: Workbook, pack: RulePack) -> None:
        self.book, self.pack = book, pack
        self.places: dict[tuple[str, str], Rect] = {}

    def declare(self, sheet: Worksheet, spots: Iterable[Spot], *, local: bool = False) -> None:
        """Define the names of a sheet, sheet-scoped where copying the sheet must copy them."""
        for spot in spots:
            last = spot.last or spot.row
            self.places[sheet.title, spot.name] = Rect(sheet.title, spot.row, spot.col, last)
            self.name(sheet, spot.name, spot.row, spot.col, last, spot.col, local=local)

    def name(
        self,
        sheet: Worksheet,
        name: str,
        row: int,
        col: int,
        last_row: int,
        last_col: int,
        *,
        local: bool = False,
    ) -> None:
        first = f"${column_letters(col)}${row}"
        end = (
            f":${column_letters(last_col)}${last_row}" if (row, col) != (last_row, last_col) else ""
        )
        defined = DefinedName(PREFIX + name, attr_text=f"'{sheet.title}'!{first}{end}")
        names = sheet.defined_names if local else self.book.defined_names
        names[PREFIX + name] = defined

    def spot(self, sheet: Worksheet, name: str) -> Rect:
        return self.places[sheet.title, name]

    def formula(self, sheet: Worksheet, formula: Formula, row: int = 0) -> None:
        """Write a formula into its cell, or into its column's cell of `row`."""
        rect = self.spot(sheet, formula.name)
        target = row or rect.row
        text = render(formula.text, target, sheet.title, lambda s, n: self.places[s, n])
        sheet.cell(target, rect.col).value = OurFormula(text)

    def choices(self, sheet: Worksheet, area: str, source: str, title: str, hint: str) -> None:
        """A list to choose from; other text is allowed with a warning, never refused."""
        rule = DataValidation(type="list", formula1=source, allow_blank=True, errorStyle="warning")
        rule.promptTitle, rule.prompt = title, hint
        rule.showInputMessage, rule.showErrorMessage = True, True
        rule.errorTitle, rule.error = title, "不在清单内。确定要用自己的写法吗？"
        rule.add(area)
        sheet.add_data_validation(rule)

    def hint(self, sheet: Worksheet, area: str, title: str, text: str) -> None:
        """A message beside the cell while it is selected."""
        rule = DataValidation(allow_blank=True)
        rule.promptTitle, rule.prompt, rule.showInputMessage = title[:30], text[:250], True
        rule.add(area)
        sheet.add_data_validation(rule)

    def numbers(
        self, sheet: Worksheet, area: str, title: str, hint: str, *, low: int = 0, high: int = 0
    ) -> None:
        """A number not below `low`; a warning only, the checks report what stays."""
        rule = DataValidation(
            type="decimal",
            operator="between" if high else "greaterThanOrEqual",
            formula1=str(low),
            formula2=str(high) if high else None,
            allow_blank=True,
            errorStyle="warning",
        )
        rule.promptTitle, rule.prompt, rule.showInputMessage = title[:30], hint[:250], True
        rule.errorTitle, rule.error, rule.showErrorMessage = title[:30], "这里应填数字。", True
        rule.add(area)
        sheet.add_data_validation(rule)


def when(sheet: Worksheet, cells: str, test: str, **look: Any) -> None:
    """Show `cells` in this look while `test` holds; written for the first of them."""
    rule = FormulaRule(formula=[test], **look)  # type: ignore[no-untyped-call]
    sheet.conditional_formatting.add(cells, rule)


def area(col: int, row: int, last: int) -> str:
    return f"{cell_ref(row, col)}:{cell_ref(last, col)}"
