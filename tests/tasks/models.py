"""Whole self-assessments of one seed: every field filled with figures, slips and hostile texts."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from random import Random
from typing import Any

from ziping import model
from ziping.model import Field, Number, Text
from ziping.rules import RulePack
from ziping.rules.outline import text_keys

HOSTILE = (
    "=1+1",
    '=HYPERLINK("http://x","点")',
    "+86",
    "-cmd|' /C calc'!A0",
    "@SUM(A1)",
    "#REF!",
    "TRUE",
    "30",
    "1E5",
    "& < > \" ' ]]> <!-- -->",
    "{{ unit }} {% raw %}",
    "_x0041_ _x000D_ _x005F_",
    " 前后有空格 ",
    "　全角　",
    "第一行\n\n　　第三行\t制表",
    "😀🏳️‍🌈 𠮷",
    "\u202e反写 e\u0301",
    "甲" * 10_000,
    "'撇号",
)
WORDS = ("数量指标", "≥30万件", "98.5%", "稳步提升", "甲局", "2025年3月18日")


def number(rng: Random) -> Number:
    """As a workbook's cell reads: blank, a number, a number typed as text, a text."""
    kind = rng.choice("nnnnbtx")
    if kind == "b":
        return Number()
    if kind == "x":
        return Field(None, raw=rng.choice(("约30", "=1+1", "二〇", "#N/A", "-")), problem="text")
    value = Decimal(rng.randint(-10, 10**15)).scaleb(-rng.randint(0, 6)).normalize()
    if kind == "t":
        raw = f"　{value:f}"
        return Field(value, raw=raw, hint="text_number")
    return Field(value, raw=f"{value:f}")


def text(rng: Random) -> Text:
    kind = rng.random()
    if kind < 0.2:
        return Text()
    said = rng.choice(HOSTILE if kind < 0.7 else WORDS)
    return Field(said, raw=said)


def node(rng: Random, cls: Any, **given: Any) -> Any:
    """A named tuple whose numbers and texts are drawn; the rest comes ready."""
    kinds: dict[Any, Callable[[Random], Any]] = {Number: number, Text: text}
    for name, declared in cls.__annotations__.items():
        if name not in given and declared in kinds:
            given[name] = kinds[declared](rng)
    return cls(**given)


def form(rng: Random, sheet: str, rows: int) -> model.Form:
    indicators = tuple(
        node(rng, model.Indicator, row=0, level1="", name=Field(f"第{n}行", raw=f"第{n}行"))
        for n in range(rows)
    )
    execution = node(rng, model.BudgetExecution)
    result: model.Form = node(
        rng, model.Form, sheet=sheet, indicators=indicators, execution=execution
    )
    return result


def assessment(seed: int, pack: RulePack, rows: int = 5, projects: int = 2) -> model.SelfAssessment:
    """Everything an office could have typed, in one file."""
    rng = Random(seed)
    sheets = [f"项目自评表 ({n})" if n > 1 else "项目自评表" for n in range(1, projects + 1)]
    named = Field("一个项目", raw="一个项目")
    return model.SelfAssessment(
        unit=node(rng, model.Unit, year=Field(Decimal(2024), raw="2024")),
        overall=form(rng, "整体自评表", rows),
        basic_data=node(
            rng,
            model.BasicData,
            expenses={key: node(rng, model.ExpenseLine) for key in model.EXPENSE_KEYS},
            project_lines=tuple(
                model.ProjectLine(named, node(rng, model.ExpenseLine), n % 3 == 1)
                for n in range(rng.randint(0, 20))
            ),
            office_buildings=node(rng, model.OfficeBuildings),
        ),
        funds=node(rng, model.FundSplit),
        staffing=node(rng, model.Staffing),
        spending=node(rng, model.Spending),
        projects=tuple(
            node(
                rng,
                model.Project,
                form=form(rng, sheet, rows),
                name=named,
                sources={key: node(rng, model.FundSource) for key in model.FUND_SOURCES},
            )
            for sheet in sheets
        ),
        texts={key: text(rng) for key in text_keys(pack)},
        rules=pack.name,
    )
