"""附件 基础数据表, row by row: staff, expenses in three columns, buildings, frugality."""

from __future__ import annotations

from ziping.model import EXPENSE_COLUMNS, Field
from ziping.quantity import plainly_number
from ziping.word.reading import values
from ziping.word.reading.document import Cell
from ziping.word.reading.draft import Draft
from ziping.word.reading.rows import Columns, Row, columns_of
from ziping.word.reading.wording import meaning, squeezed, year_in

PART = "其中"
PATH = "basic_data."


class BasicRows:
    """Reads the rows of one 基础数据表 into a draft; knows which heads stand above."""

    def __init__(self, draft: Draft, year: int) -> None:
        self.draft = draft
        self.year = year
        self.staff: dict[str, Columns] = {}
        self.buildings: dict[str, Columns] = {}
        self.columns: dict[str, Columns] = {}
        self.in_projects = False
        self.parts = False
        self.numbered = False  # whether a line 1、 was seen, of which （1） is a part

    def take(self, row: Row) -> bool:
        """Whether the row was one of this form's."""
        return (
            self._heads(row, "staff", self.staff, 2)
            or self._heads(row, "buildings", self.buildings, 3)
            or self._expense_heads(row)
            or self._values(row, self.staff, ("control_rate",), "")
            or self._values(row, self.buildings, RATES, "office_buildings.")
            or self._frugality(row)
            or self._expense(row)
        )

    def _heads(self, row: Row, group: str, known: dict[str, Columns], least: int) -> bool:
        found = {meaning(group, cell.text): cell for cell in row.own if len(cell.words) < 30}
        found.pop("", None)
        if len(found) < least:
            return False
        known.clear()
        known.update((key, columns_of(cell)) for key, cell in found.items())
        self.draft.label(row, *found.values(), *row.own[:1])
        return True

    def _values(
        self, row: Row, known: dict[str, Columns], percent: tuple[str, ...], path: str
    ) -> bool:
        """The one row of values under heads."""
        if not known:
            return False
        for key, columns in known.items():
            cell = row.under(columns)
            money = "investment" in key and key not in percent
            self.draft.number(f"{PATH}{path}{key}", row, cell, percent=key in percent, money=money)
        known.clear()
        return True

    def _expense_heads(self, row: Row) -> bool:
        """2023年决算数 | 2024年预算数 | 2024年决算数, or 上年决算数 | 本年预算数 | 本年决算数."""
        found: dict[str, Cell] = {}
        for cell in row.own[1:]:
            key = self._column(squeezed(cell.text))
            if key and key not in found:
                found[key] = cell
        if len(found) < 2 or any(plainly_number(cell.words) for cell in found.values()):
            return False
        self.columns = {key: columns_of(cell) for key, cell in found.items()}
        self.draft.label(row, *row.own)
        return True

    def _column(self, words: str) -> str:
        if len(words) > 20:
            return ""
        key = meaning("columns", words)
        is_before = "上年" in words or 0 < year_in(words) < self.year
        if key == "final_accounts" and is_before:
            return "last_year_final_accounts"
        return key

    def _frugality(self, row: Row) -> bool:
        for cell in row.own:
            if meaning("frugality", cell.text):
                self.draft.label(row, cell)
                self.draft.text(f"{PATH}frugality_measures", row, row.right_of(cell))
                return True
        return False

    def _expense(self, row: Row) -> bool:
        if not self.columns or not row.own:
            return False
        label = self._label_cell(row)
        if label is None:
            return False
        key = meaning("expense", label.text)
        if self.in_projects and not self._closes_projects(key):
            self._project_line(row, label)
            return True
        if not key:
            return False
        self.in_projects = key == "project_expenditure"
        self.parts = False
        self.draft.label(row, label)
        for column, cell in self._amounts(row, label):
            self.draft.number(f"{PATH}expenses.{key}.{column}", row, cell, money=True)
        return True

    def _label_cell(self, row: Row) -> Cell | None:
        """The last cell before the amounts."""
        first = min(columns.first for columns in self.columns.values())
        before = [cell for cell in row.own if cell.col < first]
        return before[-1] if before else None

    def _closes_projects(self, key: str) -> bool:
        return key in (
            "operating_expense",
            "government_procurement",
            "basic_expenditure_adjustment",
            "three_public_expenses",
        )

    def _amounts(self, row: Row, label: Cell) -> list[tuple[str, Cell]]:
        found = []
        for column in EXPENSE_COLUMNS:
            cell = row.under(self.columns.get(column))
            if cell is not None and cell is not label:
                found.append((column, cell))
        return found

    def _project_line(self, row: Row, label: Cell) -> None:
        """A line under 项目支出; what stands under 其中 is a part of the line above it."""
        draft, at = self.draft, len(self.draft.lines)
        name = label.text.strip()
        amounts = self._amounts(row, label)
        if not label.words and all(values.blank(cell.text) for _, cell in amounts):
            draft.label(row, label, *(cell for _, cell in amounts))
            return
        words = squeezed(name)
        below = words[:1] == "(" and words[1:2].isdigit() and self.numbered
        self.parts = words.startswith(PART) or below or (self.parts and not words[:1].isdigit())
        self.numbered = self.numbered or words[:1].isdigit()
        draft.lines.append({"is_part": Field("part" if self.parts else None)})
        draft.text(f"{PATH}project_lines.{at}.name", row, label)
        for column, cell in amounts:
            draft.number(f"{PATH}project_lines.{at}.line.{column}", row, cell, money=True)


RATES = ("size_control_rate", "investment_control_rate")
