"""Placeholders, hints, other years, and headings that do not count on (family 7)."""

from __future__ import annotations

from random import Random

from tests.trial.draft import Cell, Para
from tests.trial.generate import Report
from tests.trial.planting import (
    add,
    bodies,
    in_text,
)
from tests.trial.style import NUMERALS


@in_text("701", "307 308 309")
def score_left_open(report: Report, rng: Random) -> object:
    return report.draft.change_slot("total", lambda _: rng.choice(("××", "XX", "xx")))


@in_text("701")
def placeholder_in_prose(report: Report, rng: Random) -> object:
    told = ("完成××专项整治任务。", "印发《XXX管理办法》。", "开展宣传活动×次。")
    return add(report.draft, rng.choice(("performance", "problems")), rng.choice(told))


@in_text("701", "402 718")
def dots_in_a_form(report: Report, rng: Random) -> object:
    for table in report.draft.tables("basic"):
        for at, row in enumerate(table.rows):
            if row[0].text == "公用经费":
                text = rng.choice(("……", "其中：××专项资金"))
                table.rows.insert(at, [Cell(text), *(Cell("", 2) for _ in range(3))])
                return True
    return False


@in_text("702", "701")
def template_hint(report: Report, rng: Random) -> object:
    told = (
        "（此页为封面）",
        "（请根据实际情况填写，没有可不填）",
        "（填写说明：分点写明主要绩效）",
    )
    text = rng.choice(told)
    if text == told[0]:
        report.draft.blocks.insert(1, Para(text, "title"))
        return True
    return add(report.draft, "performance", text)


@in_text("703")
def year_left_over(report: Report, rng: Random) -> object:
    year, me = report.office.year - 1, report.office.me
    told = (
        f"{year}年，{me}严格执行各项财务制度，但执行力度还不够。",
        f"{year}年{me}继续完善内部管理，确保资金使用规范。",
    )
    return add(report.draft, rng.choice(("problems", "improvement_measures")), rng.choice(told))


@in_text("703", "108 301")
def year_of_the_staff(report: Report, rng: Random) -> object:
    year = report.office.year
    for one in report.draft.paragraphs("staffing", "organization", role="body"):
        for said in ("年末，", "年核定编制"):
            if f"{year}{said}" in one.text:
                one.text = one.text.replace(f"{year}{said}", f"{year - 1}{said}", 1)
                return True
    return False


def _chapters(report: Report) -> list[Para]:
    found = report.draft.paragraphs(role="heading")
    return [one for one in found if one.level == 1 and one.number]


@in_text("704")
def chapter_number_jumps(report: Report, rng: Random) -> object:
    chapters = _chapters(report)
    if len(chapters) < 3:
        return False
    for at, one in enumerate(chapters):
        if at >= len(chapters) - 2:
            one.number = one.number.replace(NUMERALS[at], NUMERALS[at + 1])
    return True


@in_text("704")
def chapter_number_twice(report: Report, rng: Random) -> object:
    chapters = _chapters(report)
    if len(chapters) < 3:
        return False
    one = chapters[-2]
    one.number = one.number.replace(NUMERALS[len(chapters) - 2], NUMERALS[len(chapters) - 3])
    return True


@in_text("704")
def chapter_of_another_style(report: Report, rng: Random) -> object:
    chapters = _chapters(report)
    if report.style.heads not in ("chinese", "spaced") or len(chapters) < 5:
        return False
    chapters[3].number = "4、"
    return True


@in_text("704")
def point_told_twice(report: Report, rng: Random) -> object:
    for one in bodies(report.draft):
        if "二是" in one.text and "三是" in one.text:
            one.text = one.text.replace("三是", "二是")
            return True
        if one.text.startswith("3.") and one.section in ("duties", "performance"):
            one.text = f"2{one.text[1:]}"
            return True
    return False
