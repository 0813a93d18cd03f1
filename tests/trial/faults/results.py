"""Faults of reasons, objectives and results (family 4)."""

from __future__ import annotations

from random import Random

from tests.trial.office import Office
from tests.trial.planting import (
    in_office,
    met,
    pick,
    rows,
)
from tests.trial.style import Style


@in_office("410", "209 411")
def reason_of_a_met_row(office: Office, style: Style, rng: Random) -> object:
    row = pick(rng, [one for one in rows(office.overall, "≥", "") if met(one)])
    if row is not None:
        row.reason = rng.choice(
            (
                "因人手不足，年度任务未完成，明年加快进度。",
                "未达到年度指标值，主要是上半年进度滞后。",
            )
        )
    return row is not None


@in_office("411", "209 410")
def reason_without_cause(office: Office, style: Style, rng: Random) -> object:
    found = [one for one in office.overall.rows if one.score < one.full and not one.is_spoilt]
    row = pick(rng, found)
    if row is not None:
        row.reason = rng.choice(("下一步继续努力", "加强管理", "有偏差"))
    return row is not None


@in_office("412", "413 414")
def result_repeats_objective(office: Office, style: Style, rng: Random) -> object:
    office.overall.result = office.overall.objective
    return True


@in_office("413 414", "324")
def result_claims_all_done(office: Office, style: Style, rng: Random) -> object:
    if all(row.score == row.full for row in office.overall.rows):
        return False
    office.overall.result = rng.choice(
        ("已全部完成。", "各项目标任务已全部完成。", "全面完成年度目标。")
    )
    return True


@in_office("414", "413")
def result_says_nothing(office: Office, style: Style, rng: Random) -> object:
    office.overall.result = rng.choice(
        ("各项工作有序推进，取得了较好成效。", "认真履行职责，工作水平不断提升，群众反映良好。")
    )
    return True
