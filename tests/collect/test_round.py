"""The whole mail round, once, for forty offices: out, filled, packed, mailed, collected, returned,
corrected, collected again. Ranks, counts and versions are those that were reckoned by hand."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from email.message import EmailMessage
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from openpyxl import load_workbook

from tests.cli.clean import clean_data
from tests.cli.running import run
from ziping import rules
from ziping.collect.returning_package import Request
from ziping.collect.returning_round import Round, return_round
from ziping.collect.sheets import EXCEPTIONS, RANKING, REGISTER
from ziping.package.patch import CellEdit
from ziping.package.rewrite import packed
from ziping.tasks.create import create
from ziping.tasks.packing import Asked, finish, prepare
from ziping.workbook.layout import BASIC_DATA, OVERALL, REPORT_TEXT, UNIT
from ziping.workbook.opened import Opened
from ziping.workbook.write import SheetEdit, patched_parts

COUNT, YEAR = 40, 2024
MISSING = frozenset({37, 38, 39})
LATE = frozenset({34, 35, 36})
FAULTY = frozenset(range(0, 37, 5))  # a total that does not add up, and too high a mark
TWICE, ZIPPED, UNPACKED = 1, 2, (0, 5)  # the same mail again; as a zip; corrected but not packed
DEADLINE, RETURNED = date(2025, 3, 31), date(2025, 4, 10)
SENT, SENT_LATE, SENT_AGAIN = "20 Mar 2025", "02 Apr 2025", "15 Apr 2025"
COPIES = 2  # the mail sent twice; and a zip that holds the mail's draft beside the workbook
READ = (RANKING, REGISTER, EXCEPTIONS)
Sheets = dict[str, list[tuple[Any, ...]]]
OWN = ("unit_name", "unit_code", "unit_supervising_department")  # what the bureau has filled in


def name(number: int) -> str:
    return f"甲县第{number + 1:02}局"


def code(number: int) -> str:
    return f"{101001 + number}"


def marks(number: int, corrected: bool = False) -> tuple[str, Decimal, Decimal]:
    """满意度 as it was reached, the mark for it, and the total that the office writes."""
    reached, own = f"{99 - number}%", Decimal(99 - number) / 10
    if number in FAULTY and not corrected:
        return reached, Decimal(10), Decimal(97)
    return reached, own, Decimal(89) + own


def total(number: int, corrected: bool = False) -> Decimal:
    """All other marks are 89; what counts is the sum, whatever total was written."""
    return Decimal(89) + marks(number, corrected)[1]


class Filler:
    """What an officer types, patched into the empty workbook: the figures of a clean file."""

    def __init__(self, clean: Path) -> None:
        self._clean = Opened(clean)
        rect = self._clean.find(OVERALL, "indicator_name")
        filled = (row for row in range(rect.row, rect.last + 1) if self._text(row, rect.col))
        self._row = max(filled)

    def _text(self, row: int, col: int) -> str:
        return self._clean.cell(OVERALL, row, col).text

    def fill(self, book: Path, number: int) -> None:
        opened = Opened(book)
        self._write(opened, [*self._typed(opened), *self._marks(number, False)], book)

    def correct(self, book: Path, number: int) -> None:
        self._write(Opened(book), list(self._marks(number, True)), book)

    def _write(self, opened: Opened, edits: list[SheetEdit], book: Path) -> None:
        book.write_bytes(packed(opened.package, patched_parts(opened, edits), frozenset()))

    def _typed(self, opened: Opened) -> Iterator[SheetEdit]:
        kept = {opened.find(UNIT, one).row for one in OWN}
        for sheet in (UNIT, BASIC_DATA, OVERALL, REPORT_TEXT):
            for (row, col), cell in self._clean.cells(sheet).items():
                if cell.formula is not None or (sheet == UNIT and row in kept):
                    continue
                if cell.text != opened.cell(sheet, row, col).text:
                    assert isinstance(cell.value, Decimal | str | None)
                    yield SheetEdit(sheet, CellEdit(row, col, cell.value))

    def _marks(self, number: int, corrected: bool) -> Iterator[SheetEdit]:
        reached, own, written = marks(number, corrected)
        for column, value in (("actual_value", reached), ("declared_score", own)):
            col = self._clean.find(OVERALL, column).col
            yield SheetEdit(OVERALL, CellEdit(self._row, col, value))
        rect = self._clean.find(OVERALL, "declared_total")
        yield SheetEdit(OVERALL, CellEdit(rect.row, rect.col, written))


class Sent(NamedTuple):
    """A submission of an office, as `pack` made it."""

    folder: Path
    zipped: Path
    number: int

    def mail(self, day: str, sender: str) -> bytes:
        """The draft as a mail program sends it."""
        draft = (self.folder / "邮件草稿.eml").read_bytes()
        head = f"From: {sender}\r\nDate: {day} 09:00:00 +0800\r\n"
        return head.encode() + draft


def pack(book: Path, number: int) -> Sent:
    asked = Asked(folder=book.parent / f"报送{number}", with_errors=True, pdf=False)
    done = finish(prepare(book, asked, DEADLINE))
    return Sent(done.made.folder, done.made.zipped, done.prepared.number)


def plain_mail(day: str, sender: str, attached: Path) -> bytes:
    """A mail as an officer writes it, without a draft."""
    letter = EmailMessage()
    letter["From"], letter["Date"], letter["Subject"] = sender, f"{day} 10:00:00 +0800", "报送材料"
    letter.set_content("见附件。")
    letter.add_attachment(
        attached.read_bytes(), maintype="application", subtype="zip", filename=attached.name
    )
    return letter.as_bytes()


class Played(NamedTuple):
    """The round, played once: what each step told."""

    first: dict[str, Any]
    then: Sheets  # the roll-up as it was before the returns
    returned: Round
    second: dict[str, Any]
    now: Sheets


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    home = tmp_path_factory.mktemp("一轮")
    units, out, box = home / "名单.csv", home / "发出", home / "收件箱"
    box.mkdir()
    rows = [
        f"{code(n)},{name(n)},甲县人民政府,{10 + n},{code(n)}@example.gov.cn" for n in range(COUNT)
    ]
    units.write_text("\n".join(["单位编码,单位名称,主管部门,编制数,邮箱", *rows]), encoding="utf-8")
    made = run("new", "--units", units, "--year", YEAR, "--rules", "suining", "-o", out, "--json")
    assert made.code == 0 and len(list(out.glob("*.xlsx"))) >= COUNT

    create(rules.load("suining", YEAR), clean_data(), home / "clean.xlsx")
    filler = Filler(home / "clean.xlsx")
    for number in set(range(COUNT)) - MISSING:
        book = next(out.glob(f"{code(number)}*_绩效自评.xlsx"))
        filler.fill(book, number)
        post(box, number, pack(book, number))
    first = collect(home)
    then = sheets(home / "汇总.xlsx")
    given = Request(home / "汇总.xlsx", home / "退回", RETURNED, due=date(2025, 4, 20))
    returned = return_round(given)
    for back in returned.made:
        send_again(home, filler, back.folder, int(back.office.code) - 101001)
    return Played(first, then, returned, collect(home), sheets(home / "汇总.xlsx"))


def post(box: Path, number: int, sent: Sent) -> None:
    sender, day = f"{code(number)}@example.gov.cn", SENT_LATE if number in LATE else SENT
    letter = sent.mail(day, sender)
    if number == ZIPPED:
        letter = plain_mail(day, sender, sent.zipped)
    (box / f"{number:02}.eml").write_bytes(letter)
    if number == TWICE:
        (box / f"{number:02} 再发.eml").write_bytes(letter)


def send_again(home: Path, filler: Filler, folder: Path, number: int) -> None:
    """The workbook out of the returned mail, corrected, packed or just attached, mailed."""
    raw = next(folder.glob("*.eml")).read_bytes()
    letter = email.message_from_bytes(raw, policy=email.policy.default)
    book = home / "改正" / f"{number}" / "退回的.xlsx"
    book.parent.mkdir(parents=True)
    content = [one.get_content() for one in letter.iter_attachments()]
    book.write_bytes(content[1])
    filler.correct(book, number)
    sender = f"{code(number)}@example.gov.cn"
    if number in UNPACKED:
        told = plain_mail(SENT_AGAIN, sender, book)
    else:
        told = pack(book, number).mail(SENT_AGAIN, sender)
    (home / "收件箱" / f"{number:02} 改报.eml").write_bytes(told)


def collect(home: Path) -> dict[str, Any]:
    given = (home / "收件箱", "--units", home / "名单.csv", "--deadline", DEADLINE)
    return run("collect", *given, "-o", home / "汇总.xlsx", "--json").json


def sheets(path: Path) -> Sheets:
    book = load_workbook(path, data_only=True, read_only=True)
    found = {one: list(book[one].iter_rows(values_only=True)) for one in READ}
    book.close()
    return found


def ranking(rolled: Sheets) -> list[tuple[Any, ...]]:
    """名次, 单位名称, 得分, 第几次提交 of everybody who has a total."""
    rows = rolled[RANKING]
    at = next(number for number, row in enumerate(rows) if "名次" in row)
    columns = [rows[at].index(head) for head in ("名次", "单位名称", "得分", "第几次提交")]
    found = [tuple(row[col] for col in columns) for row in rows[at + 1 :]]
    return [row for row in found if isinstance(row[0], int)]


def reckoned(corrected: bool) -> list[tuple[Any, ...]]:
    """The same by hand: rank is one more than the number of those above."""
    totals = {n: total(n, corrected) for n in range(COUNT) if n not in MISSING}
    order = sorted(totals, key=lambda n: -totals[n])
    return [
        (
            1 + sum(one > totals[n] for one in totals.values()),
            name(n),
            float(totals[n]),
            2 if corrected and n in FAULTY else 1,
        )
        for n in order
    ]


def register(rolled: Sheets) -> dict[str, tuple[Any, ...]]:
    rows = rolled[REGISTER]
    at = next(number for number, row in enumerate(rows) if "单位编码" in row)
    return {str(row[1]): row for row in rows[at + 1 :] if row[1]}


def test_the_first_collection(played: Played) -> None:
    told = played.first
    assert told["counted"] == COUNT - len(MISSING) and told["offices"] == COUNT
    assert told["missing"] == [name(n) for n in sorted(MISSING)]
    assert told["late"] == [name(n) for n in sorted(LATE)]
    assert told["to_return"] == [name(n) for n in sorted(FAULTY)]
    assert (told["older"], told["duplicate"], told["unreadable"]) == (0, COPIES, [])


def test_the_first_ranking(played: Played) -> None:
    assert sorted(ranking(played.then)) == sorted(reckoned(corrected=False))


def test_the_returns(played: Played) -> None:
    made = played.returned.made
    assert [one.office.name for one in made] == [name(n) for n in sorted(FAULTY)]
    assert all(one.number == 1 and one.counts.errors for one in made)
    assert [one.address for one in made] == [f"{one.office.code}@example.gov.cn" for one in made]


def test_the_second_collection(played: Played) -> None:
    told = played.second
    assert told["counted"] == COUNT - len(MISSING) and told["to_return"] == []
    assert (told["older"], told["duplicate"]) == (len(FAULTY), COPIES)
    assert told["late"] == [name(n) for n in sorted(LATE)]


def test_the_second_ranking(played: Played) -> None:
    """Each has its own total now, and the corrected ones bear their second number."""
    ranks = ranking(played.now)
    assert [row[0] for row in ranks] == list(range(1, len(ranks) + 1))
    assert ranks == reckoned(corrected=True)


def test_the_register(played: Played) -> None:
    """状态 aside: how often sent, which counts, how often returned."""
    rows = register(played.now)
    assert len(rows) == COUNT
    for number in range(COUNT):
        row = rows[name(number)]
        sent, counted = (0, None) if number in MISSING else (1, 1)
        if number in FAULTY:
            sent, counted = 2, 2
        assert (row[3], row[4]) == (sent, counted), name(number)
        assert row[10] == (1 if number in FAULTY else None)
        assert row[12] == "否"
    listed = {cell for row in played.now[EXCEPTIONS] for cell in row}
    assert {name(n) for n in MISSING} <= listed
