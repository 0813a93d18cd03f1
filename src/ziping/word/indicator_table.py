"""绩效指标: rows grouped by first and second level, with true merges and a repeated head."""

from __future__ import annotations

from collections.abc import Iterator

from ziping.rules import RulePack
from ziping.rules.wording import indicators_label
from ziping.scoring import BAD, ScoredForm, ScoredIndicator
from ziping.word import shown
from ziping.word.form_parts import MERGE_ON, MERGE_START, center, head, heads
from ziping.word.inline import Value
from ziping.word.markup import Cell, Table
from ziping.word.printed import Printed

WIDTHS = (640, 980, 1000, 2064, 980, 980, 540, 660, 1000)
KEPT = 2  # rows that stay on one page with 总分, and that with what stands under the table


def indicator_table(printed: Printed, path: str, scored: ScoredForm) -> str:
    """The second table of a form: a table of its own, because only first rows can repeat."""
    pack, table = printed.pack, printed.table(WIDTHS)
    columns = heads(pack, "forms.indicator_heads", len(WIDTHS) - 1)
    table.row(Cell("", "TableHead", open_bottom=True), *columns, header=True)
    label = indicators_label(pack).replace("（", "\n（")  # the column is narrow
    rows = _ordered(printed, scored)
    groups = _merged([row for _, row in rows], pack)
    for nth, ((at, row), labels) in enumerate(zip(rows, groups, strict=True)):
        first = not nth
        table.row(
            Cell(
                label if first else "",
                "TableHead",
                merge=MERGE_START if first else MERGE_ON,
                open_top=True,
            ),
            *labels,
            *_row(printed, f"{path}.indicators.{at}", row),
            keep_next=nth >= len(rows) - KEPT,
        )
    _total_row(table, printed, path, scored)
    return table.xml()


def _row(printed: Printed, path: str, row: ScoredIndicator) -> tuple[Cell, ...]:
    given = row.indicator
    return (
        Cell(printed.words(f"{path}.name", given.name)),
        center(printed.words(f"{path}.target", given.target)),
        center(printed.words(f"{path}.actual", given.actual)),
        center(printed.number(f"{path}.full_marks", given.full_marks)),
        center(printed.indicator_mark(path, row)),
        Cell(printed.words(f"{path}.deviation_reason", given.deviation_reason)),
    )


def _total_row(table: Table, printed: Printed, path: str, scored: ScoredForm) -> None:
    key = f"figures.{path}.weight_total" if path != "overall" else "figures.weight_total"
    full = Value(key, shown.marks(scored.weight_total))
    total = head(printed.total(path, scored))
    table.row(head("总分", 6), head(full), total, head(""), keep_next=True)


def _merged(rows: list[ScoredIndicator], pack: RulePack) -> Iterator[tuple[Cell, Cell]]:
    """The label cells of each row: the first of a group speaks, the others continue it."""
    before: tuple[str, str] | None = None
    for row in rows:
        level1, level2 = group = _level1(row), shown.line(row.indicator.level2)
        new1 = before is None or before[0] != level1
        new2 = new1 or before != group
        yield (
            head(_with_marks(level1, pack) if new1 else "", 1, MERGE_START if new1 else MERGE_ON),
            center(level2 if new2 else "", 1, MERGE_START if new2 else MERGE_ON),
        )
        before = group


def _ordered(printed: Printed, scored: ScoredForm) -> list[tuple[int, ScoredIndicator]]:
    """The rows that say something, in the pack's order of levels and otherwise as in the sheet.

    As declared: every row that has a label, where it stands.
    """
    rows = list(enumerate(scored.indicators))
    if printed.options.declared:
        return [row for row in rows if not _is_blank(row[1])]
    levels = printed.pack.levels
    order1 = {level.label: at for at, level in enumerate(levels)}
    order2 = {label: at for level in levels for at, label in enumerate(level.second)}
    unknown = len(order1) + len(order2)

    def place(item: tuple[int, ScoredIndicator]) -> tuple[int, str, int, str]:
        level1, level2 = _level1(item[1]), shown.line(item[1].indicator.level2)
        return order1.get(level1, unknown), level1, order2.get(level2, unknown), level2

    return sorted((row for row in rows if not row[1].indicator.is_empty), key=place)


def _is_blank(row: ScoredIndicator) -> bool:
    return row.indicator.is_empty and row.indicator.level2.is_blank


def _level1(row: ScoredIndicator) -> str:
    return row.level1 or row.indicator.level1


def _with_marks(label: str, pack: RulePack) -> str:
    """产出指标（50分）: the weight that the rule gives, as the form prints it."""
    weight = next((pack.weight(level.key) for level in pack.levels if level.label == label), None)
    return label if weight is None or label == BAD else f"{label}（{shown.digits(weight)}分）"
