"""The money of a form: 年度资金总额, the sources of a project, the split of the whole sum."""

from __future__ import annotations

from ziping.model import NOWHERE
from ziping.word.reading import values
from ziping.word.reading.document import Cell
from ziping.word.reading.draft import OVERALL, Draft
from ziping.word.reading.heads import heads_of, sides
from ziping.word.reading.rows import Columns, Row, columns_of
from ziping.word.reading.wording import meaning, squeezed

MONEY = ("initial_budget", "adjusted_budget", "actual_expenditure")
EXECUTION = {"full_marks": "full_marks", "rate": "declared_rate", "score": "declared_score"}


class MoneyRows:
    """Reads the rows of amounts of one form; knows the heads above them."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.path = draft.prefix + "."
        self.money: dict[str, Columns] = {}

    def close(self) -> None:
        """Other heads begin: no amounts any more."""
        self.money = {}

    def take(self, row: Row) -> bool:
        """Whether the row holds amounts of this form."""
        return self._amounts(row) or self._funds(row)

    def heads(self, row: Row) -> bool:
        """年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分."""
        found = heads_of(row, "execution")
        if sum(key in found for key in MONEY) < 2:
            return False
        self.money = {key: columns_of(cell) for key, cell in found.items()}
        self.draft.label(row, *found.values(), *sides(row))
        return True

    def _amounts(self, row: Row) -> bool:
        """年度资金总额, and in a project form the sources below it."""
        if not self.money:
            return False
        first = min(columns.first for columns in self.money.values())
        label = next((one for one in reversed(row.cells) if one.col < first and one.words), None)
        if label is None or label.row != row.number:
            return self._unlabelled(row)
        key = meaning("money", label.text)
        if not key:
            return False
        if key == "total":
            self.draft.label(row, label)
            self._execution(row)
            return True
        if self.draft.kind == OVERALL:
            return False
        self.draft.label(row, label)
        path = self.path.removesuffix("form.")
        for column in MONEY:
            cell = row.under(self.money.get(column))
            self.draft.number(f"{path}sources.{key}.{column}", row, cell, money=True)
        return True

    def _unlabelled(self, row: Row) -> bool:
        """The one row of amounts of a form that prints no label in front of it."""
        amounts = (row.under(self.money.get(column)) for column in MONEY)
        spoken = [cell for cell in amounts if cell is not None and cell.words]
        taken = f"{self.path}execution.actual_expenditure" in self.draft.values
        if taken or not spoken or not all(_is_amount(cell) for cell in spoken):
            return False
        self._execution(row)
        return True

    def _execution(self, row: Row) -> None:
        path = f"{self.path}execution."
        for column in MONEY:
            self.draft.number(path + column, row, row.under(self.money.get(column)), money=True)
        for column, key in EXECUTION.items():
            cell = row.under(self.money.get(column))
            is_rate = column == "rate"
            self.draft.number(path + key, row, cell, percent=is_rate, marks=not is_rate)

    def _funds(self, row: Row) -> bool:
        """按收入性质分 and 按支出性质分: the amount behind the label, or in the cell beside it."""
        if self.draft.kind != OVERALL:
            return False
        found = False
        for cell in row.own:
            lines = [line for line in cell.text.split("\n") if line.strip()]
            told = [line for line in lines if meaning("funds", _split(line)[0])]
            if len(told) > 1:
                found = True
                for line in told:
                    self._fund(row, cell, line)
            elif told:
                found = True
                self._fund(row, cell, cell.text)
        if found:
            self.draft.label(row, *sides(row))
        return found

    def _fund(self, row: Row, cell: Cell, text: str) -> None:
        """One amount of the split, from its own line."""
        lead, amount = _split(text)
        key = meaning("funds", lead)
        if not key or len(squeezed(lead)) > 30:
            return
        beside = row.right_of(cell)
        if not amount and not _ends_open(text) and beside and _is_amount(beside):
            self.draft.label(row, cell)
            self.draft.number(f"funds.{key}", row, beside, money=True)
        else:
            self.draft.number(
                f"funds.{key}", row, cell, money=True, text=amount, lead=lead, several=True
            )


def _split(text: str) -> tuple[str, str]:
    """“其中：一般公共预算：1775.55” → the label with its colon, and the amount.

    Without a colon before the amount, the label ends where the digits begin.
    """
    colon = max(text.rfind("："), text.rfind(":")) + 1
    rest = text[colon:]
    body = rest.lstrip(" \u3000")
    if colon and (
        not body or squeezed(body[:1]).isdigit() or body.startswith(("无", "-", "—", "/"))
    ):
        return text[:colon], body.strip()
    at = next((n for n, one in enumerate(rest) if squeezed(one).isdigit()), len(rest))
    return text[: colon + at], rest[at:].strip()


def _ends_open(text: str) -> bool:
    return squeezed(text).endswith(":")


def _is_amount(cell: Cell) -> bool:
    is_number = values.number(cell.text, NOWHERE).field.value is not None
    return values.blank(cell.text) or is_number or squeezed(cell.text) == "无"
