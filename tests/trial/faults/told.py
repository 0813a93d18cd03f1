"""What the prose tells differently: amounts, shares, counts, changes (family 3)."""

from __future__ import annotations

from random import Random

from tests.trial.amounts import D
from tests.trial.generate import Report
from tests.trial.indicators import shown
from tests.trial.planting import (
    add,
    in_text,
    one_off,
    slip_slot,
)

OTHER_GRADE = {"优": "良", "优秀": "良好", "良": "优", "良好": "优秀"}


@in_text("302")
def share_wrong(report: Report, rng: Random) -> object:
    names = ["share.personnel", "share.operating", "share.basic", "share.project"]
    rng.shuffle(names)
    return any(slip_percent(report, name) for name in names)


def slip_percent(report: Report, name: str) -> str:
    """A percent that is some points off."""
    return report.draft.change_slot(name, lambda text: f"{D(text.rstrip('%％')) + D('1.3')}%")


@in_text("303 304")
def sum_of_counts(report: Report, rng: Random) -> object:
    """The parts come to more than the whole: 其中 may leave some out, but can't add any."""
    return report.draft.change_slot("count.all", lambda text: str(int(text) - rng.randint(1, 4)))


@in_text("304")
def count_of_a_list(report: Report, rng: Random) -> object:
    name = rng.choice(("list.count", "organs", "subs"))
    return report.draft.change_slot(name, lambda text: str(int(text) + 1))


@in_text("306", "301")
def change_of_basic(report: Report, rng: Random) -> object:
    return (
        slip_slot(report, "change.basic", rng)
        if rng.random() < 0.5
        else slip_percent(report, "grow.basic")
    )


@in_text("305 302")
def impossible_percent(report: Report, rng: Random) -> object:
    told = rng.choice(
        (
            "全年受理政府信息公开申请5件，按期答复率66.67%。",
            "抽查项目3个，合格率95%。",
            "共收到人大代表建议4件，满意率83.3%。",
        )
    )
    return add(report.draft, "performance", told)


@in_text("302 305 311")
def rate_of_cases(report: Report, rng: Random) -> object:
    return report.draft.change_slot(
        "case.rate", lambda text: f"{D(text.rstrip('%％')) - D('4.1')}%"
    )


@in_text("306")
def growth_of_cases(report: Report, rng: Random) -> object:
    return slip_percent(report, "case.grow")


@in_text("306 310", "301")
def change_of_three_public(report: Report, rng: Random) -> object:
    name = rng.choice(("tp.less", "tp.saved"))
    return slip_slot(report, name, rng) or slip_percent(report, "tp.down")


@in_text("306", "301")
def change_of_operating(report: Report, rng: Random) -> object:
    return slip_slot(report, "change.operating", rng)


@in_text("307", "308")
def score_in_prose(report: Report, rng: Random) -> object:
    return report.draft.change_slot("total", lambda text: shown(D(text) - rng.choice((1, 2, 5))))


@in_text("308")
def grade_in_prose(report: Report, rng: Random) -> object:
    return report.draft.change_slot("grade", lambda text: OTHER_GRADE.get(text, "优"))


@in_text("309", "301 307 308 311 701")
def neither_score_nor_grade(report: Report, rng: Random) -> object:
    paragraph = report.draft.slots("total")[0][0]
    paragraph.text = "本部门按照绩效目标认真履职，各项资金使用规范，具体情况如下："
    return True


@in_text("310", "301 306")
def three_public_in_prose(report: Report, rng: Random) -> object:
    name = rng.choice(("tp.final", "tp.budget", "tp.hospitality"))
    return slip_slot(report, name, rng)


@in_text("311")
def rate_in_prose(report: Report, rng: Random) -> object:
    return report.draft.change_slot("money.rate", lambda text: f"{D(text.rstrip('%％')) - 2}%")


@in_text("301", "125 302 311")
def total_amount_in_prose(report: Report, rng: Random) -> object:
    return slip_slot(report, rng.choice(("money.actual", "money.adjusted")), rng)


@in_text("301 303", "123 316 302")
def line_in_prose(report: Report, rng: Random) -> object:
    return slip_slot(report, "line.0", rng)


@in_text("322 301", "306")
def actual_in_prose(report: Report, rng: Random) -> object:
    for row in report.office.overall.rows:
        name = f"actual.{row.name}"
        if row.done and report.draft.slots(name) and "%" not in row.actual:
            return report.draft.change_slot(name, one_off)
    return False


@in_text("324 310")
def claim_against_the_form(report: Report, rng: Random) -> object:
    told = rng.choice(("全年未发生公务接待费用。", "全年没有发生公务接待费支出。"))
    return add(report.draft, "performance", told)


@in_text("324 413")
def all_indicators_met(report: Report, rng: Random) -> object:
    if all(row.score == row.full for row in report.office.overall.rows):
        return False
    return add(report.draft, "performance", "全年各项绩效指标均已全部完成。")
