"""Years, dates, names, chapters and attachments that do not agree (family 3)."""

from __future__ import annotations

from random import Random

from tests.trial.amounts import D, rounded
from tests.trial.draft import Para, Table
from tests.trial.generate import Report
from tests.trial.indicators import execution_score, shown
from tests.trial.office import Office
from tests.trial.planting import (
    in_office,
    in_text,
    set_cell,
)
from tests.trial.style import NUMERALS, Style


@in_text("312 703")
def year_of_a_form(report: Report, rng: Random) -> object:
    kind = rng.choice(("basic", "overall", "project"))
    return report.draft.change_slot(f"form_year.{kind}", lambda text: str(int(text) - 1))


@in_text("312 703")
def year_of_a_head(report: Report, rng: Random) -> object:
    year = report.office.year
    for table in report.draft.tables("basic"):
        for row in table.rows:
            for cell in row:
                if cell.text == f"{year}年预算数":
                    cell.text = f"{year - 2}年预算数"
                    return True
    return False


@in_text("312 703")
def year_of_the_title(report: Report, rng: Random) -> object:
    year = report.office.year
    found = [one for one in report.draft.paragraphs(role="title") if str(year) in one.text]
    if found:
        found[0].text = found[0].text.replace(str(year), str(year - 1))
    return bool(found)


@in_text("313 314")
def dated_before_the_notice(report: Report, rng: Random) -> object:
    day = rng.choice(("12月31日", "12月20日", "11月30日"))
    return report.draft.change_slot("date", lambda _: f"{report.office.year}年{day}")


@in_text("314 313")
def dated_within_the_year(report: Report, rng: Random) -> object:
    opening = report.draft.paragraphs(role="opening")[0]
    who, year = report.office.me, report.office.year
    opening.text = f"{who}对{year}年度部门整体支出开展了绩效自评，现将情况报告如下："
    return report.draft.change_slot("date", lambda _: f"{report.office.year}年10月15日")


def _drop_forms(report: Report, kinds: list[str]) -> None:
    """Take out forms with what stands above and under them."""
    blocks = report.draft.blocks
    for kind in kinds:
        at = next(n for n, one in enumerate(blocks) if isinstance(one, Table) and one.kind == kind)
        first = at
        while isinstance(blocks[first - 1], Para) and blocks[first - 1].role == "label":  # type: ignore[union-attr]
            first -= 1
        end = at + 1
        if end < len(blocks) and getattr(blocks[end], "role", "") == "foot":
            end += 1
        del blocks[first:end]


@in_text("315", "204 208 210 320 321")
def project_without_form(report: Report, rng: Random) -> object:
    kinds = [one.kind for one in report.draft.tables("project")]
    if len(kinds) < 2:
        return False
    _drop_forms(report, [kinds[-1]])
    return True


@in_text("320 315", "104 106 204 208 210 312 316 318 321 323")
def project_forms_missing(report: Report, rng: Random) -> object:
    kinds = [one.kind for one in report.draft.tables("project")]
    _drop_forms(report, kinds)
    return bool(kinds)


@in_office("316", "301 322 410")
def project_form_differs(office: Office, style: Style, rng: Random) -> object:
    form = office.projects[0]
    less = rounded(form.money.actual * D("0.03"))
    form.money.actual -= less
    form.money.sources["current"][2] -= less
    form.rate_score = execution_score(form.money, office.pack)
    for row in form.rows:
        if row.name.endswith("总支出"):
            row.actual = f"{shown(form.money.actual)}万元"
    return office.pack != "suining"


@in_text("317", "318 333")
def name_of_the_unit(report: Report, rng: Random) -> object:
    return set_cell(report, "unit.form", f"{report.office.county}行政审批服务局")


@in_office("318")
def supervised_by_the_bureau(office: Office, style: Style, rng: Random) -> object:
    office.claims["supervisor"] = f"{office.county}财政局"
    return office.pack != "suining" and office.kind != "finance"


@in_text("319", "703 704 720 721 731 732 733 734")
def chapter_missing(report: Report, rng: Random) -> object:
    section = rng.choice(("problems", "improvement_measures"))
    gone = report.draft.paragraphs(section)
    for one in gone:
        report.draft.blocks.remove(one)
    number = 0
    for one in report.draft.paragraphs(role="heading"):
        if one.level == 1 and one.number:
            number += 1
            old = next(x for x in reversed(NUMERALS) if x in one.number)
            one.number = one.number.replace(old, NUMERALS[number - 1])
    return bool(gone)


@in_text("320 321", "315")
def attachment_not_listed(report: Report, rng: Random) -> object:
    listed = report.draft.paragraphs(role="attachments")
    report.draft.blocks.remove(listed[-1])
    return True


@in_text("321", "320")
def attachment_numbers(report: Report, rng: Random) -> object:
    labels = [one for one in report.draft.paragraphs(role="label") if one.text == "附件2"]
    labels[0].text = rng.choice(("附件3", "附件1-2", "附件4"))
    return True


@in_text("323", "205 209 211 322 410")
def same_result_twice(report: Report, rng: Random) -> object:
    """One result counted for a thing alone, and for this thing and another together."""
    done = [(at, row) for at, row in enumerate(report.office.overall.rows) if row.level2[0] == "数"]
    if report.office.pack == "suining" or not done:
        return False
    _, row = done[0]
    key = "project:0.0"
    if report.office.projects[0].rows[0].level2 != "数量指标":
        key = "project:0.1"
    for name, text in (
        ("name", f"{row.name}及政策咨询"),
        ("target", row.target),
        ("actual", row.actual),
    ):
        set_cell(report, f"{key}.{name}", text)
    return True
