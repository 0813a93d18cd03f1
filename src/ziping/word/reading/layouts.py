"""The forms of a report as JSON, each cell with the path of the model that it holds."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from ziping.model import Field
from ziping.word.layout import VERSION, canonical
from ziping.word.reading.document import Cell
from ziping.word.reading.draft import BASIC, PROJECT, Binding, Draft, Part


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
        "tables": [_table(part, draft) for part in draft.parts],
    }


def _table(part: Part, draft: Draft) -> dict[str, Any]:
    """The rows of a table that are this form's, counted from 0."""
    table = part.table
    cells = [cell for cell in table.cells if part.first <= cell.row < part.end]
    return {
        "rows": part.end - part.first,
        "cols": table.cols,
        "widths": list(table.widths),
        "heads": max(0, table.heads - part.first),
        "cells": [_cell(cell, part, draft) for cell in cells],
    }


def _cell(cell: Cell, part: Part, draft: Draft) -> list[Any]:
    text = cell.text.strip("\n").rstrip()
    rows = min(cell.rows, part.end - cell.row)
    plain = [cell.row - part.first, cell.col, rows, cell.cols, text]
    bindings = draft.bindings.get((part.table.nth, cell.row, cell.col), [])
    bound = [_bound(binding, draft) for binding in bindings]
    if len(bound) < 2:
        return [*plain, *(bound[0][:3] if bound else ())]
    return [*plain, "", "", "", bound]


def _bound(binding: Binding, draft: Draft) -> list[str]:
    """Path, label in front, value as it was read, text as it stood."""
    field: Field[Any] = draft.values.get(binding.key, Field())
    return [binding.key, binding.lead, canonical(field), binding.text]
