"""One table with what every cell of it is: a figure, a year, a head of figures, or a text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from ziping.quantity import plainly_number
from ziping.tasks.fill.plain import MONEY_UNITS, unit_line
from ziping.tasks.fill.words import UNKNOWN, Words
from ziping.workbook.tables import Table, TableCell

FIRST_YEAR, LAST_YEAR = 2000, 2100
LOOK_BELOW = 6  # cells of a column under a head, to see whether figures follow
NO_LABELS = frozenset({"ignored", "numbering", "unit_name", "unit_code"})
LABEL_WORDS = frozenset({"heads", "income", "expenditure"})
CHECKED = frozenset({"sum", "total", "amount", "income", "expenditure"})
LONGEST_FIRST = sorted(MONEY_UNITS, key=len, reverse=True)
ERRORS = ("#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!")


def number_of(cell: TableCell) -> Decimal | None:
    """The number of a cell, also where it is text that is plainly one; with its own 元 it is."""
    if cell.number is not None:
        return cell.number
    return plainly_number(_bare(cell.text)[0])


def own_unit(cell: TableCell) -> int:
    """元 in one of the unit that stands in the cell itself: 12.3万元."""
    return _bare(cell.text)[1] if cell.number is None else 0


def _bare(text: str) -> tuple[str, int]:
    text = text.strip().removeprefix("¥").removeprefix("￥")
    for unit in LONGEST_FIRST if text.endswith("元") else ():
        if text.endswith(unit):
            return text.removesuffix(unit), MONEY_UNITS[unit]
    return text, 0


def is_error(cell: TableCell) -> bool:
    return cell.number is None and cell.text.upper().startswith(ERRORS)


def _is_year(number: Decimal) -> bool:
    return number == int(number) and FIRST_YEAR <= number <= LAST_YEAR


class Sheet:
    """One table with what every cell of it is."""

    def __init__(self, table: Table, words: Words) -> None:
        self.table = table
        self.words = words
        self.rows: dict[int, dict[int, TableCell]] = {}
        for (row, col), cell in sorted(table.cells.items()):
            self.rows.setdefault(row, {})[col] = cell
        self.columns: dict[int, list[int]] = {}
        for row, cells in self.rows.items():
            for col in cells:
                self.columns.setdefault(col, []).append(row)
        self.figures = {at: self._is_figure(at, cell) for at, cell in table.cells.items()}
        self.cols = {row: list(cells) for row, cells in self.rows.items()}
        self.figure_cols = self._cols(is_figure=True)
        self.text_cols = self._cols(is_figure=False)

    def _cols(self, *, is_figure: bool) -> dict[int, list[int]]:
        return {
            row: [col for col in cells if self.figures[row, col] is is_figure]
            for row, cells in self.rows.items()
        }

    def _is_figure(self, at: tuple[int, int], cell: TableCell) -> bool:
        number = number_of(cell)
        if number is None:
            return is_error(cell)
        return not (_is_year(number) and self._stands_as_year(at))

    def _stands_as_year(self, at: tuple[int, int]) -> bool:
        """年度 | 2024, or 项目 | 2023 | 2024: no amount, though 公务接待费 | 2024 is one."""
        row = self.rows[at[0]]
        left = max((col for col in row if col < at[1]), default=0)
        is_text = bool(left) and number_of(row[left]) is None
        if is_text and self.words.read(row[left].text).word == "ignored":
            return True
        numbers = [number_of(cell) for cell in row.values()]
        years = [number for number in numbers if number is not None]
        if not all(_is_year(number) for number in years):
            return False
        texts = [cell.text for cell in row.values() if number_of(cell) is None]
        found = [self.words.read(text) for text in texts]
        is_head = bool(texts) and all(not one.is_known and one.word != UNKNOWN for one in found)
        steps = {later - year for year, later in pairwise(years)}
        return is_head or (bool(steps) and steps <= {1, -1})

    def texts(self, row: int) -> dict[int, str]:
        cells = self.rows.get(row, {})
        return {col: cell.text for col, cell in cells.items() if not self.figures[row, col]}

    def is_text_row(self, row: int) -> bool:
        return not any(self.figures[row, col] for col in self.rows[row])

    def has_figures_below(self, row: int, col: int) -> bool:
        """Whether the next cells of the column are figures, heads of a lower row between them."""
        rows = self.columns[col]
        at = bisect_right(rows, row)
        for below in rows[at : at + LOOK_BELOW]:
            if self.figures[below, col]:
                return True
            if not self.is_text_row(below):
                continue  # a dash or a word among figures
        return False

    def is_head(self, row: int, above: Sequence[int] = ()) -> bool:
        """Whether the row heads columns of figures, the rows `above` being heads already."""
        if not self.is_text_row(row):
            return False
        texts = {c: t for c, t in self.texts(row).items() if t.strip() not in self.words.dashes}
        under = [col for col in texts if self.has_figures_below(row, col)]
        if not above:
            under = [col for col in under if not self._is_value_of_year(texts, col)]
            return len(texts) >= 2 and any(self._heads(texts[col]) for col in under)
        if any(self._is_label_under(above, col, text) for col, text in texts.items()):
            return False
        return len(under) >= 2 or any(self._heads(texts[col]) for col in under)

    def _is_value_of_year(self, texts: Mapping[int, str], col: int) -> bool:
        """年度 | 2024 is a label and its value."""
        found = self.words.read(texts[col])
        left = max((at for at in texts if at < col), default=0)
        if found.is_known or found.word or not left:
            return False
        return self.words.read(texts[left]).word == "ignored"

    def _is_label_under(self, above: Sequence[int], col: int, text: str) -> bool:
        """A row's own label: it stands under 项目, and is no such word itself."""
        heads = (self.texts(row).get(col, "") for row in above)
        is_under = any(self.words.read(head).word == "heads" for head in heads if head)
        return is_under and self.words.read(text).word != "heads"

    def _heads(self, text: str) -> bool:
        if unit_line(text) and not self.words.read(text).is_known:
            return False
        found = self.words.read(text)
        return found.is_known or found.word in CHECKED or bool(found.year and not found.word)
