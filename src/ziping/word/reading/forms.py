"""The forms of a report, found by their labels: which table, or part of one, belongs to which."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from ziping.rules import RulePack
from ziping.word.reading.basic_rows import BasicRows
from ziping.word.reading.document import Document, Paragraph, Table
from ziping.word.reading.draft import BASIC, GRADING, OVERALL, PROJECT, Draft
from ziping.word.reading.form_rows import FormRows
from ziping.word.reading.result import TAKEN, UNRECOGNISED, Note
from ziping.word.reading.rows import Columns, Row, rows
from ziping.word.reading.wording import core, labels, meaning, squeezed
from ziping.word.reading.zones import FOOT, split_between, title_kind

MOST_ROWS, MOST_CELLS = 600, 20_000  # of a table and of a report; no forms come near
Reader = FormRows | BasicRows


class Forms(NamedTuple):
    """The forms in the order of the file, and what is left as prose, tables among it."""

    drafts: tuple[Draft, ...]
    prose: tuple[Paragraph | Table, ...]


class Features(NamedTuple):
    """What a table says about itself."""

    grading: bool = False
    basic: bool = False
    staff: bool = False
    project: bool = False
    overall: bool = False
    money: bool = False
    indicators: bool = False

    @property
    def is_form(self) -> bool:
        return self.basic or self.money or self.indicators


def read_forms(document: Document, pack: RulePack, year: int) -> Forms:
    """Every form of the document, each table's rows read under the heads above them."""
    scanner = _Scanner(pack, year)
    recent: list[Paragraph] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            recent.append(block)
        else:
            scanner.table(block, recent)
            recent = []
    scanner.finish(recent)
    return Forms(tuple(scanner.drafts), tuple(scanner.prose))


class _Scanner:
    def __init__(self, pack: RulePack, year: int) -> None:
        self.pack = pack
        self.year = year
        self.drafts: list[Draft] = []
        self.prose: list[Paragraph | Table] = []
        self.reader: Reader | None = None
        self.cells = 0  # that were looked at so far
        self.seen_table = False  # whether the block before is a table of a form

    @property
    def draft(self) -> Draft | None:
        return self.drafts[-1] if self.drafts else None

    def table(self, table: Table, recent: Sequence[Paragraph]) -> None:
        lines = list(rows(table))
        self.cells += len(table.cells)
        large = len(lines) > MOST_ROWS or self.cells > MOST_CELLS
        features = Features() if large else _features(lines)
        announced = _announced(recent) or _title_row(lines)
        kind = self._kind(features, announced, table, bool(squeezed(_joined(recent))))
        foot, prose, head = split_between(
            recent, after_form=self.seen_table, before_form=bool(kind)
        )
        if self.draft is not None:
            self.draft.after.extend(foot)
        self.prose.extend(prose)
        self.seen_table = bool(kind)
        if not kind:
            self.prose.append(table)
            return
        if kind != CONTINUED:
            self._start(kind, lines, head)
        elif self.draft is not None:
            self._carry_columns(table, lines)
        self._read(table, lines)

    def finish(self, recent: Sequence[Paragraph]) -> None:
        foot, prose, _ = split_between(recent, after_form=self.seen_table, before_form=False)
        if self.draft is not None:
            self.draft.after.extend(foot)
        self.prose.extend(prose)

    def _kind(self, has: Features, announced: str, table: Table, spoken: bool) -> str:
        """Which form begins here; CONTINUED for a part of the form above; "" for none."""
        if has.grading or announced == GRADING:
            return GRADING
        draft, reader = self.draft, self.reader
        if has.basic:
            same = draft is not None and draft.kind == BASIC and not announced
            return CONTINUED if same and not has.staff else BASIC
        if has.project and (has.money or has.indicators or announced == PROJECT):
            return PROJECT
        if has.overall and has.money:
            return OVERALL
        if announced and (has.is_form or announced != BASIC):
            return announced
        open_form = isinstance(reader, FormRows) and not reader.is_done
        goes_on = draft is not None and (not has.money or not draft.values)
        if open_form and goes_on and (has.indicators or not spoken):
            return CONTINUED
        if isinstance(reader, BasicRows) and not spoken and not has.is_form:
            return CONTINUED if table.cols > 2 else ""
        if has.money:
            return PROJECT if any(one.kind == OVERALL for one in self.drafts) else OVERALL
        if has.indicators:
            return CONTINUED if open_form else ""
        return ""

    def _start(self, kind: str, lines: Sequence[Row], head: Sequence[Paragraph]) -> None:
        number = sum(draft.kind == PROJECT for draft in self.drafts)
        prefix = {PROJECT: f"projects.{number}.form", OVERALL: "overall"}.get(kind, "")
        if kind == OVERALL and any(draft.kind == OVERALL for draft in self.drafts):
            kind = "second"  # a second overall form: kept as it stands, told, not read
        draft = Draft(kind, prefix)
        draft.before.extend(head)
        draft.power = _power(lines, head)
        self.drafts.append(draft)
        if kind in (OVERALL, PROJECT):
            self.reader = FormRows(draft, self.pack)
        else:
            self.reader = BasicRows(draft, self.year) if kind == BASIC else None

    def _carry_columns(self, table: Table, lines: Sequence[Row]) -> None:
        """A part without heads: the same columns, by their order where the grid is another."""
        reader, draft = self.reader, self.draft
        if not isinstance(reader, FormRows) or draft is None or not draft.tables:
            return
        if reader.columns and draft.tables[-1].cols != table.cols:
            widest = max(lines, key=lambda row: len(row.cells), default=None)
            heads = sorted(reader.columns.items(), key=lambda item: item[1].first)
            if widest is not None and len(widest.cells) >= len(heads):
                cells = widest.cells[len(widest.cells) - len(heads) :]
                reader.columns = {
                    key: Columns(cell.col, cell.col + cell.cols)
                    for (key, _), cell in zip(heads, cells, strict=True)
                }

    def _read(self, table: Table, lines: Sequence[Row]) -> None:
        draft = self.drafts[-1]
        draft.tables.append(table)
        for row in lines:
            if self._begins_another(row):
                self._start(PROJECT, lines, ())
                draft = self.drafts[-1]
                draft.tables.append(table)
            if self.reader is None:
                draft.label(row, *row.own)
            elif not self._plain_row(draft, row):
                self.reader.take(row)
        if self.reader is None:
            draft.notes.append(_kept(table, draft.kind))
        else:
            draft.notes.extend(_unread(draft, lines))

    def _begins_another(self, row: Row) -> bool:
        """A further project form in the same table."""
        reader = self.reader
        if not isinstance(reader, FormRows) or not reader.is_done or not row.own:
            return False
        return core(row.own[0].text) == "项目支出名称"

    def _plain_row(self, draft: Draft, row: Row) -> bool:
        """A title, 说明 or foot line inside the table: printed as it stands."""
        spoken = [cell for cell in row.own if cell.words]
        if len(spoken) != 1 or len(row.cells) > 2:
            return False
        cell, words = spoken[0], squeezed(spoken[0].text)
        is_title = len(words) < 40 and bool(meaning("title", words)) and cell.row < 2
        is_remark = words.startswith(("说明", "注:", "备注:", "注1", "填表说明"))
        is_foot = sum(label in words for label in FOOT) > 1
        if not (is_title or is_remark or is_foot):
            return False
        draft.label(row, cell)
        if is_foot:
            draft.after.append(Paragraph(0, cell.text))
        return True


