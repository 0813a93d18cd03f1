"""Few calls to the host: at most two block writes a sheet for an action on a workbook of ours."""

from __future__ import annotations

from pathlib import Path

import pytest

from ziping.excel.writing import planned_on, wanted
from ziping.tasks.create import create_sample
from ziping.tasks.score import work_out
from ziping.workbook.read import read_workbook
from ziping.workbook.write import plan_findings

SAMPLES = ("绥宁县数据局_2024", "君山区数据局_2024")


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("action", ["score", "check"])
def test_two_writes_a_sheet(sample: str, action: str, tmp_path: Path) -> None:
    path = tmp_path / "自评.xlsx"
    create_sample(sample, path)
    read = read_workbook(path)
    done = work_out(read)
    plan = done.plan if action == "score" else plan_findings(read.opened, done.scored, done.report)
    found = wanted(read.opened, plan.edits)
    calls = {sheet: len(planned_on(read.opened, sheet, one)) for sheet, one in found.items()}
    assert set(calls) >= {"校验结果", "首页"}
    assert ("整体自评表" in calls) is (action == "score")
    assert max(calls.values()) <= 2, calls
