"""The forms of a report as JSON, each cell with the path of the model that it holds."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from ziping.model import Field
from ziping.word.layout import VERSION, canonical
from ziping.word.reading.document import Cell, Table
from ziping.word.reading.draft import BASIC, PROJECT, Draft


def layout_of(drafts: Sequence[Draft]) -> str:
    """Every form in the order of the report; see `word.layout` for the keys."""
    projects = 0
    forms = []
    for draft in drafts:
        forms.append(_form(draft, projects))
        projects += draft.kind == PROJECT
    return json.dumps(
        {"version": VERSION, "forms": forms}, ensure_ascii=False, separators=(",", ":")
    )


def _form(draft: Draft, projects: int) -> dict[str, Any]:
    rows: Any = [field["level2"].value or "" for field in draft.indicators]
    if draft.kind == BASIC:
        rows = len(draft.lines)
    return {
        "kind": draft.kind,
        "number": projects,
        "rows": rows,
        "before": [one.full_text for one in draft.before if one.full_text.strip()],
        "after": [one.full_text for one in draft.after if one.full_text.strip()],
        "tables": [_table(table, draft) for table in draft.tables],
    }


def _table(table: Table, draft: Draft) -> dict[str, Any]:
    return {
        "rows": table.rows,
        "cols": table.cols,
        "widths": list(table.widths),
        "heads": table.heads,
        "cells": [_cell(cell, table, draft) for cell in table.cells],
    }


def _cell(cell: Cell, table: Table, draft: Draft) -> list[Any]:
    plain = [cell.row, cell.col, cell.rows, cell.cols, cell.text.strip("\n").rstrip()]
    binding = draft.bindings.get((table.nth, cell.row, cell.col))
    if binding is None:
        return plain
    field: Field[Any] = draft.values.get(binding.key, Field())
    return [*plain, binding.key, binding.lead, canonical(field)]
