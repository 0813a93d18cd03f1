"""附件 整体支出绩效自评表 and 项目支出绩效自评表."""

from __future__ import annotations

from collections.abc import Iterator

from ziping.model import FUND_SOURCES, FundSource, FundSplit
from ziping.scoring import ScoredAssessment, ScoredProject
from ziping.word import shown
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
from ziping.word.markup import Cell, Table
from ziping.word.sentences import Sentences

SOURCE_LABELS = dict(
    zip(FUND_SOURCES, ("其中：当年财政拨款", "上年结转资金", "其他资金"), strict=True)
)


def overall_form(scored: ScoredAssessment, sentences: Sentences, attachment: str) -> Iterator[str]:
    """部门整体支出绩效自评表 with its notes."""
    assessment, pack = scored.assessment, scored.pack
    yield form_title(sentences, pack.value("forms.overall_title"), attachment)
    table = Table(MONEY_WIDTHS)
    table.row(
        head(pack.value("forms.unit_label"), 2), Cell(shown.line(assessment.unit.name), span=6)
    )
    money_heads(table, pack, "年度预算申请（万元）")
    year_funds(table, scored.overall, pack)
    _fund_split(table, assessment.funds)
    objectives(table, assessment.overall, pack)
    yield table.xml() + SPACER + indicator_table(scored.overall, pack)
    yield from notes(pack.value("forms.overall_notes"), sentences, attachment)
    yield from foot_line(assessment.unit, pack)


def project_form(
    scored: ScoredAssessment, project: ScoredProject, sentences: Sentences, attachment: str
) -> Iterator[str]:
    """项目支出绩效自评表 of one project."""
    pack, given = scored.pack, project.project
    yield form_title(sentences, pack.value("forms.project_title"), attachment)
    table = Table(MONEY_WIDTHS)
    table.row(head("项目支出名称", 2), Cell(shown.line(given.name), span=6))
    table.row(
        head("主管部门", 2),
        Cell(shown.line(given.supervising_department), span=2),
        head("实施单位"),
        Cell(shown.line(given.implementing_unit), span=3),
    )
    money_heads(table, pack, "项目资金（万元）")
    year_funds(table, project.scored, pack)
    for key, label in SOURCE_LABELS.items():
        _source(table, label, given.sources.get(key, FundSource()))
    objectives(table, given.form, pack)
    yield table.xml() + SPACER + indicator_table(project.scored, pack)
    yield from foot_line(scored.assessment.unit, pack)


def _fund_split(table: Table, funds: FundSplit) -> None:
    """按收入性质分 on the left, 按支出性质分 on the right, as the form has them."""
    income = (
        ("按收入性质分：", funds.income_total),
        ("其中：一般公共预算：", funds.general_public_budget),
        ("政府性基金拨款：", funds.government_fund_budget),
        ("纳入专户管理的非税收入拨款：", funds.special_account_revenue),
        ("其他资金：", funds.other_funds),
    )
    spent = (
        ("按支出性质分：", funds.expenditure_total),
        ("其中：基本支出：", funds.basic_expenditure),
        ("项目支出：", funds.project_expenditure),
    )
    right = [f"{label}{shown.number(cell)}" for label, cell in spent] + ["", ""]
    for at, (label, cell) in enumerate(income):
        indent = (0, 210)[at] if at < 2 else 840
        table.row(
            side(MERGE_ON),
            Cell(f"{label}{shown.number(cell)}", span=3, indent=indent),
            Cell(right[at], span=4, indent=indent),
        )


def _source(table: Table, label: str, source: FundSource) -> None:
    table.row(
        side(MERGE_ON),
        Cell(label),
        center(shown.number(source.initial_budget)),
        center(shown.number(source.adjusted_budget)),
        center(shown.number(source.actual_expenditure)),
        *(center("") for _ in range(3)),
    )
