"""Formulas between Excel's spelling and LibreOffice's.

Excel writes SUM('表'!$A$1,2), LibreOffice's own blocks take SUM($表.$A$1;2). LibreOffice itself
translates, by its parser: only that knows each function and operator.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Any, NamedTuple

PARSER = "com.sun.star.sheet.FormulaParser"
CALC, EXCEL = 0, 3  # com.sun.star.sheet.AddressConvention: OOO, XL_OOX


class Placed(NamedTuple):
    """A formula without its equal sign; relative references count from `at`, and then `to`."""

    text: str
    at: Any
    to: Any


def cell(sheet: int, row: int, column: int) -> Any:
    """A cell's place as UNO counts it, from 0."""
    made = sys.modules["uno"].createUnoStruct("com.sun.star.table.CellAddress")
    made.Sheet, made.Row, made.Column = sheet, row, column
    return made


class Translator:
    """The parser of one document, which knows its sheets and names."""

    def __init__(self, document: Any) -> None:
        self.parser = document.createInstance(PARSER)
        self.parser.CompileEnglish = True

    def to_calc(self, text: str, at: Any) -> str:
        return self.translated([Placed(text, at, at)], EXCEL, CALC)[0]

    def to_excel(self, text: str, at: Any) -> str:
        return self.translated([Placed(text, at, at)], CALC, EXCEL)[0]

    def translated(self, formulas: Iterable[Placed], source: int, target: int) -> list[str]:
        """Many at once: the spelling is switched twice in all."""
        self.parser.FormulaConvention = source
        parsed = [(self.parser.parseFormula(each.text, each.at), each.to) for each in formulas]
        self.parser.FormulaConvention = target
        return [str(self.parser.printFormula(tokens, to)) for tokens, to in parsed]
