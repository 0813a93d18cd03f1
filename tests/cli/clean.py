"""Suining's figures with their errors put right: a workbook on which every command exits 0."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from ziping.workbook.build.samples import sample


def clean_data() -> dict[str, Any]:
    """The sample's data, corrected where the published report is wrong."""
    data = sample("绥宁县数据局_2024")
    operating = data["basic_data"]["expenses"]["operating_expense"][2]
    basic: Decimal = data["spending"]["basic_expenditure"]
    data["spending"]["operating_expense"] = operating
    data["spending"]["personnel_expense"] = basic - operating
    data["unit"]["report_date"] = "2025年3月20日"  # after the year, and after the notice it cites
    data["indicators"] = [row for row in data["indicators"] if "full_marks" in row]
    data["indicators"][-1]["reason"] = "个别群众对办理时限不满意，已逐件回访并改进流程。"
    return data
