"""Faults of 基础数据表: persons, expenses, project lines, buildings (family 1)."""

from __future__ import annotations

from random import Random

from tests.trial.amounts import D, rounded
from tests.trial.generate import Report
from tests.trial.office import Office
from tests.trial.planting import (
    in_office,
    in_text,
    one_off,
    set_cell,
    slip_cell,
)
from tests.trial.speak import percent
from tests.trial.style import Style


@in_text("107 303", "301")
def posts_of_a_kind(report: Report, rng: Random) -> object:
    name = rng.choice(("staff.administrative", "staff.institution", "staff.authorized"))
    return report.draft.change_slot(name, lambda text: str(int(text) + rng.randint(1, 3)))


@in_text("108 301", "110 111 302 311")
def staff_in_post(report: Report, rng: Random) -> object:
    return report.draft.change_slot("staff.post", lambda text: str(int(text) - 1))


@in_text("109", "108 110 111 301 302 311")
def dispatched_counted(report: Report, rng: Random) -> object:
    staff = report.office.figures.staff
    if not staff["dispatched"]:
        return False
    counted = staff["post"] + staff["dispatched"]
    set_cell(report, "staff.control.form", percent(D(counted) / staff["authorized"]))
    return set_cell(report, "staff.post.form", str(counted))


@in_text("110", "301 302 311")
def control_rate(report: Report, rng: Random) -> object:
    cell = report.draft.cell("staff.control.form")
    if cell is None or not cell.text.rstrip("%％").replace(".", "").isdecimal():
        return False  # another fault has been put into this cell
    cell.text = f"{D(cell.text.rstrip('%％')) - D(str(rng.choice((2, 5.5))))}%"
    return True


@in_office("111")
def above_the_posts(office: Office, style: Style, rng: Random) -> object:
    office.figures.staff["post"] = office.figures.staff["authorized"] + rng.randint(1, 4)
    office.figures.staff["dispatched"] = 0
    return True


@in_text("112", "114 115 301 310")
def three_public_part(report: Report, rng: Random) -> object:
    return slip_cell(report, f"hospitality.{rng.choice(('last', 'budget', 'final'))}", rng)


@in_text("112 310", "114 115 301")
def three_public_total(report: Report, rng: Random) -> object:
    return slip_cell(report, "three_public.final", rng)


@in_text("113", "112 310")
def vehicle_part(report: Report, rng: Random) -> object:
    return slip_cell(report, f"running.{rng.choice(('last', 'budget', 'final'))}", rng)


def _three_public(office: Office, column: int) -> bool:
    """Make a column of 三公 smaller than what was spent."""
    found = office.figures.expenses
    for key in ("running", "hospitality"):
        found[key][column] = rounded(found[key][2] * D("0.8"))
    for whole, parts in (
        ("vehicle", ("purchase", "running")),
        ("three_public", ("vehicle", "overseas", "hospitality")),
    ):
        found[whole][column] = sum((found[part][column] for part in parts), D(0))
    office.claims["three_public"] = ""
    return True


@in_office("114", "324")
def three_public_over_budget(office: Office, style: Style, rng: Random) -> object:
    return _three_public(office, 1)


@in_office("115", "324")
def three_public_grew(office: Office, style: Style, rng: Random) -> object:
    return _three_public(office, 0)


@in_text("116", "117 301 303 316")
def project_line(report: Report, rng: Random) -> object:
    return slip_cell(report, f"line.0.{rng.choice(('last', 'budget', 'final'))}", rng)


@in_text("117")
def part_above_its_line(report: Report, rng: Random) -> object:
    lines = report.office.figures.lines
    at = next((at for at, line in enumerate(lines) if line.is_part), 0)
    if not at:
        return False
    more = lines[at - 1].amounts[2] * D("1.2")
    return set_cell(report, f"line.{at}.final", report.style.number(rounded(more)))


@in_text("118", "119")
def operating_parts(report: Report, rng: Random) -> object:
    most = report.office.figures.expenses["operating"][2]
    return set_cell(report, "office.final", report.style.number(rounded(most * D("0.95"))))


@in_office("119", "324")
def operating_over_budget(office: Office, style: Style, rng: Random) -> object:
    for key in ("operating", "office", "utilities", "meetings"):
        line = office.figures.expenses[key]
        line[1] = rounded(line[2] * D("0.7"))
    return True


@in_text("121 301", "118 119 120 303 306 324")
def operating_in_form(report: Report, rng: Random) -> object:
    return slip_cell(report, "operating.final", rng)


@in_text("127")
def required_cell_blank(report: Report, rng: Random) -> object:
    key = rng.choice(("adjustment.final", "procurement.final"))
    return set_cell(report, key, "")


@in_text("127", "128")
def buildings_blank(report: Report, rng: Random) -> object:
    return all(set_cell(report, f"building.{at}", "") for at in range(6))


@in_text("128")
def building_rate(report: Report, rng: Random) -> object:
    made = report.office.figures.buildings
    key = rng.choice((2, 5))
    if made[0] in ("无", "0"):
        return False
    return set_cell(report, f"building.{key}", one_off(made[key]))


@in_text("132")
def too_many_decimals(report: Report, rng: Random) -> object:
    value = report.office.figures.expenses["meetings"][2]
    return set_cell(report, "meetings.final", f"{value - D('0.006'):.3f}")


@in_text("003", "116")
def negative_amount(report: Report, rng: Random) -> object:
    cell = report.draft.cell("project.last")
    assert cell is not None
    cell.text = f"-{cell.text}"
    return True
