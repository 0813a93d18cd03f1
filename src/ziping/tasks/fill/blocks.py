"""A sheet cut into blocks: titles, then heads of the columns, then rows of figures.

Merged cells are not asked for (a .csv has none): a head reaches over the blanks to its right as
far as the lower heads under it go.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import takewhile

from ziping.tasks.fill.plain import MONEY_UNITS, plain_label
from ziping.tasks.fill.sheet import LABEL_WORDS, NO_LABELS, Sheet, number_of

MOST_HEADS = 4  # rows
LONGEST_VALUE = 20  # characters of what may stand for a number
NOTES = ("注", "说明", "备注", "填表", "制表", "单位负责人")
SUBJECT = re.compile(r"[1-5]\d{2}(?:\d{2}){0,2}$")


class Block:
    """Rows of figures under the heads that they share; without heads they speak for themselves."""

    def __init__(
        self, sheet: Sheet, titles: Sequence[int], heads: Sequence[int], body: Sequence[int]
    ) -> None:
        self.sheet = sheet
        self.title_rows = titles
        self.head_rows = heads
        self.body = body
        self._is_label: dict[int, bool] = {}  # asked for every cell
        self._is_subject: dict[int, bool] = {}

    @cached_property
    def titles(self) -> list[str]:
        return [text for row in self.title_rows for text in self.sheet.texts(row).values()]

    @cached_property
    def heads(self) -> Mapping[int, tuple[str, ...]]:
        """Column → its heads, the lowest first."""
        cols = {col for row in (*self.head_rows, *self.body) for col in self.sheet.rows[row]}
        return {col: tuple(self._stack(col)) for col in sorted(cols)}

    def _stack(self, col: int) -> list[str]:
        rows = [self.sheet.texts(row) for row in self.head_rows]
        found = []
        for index, row in enumerate(rows):
            lower = rows[index + 1 :]
            text = row.get(col) or self._reaching(row, lower, col)
            if text:
                found.append(text)
        return found[::-1]

    @staticmethod
    def _reaching(row: Mapping[int, str], lower: Sequence[Mapping[int, str]], col: int) -> str:
        """The head at the left that reaches over this column: both have heads below."""
        if not any(col in texts for texts in lower):
            return ""
        left = max((at for at in row if at < col), default=0)
        return row[left] if left and any(left in texts for texts in lower) else ""

    def is_label_column(self, col: int) -> bool:
        """A column whose texts are labels, and not remarks, codes or figures that are missing."""
        found = self._is_label.get(col)
        if found is None:
            found = self._is_label[col] = self._holds_labels(col)
        return found

    def _holds_labels(self, col: int) -> bool:
        word = self._word(col)
        if word in NO_LABELS or word is None:
            return word is None
        if self._names_labels:
            return word in LABEL_WORDS and (word == "heads" or not self._has_figures(col))
        return not self._has_figures(col)

    @cached_property
    def _names_labels(self) -> bool:
        return any(self._word(col) == "heads" for col in self.heads)

    def _word(self, col: int) -> str | None:
        """What kind of word the lowest head of the column is; None where it has none."""
        heads = self.heads.get(col, ())
        return self.sheet.words.read(heads[0]).word if heads else None

    def _has_figures(self, col: int) -> bool:
        return any(self.sheet.figures.get((row, col), False) for row in self.body)

    def labels(self, row: int, col: int) -> list[str]:
        """The texts at the left of a figure that speak of it, the nearest first.

        Figures between are other columns of the same line, but only as far as the next column of
        labels: what lies beyond it belongs to a table beside this one.
        """
        border = max((at for at in self._label_columns if at < col), default=0)
        texts, figures = self.sheet.text_cols[row], self.sheet.figure_cols[row]
        found: list[str] = []
        later = col
        for at in reversed(texts[: bisect_left(texts, col)]):
            if found and _is_any_between(figures, at, later):
                break
            if _is_any_between(figures, at, min(later, border)):
                break
            if self._speaks(row, at):
                found.append(self.sheet.rows[row][at].text)
            later = at
        return found

    @cached_property
    def _label_columns(self) -> list[int]:
        return [col for col, heads in self.heads.items() if heads and self.is_label_column(col)]

    def _speaks(self, row: int, col: int) -> bool:
        if self.sheet.figures[row, col]:
            return False
        text = self.sheet.rows[row][col].text
        return text.strip() not in self.sheet.words.dashes and self.is_label_column(col)

    def is_value(self, row: int, col: int) -> bool:
        """A figure, or a text that stands where a figure should."""
        if self.sheet.figures[row, col]:
            return True
        heads = self.heads.get(col, ())
        if not heads or self.is_label_column(col) or self._word(col) in NO_LABELS:
            return False
        text = self.sheet.rows[row][col].text.strip()
        is_note = len(text) > LONGEST_VALUE or text.startswith(NOTES)
        return not is_note and text not in self.sheet.words.dashes

    def is_numbering(self, row: int) -> bool:
        """栏次 | 1 | 2 | 3: the numbers of the columns, also where the word is left out."""
        texts = self.sheet.texts(row).values()
        if any(self.sheet.words.read(text).word == "numbering" for text in texts):
            return True
        cells = self.sheet.rows[row].values()
        numbers = [number_of(cell) for cell in cells]
        return not texts and len(numbers) > 2 and numbers == list(range(1, len(numbers) + 1))

    def is_subject(self, row: int) -> bool:
        """A line of the classification of functions or of economic kinds: it has a code."""
        found = self._is_subject.get(row)
        if found is None:
            found = self._is_subject[row] = self._has_code(row)
        return found

    def _has_code(self, row: int) -> bool:
        texts = [cell.text.strip() for cell in self.sheet.rows[row].values()]
        return any(SUBJECT.fullmatch(text) or SUBJECT.match(plain_code(text)) for text in texts)

    def row_unit(self, row: int) -> int:
        """元 in one of the unit that stands in a cell of its own: 计量单位 万元."""
        cells = self.sheet.rows[row]
        texts = (cells[col].text for col in self.sheet.text_cols[row])
        return next((unit for text in texts if (unit := unit_alone(text))), 0)

    def is_pair(self, row: int, col: int) -> bool:
        """A figure with its label right before it and no other figure behind it."""
        cols = self.sheet.cols[row]
        at = bisect_left(cols, col)
        is_left = at > 0 and not self.sheet.figures[row, cols[at - 1]]
        is_right = at + 1 < len(cols) and self.sheet.figures[row, cols[at + 1]]
        return is_left and not is_right


def blocks_of(sheet: Sheet) -> list[Block]:
    """Cut a sheet into its blocks."""
    found: list[Block] = []
    titles: list[int] = []
    heads: list[int] = []
    body: list[int] = []
    for row in sheet.rows:
        in_heads = heads if not body and len(heads) < MOST_HEADS else ()
        if sheet.is_head(row, in_heads):
            if body:
                own = _trailing_texts(sheet, body)
                found.append(Block(sheet, titles, heads, body[: len(body) - len(own)]))
                titles, heads, body = own, [], []
            if not heads and titles and _goes_with_heads(sheet, titles[-1]):
                heads.append(titles.pop())
            heads.append(row)
        elif sheet.is_text_row(row) and not heads and not body:
            titles.append(row)
        else:
            body.append(row)
    return [*found, Block(sheet, titles, heads, body)] if body else found


def _goes_with_heads(sheet: Sheet, row: int) -> bool:
    """项目 beside a word that we do not know: the upper row of the heads."""
    texts = sheet.texts(row).values()
    return len(texts) > 1 and any(sheet.words.read(text).word in LABEL_WORDS for text in texts)


def _trailing_texts(sheet: Sheet, rows: Sequence[int]) -> list[int]:
    """The title of the next block stands behind the figures of the last."""
    return list(takewhile(sheet.is_text_row, reversed(rows)))[::-1]


def _is_any_between(cols: Sequence[int], first: int, last: int) -> bool:
    return bisect_left(cols, last) > bisect_right(cols, first)


def plain_code(text: str) -> str:
    """The code that a label begins with: 30217 公务接待费."""
    return plain_label(text).code


def unit_alone(text: str) -> int:
    """元 in one of the unit, where the text is nothing else."""
    return MONEY_UNITS.get(text.strip(" ()（）"), 0)
