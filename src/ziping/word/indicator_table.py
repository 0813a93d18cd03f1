"""绩效指标: rows grouped by first and second level, with true merges and a repeated head."""

from __future__ import annotations

from collections.abc import Iterator

from ziping.rules import RulePack
from ziping.rules.wording import indicators_label
from ziping.scoring import BAD, ScoredForm, ScoredIndicator
from ziping.word import shown
from ziping.word.form_parts import MERGE_ON, MERGE_START, center, head, heads
from ziping.word.markup import Cell, Table

WIDTHS = (560, 980, 1000, 2144, 980, 980, 540, 660, 1000)


def indicator_table(scored: ScoredForm, pack: RulePack) -> str:
    """The second table of a form: a table of its own, because only first rows can repeat."""
    table = Table(WIDTHS)
    columns = heads(pack, "forms.indicator_heads", len(WIDTHS) - 1)
    table.row(Cell("", "TableHead", open_bottom=True), *columns, header=True)
    label = indicators_label(pack)
    for at, (level1, level2, row) in enumerate(_merged(scored, pack)):
        first = not at
        table.row(
            Cell(
                label if first else "",
                "TableHead",
                merge=MERGE_START if first else MERGE_ON,
                open_top=True,
            ),
            level1,
            level2,
            *_row(row),
        )
    _total_row(table, scored)
    return table.xml()


def _row(row: ScoredIndicator) -> tuple[Cell, ...]:
    indicator = row.indicator
    return (
        Cell(shown.words(indicator.name)),
        center(shown.words(indicator.target)),
        center(shown.words(indicator.actual)),
        center(shown.number(indicator.full_marks)),
        center(shown.marks(row.counted)),
        Cell(shown.words(indicator.deviation_reason)),
    )


def _total_row(table: Table, scored: ScoredForm) -> None:
    full, total = shown.marks(scored.weight_total), shown.marks(shown.total(scored))
    table.row(head("总分", 6), head(full), head(total), head(""))


def _merged(scored: ScoredForm, pack: RulePack) -> Iterator[tuple[Cell, Cell, ScoredIndicator]]:
    """Each row with its label cells: the first of a group speaks, the others continue it."""
    before: tuple[str, str] | None = None
    for row in _ordered(scored, pack):
        level1, level2 = group = _level1(row), shown.line(row.indicator.level2)
        new1 = before is None or before[0] != level1
        new2 = new1 or before != group
        yield (
            head(_with_marks(level1, pack) if new1 else "", 1, MERGE_START if new1 else MERGE_ON),
            center(level2 if new2 else "", 1, MERGE_START if new2 else MERGE_ON),
            row,
        )
        before = group


def _ordered(scored: ScoredForm, pack: RulePack) -> list[ScoredIndicator]:
    """The rows that say something, in the pack's order of levels and otherwise as in the sheet."""
    order1 = {level.label: at for at, level in enumerate(pack.levels)}
    order2 = {label: at for level in pack.levels for at, label in enumerate(level.second)}
    rows = [row for row in scored.indicators if not row.indicator.is_empty]
    unknown = len(order1) + len(order2)
    return sorted(
        rows,
        key=lambda row: (
            order1.get(_level1(row), unknown),
            _level1(row),
            order2.get(shown.line(row.indicator.level2), unknown),
            shown.line(row.indicator.level2),
        ),
    )


def _level1(row: ScoredIndicator) -> str:
    return row.level1 or row.indicator.level1


def _with_marks(label: str, pack: RulePack) -> str:
    """产出指标（50分）: the weight that the rule gives, as the form prints it."""
    weight = next((pack.weight(level.key) for level in pack.levels if level.label == label), None)
    return label if weight is None or label == BAD else f"{label}（{shown.digits(weight)}分）"
