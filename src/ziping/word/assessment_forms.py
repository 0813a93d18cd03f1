"""附件 整体支出绩效自评表 and 项目支出绩效自评表."""

from __future__ import annotations

from collections.abc import Iterator

from ziping.model import FUND_SOURCES, FundSource
from ziping.scoring import ScoredProject
from ziping.word.form_parts import (
    MERGE_ON,
    MONEY_WIDTHS,
    SPACER,
    center,
    foot_line,
    form_title,
    head,
    money_heads,
    notes,
    objectives,
    side,
    year_funds,
)
from ziping.word.indicator_table import indicator_table
from ziping.word.inline import Content
from ziping.word.markup import Cell, Table
from ziping.word.printed import Printed
from ziping.word.sentences import Sentences

SOURCE_LABELS = dict(
    zip(FUND_SOURCES, ("其中：当年财政拨款", "上年结转资金", "其他资金"), strict=True)
)


OVERALL = "overall"
INCOME = (
    ("按收入性质分：", "income_total"),
    ("其中：一般公共预算：", "general_public_budget"),
    ("政府性基金拨款：", "government_fund_budget"),
    ("纳入专户管理的非税收入拨款：", "special_account_revenue"),
    ("其他资金：", "other_funds"),
)
SPENT = (
    ("按支出性质分：", "expenditure_total"),
    ("其中：基本支出：", "basic_expenditure"),
    ("项目支出：", "project_expenditure"),
)


def overall_form(printed: Printed, sentences: Sentences, attachment: str) -> Iterator[str]:
    """部门整体支出绩效自评表 with its notes."""
    scored, pack = printed.scored.overall, printed.pack
    yield form_title(sentences, pack.value("forms.overall_title"), attachment)
    table = printed.table(MONEY_WIDTHS)
    unit = printed.line("unit.name", printed.assessment.unit.name)
    table.row(head(pack.value("forms.unit_label"), 2), Cell(unit, span=6))
    money_heads(table, pack, "年度预算申请（万元）")
    year_funds(table, printed, OVERALL, scored)
    _fund_split(table, printed)
    objectives(table, printed, OVERALL, scored.form)
    yield table.xml() + SPACER + indicator_table(printed, OVERALL, scored)
    yield from notes(pack.value("forms.overall_notes"), sentences, attachment)
    yield from foot_line(printed)


def project_form(
    printed: Printed, at: int, project: ScoredProject, sentences: Sentences, attachment: str
) -> Iterator[str]:
    """项目支出绩效自评表 of one project, the `at`-th of the model."""
    pack, given, path = printed.pack, project.project, f"projects.{at}"
    department, implementing = (
        printed.line(f"{path}.{key}", getattr(given, key))
        for key in ("supervising_department", "implementing_unit")
    )
    yield form_title(sentences, pack.value("forms.project_title"), attachment)
    table = printed.table(MONEY_WIDTHS)
    table.row(head("项目支出名称", 2), Cell(printed.line(f"{path}.name", given.name), span=6))
    table.row(
        head("主管部门", 2),
        Cell(department, span=2),
        head("实施单位"),
        Cell(implementing, span=3),
    )
    money_heads(table, pack, "项目资金（万元）")
    year_funds(table, printed, f"{path}.form", project.scored)
    for key, label in SOURCE_LABELS.items():
        source = given.sources.get(key, FundSource())
        _source(table, printed, f"{path}.sources.{key}", label, source)
    objectives(table, printed, f"{path}.form", given.form)
    yield table.xml() + SPACER + indicator_table(printed, f"{path}.form", project.scored)
    yield from foot_line(printed)


def _fund_split(table: Table, printed: Printed) -> None:
    """按收入性质分 on the left, 按支出性质分 on the right, as the form has them."""
    right = [*SPENT, *[("", "")] * (len(INCOME) - len(SPENT))]
    for at, (income, spent) in enumerate(zip(INCOME, right, strict=True)):
        indent = (0, 210)[at] if at < 2 else 840
        table.row(
            side(MERGE_ON),
            Cell(_amount(printed, *income), span=3, indent=indent),
            Cell(_amount(printed, *spent), span=4, indent=indent),
        )


def _amount(printed: Printed, label: str, key: str) -> Content:
    """A label with its amount in the same cell."""
    if not key:
        return ""
    return (label, printed.number(f"funds.{key}", getattr(printed.assessment.funds, key)))


def _source(table: Table, printed: Printed, path: str, label: str, source: FundSource) -> None:
    table.row(
        side(MERGE_ON),
        Cell(label),
        *(
            center(printed.number(f"{path}.{name}", getattr(source, name)))
            for name in source._fields
        ),
        *(center("") for _ in range(3)),
    )
