"""Values by path become the model: `overall.execution.initial_budget` and so on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ziping.model import (
    EXPENSE_COLUMNS,
    EXPENSE_KEYS,
    FUND_SOURCES,
    BasicData,
    BudgetExecution,
    ExpenseLine,
    Field,
    Form,
    FundSource,
    FundSplit,
    Indicator,
    OfficeBuildings,
    Project,
    ProjectLine,
    Text,
)
from ziping.rules import RulePack
from ziping.word.reading.draft import BASIC, OVERALL, PROJECT, Draft

Values = Mapping[str, Field[Any]]
SHEETS = {OVERALL: "整体自评表", PROJECT: "项目自评表"}


def basic_data(draft: Draft | None) -> BasicData:
    """附件 基础数据表; all blank where the report has none."""
    if draft is None:
        return BasicData()
    values, path = draft.values, "basic_data."
    lines = [
        ProjectLine(
            values.get(f"{path}project_lines.{at}.name", Text()),
            _expense(values, f"{path}project_lines.{at}.line."),
            line["is_part"].value is not None,
        )
        for at, line in enumerate(draft.lines)
    ]
    plain = ("authorized_posts", "staff_in_post", "control_rate", "frugality_measures")
    return BasicData(
        **{key: values[path + key] for key in plain if path + key in values},
        expenses={key: _expense(values, f"{path}expenses.{key}.") for key in EXPENSE_KEYS},
        project_lines=tuple(lines),
        office_buildings=OfficeBuildings(
            **_picked(OfficeBuildings._fields, values, f"{path}office_buildings.")
        ),
    )


def form(draft: Draft | None, sheet: str, pack: RulePack) -> Form:
    """What the overall form and a project form share."""
    if draft is None:
        return Form(sheet)
    values, path = draft.values, f"{draft.prefix}."
    plain = ("objective", "result", "declared_total")
    return Form(
        sheet=sheet,
        execution=BudgetExecution(**_picked(BudgetExecution._fields, values, f"{path}execution.")),
        indicators=tuple(
            _indicator(values, f"{path}indicators.{at}.", row, given["level2"], pack)
            for at, (row, given) in enumerate(zip(draft.numbers, draft.indicators, strict=True))
        ),
        **{key: values[path + key] for key in plain if path + key in values},
    )


def funds(draft: Draft | None) -> FundSplit:
    return FundSplit(**_picked(FundSplit._fields, draft.values if draft else {}, "funds."))


def projects(drafts: Sequence[Draft], pack: RulePack) -> tuple[Project, ...]:
    """One project a form, in the order of the report."""
    made = []
    for number, draft in enumerate(one for one in drafts if one.kind == PROJECT):
        path = f"projects.{number}."
        sheet = SHEETS[PROJECT] if not number else f"{SHEETS[PROJECT]} ({number + 1})"
        names = ("name", "supervising_department", "implementing_unit")
        made.append(
            Project(
                form=form(draft, sheet, pack),
                **_picked(names, draft.values, path),
                sources={
                    source: FundSource(
                        **_picked(FundSource._fields, draft.values, f"{path}sources.{source}.")
                    )
                    for source in FUND_SOURCES
                },
            )
        )
    return tuple(made)


def the(kind: str, drafts: Sequence[Draft]) -> Draft | None:
    """The form of a kind, where there is one."""
    return next((draft for draft in drafts if draft.kind == kind), None)


def _expense(values: Values, path: str) -> ExpenseLine:
    return ExpenseLine(**_picked(EXPENSE_COLUMNS, values, path))


def _picked(keys: Sequence[str], values: Values, path: str) -> dict[str, Any]:
    return {key: values[path + key] for key in keys if path + key in values}


def _indicator(
    values: Values, path: str, row: int, level2: Field[Any], pack: RulePack
) -> Indicator:
    level = pack.level1_of(level2.value or "")
    blank: Field[Any] = Field()
    return Indicator(
        row=row,
        level1=level.label if level else "",
        level2=level2,
        **{
            key: values.get(path + key, blank)
            for key in (
                "name",
                "target",
                "actual",
                "full_marks",
                "declared_score",
                "deviation_reason",
            )
        },
    )


__all__ = ["BASIC", "OVERALL", "basic_data", "form", "funds", "projects", "the"]
