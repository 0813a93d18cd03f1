"""Workbook → model: every value with its place, found by its defined name."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import repeat
from pathlib import Path
from typing import NamedTuple

from ziping import rules
from ziping.model import (
    EXPENSE_COLUMNS,
    EXPENSE_KEYS,
    FUND_SOURCES,
    BasicData,
    BudgetExecution,
    ExpenseLine,
    Field,
    FileState,
    Form,
    FundSource,
    FundSplit,
    Indicator,
    Number,
    OfficeBuildings,
    Passage,
    Place,
    Project,
    ProjectLine,
    ReportText,
    SelfAssessment,
    Spending,
    Staffing,
    Text,
    Unit,
)
from ziping.package.grid import Cells
from ziping.package.refs import cell_ref
from ziping.passage import BODY
from ziping.quantity import general_text
from ziping.rules import RulePack
from ziping.rules.outline import text_keys
from ziping.workbook.cells import PackKey, form_sheet_formulas, formula_cells, layout_of
from ziping.workbook.data_formulas import PART_LEVEL
from ziping.workbook.fields import date_text_at, number_at, text_at
from ziping.workbook.formula import Rect
from ziping.workbook.layout import (
    AFFIRMED,
    BASIC_DATA,
    HIDDEN,
    OPTIONAL_UNIT,
    OVERALL,
    OVERALL_FORM,
    PROJECT_FORM,
    REPORT_TEXT,
    RULES,
    UNIT,
    FormLayout,
    Spot,
    basic_data_spots,
    carried_text_spots,
    form_spots,
    text_spots,
    unit_spots,
)
from ziping.workbook.opened import Opened
from ziping.workbook.own_packs import own_texts
from ziping.workbook.rules_sheet import rule_lines

NOT_CARRIED = Text()


class ReadFile(NamedTuple):
    """What was read, with the open file that results may be patched into."""

    opened: Opened
    pack: RulePack
    assessment: SelfAssessment
    unused: tuple[Project, ...] = ()  # project sheets in which nothing was filled


def read_workbook(path: Path) -> ReadFile:
    """Read a workbook of ours. Raises `UnusableFileError` where it is none, or is damaged."""
    return read_opened(Opened(path))


def read_opened(opened: Opened) -> ReadFile:
    """The same of one that is open already. Raises `UnusableFileError` where names are gone."""
    year = number_at(opened, opened.find(UNIT, "year")).value
    pack = opened.pack(int(year) if year is not None and 1900 < year < 2200 else 0)
    _require_names(opened, pack)
    projects = [_project(opened, sheet, pack) for sheet in opened.projects]
    assessment = SelfAssessment(
        unit=_unit(opened),
        overall=_form(opened, OVERALL, pack),
        basic_data=_basic_data(opened),
        funds=_funds(opened),
        staffing=_staffing(opened),
        spending=_spending(opened),
        projects=tuple(project for project in projects if project.is_used),
        texts={key: _text(opened, REPORT_TEXT, f"text_{key}") for key in text_keys(pack)},
        rules=pack.name,
        carried_texts=_carried_texts(opened, text_keys(pack)),
    )
    assessment = assessment._replace(report=ReportText(tuple(_passages(assessment))))
    state = FileState(
        tuple(_missing_formulas(opened, pack)),
        tuple(_changed_rules(opened, pack)),
        _pack_changed(opened, pack),
        tuple(opened.package.active_content()),
        is_rolled=_is_rolled(opened),
    )
    unused = tuple(project for project in projects if not project.is_used)
    return ReadFile(opened, pack, assessment._replace(file=state), unused)


def _require_names(opened: Opened, pack: RulePack) -> None:
    names = _required(PackKey(pack))
    opened.require(UNIT, names.unit)
    opened.require(BASIC_DATA, names.basic_data)
    opened.require(OVERALL, names.overall, local=True)
    for sheet in opened.projects:
        opened.require(sheet, names.project, local=True)
    for sheet in (OVERALL, *opened.projects):
        _refuse_overlap(opened, sheet)
    opened.require(REPORT_TEXT, names.texts)


class Required(NamedTuple):
    """The names that a workbook of a pack must have."""

    unit: tuple[Spot, ...]
    basic_data: tuple[Spot, ...]
    overall: tuple[Spot, ...]
    project: tuple[Spot, ...]
    texts: tuple[Spot, ...]


@lru_cache(maxsize=8)
def _required(key: PackKey) -> Required:
    subtotals = sum(1 + len(level.second) for level in key.pack.levels)
    keys = text_keys(key.pack)
    return Required(
        tuple(spot for spot in unit_spots() if spot.name not in OPTIONAL_UNIT),
        tuple(basic_data_spots()),
        tuple(form_spots(OVERALL_FORM, subtotals)),
        tuple(form_spots(PROJECT_FORM, subtotals)),
        (*text_spots(keys), *carried_text_spots(len(keys))),
    )


@lru_cache(maxsize=2)
def _form_sides(layout: FormLayout) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of what an officer fills in on a form, and of what a click writes."""
    spots = tuple(form_spots(layout, 0))
    inputs = tuple(spot.name for spot in spots if spot.is_input)
    return inputs, tuple(spot.name for spot in spots if spot.kind == "output")


