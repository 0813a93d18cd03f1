"""Files that lack a whole form: what no case can take away."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.checks.build import scored
from ziping.checks import Report, all_checks, run
from ziping.model import BasicData

CODES = ("ZP315", "ZP320")


def _run(words: Mapping[str, Any], pack: str = "national", **changes: Any) -> Report:
    built = scored({"file.is_report": True}, pack, words=words)
    assessment = built.assessment._replace(**changes)
    checks = [one for one in all_checks() if one.code in CODES]
    return run(built._replace(assessment=assessment), checks)


def test_a_listed_form_that_is_not_there() -> None:
    report = _run({}, projects=())
    messages = {one.code: one.message for one in report.findings}
    assert "缺少附件：项目支出绩效自评表" in messages["ZP320"]
    assert "ZP315" not in messages, "one cause is one finding"


def test_a_basic_form_that_is_not_there() -> None:
    report = _run({}, basic_data=BasicData())
    assert ["缺少附件：基础数据表" in one.message for one in report.findings] == [True]


def test_a_county_without_project_forms() -> None:
    words = {"drop": ["3.项目支出绩效自评表", "附件3", "2024年度项目支出绩效自评表"]}
    report = _run(words, "suining", projects=())
    assert not report.findings


def test_a_report_of_an_unknown_county_whose_list_has_no_project_forms() -> None:
    words = {"drop": ["3.项目支出绩效自评表", "附件3", "2024年度项目支出绩效自评表"]}
    assert not _run(words, projects=()).findings


def test_what_the_county_wants_and_the_list_forgets() -> None:
    words = {"drop": ["3.项目支出绩效自评表", "附件3", "2024年度项目支出绩效自评表"]}
    report = _run(words, "junshan", projects=())
    assert {one.code for one in report.findings} == {"ZP315", "ZP320"}


def test_no_project_money_no_project_form() -> None:
    words = {"drop": ["3.项目支出绩效自评表", "附件3", "2024年度项目支出绩效自评表"]}
    built = scored({}, words=words).assessment
    none = {
        "projects": (),
        "basic_data": built.basic_data._replace(expenses={}, project_lines=()),
        "funds": built.funds._replace(project_expenditure=built.funds.other_funds),
        "spending": built.spending._replace(project_expenditure=built.spending.other_funds),
    }
    assert not _run(words, "junshan", **none).findings
