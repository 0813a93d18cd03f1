"""Whole workbooks of generated inputs, and the case table's texts as targets and actual values."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

from tests.workbook.rows import Line, indicator
from tests.workbook.values import Cells, Value, formula, pick, typed
from ziping.package.refs import cell_ref
from ziping.rules import RulePack
from ziping.workbook.form_formulas import subtotal_lines
from ziping.workbook.layout import (
    BASIC_DATA,
    INDICATOR_COLUMNS,
    LINES_FIRST,
    MAX_INDICATORS,
    OVERALL,
    OVERALL_FORM,
    PROJECT,
    PROJECT_FORM,
    REPORT_TEXT,
    UNIT,
    FormLayout,
    Spot,
    basic_data_spots,
    form_spots,
    text_spots,
    unit_spots,
)
from ziping.workbook.outline import text_keys

Input = tuple[str, str, Value]  # sheet, address, what is typed
TABLE = Path(__file__).parents[1] / "cases" / "quantity.toml"
COLUMNS = {column.name: column.col for column in INDICATOR_COLUMNS}
MESS = (0.0, 0.0, 0.01, 0.02, 0.05, 0.2)
WORDS = ("完成年度任务", "甲乙丙", "按期完成")


class Case(NamedTuple):
    """A workbook to be: `name` says how to make it again."""

    name: str
    pack: str
    projects: int
    inputs: tuple[Input, ...]


def generated(seed: int, pack_name: str, pack: RulePack, projects: int) -> Case:
    """A workbook of one seed: blanks, slips, 1 to 60 indicators a form."""
    rng = Random(seed)
    cells = Cells(rng, rng.choice(MESS))
    inputs: list[Input] = [*_unit(cells), *_basic_data(cells)]
    for sheet, layout in forms(projects):
        inputs += _form(cells, pack, sheet, layout)
    texts = text_spots(text_keys(pack))
    inputs += [(REPORT_TEXT, cell_ref(s.row, s.col), cells.text(*WORDS)) for s in texts]
    name = f"seed {seed}, {pack_name}, {projects} project sheets"
    return Case(name, pack_name, projects, tuple(inputs))


def forms(projects: int) -> Iterator[tuple[str, FormLayout]]:
    yield OVERALL, OVERALL_FORM
    for number in range(1, projects + 1):
        yield PROJECT if number == 1 else f"{PROJECT} ({number})", PROJECT_FORM


def _spot(cells: Cells, spot: Spot) -> Value:
    if spot.kind == "percent":
        return cells.rate()
    return cells.amount() if spot.kind == "number" else cells.text(*WORDS)


def _unit(cells: Cells) -> Iterator[Input]:
    for spot in unit_spots():
        value = _spot(cells, spot)
        if spot.name == "year":
            value = 2024.0
            if cells.is_odd():
                value = cells.of(
                    (None, "２０２４", "二〇二四", formula("=2000+24"), formula("=1/0"))
                )
        if spot.name in ("filling_date", "report_date") and cells.rng.random() < 0.3:
            value = cells.of(("2025年3月18日", 45734.0, 45734.5, 20250318.0))
        yield UNIT, cell_ref(spot.row, spot.col), value


def _basic_data(cells: Cells) -> Iterator[Input]:
    for spot in basic_data_spots():
        if not spot.is_input:
            continue
        if not spot.last:
            yield BASIC_DATA, cell_ref(spot.row, spot.col), _spot(cells, spot)
            continue
        for row in range(LINES_FIRST + 1, LINES_FIRST + 1 + cells.rng.randint(0, 20)):
            value = _spot(cells, spot)
            if spot.name == "project_line_level":
                odd = cells.is_odd()
                level: Value = pick(cells.rng, (3, None), (1, "项目"), (2, "其中"))
                value = cells.of(("其中 ", "其中：", 1.0, formula("=1/0"))) if odd else level
            yield BASIC_DATA, cell_ref(row, spot.col), value


def _form(cells: Cells, pack: RulePack, sheet: str, layout: FormLayout) -> Iterator[Input]:
    names = {}
    for spot in form_spots(layout, len(subtotal_lines(pack))):
        if spot.is_input and not spot.last:
            names[spot.name] = cell_ref(spot.row, spot.col)
            value = _spot(cells, spot)
            if spot.name == "execution_full_marks" and not cells.is_odd():
                value = float(pack.decimal("execution.full_marks"))
            if spot.name in ("declared_total", "declared_execution_score") and value is not None:
                value = cells.odd() if cells.is_odd() else pick(cells.rng, (1, None), (1, 9.5))
            yield sheet, cell_ref(spot.row, spot.col), value
    if cells.rng.random() < 0.7:  # a rate that is worth marks
        budget = round(cells.rng.uniform(1, 2000), 2)
        share = cells.of((1.0, 1.0, 0.9999, 0.8, 0.79995, 0.6, 0.3, 1.0001, 0.123449999999))
        yield sheet, names["adjusted_budget"], budget
        yield sheet, names["actual_expenditure"], budget * share
    yield from _rows(sheet, layout, _lines(cells, pack), cells)


def _lines(cells: Cells, pack: RulePack) -> list[Line]:
    rng = cells.rng
    count = pick(rng, (6, rng.randint(1, 12)), (2, rng.randint(13, 30)), (1, rng.randint(31, 60)))
    return [indicator(cells, pack) for _ in range(count)]


def _rows(
    sheet: str, layout: FormLayout, lines: Iterable[Line], cells: Cells | None = None
) -> Iterator[Input]:
    lines = list(lines)
    rows = list(layout.rows)
    if cells is not None and cells.rng.random() < 0.2:  # rows left free in between
        rows = sorted(cells.rng.sample(rows, len(lines)))
    for row, line in zip(rows, lines, strict=False):
        for key, value in line.items():
            if value is not None:
                yield sheet, cell_ref(row, COLUMNS[key]), typed(value)


def table_texts() -> list[str]:
    """Every text of the case table."""
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    texts = [
        row["text"] for name in ("plain", "rich", "none", "qualitative") for row in table[name]
    ]
    return list(dict.fromkeys([*texts, *(text for text in table["blank"] if text)]))


def from_table(pack_name: str, pack: RulePack) -> Iterator[Case]:
    """The case table in workbooks of four forms: each text as target and as actual value."""
    rng = Random(pack_name)
    labels = [label for level in pack.levels for label in level.second]
    pairs: list[tuple[str, str]] = []
    for text in table_texts():
        pairs += [(text, text), (text, rng.choice(("30件", "98%", "4次", "是", "提升"))),
                  (rng.choice(("≥30件", "98%", "30", "≤4次", "稳步提升", "是")), text)]  # fmt: skip
    whole = 4 * MAX_INDICATORS
    for start in range(0, len(pairs), whole):
        lines: list[Line] = [
            {"level2": rng.choice(labels), "indicator_name": f"第{n}行", "target_value": target,
             "actual_value": actual, "full_marks": 10.0, "tier": rng.choice(pack.tiers).label}
            for n, (target, actual) in enumerate(pairs[start : start + whole], 1)
        ]  # fmt: skip
        inputs: list[Input] = []
        for index, (sheet, layout) in enumerate(forms(3)):
            part = lines[index * MAX_INDICATORS : (index + 1) * MAX_INDICATORS]
            inputs += _rows(sheet, layout, part)
        yield Case(f"case table from {start}, {pack_name}", pack_name, 3, tuple(inputs))
