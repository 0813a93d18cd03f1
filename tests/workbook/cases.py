"""Whole workbooks of generated inputs, and the case table's texts as targets and actual values."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

from tests.workbook.bases import Base
from tests.workbook.rows import Line, indicator, state
from tests.workbook.values import Cells, Value, formula, pick, typed
from ziping.rules.outline import text_keys
from ziping.workbook.form_formulas import subtotal_lines
from ziping.workbook.layout import (
    BASIC_DATA,
    MAX_PROJECT_LINES,
    OVERALL,
    OVERALL_FORM,
    PROJECT_FORM,
    REPORT_TEXT,
    UNIT,
    Spot,
    basic_data_spots,
    form_spots,
    text_spots,
    unit_spots,
)

Input = tuple[str, str, Value]  # sheet, address, what is typed
TABLE = Path(__file__).parents[1] / "cases" / "quantity.toml"
MESS = (0.0, 0.0, 0.01, 0.02, 0.05, 0.2)
SHARES = (1.0, 1.0, 0.9999, 0.8, 0.79995, 0.6, 0.3, 1.0001, 0.123449999999)
YEARS = (formula("=2000+24"), formula("=1/0"))
WORDS = ("完成年度任务", "甲乙丙", "按期完成")


class Case(NamedTuple):
    """A workbook to be: `name` says how to make it again."""

    name: str
    inputs: tuple[Input, ...]


def generated(seed: int, base: Base) -> Case:
    """A workbook of one seed: blanks, slips, 1 to 60 indicators a form."""
    rng = Random(seed)
    cells = Cells(rng, rng.choice(MESS))
    inputs = [*_unit(cells, base), *_basic_data(cells, base)]
    for sheet in base.forms:
        if sheet == OVERALL or rng.random() < 0.75:  # a project sheet may stay unused
            inputs += _form(cells, base, sheet)
    for index, spot in enumerate(text_spots(text_keys(base.pack))):
        inputs.append((REPORT_TEXT, base.at(REPORT_TEXT, spot.name), cells.text(*WORDS)))
        for name, value in zip(("text_state", "carried_text"), _carried(cells), strict=True):
            inputs.append((REPORT_TEXT, base.at(REPORT_TEXT, name, index), value))
    return Case(f"seed {seed} of {' '.join(map(str, base.kind))}", tuple(inputs))


def _spot(cells: Cells, spot: Spot) -> Value:
    if spot.kind == "percent":
        return cells.rate()
    return cells.amount() if spot.kind == "number" else cells.text(*WORDS)


def _unit(cells: Cells, base: Base) -> Iterator[Input]:
    for spot in unit_spots():
        value = _spot(cells, spot)
        if spot.name == "year":
            value = 2024.0
            if cells.is_odd():
                value = cells.any_of(None, "２０２４", "二〇二四", *YEARS)
        if spot.name in ("filling_date", "report_date") and cells.rng.random() < 0.3:
            value = cells.any_of("2025年3月18日", 45734.0, 45734.5, 20250318.0)
        yield UNIT, base.at(UNIT, spot.name), value


def _basic_data(cells: Cells, base: Base) -> Iterator[Input]:
    count = cells.rng.randint(0, MAX_PROJECT_LINES)
    for spot in basic_data_spots():
        if not spot.is_input:
            continue
        if not spot.last:
            yield BASIC_DATA, base.at(BASIC_DATA, spot.name), _spot(cells, spot)
            continue
        for index in range(1, 1 + count):
            value = _spot(cells, spot)
            if spot.name == "project_line_level":
                value = pick(cells.rng, (3, None), (1, "项目"), (2, "其中"))
                if cells.is_odd():
                    value = cells.any_of("其中 ", "其中：", 1.0, formula("=1/0"))
            yield BASIC_DATA, base.at(BASIC_DATA, spot.name, index), value


def _form(cells: Cells, base: Base, sheet: str) -> Iterator[Input]:
    layout = OVERALL_FORM if sheet == OVERALL else PROJECT_FORM
    for spot in form_spots(layout, len(subtotal_lines(base.pack))):
        if spot.is_input and not spot.last:
            yield sheet, base.at(sheet, spot.name), _single(cells, base, spot)
    for name, value in zip(("objective_state", "carried_objective"), _carried(cells), strict=True):
        yield sheet, base.at(sheet, name), value
    if cells.rng.random() < 0.7:  # a rate that is worth marks
        budget = round(cells.rng.uniform(1, 2000), 2)
        yield sheet, base.at(sheet, "adjusted_budget"), budget
        yield sheet, base.at(sheet, "actual_expenditure"), budget * cells.of(SHARES)
    yield from _rows(base, sheet, _lines(cells, base), cells)


def _carried(cells: Cells) -> tuple[Value, Value]:
    """Whether it waits for the officer's word, and what was carried over."""
    return state(cells), cells.text(*WORDS)


def _single(cells: Cells, base: Base, spot: Spot) -> Value:
    value = _spot(cells, spot)
    if spot.name == "execution_full_marks" and not cells.is_odd():
        return float(base.pack.decimal("execution.full_marks"))
    if spot.name in ("declared_total", "declared_execution_score") and value is not None:
        return cells.odd() if cells.is_odd() else pick(cells.rng, (1, None), (1, 9.5))
    return value


def _lines(cells: Cells, base: Base) -> list[Line]:
    """Few rows in a short base; in a long one any number up to all sixty."""
    rng, most = cells.rng, base.kind.rows
    count = pick(rng, (3, rng.randint(1, 10)), (2, rng.randint(11, most)))
    return [indicator(cells, base.pack) for _ in range(count)]


def _rows(
    base: Base, sheet: str, lines: Sequence[Line], cells: Cells | None = None
) -> Iterator[Input]:
    places = list(range(1, base.kind.rows + 1))
    if cells is not None and cells.rng.random() < 0.2:  # rows left free in between
        places = sorted(cells.rng.sample(places, len(lines)))
    for index, line in zip(places, lines, strict=False):
        for name, value in line.items():
            if value is not None:
                yield sheet, base.at(sheet, name, index), typed(value)


def table_texts() -> list[str]:
    """Every text of the case table."""
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    texts = [
        row["text"] for name in ("plain", "rich", "none", "qualitative") for row in table[name]
    ]
    return list(dict.fromkeys([*texts, *(text for text in table["blank"] if text)]))


def from_table(base: Base) -> Iterator[Case]:
    """The case table in workbooks: each text as target, as actual value and as both."""
    rng = Random(base.kind.pack)
    labels = [label for level in base.pack.levels for label in level.second]
    pairs: list[tuple[str, str]] = []
    for text in table_texts():
        pairs += [(text, text), (text, rng.choice(("30件", "98%", "4次", "是", "提升")))]
        pairs.append((rng.choice(("≥30件", "98%", "30", "≤4次", "稳步提升", "是")), text))
    lines: list[Line] = [
        {
            "level2": rng.choice(labels),
            "indicator_name": f"第{number}行",
            "target_value": target,
            "actual_value": actual,
            "full_marks": 10.0,
            "tier": rng.choice(base.pack.tiers).label,
        }
        for number, (target, actual) in enumerate(pairs, 1)
    ]
    rows = base.kind.rows
    parts = [lines[at : at + rows] for at in range(0, len(lines), rows)]
    for start in range(0, len(parts), len(base.forms)):
        inputs: list[Input] = []
        for sheet, part in zip(base.forms, parts[start:], strict=False):
            inputs += _rows(base, sheet, part)
        yield Case(f"case table from {start * rows} of {base.kind.pack}", tuple(inputs))
