"""The forms of a report, found by their labels: which table, or part of one, belongs to which."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from ziping.model import Place
from ziping.rules import RulePack
from ziping.word.reading import values
from ziping.word.reading.basic_rows import BasicRows
from ziping.word.reading.document import Document, Paragraph, Table
from ziping.word.reading.draft import BASIC, GRADING, OVERALL, PROJECT, Draft, Part
from ziping.word.reading.features import Features, features, names_project, power
from ziping.word.reading.form_rows import FormRows
from ziping.word.reading.plain_rows import take_plain
from ziping.word.reading.result import TAKEN, UNRECOGNISED, Note
from ziping.word.reading.rows import Columns, Row, rows
from ziping.word.reading.wording import core, labels, meaning, squeezed
from ziping.word.reading.zones import announces, split_between, title_kind

MOST_ROWS, MOST_CELLS = 600, 20_000  # of a table and of a report; no forms come near
Reader = FormRows | BasicRows


class Forms(NamedTuple):
    """The forms in the order of the file, and what is left as prose, tables among it."""

    drafts: tuple[Draft, ...]
    prose: tuple[Paragraph | Table, ...]


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


def any_form(document: Document) -> bool:
    """Whether any table may be a form, as its labels or the title above it tell."""
    recent: list[Paragraph] = []
    looked = 0
    for block in document.blocks:
        if isinstance(block, Paragraph):
            recent.append(block)
            continue
        lines = list(rows(block))
        looked += len(block.cells)
        if len(lines) <= MOST_ROWS and looked <= MOST_CELLS:
            announced = _announced(recent) or _title_row(lines)
            if announced not in ("", GRADING) or features(lines).is_form:
                return True
        recent = []
    return False


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
        found = Features() if large else features(lines)
        announced = _announced(recent) or _title_row(lines)
        kind = self._kind(found, announced, table, bool(squeezed(_joined(recent))))
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
        if has.grading or (announced == GRADING and not has.money):
            return GRADING
        draft = self.draft
        if has.basic:
            same = draft is not None and draft.kind == BASIC and not announced
            return CONTINUED if same and not has.staff else BASIC
        if has.project and (has.money or has.indicators or announced == PROJECT):
            return OVERALL if announced == OVERALL else PROJECT
        if has.overall and has.money:
            return OVERALL
        if announced and (has.is_form or announced != BASIC):
            return announced
        return self._untold(has, table, spoken)

    def _untold(self, has: Features, table: Table, spoken: bool) -> str:
        """The same for a table of which neither a title nor a name says what it is."""
        draft, reader = self.draft, self.reader
        open_form = isinstance(reader, FormRows) and not reader.is_done
        goes_on = draft is not None and (not has.money or not draft.values)
        if open_form and goes_on and (has.indicators or not spoken):
            return CONTINUED
        if isinstance(reader, BasicRows) and not spoken and not has.is_form:
            return CONTINUED if table.cols > 2 else ""
        if has.money:
            return PROJECT if any(one.kind == OVERALL for one in self.drafts) else OVERALL
        return CONTINUED if has.indicators and open_form else ""

    def _start(self, kind: str, lines: Sequence[Row], head: Sequence[Paragraph]) -> None:
        number = sum(draft.kind == PROJECT for draft in self.drafts)
        prefix = {PROJECT: f"projects.{number}.form", OVERALL: "overall"}.get(kind, "")
        if kind in (OVERALL, BASIC) and any(draft.kind == kind for draft in self.drafts):
            kind = SECOND  # a second one of its kind: kept as it stands, told, not read
        draft = Draft(kind, prefix)
        draft.before.extend(head)
        draft.power = power(lines, head)
        self.drafts.append(draft)
        if kind in (OVERALL, PROJECT):
            self.reader = FormRows(draft, self.pack)
        else:
            self.reader = BasicRows(draft, self.year) if kind == BASIC else None

    def _carry_columns(self, table: Table, lines: Sequence[Row]) -> None:
        """A part without heads: the same columns, by their order where the grid is another."""
        reader, draft = self.reader, self.draft
        if not isinstance(reader, FormRows) or draft is None or not draft.parts:
            return
        if reader.columns and draft.parts[-1].table.cols != table.cols:
            widest = max(lines, key=lambda row: len(row.cells), default=None)
            heads = sorted(reader.columns.items(), key=lambda item: item[1].first)
            if widest is not None and len(widest.cells) >= len(heads):
                cells = widest.cells[len(widest.cells) - len(heads) :]
                reader.columns = {
                    key: Columns(cell.col, cell.col + cell.cols)
                    for (key, _), cell in zip(heads, cells, strict=True)
                }

    def _read(self, table: Table, lines: Sequence[Row]) -> None:
        first = 0
        for row in lines:
            if self._begins_another(row):
                self._close(table, lines, first, row.number)
                self._start(PROJECT, lines[row.number :], ())
                first = row.number
            draft = self.drafts[-1]
            if self.reader is None:
                draft.label(row, *row.own)
            elif not take_plain(draft, row):
                self.reader.take(row)
        self._close(table, lines, first, len(lines))

    def _close(self, table: Table, lines: Sequence[Row], first: int, end: int) -> None:
        """These rows of the table are the form's; what was not understood among them is told."""
        draft = self.drafts[-1]
        draft.parts.append(Part(table, first, end))
        if self.reader is None:
            draft.notes.extend(_kept(table, draft.kind, lines[first:end]))
        else:
            draft.notes.extend(_unread(draft, lines[first:end]))

    def _begins_another(self, row: Row) -> bool:
        """A further project form in the same table."""
        reader, draft = self.reader, self.drafts[-1]
        if not isinstance(reader, FormRows) or not names_project(row):
            return False
        return reader.is_done or (draft.kind == PROJECT and bool(draft.indicators))


CONTINUED, SECOND = "continued", "second"


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


def _joined(recent: Sequence[Paragraph]) -> str:
    """What is said between two tables, apart from what announces the one below."""
    return "".join(one.full_text for one in recent if not announces(one))


def _kept(table: Table, kind: str, lines: Sequence[Row]) -> Iterator[Note]:
    """A form that is not read: the bureau's grading sheet in one line, any other in full."""
    if kind == GRADING:
        text = " ".join(cell.text.strip() for cell in table.cells[:4])
        remark = "财政部门的考核评分表，没有取数，按原样留在表样中"
        yield Note(TAKEN, Place(f"表{table.nth}", "整张表"), text, "", "", remark)
        return
    for row in lines:
        text = " ".join(cell.text.strip() for cell in row.own if not cell.is_blank)
        if text:
            place = Place(f"表{table.nth}", f"第{row.number + 1}行")
            yield Note(UNRECOGNISED, place, text, "", "", "同类的第二张表，没有取数，留在表样中")


def _unread(draft: Draft, lines: Sequence[Row]) -> Iterator[Note]:
    """Cells of a form that say something and were neither label nor value."""
    for row in lines:
        for cell in row.own:
            if values.blank(cell.text) or draft.is_known(row, cell):
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
