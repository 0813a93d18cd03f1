"""The body of a Word file → paragraphs and tables in reading order, within bounds."""

from __future__ import annotations

from collections.abc import Callable

from ziping.errors import UnusableFileError
from ziping.word.reading.document import Paragraph, Table
from ziping.word.reading.driver import AtEnd, Handler
from ziping.word.reading.grid import OpenCell, OpenRow, OpenTable, logical
from ziping.word.reading.inline import InlineWalker
from ziping.word.reading.stream import Attributes, is_on, number_in, too_much
from ziping.word.reading.texts import OpenText, Properties

MAX_TABLES = 200
MAX_NESTING = 20
MAX_ROWS = 3_000  # of a table
MAX_COLS = 255  # of a table's grid; a row has 63 cells at most in Word
MAX_PLACES = 200_000  # of the grids of all tables
MAX_PARAGRAPHS = 20_000

Numbers = Callable[[Properties], tuple[int, str]]  # the outline level and the automatic number


class Walker(InlineWalker):
    """Takes the tags of the main part; `blocks` and `skipped` are what comes of it."""

    def __init__(self, path: object, numbers: Numbers) -> None:
        super().__init__(path)
        self._blocks: list[Paragraph | Table | None] = []
        self._numbers = numbers
        self._has_body = False
        self._box: list[str] | None = None
        self._paragraphs = 0
        self._tables = 0
        self._places = 0
        self._outer: list[tuple[OpenTable | None, OpenRow | None, OpenCell | None]] = []
        self._table: OpenTable | None = None
        self._row: OpenRow | None = None
        self._cell: OpenCell | None = None

    def blocks(self) -> tuple[Paragraph | Table, ...]:
        """What was read, once the part has ended."""
        if not self._has_body:
            raise UnusableFileError(self._path, "这个 Word 文件没有正文", "请重新下载或请对方重发")
        return tuple(block for block in self._blocks if block is not None)

    def _vocabulary(self) -> dict[str, Handler]:
        self._box_names = super()._vocabulary()
        self._row_names = self._own(
            {
                "gridBefore": self._grid_before,
                "gridAfter": self._grid_after,
                "tblHeader": self._table_head,
                "del": self._row_deleted,
                "trPrChange": self._leave_out,
            }
        )
        return self._box_names | self._own(
            {
                "body": self._body,
                "tbl": self._tbl,
                "gridCol": self._grid_col,
                "tr": self._tr,
                "trPr": self._row_properties,
                "tc": self._tc,
                "gridSpan": self._grid_span,
                "vMerge": self._v_merge,
                "hMerge": self._h_merge,
                "cellDel": self._cell_deleted,
            }
        )

    def _here(self) -> str:
        if self._table is not None:
            return f"第{self._table.nth}张表第{len(self._table.rows) + 1}行"
        return f"第{self._paragraphs + 1}段"

    def _told(self) -> tuple[int, ...]:
        return *super()._told(), len(self._blocks)

    def _body(self, attributes: Attributes) -> AtEnd:
        self._has_body = True
        return self._flush

    def _tell(self, text: OpenText) -> None:
        if self._box is not None:
            self._box.append(text.finish()[0])
            return
        level, number = 0, ""
        if text.properties is not None:
            level, number = self._numbers(text.properties)
            self._room -= len(number)
            if self._room < 0:
                self._refuse_text()
        if self._cell is not None:
            gap = " " if number and number[-1].isalnum() and text.length else ""
            self._cell.add(*text.finish(number + gap))
            return
        self._paragraphs += 1
        if self._paragraphs > MAX_PARAGRAPHS:
            too_much(self._path, f"正文超过 {MAX_PARAGRAPHS} 段")
        words, spans = text.finish()
        style = text.properties.style if text.properties else ""
        self._blocks.append(Paragraph(self._paragraphs, words, style, level, number, spans))

    def _text_box(self, attributes: Attributes) -> AtEnd:
        """What stands in a box beside the text is told, not read; tables in it are lines."""
        outside = self._box, self._text, self._carried, self._is_hidden
        names, box = self._normal_names, list[str]()
        self._box, self._text, self._carried = box, None, None
        self._names = self._normal_names = self._box_names

        def at_end() -> None:
            self._flush()
            self._box, self._text, self._carried, self._is_hidden = outside
            self._names = self._normal_names = names
            if words := "\n".join(box).strip():
                self._note(f"文本框：{words}")

        return at_end

    # Tables

    def _tbl(self, attributes: Attributes) -> AtEnd:
        self._flush()
        self._tables += 1
        if self._tables > MAX_TABLES:
            too_much(self._path, f"表格超过 {MAX_TABLES} 张")
        if len(self._outer) >= MAX_NESTING:
            too_much(self._path, f"表格里套表格，超过 {MAX_NESTING} 层")
        self._outer.append((self._table, self._row, self._cell))
        inside = 0 if self._table is None else self._table.nth
        self._table = OpenTable(self._tables, inside, len(self._blocks))
        self._row = self._cell = None
        self._blocks.append(None)
        return self._tbl_end

    def _tbl_end(self) -> None:
        self._flush()
        table = self._table
        if table is not None:
            self._blocks[table.slot] = self._finished(table)
        self._table, self._row, self._cell = self._outer.pop()

    def _finished(self, table: OpenTable) -> Table:
        cells, covered = logical(table.rows)
        self.skipped += [
            f"第{table.nth}张表第{cell.row + 1}行第{cell.col + 1}列合并后遮住的文字：{cell.text}"
            for cell in covered
        ]
        cols = max((len(table.widths), *(row.cols for row in table.rows)))
        widths = tuple(table.widths)
        return Table(
            table.nth, len(table.rows), cols, tuple(cells), widths, table.heads, table.inside
        )

    def _grid_col(self, attributes: Attributes) -> None:
        if self._table is not None and not self._table.rows:
            self._table.widths.append(number_in(self._get(attributes, "w")))
            self._check_cols(len(self._table.widths))

    def _tr(self, attributes: Attributes) -> AtEnd:
        if self._table is None or self._row is not None:
            return None
        if len(self._table.rows) >= MAX_ROWS:
            too_much(self._path, f"第{self._table.nth}张表超过 {MAX_ROWS} 行")
        self._row = OpenRow()
        return self._tr_end

    def _tr_end(self) -> None:
        row, self._row = self._row, None
        if row is None or self._table is None or row.is_deleted:
            return
        self._check_cols(row.cols)
        self._places += row.cols
        if self._places > MAX_PLACES:
            too_much(self._path, f"表格共超过 {MAX_PLACES} 格")
        row.join()
        self._table.rows.append(row)

    def _check_cols(self, cols: int) -> None:
        if self._table is not None and cols > MAX_COLS:
            too_much(self._path, f"第{self._table.nth}张表有一行占 {cols} 列，超过 {MAX_COLS} 列")

    def _row_properties(self, attributes: Attributes) -> AtEnd:
        self._names = self._row_names
        return self._properties_end

    def _grid_before(self, attributes: Attributes) -> None:
        if self._row is not None:
            self._row.before = number_in(attributes.get(self._value))

    def _grid_after(self, attributes: Attributes) -> None:
        if self._row is not None:
            self._row.after = number_in(attributes.get(self._value))

    def _table_head(self, attributes: Attributes) -> None:
        if self._row is not None:
            self._row.is_head = is_on(attributes.get(self._value))

    def _row_deleted(self, attributes: Attributes) -> None:
        if self._row is not None:
            self._row.is_deleted = True

    def _tc(self, attributes: Attributes) -> AtEnd:
        if self._row is None or self._cell is not None:
            return None
        if self._row.is_deleted:
            self._skip = 1
            return None
        self._cell = OpenCell()
        return self._tc_end

    def _tc_end(self) -> None:
        if self._carried is not None:
            self._flush()
        cell, self._cell = self._cell, None
        if cell is not None and self._row is not None and not cell.is_deleted:
            self._row.cells.append(cell)

    def _grid_span(self, attributes: Attributes) -> None:
        if self._cell is not None:
            self._cell.cols = number_in(attributes.get(self._value), 1) or 1

    def _v_merge(self, attributes: Attributes) -> None:
        if self._cell is not None:
            self._cell.v_merge = _merge(attributes.get(self._value))

    def _h_merge(self, attributes: Attributes) -> None:
        if self._cell is not None:
            self._cell.h_merge = _merge(attributes.get(self._value))

    def _cell_deleted(self, attributes: Attributes) -> None:
        if self._cell is not None:
            self._cell.is_deleted = True


def _merge(value: str | None) -> str:
    return "restart" if value == "restart" else "continue"
