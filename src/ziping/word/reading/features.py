"""What a table says about itself: which form it is, or none, and in what unit its money is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ziping.word.reading.document import Paragraph
from ziping.word.reading.rows import Row
from ziping.word.reading.wording import core, meaning, squeezed

GROUPS = ("funds", "expense", "staff", "unit", "grading")
MONEY = frozenset({"initial_budget", "adjusted_budget", "actual_expenditure"})
MARKS = frozenset({"full_marks", "rate", "score"})
INDICATOR = frozenset({"level1", "level2", "target", "actual", "full_marks"})
SHORT = 60  # characters of a cell that may be a label


class Features(NamedTuple):
    """What was found among the labels of a table."""

    grading: bool = False
    basic: bool = False
    staff: bool = False
    project: bool = False
    overall: bool = False
    money: bool = False
    indicators: bool = False

    @property
    def is_form(self) -> bool:
        return self.basic or self.money or self.indicators


def features(lines: Sequence[Row]) -> Features:
    """Money heads alone make no form: marks or 年度资金总额 belong to them."""
    texts = [cell.text for row in lines for cell in row.own if len(cell.words) < SHORT]
    keys: dict[str, set[str]] = {group: set() for group in GROUPS}
    for text in texts:  # a text after the other: what was found out about one is at hand
        for group in GROUPS:
            keys[group].add(meaning(group, text))
    funds = keys["funds"] & {"income_total", "expenditure_total", "special_account_revenue"}
    heads = [{meaning("indicator", cell.text) for cell in row.cells} for row in lines]
    indicators = any("name" in found and len(found & INDICATOR) > 2 for found in heads)
    money = _has_money(lines)
    three = keys["expense"] & {"three_public_expenses", "operating_expense"}
    staff = keys["staff"] & {"authorized_posts", "control_rate"}
    rubric = {core(text) for text in texts if meaning("grading", text)}
    of_unit = "name" in keys["unit"] or bool(funds)
    return Features(
        grading=len(rubric) > 1 and not money and not of_unit,
        basic=not indicators and not money and (len(staff) > 1 or len(three) > 1),
        staff=len(staff) > 1,
        project=any(map(names_project, lines)),
        overall=of_unit,
        money=money,
        indicators=indicators,
    )


def names_project(row: Row) -> bool:
    """项目支出名称 | X, perhaps with a further pair: no row of heads."""
    own = row.own
    if not 2 <= len(own) <= 4 or meaning("project", own[0].text) != "name":
        return False
    others = [cell for cell in own[1:] if cell.words]
    is_head = any(meaning(group, cell.text) for cell in others for group in HEADS)
    return not is_head and (len(own) < 4 or bool(meaning("project", own[2].text)))


HEADS = ("execution", "indicator", "columns")


def power(lines: Sequence[Row], head: Sequence[Paragraph]) -> int:
    """-4 where the form says that its money is in 元, 0 for 万元.

    Asked are the line above, the heads of the money and their side label, no indicator.
    """
    said = [squeezed(paragraph.text) for paragraph in head]
    for row in lines:
        if any(meaning("indicator", cell.text) == "name" for cell in row.cells):
            break
        said += [squeezed(cell.text) for cell in row.own if _tells_unit(cell.text)]
    if any("万元" in one for one in said):
        return 0
    return -4 if any("(元)" in one or "币元" in one or "位:元" in one for one in said) else 0


def _tells_unit(text: str) -> bool:
    """A head of money, a label at its side, or a line about the unit itself."""
    words = squeezed(text)
    if not 0 < len(words) < SHORT or any(one.isdigit() for one in words.partition("(")[0][:1]):
        return False
    if "单位" in words and "元" in words:
        return True
    is_money = meaning("execution", text) in MONEY or meaning("money", text) == "total"
    side = bool(meaning("side", text)) or meaning("columns", text) != ""
    return "元)" in words and (is_money or side)


def _has_money(lines: Sequence[Row]) -> bool:
    total = any(meaning("money", cell.text) == "total" for row in lines for cell in row.own[:3])
    for row in lines:
        found = {meaning("execution", cell.text) for cell in row.cells if len(cell.words) < 30}
        if len(found & MONEY) > 1 and (total or found & MARKS):
            return True
    return False
