"""Put an office's data into a newly built workbook: the samples, and what `new` knows.

The data's keys are the model's attribute names; see samples/*.toml.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from openpyxl.worksheet.worksheet import Worksheet

from ziping.model import EXPENSE_COLUMNS
from ziping.workbook.build.kit import Kit
from ziping.workbook.build.style import write
from ziping.workbook.layout import AWAITS, BASIC_DATA, OVERALL, REPORT_TEXT, UNIT

UNIT_NAMES = {
    "name": "unit_name",
    "supervising_department": "unit_supervising_department",
    "code": "unit_code",
}
STAFF_NAMES = {"staff_in_post": "report_staff_in_post"}
EXECUTION_NAMES = {
    "full_marks": "execution_full_marks",
    "declared_score": "declared_execution_score",
}
INDICATOR_NAMES = {
    "name": "indicator_name",
    "target": "target_value",
    "actual": "actual_value",
    "score": "declared_score",
    "reason": "deviation_reason",
}


# Hanzi in a line of the column
ROW_CHARACTERS = {"name": 12, "target": 5, "actual": 5, "reason": 9}
PROSE_CHARACTERS = {"objective": 29, "result": 21}
TEXT_CHARACTERS = 40
LINE_HEIGHT, HIGHEST = 14, 400  # points


def fill_book(
    kit: Kit, sheets: Mapping[str, Worksheet], titles: Sequence[str], data: Mapping[str, Any]
) -> None:
    """Write every value of `data` into the cell of its name."""
    unit = sheets[UNIT]
    _values(kit, unit, data.get("unit", {}), UNIT_NAMES)
    _values(kit, unit, data.get("staffing", {}), STAFF_NAMES)
    spending = data.get("spending", {})
    _values(kit, unit, {f"report_{key}": value for key, value in spending.items()}, {})
    _basic_data(kit, sheets[BASIC_DATA], data.get("basic_data", {}))
    _form(kit, sheets[OVERALL], data)
    _values(kit, sheets[OVERALL], data.get("funds", {}), {})
    for title, project in zip(titles, data.get("projects", ()), strict=False):
        _project(kit, sheets[title], project)
    _texts(kit, sheets[REPORT_TEXT], data.get("texts", {}), data.get("carried_texts", {}))


def _values(
    kit: Kit, sheet: Worksheet, values: Mapping[str, Any], names: Mapping[str, str]
) -> None:
    for key, value in values.items():
        rect = kit.spot(sheet, names.get(key, key))
        _write(sheet, rect.row, rect.col, value)


def _write(sheet: Worksheet, row: int, col: int, value: Any) -> None:
    if value != "":
        write(sheet, row, col, value)


def _basic_data(kit: Kit, sheet: Worksheet, data: Mapping[str, Any]) -> None:
    plain = {k: v for k, v in data.items() if k not in ("expenses", "project_lines")}
    _values(kit, sheet, plain, {})
    for key, amounts in data.get("expenses", {}).items():
        for column, amount in zip(EXPENSE_COLUMNS, amounts, strict=True):
            _values(kit, sheet, {f"{key}_{column}": amount}, {})
    if "project_lines" in data:
        _project_lines(kit, sheet, data["project_lines"])


def _project_lines(kit: Kit, sheet: Worksheet, lines: Sequence[Mapping[str, Any]]) -> None:
    names = kit.spot(sheet, "project_line_name")
    for row in range(names.row + 1, names.last):
        sheet.cell(row, names.col).value = None  # the pack's usual lines give way to the office's
    for row, line in enumerate(lines, names.row + 1):
        _write(sheet, row, names.col, line["name"])
        if line.get("part"):
            _write(sheet, row, kit.spot(sheet, "project_line_level").col, "其中")
        for column, amount in zip(EXPENSE_COLUMNS, line["amounts"], strict=True):
            _write(sheet, row, kit.spot(sheet, f"project_line_{column}").col, amount)


def _form(kit: Kit, sheet: Worksheet, data: Mapping[str, Any]) -> None:
    _values(kit, sheet, data.get("execution", {}), EXECUTION_NAMES)
    for key in ("objective", "result", "declared_total"):
        if key in data:
            _values(kit, sheet, {key: data[key]}, {})
    for index, indicator in enumerate(data.get("indicators", ()), 1):
        for key, value in indicator.items():
            if key == "carried":
                continue
            rect = kit.spot(sheet, INDICATOR_NAMES.get(key, key))
            _write(sheet, rect.row + index, rect.col, _typed(key, value))
        row = kit.spot(sheet, "indicator_name").row + index
        for key, characters in ROW_CHARACTERS.items():
            _fit_height(sheet, row, str(indicator.get(key, "")), characters)
        if text := indicator.get("carried"):
            _carried(kit, sheet, row, "carried_state", "carried_target", text)
    row = kit.spot(sheet, "objective").row
    for key, characters in PROSE_CHARACTERS.items():
        _fit_height(sheet, row, str(data.get(key, "")), characters)
    if text := data.get("carried_objective"):
        _carried(kit, sheet, row, "objective_state", "carried_objective", text)


def _fit_height(sheet: Worksheet, row: int, text: str, characters: int) -> None:
    """A long text gets the lines that it needs, where a row can be so high."""
    dimension = sheet.row_dimensions[row]
    lines = sum(max(1, -(-len(line) // characters)) for line in text.split("\n"))
    dimension.height = min(max(dimension.height, LINE_HEIGHT * lines + 4), HIGHEST)


def _texts(
    kit: Kit, sheet: Worksheet, texts: Mapping[str, str], carried: Mapping[str, str]
) -> None:
    for key, text in texts.items():
        _values(kit, sheet, {f"text_{key}": text}, {})
        _fit_height(sheet, kit.spot(sheet, f"text_{key}").row, text, TEXT_CHARACTERS)
    for key, text in carried.items():
        row = kit.spot(sheet, f"text_{key}").row
        _carried(kit, sheet, row, "text_state", "carried_text", text)


def _carried(kit: Kit, sheet: Worksheet, row: int, state: str, name: str, text: str) -> None:
    """What was carried over, in its hidden column, and that it waits for the officer's word."""
    _write(sheet, row, kit.spot(sheet, name).col, text)
    _write(sheet, row, kit.spot(sheet, state).col, AWAITS)


def _typed(key: str, value: Any) -> Any:
    """Targets and actual values are typed as text, also where they are bare numbers."""
    if key in ("target", "actual") and isinstance(value, int | Decimal):
        return str(value)
    return value


def _project(kit: Kit, sheet: Worksheet, project: Mapping[str, Any]) -> None:
    plain = {k: project[k] for k in ("supervising_department", "implementing_unit") if k in project}
    _values(kit, sheet, {"project_name": project.get("name", ""), **plain}, {})
    for source, amounts in project.get("sources", {}).items():
        for column, amount in amounts.items():
            _values(kit, sheet, {f"{source}_{column}": amount}, {})
    _form(kit, sheet, project)
