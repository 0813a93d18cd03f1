"""整体支出绩效自评表 and 项目支出绩效自评表, row by row, whatever order and heads they have."""

from __future__ import annotations

from typing import Any

from ziping.model import Field
from ziping.rules import RulePack
from ziping.word.reading import values
from ziping.word.reading.document import Cell
from ziping.word.reading.draft import OVERALL, Draft
from ziping.word.reading.heads import heads_of, sides
from ziping.word.reading.levels import first_level, second_level
from ziping.word.reading.money_rows import EXECUTION, MoneyRows
from ziping.word.reading.result import AMBIGUOUS, UNRECOGNISED, Note
from ziping.word.reading.rows import Columns, Row, columns_of
from ziping.word.reading.wording import meaning

INDICATOR = ("name", "target", "actual", "full_marks", "score", "deviation_reason")
NUMBERS = {"full_marks": "full_marks", "score": "declared_score"}


class FormRows:
    """Reads the rows of one form into a draft; knows which heads stand above."""

    def __init__(self, draft: Draft, pack: RulePack) -> None:
        self.draft = draft
        self.pack = pack
        self.path = draft.prefix + "."
        self.amounts = MoneyRows(draft)
        self.objectives: dict[str, Columns] = {}
        self.columns: dict[str, Columns] = {}
        self.goals = 0
        self.level = ("", "")  # the labels of the row above
        self.is_done = False

    def take(self, row: Row) -> bool:
        """Whether the row was one of this form's."""
        return (
            self._indicator_heads(row)
            or self._money_heads(row)
            or self._objective_heads(row)
            or self._names(row)
            or self._total(row)
            or self._indicator(row)
            or self._amounts(row)
            or self._objective(row)
        )

    def _names(self, row: Row) -> bool:
        """单位名称, 项目支出名称, 主管部门 | 实施单位: a label and the cell to its right."""
        if self.columns:
            return False
        found = False
        for cell in row.own:
            key = self._name_key(cell)
            value = row.right_of(cell)
            if not key or value is None or (value.words and self._name_key(value)):
                continue
            self.draft.label(row, cell)
            self.draft.text(key, row, value)
            found = True
        return found

    def _name_key(self, cell: Cell) -> str:
        if self.draft.kind == OVERALL:
            return "unit.name" if meaning("unit", cell.text) else ""
        key = meaning("project", cell.text)
        return f"{self.path.removesuffix('form.')}{key}" if key else ""

    def _money_heads(self, row: Row) -> bool:
        if not self.amounts.heads(row):
            return False
        self.objectives = {}
        return True

    def _amounts(self, row: Row) -> bool:
        return not self.columns and self.amounts.take(row)

    def _objective_heads(self, row: Row) -> bool:
        if self.columns:
            return False
        found = heads_of(row, "objective")
        if not {"objective", "result"} <= found.keys():
            return False
        self.amounts.close()
        self.objectives = {key: columns_of(found[key]) for key in ("objective", "result")}
        self.draft.label(row, *found.values(), *sides(row))
        return True

    def _indicator_heads(self, row: Row) -> bool:
        found = heads_of(row, "indicator")
        found.pop("total", None)
        known = found.keys() & {"name", "level2", "level1", "target", "actual", "full_marks"}
        if len(known) < 4 or "name" not in found:
            return False
        self.amounts.close()
        self.objectives, self.is_done = {}, False
        self.columns = {key: columns_of(cell) for key, cell in found.items()}
        self.draft.label(row, *row.own)
        return True

    def _objective(self, row: Row) -> bool:
        """The texts under 预期目标 and 实际完成情况; several rows of them become lines."""
        if not self.objectives:
            return self._lone_objective(row)
        cells = {key: row.under(columns) for key, columns in self.objectives.items()}
        if not any(cell is not None and cell in row.own for cell in cells.values()):
            return False
        for key, cell in cells.items():
            if cell is not None and cell.row == row.number:
                self._line(key, row, cell)
        self.goals += 1
        return True

    def _lone_objective(self, row: Row) -> bool:
        """年度总体目标 | one text, and perhaps 完成情况 | another below it."""
        if self.columns or len(row.own) < 2:
            return False
        label, value = row.own[-2], row.own[-1]
        key = meaning("objective", label.text)
        if not key or meaning("objective", value.text) or len(label.words) > 20:
            return False
        key = "objective" if key == "heading" else key
        if f"{self.path}{key}" in self.draft.values:
            return False
        self.draft.label(row, *row.own[:-1])
        self._line(key, row, value)
        return True

    def _line(self, key: str, row: Row, cell: Cell) -> None:
        path = f"{self.path}{key}"
        before = self.draft.values.get(path)
        found = values.text(cell.text, row.place(cell))
        self.draft.bind(row, cell, path if before is None else f"{path}#{self.goals}")
        if before is not None and before.value and found.value:
            found = Field(
                f"{before.value}\n{found.value}", before.place, f"{before.raw}\n{found.raw}"
            )
        elif before is not None and before.value:
            return
        self.draft.values[path] = found
        if cell.words:
            self.draft.tell(path, values.text(cell.text, row.place(cell)))

    def _total(self, row: Row) -> bool:
        if not self.columns or not row.own:
            return False
        label = next((cell for cell in row.own if cell.words), None)
        if label is None or meaning("indicator", label.text) != "total":
            return False
        found = self._below(row, label)
        self.draft.label(row, label, found.get("full_marks"))
        self.draft.number(f"{self.path}declared_total", row, found.get("score"), marks=True)
        self.is_done = True
        self.columns = {}
        return True

    def _below(self, row: Row, label: Cell) -> dict[str, Cell | None]:
        """The cells of the row of totals, by their order: its grid is seldom that of the rows."""
        last = [cell for cell in row.own if cell.col >= label.col + label.cols]
        heads = sorted(self.columns.items(), key=lambda item: item[1].first)
        marks = [self.columns[key].first for key in NUMBERS if key in self.columns]
        wanted = [key for key, columns in heads if marks and columns.first >= min(marks)]
        if len(last) == len(wanted):
            return dict(zip(wanted, last, strict=True))
        return {
            key: found for key in wanted if (found := row.under(self.columns[key])) is not label
        }

    def _indicator(self, row: Row) -> bool:
        """A row of the indicator table; a blank one is a row too, the form has it."""
        if not self.columns:
            return False
        if len(row.own) == 1 and row.own[0].cols > 3:
            return False
        if self._further_objective(row):
            return True
        level1, level2 = (row.under(self.columns.get(key)) for key in ("level1", "level2"))
        if self._execution_row(row, level1, level2) or self._subtotal(row):
            return True
        if row.is_blank and not any(cell is not None and cell.words for cell in (level1, level2)):
            self.draft.label(row, *row.own)
            return True
        at = len(self.draft.indicators)
        path = f"{self.path}indicators.{at}."
        above = sum(part.end - part.first for part in self.draft.parts)
        self.draft.indicators.append({"level2": self._level2(row, level1, level2, path)})
        self.draft.numbers.append(above + row.number + 1)
        for key in INDICATOR:
            cell = row.under(self.columns.get(key))
            if cell in (level1, level2):
                continue
            if key in NUMBERS:
                self.draft.number(path + NUMBERS[key], row, cell, marks=True)
            else:
                self.draft.text(path + key, row, cell)
        self._extras(row)
        return True

    def _further_objective(self, row: Row) -> bool:
        """年度目标2 | … between the indicators of the first and of the second."""
        spoken = [cell for cell in row.own if cell.words]
        if len(spoken) != 2 or len(spoken[0].words) > 10:
            return False
        if meaning("objective", spoken[0].text) not in ("heading", "objective"):
            return False
        self.goals += 1
        self.draft.label(row, spoken[0])
        self._line("objective", row, spoken[1])
        return True

    def _level2(self, row: Row, level1: Cell | None, level2: Cell | None, path: str) -> Field[Any]:
        self.draft.label(row, level1, level2)
        given = level2.text if level2 is not None and level2 is not level1 else ""
        above = level1.text if level1 is not None else ""
        if not given.split() and not above.split():  # blank, not merged: as in the row above
            above, given = self.level
        self.level = (above, given)
        first = first_level(above, self.pack)
        label = second_level(given, first, self.pack)
        shown = level2 if level2 is not None else level1
        place = row.place(shown) if shown is not None else row.place(row.cells[0])
        known = any(label in level.second for level in self.pack.levels)
        if not known and shown is not None and shown.row == row.number:
            remark = "规则包里没有这个二级指标，请在工作簿里选一个"
            self.draft.notes.append(Note(AMBIGUOUS, place, shown.text.strip(), path, label, remark))
        return Field(label or None, place, given.strip())

    def _execution_row(self, row: Row, level1: Cell | None, level2: Cell | None) -> bool:
        """预算执行率 as a row of the indicators, as some counties print it."""
        name = row.under(self.columns.get("name"))
        heads = [cell for cell in (level1, level2, name) if cell is not None]
        said = [meaning("side", cell.text) for cell in heads if cell.words]
        known = any(first_level(one.text, self.pack) for one in (level1, level2) if one)
        taken = not self.draft.values.get(f"{self.path}execution.declared_score", Field()).is_blank
        if not said or said[-1] != "execution" or known or taken:
            return False
        self.draft.label(row, *heads, row.under(self.columns.get("target")))
        path = f"{self.path}execution."
        for column, key in EXECUTION.items():
            source = "actual" if column == "rate" else column
            cell = row.under(self.columns.get(source))
            is_rate = column == "rate"
            self.draft.number(path + key, row, cell, percent=is_rate, marks=not is_rate)
        return True

    def _subtotal(self, row: Row) -> bool:
        if any(meaning("side", cell.text) == "subtotal" for cell in row.own[:3]):
            self.draft.label(row, *row.own)
            return True
        return False

    def _extras(self, row: Row) -> None:
        """Cells of columns that ziping has no room for: told, and kept in the form's layout."""
        for cell in row.own:
            if cell.is_blank or self.draft.is_known(row, cell):
                continue
            if meaning("side", cell.text):
                self.draft.label(row, cell)
                continue
            remark = "这一栏工作簿里没有，按原样留在表样中"
            self.draft.label(row, cell)
            self.draft.notes.append(
                Note(UNRECOGNISED, row.place(cell), cell.text.strip(), "", "", remark)
            )
