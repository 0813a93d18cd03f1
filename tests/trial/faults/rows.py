"""Faults of indicator rows (family 4)."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from tests.trial.draft import UP, Cell
from tests.trial.generate import Report
from tests.trial.indicators import Row
from tests.trial.planting import (
    free_row,
    in_text,
    met,
    rows,
    set_cell,
)


def _numbered(report: Report, *signs: str) -> list[int]:
    form = report.office.overall
    return [form.rows.index(row) for row in rows(form, *signs)]


def _insert(report: Report, texts: Sequence[str]) -> bool:
    """A row of the form's own shape under its first indicator."""
    for table in report.draft.tables("overall"):
        for at, row in enumerate(table.rows):
            if any(cell.key == "overall.0.name" for cell in row):
                blank = [Cell("", cell.cols) for cell in row]
                blank[0] = blank[1] = Cell(UP)
                blank[2] = Cell(UP)
                for cell, text in zip(blank[3:], texts, strict=False):
                    cell.text = text
                table.rows.insert(at + 1, blank)
                return True
    return False


@in_text("401", "212 213 404 405")
def row_half_empty(report: Report, rng: Random) -> object:
    at = free_row(report, rng)
    name = rng.choice(("target", "actual", "name"))
    return set_cell(report, f"overall.{at}.{name}", "")


@in_text("401", "403 409")
def row_with_a_name_alone(report: Report, rng: Random) -> object:
    return _insert(report, [rng.choice(("政策知晓情况", "重点工作督办次数"))])


@in_text("402")
def blank_row(report: Report, rng: Random) -> object:
    return _insert(report, [])


@in_text("403", "205 209 210 211 322 408 409 410")
def row_told_twice(report: Report, rng: Random) -> object:
    found = report.office.overall.rows
    pairs = [
        at
        for at in range(1, len(found))
        if found[at].level1 == found[at - 1].level1
        and not (found[at].is_spoilt or found[at - 1].is_spoilt)
    ]
    if not pairs:
        return False
    at = rng.choice(pairs)
    for name in ("name", "target", "actual"):
        set_cell(report, f"overall.{at}.{name}", getattr(found[at - 1], name))
    return True


@in_text("404", "212 322 413")
def actual_with_a_sign(report: Report, rng: Random) -> object:
    form = report.office.overall
    spots = _numbered(report, "≥")
    if not spots:
        return False
    at = rng.choice(spots)
    return set_cell(report, f"overall.{at}.actual", form.rows[at].target)


@in_text("404", "212 322")
def actual_is_a_word(report: Report, rng: Random) -> object:
    spots = _numbered(report, "≥", "")
    if not spots:
        return False
    return set_cell(report, f"overall.{rng.choice(spots)}.actual", rng.choice(("完成", "已完成")))


@in_text("405", "212 404")
def target_is_a_kind(report: Report, rng: Random) -> object:
    form = report.office.overall
    spots = [at for at, row in enumerate(form.rows) if row.goal is None and not row.is_spoilt]
    if not spots:
        return False
    return set_cell(report, f"overall.{rng.choice(spots)}.target", rng.choice(("定性", "定性指标")))


@in_text("406", "212 322 407")
def target_without_unit(report: Report, rng: Random) -> object:
    form = report.office.overall
    spots = [at for at in _numbered(report, "≥") if form.rows[at].level2 == "数量指标"]
    if not spots:
        return False
    at = rng.choice(spots)
    row = form.rows[at]
    set_cell(report, f"overall.{at}.target", _bare(row.target))
    return set_cell(report, f"overall.{at}.actual", _bare(row.actual))


def _bare(text: str) -> str:
    return "".join(one for one in text if one.isdigit() or one in "≥.")


@in_text("407 212", "322")
def units_differ(report: Report, rng: Random) -> object:
    form = report.office.overall
    spots = [at for at in _numbered(report, "≥") if form.rows[at].level2 == "数量指标"]
    if not spots:
        return False
    at = rng.choice(spots)
    row = form.rows[at]
    unit = "%" if rng.random() < 0.5 else "批"
    return set_cell(report, f"overall.{at}.actual", f"{_bare(row.actual)}{unit}")


@in_text("408 409", "205 209 322 403 410")
def cost_without_amount(report: Report, rng: Random) -> object:
    form = report.office.overall
    costs = [at for at, row in enumerate(form.rows) if "成本" in row.level2]
    at = next((at for at in costs if not form.rows[at].is_spoilt), None)
    if at is None:
        return False
    for name, text in (("name", "资金到位率"), ("target", "100%"), ("actual", "100%")):
        set_cell(report, f"overall.{at}.{name}", text)
    return True


@in_text("409", "322")
def second_level_does_not_fit(report: Report, rng: Random) -> object:
    form = report.office.overall
    wrong = {
        "质量指标": ("举办培训班次数", "6次"),
        "生态效益指标": ("优化办事效率", "有效提升"),
        "经济效益指标": ("群众满意度", "95%"),
    }
    spots = [at for at, row in enumerate(form.rows) if row.level2 in wrong and met(row)]
    if not spots:
        return False
    at = rng.choice(spots)
    name, value = wrong[form.rows[at].level2]
    for key, text in (("name", name), ("target", value), ("actual", value)):
        set_cell(report, f"overall.{at}.{key}", text)
    return set_cell(report, f"overall.{at}.reason", report.style.no_reason)


@in_text("416 215", "201")
def second_level_shortened(report: Report, rng: Random) -> object:
    found: list[Row] = report.office.overall.rows
    firsts = [
        at
        for at, row in enumerate(found)
        if row.level2 in ("社会效益指标", "数量指标", "质量指标")
        and (not at or found[at - 1].level2 != row.level2)
    ]
    if not firsts:
        return False
    at = rng.choice(firsts)
    return set_cell(report, f"overall.{at}.level2", found[at].level2.removesuffix("指标"))


@in_text("415 720", "322 409")
def name_cut_short(report: Report, rng: Random) -> object:
    cuts = {
        "满意度": "满意",
        "合格率": "合格",
        "办结率": "办结",
        "覆盖率": "覆盖",
        "及时率": "及时",
    }
    for at, row in enumerate(report.office.overall.rows):
        for whole, cut in cuts.items():
            if row.name.endswith(whole) and not row.is_spoilt:
                return set_cell(report, f"overall.{at}.name", row.name.replace(whole, cut[:-1]))
    return False
