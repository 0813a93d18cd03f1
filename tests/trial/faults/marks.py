"""Faults of weights, marks and totals (family 2)."""

from __future__ import annotations

from random import Random

from tests.trial.amounts import D
from tests.trial.generate import Report
from tests.trial.indicators import shown
from tests.trial.office import Office, words
from tests.trial.planting import (
    become,
    free_row,
    in_office,
    in_text,
    met,
    pick,
    rows,
    set_cell,
)
from tests.trial.style import Style


@in_office("201")
def level_weights(office: Office, style: Style, rng: Random) -> object:
    """Marks moved from one first-level indicator to another."""
    found = [row for row in office.overall.rows if met(row)]
    taken = next((row for row in found if row.full > 2 and row.level1 == "产出指标"), None)
    given = next((row for row in found if row.level1 == "效益指标"), None)
    if taken is None or given is None:
        return False
    for row, marks in ((taken, D(-2)), (given, D(2))):
        row.full += marks
        row.score += marks
    return True


@in_text("202 201", "205 206 209 410")
def weights_above_hundred(report: Report, rng: Random) -> object:
    at = free_row(report, rng)
    row = report.office.overall.rows[at]
    return set_cell(report, f"overall.{at}.full", shown(row.full + 3))


@in_text("203 202", "204")
def execution_weight(report: Report, rng: Random) -> object:
    return set_cell(report, "overall.full", "20")


@in_office("204")
def execution_mark(office: Office, style: Style, rng: Random) -> object:
    form = rng.choice([office.overall, *(office.projects if office.pack != "suining" else ())])
    form.rate_score = D(9) if abs(form.rate_score - 9) > D("0.05") else D(8)
    return True


@in_office("205", "209 211 410")
def mark_of_a_met_row(office: Office, style: Style, rng: Random) -> object:
    row = pick(rng, [one for one in rows(office.overall, "≥", "") if met(one)])
    if row is None:
        return False
    row.score = max(D(0), row.full - 1)
    row.reason = "因部分资料上报不及时，影响了工作进度；已建立台账按月调度。"
    return True


@in_office("205", "209 410 413")
def full_mark_of_a_missed_row(office: Office, style: Style, rng: Random) -> object:
    found = [one for one in rows(office.overall, "≥", "") if met(one) and one.goal and one.goal > 9]
    row = pick(
        rng, [one for one in found if office.pack != "central101" or one.level2[:2] != "服务"]
    )
    if row is None or row.goal is None:
        return False
    become(office.overall, row, (row.goal * D("0.7")).quantize(D(1)))
    row.reason = rng.choice(words()["reasons"]["short"])
    return True


@in_office("207", "205 206 208 209 210 410")
def mark_above_its_weight(office: Office, style: Style, rng: Random) -> object:
    row = pick(rng, [one for one in office.overall.rows if met(one)])
    if row is not None:
        row.score = row.full + 2
    return row is not None


@in_text("208", "307 308")
def total_wrong(report: Report, rng: Random) -> object:
    key = rng.choice(("overall.total", "project:0.total"))
    cell = report.draft.cell(key)
    if cell is None:
        return False
    cell.text = shown(D(cell.text) - rng.choice((1, 2, 5)))
    return True


@in_office("209", "410 411")
def lost_without_reason(office: Office, style: Style, rng: Random) -> object:
    found = [one for one in office.overall.rows if one.score < one.full and not one.is_spoilt]
    row = pick(rng, found)
    if row is not None:
        row.reason = rng.choice(("", "无偏差", "无"))
    return row is not None


@in_office("210", "205 209 410 411 413")
def ceiling_broken(office: Office, style: Style, rng: Random) -> object:
    row = pick(rng, rows(office.overall, "≤"))
    if row is None or row.goal is None or row.template is None:
        return False
    step = D(row.template.step)
    done = max(row.goal + step, (row.goal * D("1.3") / step).quantize(D(1)) * step)
    become(office.overall, row, done)
    row.score = row.full
    row.reason = rng.choice(("无偏差", "", "预算追加"))
    return True


@in_office("211", "410")
def over_without_reason(office: Office, style: Style, rng: Random) -> object:
    found = [one for one in rows(office.overall, "≥") if one.template and one.template.unit != "%"]
    row = pick(rng, [one for one in found if one.score == one.full])
    if row is None or row.goal is None:
        return False
    become(office.overall, row, (row.goal * D("1.7")).quantize(D("0.1") if row.goal < 50 else D(1)))
    row.reason = rng.choice(("", "无偏差", "无"))
    return True


@in_text("212 405 211", "322 406 407")
def target_in_words(report: Report, rng: Random) -> object:
    form = report.office.overall
    found = [one for one in rows(form, "≥") if one.done and one.done >= 1000 and one.template]
    row = pick(rng, found)
    if row is None or row.template is None:
        return False
    return set_cell(report, f"overall.{form.rows.index(row)}.target", f"≥千{row.template.unit}")


@in_text("213 401", "208 212")
def mark_blank(report: Report, rng: Random) -> object:
    at = free_row(report, rng)
    return set_cell(report, f"overall.{at}.score", "")


@in_text("214 401", "201 202 208 213")
def weight_blank(report: Report, rng: Random) -> object:
    at = free_row(report, rng)
    return set_cell(report, f"overall.{at}.full", "")


@in_text("215", "201 409 416")
def second_level_unknown(report: Report, rng: Random) -> object:
    found = report.office.overall.rows
    singles = [
        at
        for at, row in enumerate(found)
        if sum(row.level2 == other.level2 for other in found) == 1 and row.level1 != "满意度指标"
    ]
    if not singles:
        return False
    return set_cell(report, f"overall.{rng.choice(singles)}.level2", "管理效能指标")
