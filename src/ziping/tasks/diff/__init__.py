"""对比: two versions of a workbook or report; what was changed, and what became of the faults."""

from __future__ import annotations

from ziping.tasks.diff.compare import compare
from ziping.tasks.diff.model import (
    ADDED,
    CHANGED,
    REMOVED,
    Difference,
    LineChange,
    TextChange,
    ValueChange,
)
from ziping.tasks.diff.sides import Side, read_side

__all__ = [
    "ADDED",
    "CHANGED",
    "REMOVED",
    "Difference",
    "LineChange",
    "Side",
    "TextChange",
    "ValueChange",
    "compare",
    "read_side",
]
