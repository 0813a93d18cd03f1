"""Causes of several differences at once: one check reports each, the others leave it be."""

from __future__ import annotations

from ziping.model import SelfAssessment


def counts_dispatched(assessment: SelfAssessment) -> bool:
    """在职 of 基础数据表 is exactly 在编在职 and 劳务派遣 together."""
    in_post = assessment.staffing.staff_in_post.value
    dispatched = assessment.staffing.dispatched.value
    if in_post is None or not dispatched:
        return False
    return assessment.basic_data.staff_in_post.value == in_post + dispatched


def prose_explains(assessment: SelfAssessment) -> bool:
    """Whether the prose's 基本支出, put in the form, would make the sum right."""
    funds = assessment.funds
    actual = assessment.overall.execution.actual_expenditure.value
    form, project = funds.basic_expenditure.value, funds.project_expenditure.value
    prose = assessment.spending.basic_expenditure.value
    if prose is None or form is None or project is None:
        return False
    return prose != form and prose + project == actual
