"""What a template is: maps of the names, texts, values and limits of each sheet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ziping.rules import RulePack
from ziping.workbook.formula import Rect
from ziping.workbook.layout import OVERALL, PROJECT
from ziping.workbook.tampering.validations import Validation

Position = tuple[int, int]
FORMS = (OVERALL, PROJECT)


class SheetTemplate(NamedTuple):
    """One sheet: `heads` are the fixed texts that tell what a number is."""

    names: Mapping[str, Rect]
    labels: Mapping[Position, str]
    values: Mapping[Position, str]  # of rules, which formulas read
    heads: frozenset[Position]
    validations: Mapping[str, Validation]

    def caption(self, row: int, col: int) -> str:
        """What a person calls the cell: the text at its left and the head of its column."""
        left = (self.labels.get((row, c)) for c in range(col, 0, -1))
        above = (self.labels.get((r, col)) for r in range(row, 0, -1))
        texts = (next(filter(None, way), "") for way in (left, above))
        names = ("".join(text.split()) for text in texts)
        return "·".join(dict.fromkeys(name for name in names if name))[:60]


class Template(NamedTuple):
    """All sheets by their names in a new workbook."""

    pack: RulePack
    sheets: Mapping[str, SheetTemplate]
