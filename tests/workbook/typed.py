"""What the structure tests type into a file and read back from it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ziping import rules
from ziping.model import Form, SelfAssessment
from ziping.package.refs import column_letters
from ziping.workbook.opened import Opened
from ziping.workbook.row_formulas import row_formulas

NEW_ROW = {
    "level2": "数量指标",
    "indicator_name": "新增事项",
    "target_value": "≥10件",
    "actual_value": "8件",
    "full_marks": 2.0,
    "deviation_reason": "人手不足",
}
AS_READ = ("数量指标", "新增事项", "≥10件", "8件", 2, None, "人手不足")
FORMULAS = len(list(row_formulas(rules.load("national"))))  # of one row


def new_row(opened: Opened, sheet: str, row: int) -> list[list[Any]]:
    """The cells of a row to be filled."""
    return [
        [sheet, f"{column_letters(opened.find(sheet, name).col)}{row}", value]
        for name, value in NEW_ROW.items()
    ]


def lines(form: Form) -> list[tuple[Any, ...]]:
    """The indicator rows as typed, wherever they stand."""
    cells = (
        (i.level2, i.name, i.target, i.actual, i.full_marks, i.declared_score, i.deviation_reason)
        for i in form.indicators
    )
    return [tuple(cell.value for cell in row) for row in cells]


def rest(assessment: SelfAssessment) -> list[tuple[str, Any]]:
    """Every value of the file outside the indicator rows."""
    projects = tuple(
        project._replace(form=project.form._replace(indicators=()))
        for project in assessment.projects
    )
    overall = assessment.overall._replace(indicators=())
    bare = assessment._replace(overall=overall, projects=projects)
    return [(name, cell.value) for name, cell in bare.fields()]


def form_of(assessment: SelfAssessment, sheet: str) -> Form:
    forms = (assessment.overall, *(project.form for project in assessment.projects))
    return next(form for form in forms if form.sheet == sheet)


def looks(path: Path, sheet: str, row: int) -> list[int]:
    """The styles of a row's cells, from the form's first column to the last helper."""
    opened = Opened(path)
    last = opened.find(sheet, "actual_measure").col
    return [opened.cell(sheet, row, col).style for col in range(1, last + 1)]