def _refuse_overlap(opened: Opened, sheet: str) -> None:
    """A name of what a click writes that leads to what the officer filled in would wipe it out."""
    filled, written = _form_sides(layout_of(sheet))
    inputs = [opened.find(sheet, name) for name in filled]
    for name in written:
        rect = opened.find(sheet, name)
        if rect.sheet != sheet or any(_overlap(rect, other) for other in inputs):
            raise opened.lost(sheet, name)


def _overlap(one: Rect, other: Rect) -> bool:
    return one.col == other.col and one.row <= other.last and other.row <= one.last


def _passages(assessment: SelfAssessment) -> Iterator[Passage]:
    """The prose of 报告正文, a passage a line; placeholders stay as they are typed."""
    for key, cell in assessment.texts.items():
        for line in (cell.value or "").split("\n"):
            if line.strip():
                yield Passage(cell.place, line, BODY, key)


def _number(opened: Opened, sheet: str, name: str, *, percent: bool = False) -> Number:
    return number_at(opened, opened.find(sheet, name), percent=percent)


def _text(opened: Opened, sheet: str, name: str) -> Text:
    return text_at(opened, opened.find(sheet, name))


def _unit(opened: Opened) -> Unit:
    def text(name: str) -> Text:
        return _text(opened, UNIT, name)

    return Unit(
        name=text("unit_name"),
        supervising_department=text("unit_supervising_department"),
        year=_number(opened, UNIT, "year"),
        report_date=date_text_at(opened, opened.find(UNIT, "report_date")),
        notice=text("notice"),
        filler=text("filler"),
        filling_date=date_text_at(opened, opened.find(UNIT, "filling_date")),
        telephone=text("telephone"),
        leader=text("leader"),
        code=text("unit_code") if ("", "unit_code") in opened.places else Text(),
    )


def _staffing(opened: Opened) -> Staffing:
    names = {"staff_in_post": "report_staff_in_post"}
    keys = Staffing._fields
    return Staffing(**{key: _number(opened, UNIT, names.get(key, key)) for key in keys})


def _spending(opened: Opened) -> Spending:
    keys = Spending._fields
    return Spending(**{key: _number(opened, UNIT, f"report_{key}") for key in keys})


def _funds(opened: Opened) -> FundSplit:
    keys = FundSplit._fields
    return FundSplit(**{key: _number(opened, OVERALL, key) for key in keys})


def _basic_data(opened: Opened) -> BasicData:
    buildings = OfficeBuildings._fields

    def line(prefix: str) -> ExpenseLine:
        return ExpenseLine(
            *(_number(opened, BASIC_DATA, f"{prefix}_{column}") for column in EXPENSE_COLUMNS)
        )

    return BasicData(
        authorized_posts=_number(opened, BASIC_DATA, "authorized_posts"),
        staff_in_post=_number(opened, BASIC_DATA, "staff_in_post"),
        control_rate=_number(opened, BASIC_DATA, "control_rate", percent=True),
        expenses={key: line(key) for key in EXPENSE_KEYS},
        project_lines=tuple(_project_lines(opened)),
        office_buildings=OfficeBuildings(
            **{k: _number(opened, BASIC_DATA, k, percent="rate" in k) for k in buildings}
        ),
        frugality_measures=_text(opened, BASIC_DATA, "frugality_measures"),
    )


