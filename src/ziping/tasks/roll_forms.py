"""The forms of the new year: objectives and targets carry over marked, results and marks don't."""

from __future__ import annotations

from collections.abc import Sequence

from ziping.checks.labels import FUND_LABELS
from ziping.checks.messages import quoted
from ziping.errors import ZipingError
from ziping.model import (
    Form,
    FundSource,
    Indicator,
    Number,
    Place,
    Project,
    SelfAssessment,
    Text,
)
from ziping.rules import RulePack
from ziping.scoring.arithmetic import plain
from ziping.tasks.roll_figures import EXECUTION_LABELS, NEW_FIGURES, labelled
from ziping.tasks.roll_list import Ledger, fresh, shown
from ziping.tasks.roll_names import Names
from ziping.workbook.layout import MAX_INDICATORS, OVERALL, PROJECT

TO_CONFIRM = "待确认"
RESULTS = {
    "actual": "实际完成值",
    "declared_score": "得分",
    "tier": "达成档次",
    "deviation_reason": "偏差原因",
}
SOURCES = {
    "current_appropriation": "当年财政拨款",
    "carry_over": "上年结转资金",
    "other_funds": "其他资金",
}


class FormRoller:
    """Rolls the forms of one file, all by the same rules and names."""

    def __init__(self, pack: RulePack, names: Names, ledger: Ledger) -> None:
        self.pack, self.names, self.ledger = pack, names, ledger
        self.known = {label for level in pack.levels for label in level.second}

    def overall(self, old: SelfAssessment) -> Form:
        return self._form(old.overall, OVERALL)

    def projects(self, old: Sequence[Project]) -> tuple[Project, ...]:
        """A sheet a project; one that has ended is the officer's to delete."""
        titles = [PROJECT if n == 0 else f"{PROJECT} ({n + 1})" for n in range(len(old))]
        return tuple(map(self._project, old, titles))

    def _project(self, old: Project, sheet: str) -> Project:
        at = self.ledger.at
        name = self.ledger.text(
            "项目名称", old.name, at(sheet, "project_name"), "今年没有的请删去工作表"
        )
        for key, label in SOURCES.items():
            amounts = labelled(old.sources.get(key, FundSource()), FUND_LABELS)
            self.ledger.drop(f"{shown(old.name)}{label}", amounts, NEW_FIGURES)
        department = self.named(
            "项目的主管部门", old.supervising_department, sheet, "supervising_department"
        )
        unit = self.named("项目的实施单位", old.implementing_unit, sheet, "implementing_unit")
        return Project(self._form(old.form, sheet), name, department, unit)

    def named(self, label: str, cell: Text, sheet: str, name: str) -> Text:
        """A cell that holds a unit's name: the renamed one's own follows."""
        at, value = self.ledger.at(sheet, name), cell.value
        if self.names.is_old(value or "") and not cell.problem:
            self.ledger.change(label, cell, at, self.names.new, "单位改名")
            return fresh(self.names.new)
        return self.ledger.text(label, cell, at)

    def _form(self, old: Form, sheet: str) -> Form:
        if len(old.indicators) > MAX_INDICATORS:
            raise ZipingError(
                f"“{old.sheet or sheet}”有 {len(old.indicators)} 行指标，"
                f"工作簿里最多放 {MAX_INDICATORS} 行",
                "请在原文件里合并或删去一些行，再结转",
            )
        at = self.ledger.at(sheet, "objective")
        objective = self.marked(f"{sheet}的预期目标", old.objective, at)
        self._drop_figures(old, sheet)
        rows = tuple(self._row(row, sheet, n) for n, row in enumerate(old.indicators, 1))
        return Form(sheet, objective=objective, indicators=rows, carried_objective=objective)

    def _drop_figures(self, old: Form, sheet: str) -> None:
        title = old.sheet or sheet
        self.ledger.drop(
            f"{title}的预算执行", labelled(old.execution, EXECUTION_LABELS), NEW_FIGURES
        )
        marks, usual = old.execution.full_marks, self.pack.decimal("execution.full_marks")
        if marks.problem:
            self.ledger.drop(f"{title}预算执行率的分值", [("", marks)], "按今年的规则")
        if marks.value is not None and marks.value != usual:
            at = self.ledger.at(sheet, "execution_full_marks")
            self.ledger.change("预算执行率的分值", marks, at, plain(usual), "按今年的规则")
        result = [("", old.result)]
        self.ledger.drop(f"{title}的实际完成情况", result, "按今年的情况写")
        self.ledger.drop(f"{title}的总分", [("", old.declared_total)], "得分不结转")

    def marked(self, label: str, cell: Text, target: Place, remark: str = TO_CONFIRM) -> Text:
        """A text that stays last year's until the officer gives her word; told in the list.

        A unit's old name in it may be history: it stays, and is told.
        """
        if self.names.is_old(cell.value or "") and not cell.problem:
            self.ledger.change(label, cell, target, self.names.new, f"单位改名；{remark}")
            return fresh(self.names.new)
        text = self.ledger.text(label, cell, target, remark)
        if self.names.says_old(text.value or ""):
            said = f"仍写旧名“{self.names.old}”，请核对"
            self.ledger.remark(label, said, cell.place, target)
        return text

    def _row(self, old: Indicator, sheet: str, index: int) -> Indicator:
        title = f"指标{quoted(old.name.value)}" if old.name.value else f"第 {index} 行指标"
        marks = old.full_marks
        if marks.problem:
            self.ledger.drop(f"{title}的分值", [("", marks)], "不是数字，请重填")
        said = "" if marks.value is None else f"，分值 {plain(marks.value)}"
        about = f"{old.level2.value or '未选二级指标'}{said}"
        at = self.ledger.at(sheet, "target_value", index)
        target = self.marked(title, old.target, at, f"指标值{TO_CONFIRM}；{about}")
        if not target.value and not old.is_empty:
            name = old.name if old.name.value else old.level2
            at = self.ledger.at(sheet, "indicator_name", index)
            self.ledger.carry(title, name, at, f"没有指标值；{about}")
        self._look_at(old, title)
        self.ledger.drop(title, labelled(old, RESULTS), NEW_FIGURES)
        cells = {"level2": old.level2, "name": old.name, "nature": old.nature}
        return Indicator(
            row=0,
            level1="",
            target=target,
            actual=Text(),
            full_marks=Number() if marks.value is None else fresh(marks.value),
            declared_score=Number(),
            deviation_reason=Text(),
            carried=target,
            **{key: self._plain(title, cell) for key, cell in cells.items()},
        )

    def _plain(self, title: str, cell: Text) -> Text:
        if cell.problem:
            self.ledger.drop(title, [("", cell)], "原单元格不是可用的值")
        return Text() if cell.value is None or cell.problem else fresh(cell.value)

    def _look_at(self, old: Indicator, title: str) -> None:
        """What carries over though it may no longer fit."""
        label = old.level2.value
        if label and not old.level2.problem and label not in self.known:
            self.ledger.remark(
                title, f"今年的规则里没有二级指标“{label}”，请重选", old.level2.place
            )
        if self.names.says_old(old.name.value or ""):
            self.ledger.remark(title, f"名称仍写旧名“{self.names.old}”，请核对", old.name.place)
