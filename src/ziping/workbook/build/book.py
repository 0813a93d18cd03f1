"""A whole new workbook for one pack, empty or filled from data, with its cached values in."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping
from typing import Any

from openpyxl import Workbook

from ziping.rules import RulePack, digest
from ziping.workbook.build.basic_data import build_basic_data
from ziping.workbook.build.carried import is_rolled
from ziping.workbook.build.fill import fill_book
from ziping.workbook.build.form import build_form
from ziping.workbook.build.home import build_home
from ziping.workbook.build.kit import Kit
from ziping.workbook.build.notes import build_notes
from ziping.workbook.build.panels import build_hidden, build_rules
from ziping.workbook.build.python_check import build_python_check
from ziping.workbook.build.results import build_results
from ziping.workbook.build.texts import build_report_text, build_unit
from ziping.workbook.layout import (
    BASIC_DATA,
    HIDDEN,
    HOME,
    LAYOUT_VERSION,
    NOTES,
    OVERALL,
    OVERALL_FORM,
    PROJECT,
    PROJECT_FORM,
    PYTHON_CHECK,
    REPORT_TEXT,
    RESULTS,
    RULES,
    UNIT,
)

Data = Mapping[str, Any]


def build_workbook(pack: RulePack, data: Data) -> bytes:
    """The .xlsx as bytes, without cached values; `data` is a sample's or a new office's TOML.

    A workbook made from another file may bring more: `layout`, the JSON kept in the hidden sheet,
    and `notes`, the rows of a list on a sheet called `notes_sheet` and headed `notes_title`, each
    with six texts. The macro workbook brings `python_check`, the rows of that sheet.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    kit = Kit(book, pack)
    projects = list(data.get("projects", ())) or [{}]
    titles = [PROJECT if n == 0 else f"{PROJECT} ({n + 1})" for n in range(len(projects))]
    notes, notes_sheet = data.get("notes", ()), data.get("notes_sheet", NOTES)
    order = (
        *(HOME, UNIT, BASIC_DATA, OVERALL, *titles, REPORT_TEXT, RESULTS),
        *([notes_sheet] if notes else []),
        *(RULES, HIDDEN),
        *([PYTHON_CHECK] if data.get("python_check") else []),
    )
    sheets = {name: book.create_sheet(name) for name in order}
    build_unit(kit, sheets[UNIT])
    build_rules(kit, sheets[RULES])
    build_hidden(kit, sheets[HIDDEN], _build_hash(pack), data.get("layout", ""))
    build_basic_data(
        kit, sheets[BASIC_DATA], len(data.get("basic_data", {}).get("project_lines", ()))
    )
    rolled = is_rolled(data)
    rows = len(data.get("indicators", ()))
    build_form(kit, sheets[OVERALL], OVERALL_FORM, rows, rolled=rolled)
    for title, project in zip(titles, projects, strict=True):
        rows = len(project.get("indicators", ()))
        build_form(kit, sheets[title], PROJECT_FORM, rows, rolled=rolled)
    build_report_text(kit, sheets[REPORT_TEXT], rolled=rolled)
    build_results(kit, sheets[RESULTS])
    if notes:
        build_notes(sheets[notes_sheet], data.get("notes_title", notes_sheet), notes)
    build_home(kit, sheets[HOME])
    fill_book(kit, sheets, titles, data)
    if PYTHON_CHECK in sheets:  # last, so that every style before it keeps its number
        build_python_check(sheets[PYTHON_CHECK], data["python_check"])
    _properties(book, data)
    return _saved(book)


def _build_hash(pack: RulePack) -> str:
    return hashlib.sha256(f"{LAYOUT_VERSION}\n{digest(pack.texts)}".encode()).hexdigest()


def _properties(book: Workbook, data: Data) -> None:
    book.properties.creator = "ziping"
    book.properties.title = "部门整体支出绩效自评工作簿"
    book.calculation.fullCalcOnLoad = True
    book.active = 0


def _saved(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
