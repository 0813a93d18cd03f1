"""Every figure of the tables that may go into the workbook, and why the others may not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ziping.tasks.fill import meaning as meant_of
from ziping.tasks.fill.blocks import Block, blocks_of
from ziping.tasks.fill.meaning import Side, combine, side, title_says
from ziping.tasks.fill.offices import Office, Wanted, declared, offices_of
from ziping.tasks.fill.plain import part_of_year, unit_line, year_line, years_of
from ziping.tasks.fill.sheet import Sheet, is_error, number_of, own_unit
from ziping.tasks.fill.taken import Figure, Passed, Tables, unit_name
from ziping.tasks.fill.titles import Completing, Context
from ziping.tasks.fill.words import Words
from ziping.workbook.tables import Table, TableCell

MOST_CELLS = 100_000  # of a sheet: a quarter of a minute


class Reader:
    """Reads the tables of one file for one office and year."""

    def __init__(self, words: Words, wanted: Wanted, year: int, money: int) -> None:
        self.words, self.wanted, self.year, self.money = words, wanted, year, money
        self.figures: list[Figure] = []
        self.passed: list[Passed] = []
        self.notes: list[str] = []
        self.offices: list[Office] = []
        self.has_office = False
        self.completing = Completing(words, year)

    def read(self, tables: Iterable[Table]) -> Tables:
        for number, table in enumerate(tables):
            if table.is_hidden:
                self.notes.append(f"{_named(table)}是隐藏的，没有读；要用请取消隐藏再导入")
                continue
            if len(table.cells) > MOST_CELLS:
                self.notes.append(f"{_named(table)}格子太多，没有读；请只导出本单位的汇总表")
                continue
            if table.is_cut:
                self.notes.append(f"{_named(table)}太大，只读了前 5000 行、256 列")
            self._sheet(number, Sheet(table, self.words))
        offices = () if self.has_office else tuple(self.offices)
        return Tables(tuple(self.figures), tuple(self.passed), tuple(self.notes), offices)

    def _sheet(self, number: int, sheet: Sheet) -> None:
        blocks = blocks_of(sheet)
        first = blocks[0].titles if blocks else []
        for index, block in enumerate(blocks):
            titles = block.titles or first
            own = [*block.title_rows, *(() if block.head_rows else block.body)]
            rows = [*(blocks[0].title_rows if index else ()), *own]
            if self._is_of_another_year(sheet, titles, rows):
                continue
            if self._is_of_another_office(sheet, rows):
                continue
            self._tell_part_of_year(sheet, titles)
            money = self._money(sheet, block, first)
            context = self._context((number, index), sheet, titles, money)
            self._block(block, context)
        hidden = [row for row in sheet.rows if row in sheet.table.hidden_rows]
        if hidden:
            self.notes.append(f"{_named(sheet.table)}有 {len(hidden)} 行是隐藏的，没有读")

    def _is_of_another_year(self, sheet: Sheet, titles: Sequence[str], rows: Sequence[int]) -> bool:
        """A table of another year is told, and nothing is taken from it."""
        lines = ("".join(sheet.texts(row).values()) for row in rows)
        told = {line: {year_line(line)} - {0} for line in lines}
        told |= {title: set(years_of(title)) for title in titles}
        years = set().union(*told.values())
        if len(years) != 1 or self.year in years:
            return False
        shown = next(line for line, found in told.items() if found)
        (year,) = years
        self._note(
            f"{_named(sheet.table)}是 {year} 年的（“{shown}”），工作簿是 {self.year} 年度，没有取"
        )
        return True

    def _tell_part_of_year(self, sheet: Sheet, titles: Sequence[str]) -> None:
        for title in titles:
            if part := part_of_year(title):
                self._note(f"{_named(sheet.table)}写着“{part}”，可能不是全年的数，请核对")

    def _is_of_another_office(self, sheet: Sheet, rows: Sequence[int]) -> bool:
        others = [one for one in declared(sheet, rows) if not self._is_wanted(one)]
        if not others or self.wanted.is_blank:
            return False
        self._note(
            f"{_named(sheet.table)}写的单位是“{others[0]}”，不是“{self.wanted.name}”，没有取；"
            f"确是同一单位的，加 --unit {others[0].name or others[0].code}"
        )
        return True

    def _note(self, note: str) -> None:
        if note not in self.notes:
            self.notes.append(note)

    def _is_wanted(self, office: Office) -> bool:
        return self.wanted.is_met(office, loosely=self.wanted.is_asked)

    def _context(
        self, number: tuple[int, int], sheet: Sheet, titles: Sequence[str], money: int
    ) -> Context:
        item, measure, scope = title_says(self.words, [*titles, sheet.table.name])
        text = "".join(titles) + sheet.table.name
        has_income = "收入" in text or "收支" in text
        section = "expenditure" if "支出" in text and not has_income else ""
        return Context(number, item, measure, scope, section, money)

    def _money(self, sheet: Sheet, block: Block, first: Sequence[str]) -> int:
        """The unit line above the figures, else the only one of the sheet; 0 where they differ."""
        everywhere = (text for row in sheet.rows for text in sheet.texts(row).values())
        told = (text for text in everywhere if "单位" in text)
        for texts in (block.titles, first, told):
            lines = sorted({unit_line(text) for text in texts} - {0})
            if len(lines) > 1:
                self._tell_units(sheet, lines)
                return 0
            if lines:
                return lines[0]
        return 0

    def _tell_units(self, sheet: Sheet, lines: Iterable[int]) -> None:
        shown = "、".join(f"“{unit_name(line)}”" for line in lines)
        used = "，按 --money 换算" if self.money else ""
        self._note(f"{_named(sheet.table)}上写了不同的单位：{shown}{used}")

    def _block(self, block: Block, context: Context) -> None:
        rows = self._rows(block)
        heads = {col: side(self.words, texts, is_head=True) for col, texts in block.heads.items()}
        for row in rows:
            for col, cell in block.sheet.rows[row].items():
                if not block.is_value(row, col):
                    continue
                self._cell(block, context, (row, col), cell, heads.get(col, Side()))

    def _rows(self, block: Block) -> list[int]:
        """The rows that are seen, and the office's where there is a column of offices."""
        hidden = block.sheet.table.hidden_rows
        shown = [row for row in block.body if row not in hidden and not block.is_numbering(row)]
        offices = offices_of(block)
        if not offices:
            return shown
        known = set(offices.values())
        wanted = self._wanted_of(known)
        if wanted:
            self.has_office = True
        else:
            self.offices += sorted(known)
            self._note(f"{_named(block.sheet.table)}按单位列，没有本单位的行，没有取")
        return [row for row in shown if offices[row] in wanted]

    def _wanted_of(self, offices: set[Office]) -> set[Office]:
        """Those of the name; else of the code; else, where one was asked for, the only like it."""
        found = {office for office in offices if self.wanted.is_met(office)}
        by_name = {office for office in found if self.wanted.is_named(office)}
        if found or not self.wanted.is_asked:
            return by_name or found
        found = {office for office in offices if self.wanted.is_met(office, loosely=True)}
        return found if len({office.name for office in found}) == 1 else set()

    def _cell(
        self, block: Block, context: Context, at: tuple[int, int], cell: TableCell, head: Side
    ) -> None:
        texts = block.labels(*at)
        row = side(self.words, texts)
        meant = combine(
            self.words,
            row,
            head,
            is_pair=block.is_pair(*at),
            in_heads=bool(block.head_rows),
        )
        place = block.sheet.table.at(*at)
        problem, label = meant.problem, meant.unknown
        if not problem:
            meant = self.completing.completed(meant, row, head, context, bool(texts))
            problem = self.completing.problem(meant)
            label = (texts or block.heads.get(at[1]) or ("",))[0]
        if problem:
            is_subject = self._is_subject(block, at[0], problem, label)
            self.passed.append(Passed(place, problem, label, is_subject))
            return
        money = own_unit(cell) or meant.money or block.row_unit(at[0]) or context.money
        number = None if is_error(cell) else number_of(cell)
        self.figures.append(
            Figure(
                place,
                cell.text,
                number,
                meant.item,
                self.completing.in_year(meant),
                money or self.money,
                meant.rank,
                context.scope,
                context.number,
                label,
            )
        )

    def _is_subject(self, block: Block, row: int, problem: str, label: str) -> bool:
        if problem not in (meant_of.UNKNOWN_ROW, meant_of.UNKNOWN_HEAD):
            return False
        has_code = problem == meant_of.UNKNOWN_ROW and block.is_subject(row)
        return has_code or self.words.read(label).word == meant_of.SUBJECT


def _named(table: Table) -> str:
    return f"表“{table.name}”" if table.name else "这张表"
