"""总览: what a head of the bureau wants to see, on one or two pages; its numbers are formulas."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import pandas
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from ziping import rules
from ziping.checks.registry import all_checks
from ziping.collect.rollup import frames
from ziping.collect.rollup.cards import put_cards
from ziping.collect.rollup.cells import Formula, Value
from ziping.collect.rollup.charts import Bars, ChartArea, add_chart
from ziping.collect.rollup.departments import put_departments
from ziping.collect.rollup.distribution import Area, put_grades, put_rates
from ziping.collect.rollup.grid import Grid
from ziping.collect.rollup.look import Looks
from ziping.collect.rollup.page import Table, set_print
from ziping.collect.rollup.values import SEVERITIES
from ziping.collect.sheets import ISSUES, RANKING
from ziping.collect.standing import Collected
from ziping.package.refs import column_letters

HALF, GAP = 6, 7  # columns of one half, and the narrow one between the halves
WIDTH = 2 * HALF + 1
COLUMN, GAP_COLUMN = 8.2, 1.6
MOST_PROBLEMS, MOST_RULES = 10, 3
CHART_ROWS = 13
ONE_PAGE = 1_100  # points that may be shrunk onto one page
ROW = 15  # points


NOT_ROUNDED = "分档不四舍五入：99.999% 算在 95～100% 一档"
_PROBLEM_LOOKS = ("middle", "middle", "text", "count_middle", "count_middle")


class Counted(NamedTuple):
    """All that the overview counts, and the tables that its formulas point at."""

    offices: pandas.DataFrame
    findings: pandas.DataFrame
    tables: dict[str, Table]  # by name of the sheet
    refused: int


class Overview:
    """The sheet as it grows downward."""

    def __init__(self, collected: Collected, counted: Counted, looks: Looks, today: date) -> None:
        self.collected, self.counted = collected, counted
        self.grid = Grid(looks)
        self.bars: list[tuple[ChartArea, Bars]] = []
        self.last_page = 0  # the row after which it begins, if all is too long for one
        self._title(today)
        row = put_cards(self.grid, collected, counted.offices, counted.tables, counted.refused)
        row = self._distributions(row + 1)
        row = self._problems(row + 1)
        self.last = self._departments(row + 1)

    def dress(self, sheet: Worksheet) -> None:
        """Widths, charts, merged cells, and how it prints."""
        for col in range(1, WIDTH + 1):
            width = GAP_COLUMN if col == GAP else COLUMN
            sheet.column_dimensions[column_letters(col)].width = width
        self.grid.merge(sheet)
        for area, bars in self.bars:
            add_chart(sheet, bars, area)
        set_print(sheet, landscape=False)
        sheet.print_area = f"A1:{column_letters(WIDTH)}{self.last}"
        if sum(self.grid.heights.get(row, ROW) for row in range(1, self.last + 1)) <= ONE_PAGE:
            sheet.page_setup.fitToHeight = 1
        elif self.last_page:
            sheet.row_breaks.append(Break(id=self.last_page))

    def _title(self, today: date) -> None:
        collected = self.collected
        parts = [f"制表日期：{chinese_day(today)}"]
        if collected.deadline is not None:
            parts.append(f"报送截止：{chinese_day(collected.deadline)}")
        titles = [_rules_title(name) for name in collected.rules_titles[:MOST_RULES]]
        if titles:
            parts.append(f"规则：{'、'.join(titles)}")
        self.grid.put(1, 1, title_of(collected, "汇总"), "cover", span=WIDTH)
        self.grid.put(2, 1, "　　".join(parts), "note_middle", span=WIDTH)
        self.grid.heights |= {1: 38, 2: 20, 3: 8}

    def _distributions(self, row: int) -> int:
        """Grades at the left, rates at the right, each with its chart below."""
        self._section(row, 1, "一、得分等级", HALF)
        self._section(row, GAP + 1, "二、预算执行率", HALF)
        tables, offices = self.counted.tables, self.counted.offices
        left = put_grades(self.grid, Area(row + 1, 1, HALF), offices, tables)
        right = put_rates(self.grid, Area(row + 1, GAP + 1, HALF), offices, tables)
        below = max(left.last, right.last) + 1
        self.grid.put(below, GAP + 1, NOT_ROUNDED, "note", span=HALF)
        self.grid.heights[below] = 18
        chart = below + 1
        self.bars.append((ChartArea(chart, 1, CHART_ROWS, HALF), left.bars))
        self.bars.append((ChartArea(chart, GAP + 1, CHART_ROWS, HALF), right.bars))
        self.grid.heights |= dict.fromkeys(range(chart, chart + CHART_ROWS), float(ROW))
        return chart + CHART_ROWS

    def _problems(self, row: int) -> int:
        """The codes that most offices have."""
        self._section(row, 1, "三、最常见的问题（不含提示；同因的几条算一条）", WIDTH)
        found = frames.problems(self.counted.findings, MOST_PROBLEMS)
        if not len(found):
            received = (self.counted.offices["status"] != frames.MISSING).any()
            calm = "没有发现错误和警告。" if received else "还没有收到可以核对的文件。"
            self.grid.put(row + 1, 1, calm, "calm", span=WIDTH)
            return row + 2
        spans = ((1, 1), (2, 1), (3, 7), (10, 2), (12, 2))
        heads = ("代码", "级别", "问题", "涉及单位", "条数")
        self._line(row + 1, spans, heads, ["head"] * 5)
        titles = {one.code: one.title for one in all_checks()}
        issues = self.counted.tables[ISSUES]
        codes, levels, causes = (issues.span(head) for head in ("代码", "级别", "同因"))
        for number, one in enumerate(found.itertuples(), row + 2):
            heads_alone = f'COUNTIFS({codes},A{number},{levels},B{number},{causes},"")'
            rows = Formula(heads_alone, int(one.rows))
            level = SEVERITIES.get(one.severity, one.severity)
            values = (one.code, level, titles.get(one.code, ""), int(one.offices), rows)
            self._line(number, spans, values, _PROBLEM_LOOKS)
        return row + 2 + len(found)

    def _departments(self, row: int) -> int:
        if not len(self.counted.offices):
            return row
        table = frames.departments(self.counted.offices)
        self.last_page = row - 1
        self._section(row, 1, "四、按主管部门", WIDTH)
        return put_departments(self.grid, row + 1, table, self.counted.tables[RANKING])

    def _section(self, row: int, col: int, text: str, span: int) -> None:
        self.grid.put(row, col, text, "section", span=span)
        self.grid.heights[row] = 24

    def _line(
        self,
        row: int,
        spans: Sequence[tuple[int, int]],
        values: Sequence[Value],
        looks: Sequence[str],
    ) -> None:
        for (col, span), value, look in zip(spans, values, looks, strict=True):
            self.grid.put(row, col, value, look, span=span)
        self.grid.heights[row] = 18


def title_of(collected: Collected, what: str = "") -> str:
    year = f"{collected.year}年度" if collected.year else ""
    return f"{year}部门整体支出绩效自评{what}"


def _rules_title(name: str) -> str:
    """What a pack of ours calls itself; any other stays as the files name it."""
    return rules.load(name).title if name in rules.names() else name


def chinese_day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