CONTINUED = "continued"


def _features(lines: Sequence[Row]) -> Features:
    texts = [cell.text for row in lines for cell in row.own if len(cell.words) < 60]
    keys: dict[str, set[str]] = {group: set() for group in GROUPS}
    for text in texts:  # a text after the other: what was found out about one is at hand
        for group in GROUPS:
            keys[group].add(meaning(group, text))
    funds = keys["funds"] & {"income_total", "expenditure_total", "special_account_revenue"}
    heads = [{meaning("indicator", cell.text) for cell in row.cells} for row in lines]
    indicators = any(
        "name" in found and len(found & {"level1", "level2", "target", "actual", "full_marks"}) > 2
        for found in heads
    )
    money = any(_has_money(row) for row in lines)
    three = keys["expense"] & {"three_public_expenses", "operating_expense"}
    staff = keys["staff"] & {"authorized_posts", "control_rate"}
    return Features(
        grading=len([text for text in texts if meaning("grading", text)]) > 1,
        basic=not indicators and not money and (len(staff) > 1 or len(three) > 1),
        staff=len(staff) > 1,
        project="name" in keys["project"],
        overall="name" in keys["unit"] or bool(funds),
        money=money,
        indicators=indicators,
    )


GROUPS = ("funds", "expense", "staff", "project", "unit")


def _has_money(row: Row) -> bool:
    found = {meaning("execution", cell.text) for cell in row.cells if len(cell.words) < 30}
    return len(found & {"initial_budget", "adjusted_budget", "actual_expenditure"}) > 1


def _announced(recent: Sequence[Paragraph]) -> str:
    """The kind of form that the nearest title above announces."""
    for paragraph in reversed(recent[-12:]):
        kind = title_kind(paragraph)
        if kind:
            return kind
    return ""


def _title_row(lines: Sequence[Row]) -> str:
    if not lines:
        return ""
    spoken = [cell for cell in lines[0].own if cell.words]
    if len(spoken) != 1 or len(spoken[0].words) > 40:
        return ""
    return meaning("title", spoken[0].text)


def _power(lines: Sequence[Row], head: Sequence[Paragraph]) -> int:
    """-4 where the form says that its money is in 元, 0 for 万元."""
    words = [squeezed(cell.text) for row in lines for cell in row.own if len(cell.words) < 40]
    words += [squeezed(paragraph.text) for paragraph in head]
    if any("万元)" in one or "位:万元" in one for one in words):
        return 0
    return -4 if any("(元)" in one or "位:元" in one for one in words) else 0


def _joined(recent: Sequence[Paragraph]) -> str:
    return "".join(paragraph.full_text for paragraph in recent)


def _kept(table: Table, kind: str) -> Note:
    what = "财政部门的考核评分表" if kind == GRADING else "第二张整体支出绩效自评表"
    place = next(iter(rows(table))).place(table.cells[0])._replace(cell="整张表")
    text = " ".join(cell.text.strip() for cell in table.cells[:4])
    remark = f"{what}，没有取数，按原样留在表样中"
    return Note(TAKEN if kind == GRADING else UNRECOGNISED, place, text, "", "", remark)


def _unread(draft: Draft, lines: Sequence[Row]) -> Iterator[Note]:
    """Cells of a form that say something and were neither label nor value."""
    for row in lines:
        for cell in row.own:
            if cell.is_blank or draft.is_known(row, cell):
                continue
            known = meaning("side", cell.text) or _is_label(cell.text)
            draft.label(row, cell)
            if not known:
                remark = "没有认出是哪一栏，按原样留在表样中"
                yield Note(UNRECOGNISED, row.place(cell), cell.text.strip(), "", "", remark)


def _is_label(text: str) -> bool:
    """A word that a form prints somewhere, with nothing behind it."""
    return core(text) in _every_label()


@lru_cache(maxsize=1)
def _every_label() -> frozenset[str]:
    every = (spellings for group in labels().values() for spellings in group.values())
    return frozenset(one.removeprefix("=") for spellings in every for one in spellings)