def _project_lines(opened: Opened) -> list[ProjectLine]:
    names = opened.find(BASIC_DATA, "project_line_name")
    level = opened.find(BASIC_DATA, "project_line_level")
    columns = [opened.find(BASIC_DATA, f"project_line_{column}") for column in EXPENSE_COLUMNS]
    lines = []
    filled = [names.col, *(column.col for column in columns)]
    for row in range(names.row, names.last + 1):
        if opened.are_blank(names.sheet, row, filled):
            continue
        name = text_at(opened, names, row)
        amounts = ExpenseLine(*(number_at(opened, column, row) for column in columns))
        if name.is_blank and all(cell.is_blank and not cell.raw for _, cell in amounts.columns()):
            continue
        is_part = text_at(opened, level, row).value == PART_LEVEL
        lines.append(ProjectLine(name, amounts, is_part))
    return lines


def _form(opened: Opened, sheet: str, pack: RulePack) -> Form:
    def number(name: str, *, percent: bool = False) -> Number:
        return _number(opened, sheet, name, percent=percent)

    return Form(
        sheet=sheet,
        execution=BudgetExecution(
            initial_budget=number("initial_budget"),
            adjusted_budget=number("adjusted_budget"),
            actual_expenditure=number("actual_expenditure"),
            full_marks=number("execution_full_marks"),
            declared_rate=number("declared_rate", percent=True),
            declared_score=number("declared_execution_score"),
        ),
        objective=_text(opened, sheet, "objective"),
        result=_text(opened, sheet, "result"),
        indicators=tuple(_indicators(opened, sheet, pack)),
        declared_total=number("declared_total"),
        carried_objective=_carried(
            opened,
            opened.find(sheet, "objective_state"),
            opened.find(sheet, "carried_objective"),
        ),
    )


def _carried(opened: Opened, state: Rect, text: Rect, row: int = 0) -> Text:
    """What was carried over and waits for the officer's word; blank where it was given.

    A mark that was cleared, or says anything else, is no word.
    """
    row = row or state.row
    if opened.is_blank(text.sheet, row, text.col):
        return NOT_CARRIED
    if opened.cell(state.sheet, row, state.col).value == AFFIRMED:
        return NOT_CARRIED
    return text_at(opened, text, row if text.last > text.row else 0)


def _is_rolled(opened: Opened) -> bool:
    """Whether any prose was carried over, confirmed or not."""
    text = opened.find(REPORT_TEXT, "carried_text")
    return any(
        not opened.is_blank(REPORT_TEXT, row, text.col) for row in range(text.row, text.last + 1)
    )


def _carried_texts(opened: Opened, keys: list[str]) -> dict[str, Text]:
    state, text = opened.find(REPORT_TEXT, "text_state"), opened.find(REPORT_TEXT, "carried_text")
    rows = {key: opened.find(REPORT_TEXT, f"text_{key}").row for key in keys}
    found = {key: _carried(opened, state, text, row) for key, row in rows.items()}
    return {key: cell for key, cell in found.items() if cell.raw}


INDICATOR_TEXTS = {
    "level2": "level2",
    "name": "indicator_name",
    "target": "target_value",
    "actual": "actual_value",
    "deviation_reason": "deviation_reason",
    "tier": "tier",
    "nature": "nature",
}
INDICATOR_NUMBERS = ("full_marks", "declared_score")


