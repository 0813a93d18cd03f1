"""Faults of the funds and rates of the forms (family 1)."""

from __future__ import annotations

from random import Random

from tests.trial.amounts import D, rounded
from tests.trial.generate import Report
from tests.trial.office import Office
from tests.trial.planting import (
    in_office,
    in_text,
    set_cell,
    slip_cell,
    slip_slot,
    slipped,
)
from tests.trial.style import Style


@in_text("101 122", "102")
def form_basic_expenditure(report: Report, rng: Random) -> object:
    return slip_cell(report, "funds.basic", rng)


@in_text("101 123", "102")
def form_project_expenditure(report: Report, rng: Random) -> object:
    return slip_cell(report, "funds.project", rng)


@in_text("102 103")
def income_subtotal(report: Report, rng: Random) -> object:
    return slip_cell(report, "funds.income", rng)


@in_text("102 101")
def expenditure_subtotal(report: Report, rng: Random) -> object:
    return slip_cell(report, "funds.spent", rng)


@in_text("102 103 126")
def income_part(report: Report, rng: Random) -> object:
    return slip_cell(report, "funds.general", rng)


@in_text("104")
def project_source(report: Report, rng: Random) -> object:
    return slip_cell(report, f"project:0.current.{rng.choice(('initial', 'adjusted'))}", rng)


@in_text("105", "101 102 103 106 122 125 126 129 204 301 302 311")
def columns_swapped(report: Report, rng: Random) -> object:
    budget, actual = report.draft.cell("overall.adjusted"), report.draft.cell("overall.actual")
    assert budget is not None and actual is not None
    budget.text, actual.text = actual.text, budget.text
    return budget.text != actual.text


@in_text("106", "204 311")
def rate_wrong(report: Report, rng: Random) -> object:
    key = rng.choice(("overall.rate", "project:0.rate"))
    cell = report.draft.cell(key)
    if cell is None:
        return False
    number = D(cell.text.rstrip("%％"))
    cell.text = f"{number - D(str(rng.choice((0.5, 1.2, 3))))}%"
    return True


@in_office("129")
def budget_changed_much(office: Office, style: Style, rng: Random) -> object:
    office.overall.money.initial = rounded(office.overall.money.adjusted * D("0.6"))
    return True


@in_text("130")
def printed_figure_blank(report: Report, rng: Random) -> object:
    key = rng.choice(("staff.control.form", "overall.rate", "funds.income", "funds.spent"))
    cell = report.draft.cell(key)
    assert cell is not None
    label, colon, _ = cell.text.rpartition("：")
    cell.text = label + colon
    return True


@in_text("001", "129 130")
def text_for_a_number(report: Report, rng: Random) -> object:
    cell = report.draft.cell("overall.initial")
    assert cell is not None
    cell.text = f"约{cell.text}"
    return True


@in_text("701 130", "101 102 103")
def amount_left_open(report: Report, rng: Random) -> object:
    return set_cell(report, "funds.other", "其他资金：××")


@in_text("124 301", "123 125 126 131")
def fund_in_prose(report: Report, rng: Random) -> object:
    return report.office.figures.spend["fund"] and slip_slot(report, "spend.fund", rng)


@in_text("131 125", "123 126")
def other_funds_untold(report: Report, rng: Random) -> object:
    told = report.draft.slots("spend.other")
    if told:
        report.draft.blocks.remove(told[0][0])
    return bool(told)


@in_text("120 122 301 303", "101 125 126 302")
def basic_in_prose(report: Report, rng: Random) -> object:
    return slip_slot(report, "spend.basic", rng)


@in_text("123 301 303", "125 126")
def project_in_prose(report: Report, rng: Random) -> object:
    if not report.office.figures.spend["project"]:
        return False
    return slip_slot(report, "spend.project", rng)


@in_text("120 301 303", "302")
def personnel_in_prose(report: Report, rng: Random) -> object:
    return slip_slot(report, "spend.personnel", rng)


@in_text("301", "101 103 106 122 125 126 302 303 311")
def again_in_prose(report: Report, rng: Random) -> object:
    """The same figure told once more, differently."""
    name = rng.choice(("again.basic", "again.all_projects", "again.actual"))
    return report.draft.change_slot(name, lambda text: slipped(text, rng))
