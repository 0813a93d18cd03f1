"""Characters, marks and signs (family 7)."""

from __future__ import annotations

from random import Random

from tests.trial.draft import OPEN, Para
from tests.trial.generate import Report
from tests.trial.planting import (
    add,
    bodies,
    in_text,
)

DOUBLED = (
    "制度",
    "资金",
    "管理",
    "项目",
    "预算",
    "单位",
    "服务",
    "人员",
    "支出",
    "群众",
    "培训",
    "进度",
)
PROSE = ("performance", "problems", "improvement_measures", "basic_expenditure", "publication")


@in_text("705")
def doubled_character(report: Report, rng: Random) -> object:
    found = [
        (one, word)
        for one in bodies(report.draft, *PROSE)
        for word in DOUBLED
        if word in one.text and OPEN not in one.text[: one.text.index(word) + 3]
    ]
    if not found:
        return False
    one, word = rng.choice(found)
    at = rng.choice((0, 1))
    one.text = one.text.replace(word, f"{word[: at + 1]}{word[at:]}", 1)
    return True


def _mark(report: Report, rng: Random, marks: str) -> tuple[Para, str] | None:
    found = [
        (one, mark)
        for one in bodies(report.draft, *PROSE)
        for mark in marks
        if mark in one.printed[2:-1]
    ]
    return rng.choice(found) if found else None


@in_text("706")
def doubled_mark(report: Report, rng: Random) -> object:
    found = _mark(report, rng, "，。；")
    if found:
        found[0].text = found[0].text.replace(found[1], found[1] * 2, 1)
    return found is not None


@in_text("707")
def half_width_mark(report: Report, rng: Random) -> object:
    found = _mark(report, rng, "，；")
    if found:
        found[0].text = found[0].text.replace(found[1], {"，": ",", "；": ";"}[found[1]], 1)
    return found is not None


@in_text("708", "704")
def quote_not_closed(report: Report, rng: Random) -> object:
    found = _mark(report, rng, "”）》")
    if found:
        found[0].text = found[0].text.replace(found[1], "", 1)
    return found is not None


@in_text("709", "705")
def stray_blank(report: Report, rng: Random) -> object:
    found = [
        (one, word) for one in bodies(report.draft, *PROSE) for word in DOUBLED if word in one.text
    ]
    if not found:
        return False
    one, word = rng.choice(found)
    one.text = one.text.replace(word, f"{word[0]} {word[1]}", 1)
    return True


@in_text("710", "707")
def brackets_of_the_number(report: Report, rng: Random) -> object:
    opening = report.draft.paragraphs(role="opening")[0]
    left, right = rng.choice((("[", "]"), ("（", "）"), ("【", "】"), ("(", ")")))
    old, opening.text = opening.text, opening.text.replace("〔", left).replace("〕", right)
    return opening.text != old


@in_text("711")
def wrong_word(report: Report, rng: Random) -> object:
    year = report.office.year
    told = (
        f"截止{year}年12月31日，各项工作任务均已落实到位。",
        "截止目前，各项工作运行平稳。",
        "坚持例行节约，从严控制一般性支出。",
    )
    return add(report.draft, "performance", rng.choice(told))


@in_text("712", "302 311 707")
def percent_signs_mixed(report: Report, rng: Random) -> object:
    one = next((one for one in bodies(report.draft, "performance") if "%" in one.text), None)
    if one is not None:
        one.text = one.text.replace("%", "％", 1)
    return one is not None


@in_text("713")
def percent_out_of_order(report: Report, rng: Random) -> object:
    told = ("政策知晓率达到90以上%。", "资料归档率超过%95。")
    return add(report.draft, "performance", rng.choice(told))


@in_text("720", "721 731")
def term_cut_short(report: Report, rng: Random) -> object:
    cuts = (("固定资产", "固定资"), ("政府采购", "政府采"), ("内部控制", "内部控"))
    for one in bodies(report.draft, "problems", "improvement_measures"):
        for whole, cut in cuts:
            if (
                f"{whole}管理" in one.text
                or f"{whole}制度" in one.text
                or f"{whole}计划" in one.text
            ):
                one.text = one.text.replace(whole, cut, 1)
                return True
    return False
