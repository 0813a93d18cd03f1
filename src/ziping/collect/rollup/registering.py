"""登记: who sent what when, and whether it is to be returned; the reviewer may write in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from ziping.collect.rollup.cells import Value
from ziping.collect.rollup.frames import MISSING, late_of, status_of
from ziping.collect.rollup.look import RED
from ziping.collect.rollup.page import FIRST_ROW, Column, Table
from ziping.collect.rollup.register import kept
from ziping.collect.rollup.values import NO, YES, day, moment, yes
from ziping.collect.sheets import REGISTER, REGISTER_COLUMNS
from ziping.collect.standing import DUPLICATE, OLDER, Collected, Standing
from ziping.package.refs import column_letters

_LOOKS = (
    ("code", 11),
    ("wrap", 26),
    ("middle", 8),
    ("count_middle", 9),
    ("count_middle", 9),
    ("time", 16),
    ("time", 16),
    ("middle", 6),
    ("count_middle", 6),
    ("count_middle", 6),
    ("count_middle", 9),
    ("day", 12),
    ("choice", 9),
    ("input", 30),
    ("quiet", 46),
)
NOTE = (
    "黄色两列可以改：“要退回”选是或否，退回时照此办理；“备注”重新汇总时保留。其余各列每次重新生成。"
)
CHOICE = REGISTER_COLUMNS.index("要退回") + 1


def proposed(standing: Standing) -> str:
    """是 where the newest can't be opened, or what counts has an error or a grave change."""
    return yes(standing.needs_return)


def choices(collected: Collected, chosen: Mapping[str, str]) -> list[str]:
    """Of every standing 是 or 否: the reviewer's own word, else what is proposed."""
    found = []
    for standing in collected.standings:
        own = kept(chosen, standing.office.key)
        found.append(own if own in (YES, NO) else proposed(standing))
    return found


def register_table(
    collected: Collected, words: Sequence[str], remarks: Mapping[str, str], title: str
) -> Table:
    heads = zip(REGISTER_COLUMNS, _LOOKS, strict=True)
    columns = [Column(head, look, width) for head, (look, width) in heads]
    rows = _rows(collected, words, remarks)
    count = len(collected.standings)
    return Table(
        *(REGISTER, f"{title}·登记", NOTE, columns, rows, count, "还没有单位。", 2), printed="备注"
    )


def dress_register(sheet: Worksheet, table: Table) -> None:
    """A list to choose from, and red where something is to be done."""
    letters = column_letters(CHOICE)
    area = f"{letters}{FIRST_ROW}:{letters}{table.last_row}"
    rule = DataValidation("list", formula1=f'"{YES},{NO}"', allow_blank=True)
    rule.error, rule.errorTitle = "请选“是”或“否”", "要退回"
    rule.showErrorMessage = True
    rule.add(area)
    sheet.add_data_validation(rule)
    red = DifferentialStyle(font=Font(color=RED, bold=True))
    status = f"C{FIRST_ROW}:C{table.last_row}"
    for cells, word in ((area, YES), (status, MISSING)):
        test = f'{cells.partition(":")[0]}="{word}"'
        sheet.conditional_formatting.add(cells, Rule("expression", dxf=red, formula=[test]))


def _rows(
    collected: Collected, words: Sequence[str], remarks: Mapping[str, str]
) -> Iterator[list[Value]]:
    for standing, word in zip(collected.standings, words, strict=True):
        office, reading, counted = standing.office, standing.reading, standing.counted
        times = _received(standing)
        last = max((one.day for one in standing.returned), default="")
        yield [
            office.code,
            office.name,
            status_of(standing, collected.has_list),
            standing.submissions,
            None if counted is None else counted.number or None,
            moment(times[0]) if times else None,
            moment(times[-1]) if times else None,
            late_of(standing),
            None if reading is None else reading.count("error"),
            None if reading is None else reading.count("warning"),
            len(standing.returned) or None,
            day(last) if last else None,
            word,
            kept(remarks, office.key),
            "" if counted is None else counted.entry.source.shown,
        ]


def _received(standing: Standing) -> list[str]:
    """When what it sent came, the first first."""
    own = [one for one in standing.others if one.status in (OLDER, DUPLICATE)]
    sent = own if standing.counted is None else [standing.counted, *own]
    return sorted(one.entry.source.received for one in sent if one.entry.source.received)