def _indicators(opened: Opened, sheet: str, pack: RulePack) -> list[Indicator]:
    """The rows in which anything stands, in the sheet's order."""
    texts = {key: opened.find(sheet, name) for key, name in INDICATOR_TEXTS.items()}
    numbers = {key: opened.find(sheet, key) for key in INDICATOR_NUMBERS}
    columns = [rect.col for rect in (*texts.values(), *numbers.values())]
    carried = opened.find(sheet, "carried_state"), opened.find(sheet, "carried_target")
    block = texts["name"]
    found = []
    for row in range(block.row, block.last + 1):
        if opened.are_blank(block.sheet, row, columns):
            continue
        values: dict[str, Field[str]] = {k: text_at(opened, r, row) for k, r in texts.items()}
        marks: dict[str, Field[Decimal]] = {
            k: number_at(opened, r, row) for k, r in numbers.items()
        }
        if all(cell.is_blank and not cell.raw for cell in (*values.values(), *marks.values())):
            continue  # spelled <c></c>, as some writers do
        level = pack.level1_of(values["level2"].value or "")
        found.append(
            Indicator(
                row=row,
                level1=level.label if level else "",
                carried=_carried(opened, *carried, row),
                **values,  # type: ignore[arg-type]
                **marks,  # type: ignore[arg-type]
            )
        )
    return found


def _project(opened: Opened, sheet: str, pack: RulePack) -> Project:
    return Project(
        form=_form(opened, sheet, pack),
        name=_text(opened, sheet, "project_name"),
        supervising_department=_text(opened, sheet, "supervising_department"),
        implementing_unit=_text(opened, sheet, "implementing_unit"),
        sources={source: _source(opened, sheet, source) for source in FUND_SOURCES},
    )


def _source(opened: Opened, sheet: str, source: str) -> FundSource:
    keys = FundSource._fields
    return FundSource(**{key: _number(opened, sheet, f"{source}_{key}") for key in keys})


def _missing_formulas(opened: Opened, pack: RulePack) -> list[Place]:
    """Cells that should hold a formula of ours and hold none; wholly empty rows are not counted."""
    whole = {
        sheet for sheet in (OVERALL, *opened.projects) if _is_whole(opened, sheet, PackKey(pack))
    }

    def skip(sheet: str, row: int, cols: Sequence[int]) -> bool:
        return sheet in whole or opened.are_formulas(sheet, row, cols)

    return [
        Place(cell.sheet, cell_ref(cell.row, cell.col))
        for cell in formula_cells(opened, pack, skip=skip)
        if not opened.has_formula(cell.sheet, cell.row, cell.col)
    ]


def _is_whole(opened: Opened, sheet: str, key: PackKey) -> bool:
    """Whether all rows of indicators surely hold all their formulas: one look for most sheets."""
    block = opened.find(sheet, "indicator_name")
    formulas = form_sheet_formulas(key, layout_of(sheet)).row
    cols = tuple(opened.find(sheet, formula.name).col for formula in formulas)
    cells = opened.cells(sheet)
    places = _places(range(block.row + 1, block.last), cols)
    return type(cells) is Cells and cells.all_hold(places, repeat(b"<f"))


@lru_cache(maxsize=16)
def _places(rows: range, cols: tuple[int, ...]) -> tuple[tuple[int, int], ...]:
    return tuple((row, col) for row in rows for col in cols)


def _changed_rules(opened: Opened, pack: RulePack) -> list[Place]:
    changed = []
    for name, expected in _named_rules(PackKey(pack)):
        rect = opened.find(RULES, name)
        cell = opened.cell(rect.sheet, rect.row, rect.col)
        shown = general_text(cell.value) if isinstance(cell.value, Decimal) else cell.text
        if shown != expected:
            changed.append(Place(rect.sheet, cell_ref(rect.row, rect.col)))
    return changed


@lru_cache(maxsize=8)
def _named_rules(key: PackKey) -> tuple[tuple[str, str], ...]:
    """Each name of the 规则 sheet with what its cell must show."""
    named = [
        pair
        for line in rule_lines(key.pack)
        for pair in (
            (line.name, line.value),
            (line.second_name, line.second),
            (line.third_name, line.third),
        )
    ]
    return tuple(
        (f"rule_{name}", value if isinstance(value, str) else general_text(Decimal(value)))
        for name, value in named
        if name
    )


def _pack_changed(opened: Opened, pack: RulePack) -> bool:
    """The pack inside differs from its own hash, or from the one of ours of the same version."""
    opened.find(HIDDEN, "rules_hash")
    ours = own_texts(pack.name)
    if ours == pack.texts:
        return False
    if rules.digest(pack.texts) != opened.fact("rules_hash"):
        return True
    return bool(ours) and rules.version_of(ours[-1]) == pack.version
