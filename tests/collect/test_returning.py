"""退回 from end to end: real files in, real notices, mails and workbooks out, the register told."""

from __future__ import annotations

import email
import email.policy
import os
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from email.message import EmailMessage
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from openpyxl import load_workbook

from tests.collect.bureau import NAMED_LIKE_A_FORMULA, TODAY, Bureau, book
from tests.collect.making import SAMPLES, make
from ziping.collect.journal import Journal, journal_path
from ziping.collect.returning import return_job
from ziping.collect.returning_files import Missing, fetched
from ziping.collect.returning_folders import folders_of
from ziping.collect.returning_package import Request
from ziping.collect.returning_round import Round, return_round
from ziping.collect.rollup import read_register
from ziping.collect.source import Source
from ziping.collect.standing import Office, Returned
from ziping.errors import UnusableFileError
from ziping.tasks.report import report_file
from ziping.word.return_note import Letter
from ziping.workbook.layout import OVERALL, RESULTS
from ziping.workbook.opened import Opened


def mailed(name: str, content: bytes) -> bytes:
    letter = EmailMessage()
    letter["From"], letter["Subject"] = "办公室 <jiaoyu@example.gov.cn>", "报送"
    letter["Date"] = "Mon, 03 Mar 2025 09:00:00 +0800"
    letter.set_content("请查收。")
    letter.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return letter.as_bytes()


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Bureau, Round, Mapping[str, bytes]]:
    """A workbook, one in a mail, a broken file, a bare report, one that did not come."""
    bureau = Bureau(tmp_path_factory.mktemp("局"))
    bureau.receive("甲县水利局_v1.xlsx", book("甲县水利局", "101"), 1)
    odd = book(NAMED_LIKE_A_FORMULA, "102", 3, "=1+1|<w:p/>")
    bureau.receive("教育局.eml", mailed("报送.xlsx", odd), 3)
    bureau.receive("甲县审计局_v1.xlsx", b"PK\3\4 not a workbook", 4)
    bureau.receive("统计局报告.docx", report(bureau.home, "甲县统计局"), 5)
    received = {path.name: path.read_bytes() for path in bureau.box.iterdir()}
    bureau.collect()
    return bureau, bureau.give_back(due=date(2025, 4, 10)), received


def report(home: Path, unit: str) -> bytes:
    """The Word report of a workbook that was not sent."""
    path = home / "x.xlsx"
    path.write_bytes(book(unit, ""))
    report_file(path, home / "x.docx")
    return (home / "x.docx").read_bytes()


First = tuple[Bureau, Round, Mapping[str, bytes]]


def notice(path: Path) -> str:
    document = Document(str(path))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join((*(one.text for one in document.paragraphs), *cells))


def text_of(letter: EmailMessage) -> str:
    body = letter.get_body()
    assert body is not None
    return str(body.get_content())


def test_a_folder_an_office(first: First) -> None:
    bureau, done, _ = first
    found = {
        folder.name: sorted(p.name for p in folder.iterdir()) for folder in bureau.back.iterdir()
    }
    assert found == {
        "101_甲县水利局": [
            "甲县水利局_2024_绩效自评_第1次_退回.xlsx", "退回单_第1次.docx", "退回单_第1次.eml",
        ],
        "102_=甲县教育局": [
            "=甲县教育局_2024_绩效自评_第3次_退回.xlsx", "退回单_第3次.docx", "退回单_第3次.eml",
        ],
        "103_甲县审计局": ["退回单_未能读取.docx", "退回单_未能读取.eml"],
        "105_甲县统计局": ["退回单_第1次.docx", "退回单_第1次.eml"],
    }  # fmt: skip
    assert [one.office.code for one in done.made] == ["101", "102", "103", "105"]
    assert not done.failed and not done.already and not done.untold


def test_what_came_is_not_touched(first: First) -> None:
    bureau, _, received = first
    assert {path.name: path.read_bytes() for path in bureau.box.iterdir()} == received


def test_the_notices(first: First) -> None:
    bureau, done, _ = first
    told = notice(bureau.back / "101_甲县水利局" / "退回单_第1次.docx")
    assert f"有 {done.made[0].counts.errors} 处必须改正" in told and "〔2025〕退第1号" in told
    assert "第 1 次报送，2025年3月1日收到" in told and "于2025年4月10日前" in told
    odd = notice(bureau.back / "102_=甲县教育局" / "退回单_第3次.docx")
    assert "第 3 次报送，2025年3月3日收到" in odd and "=1+1" in odd and "<w:p/>" in odd
    broken = notice(bureau.back / "103_甲县审计局" / "退回单_未能读取.docx")
    assert "甲县审计局_v1.xlsx" in broken and "已损坏" in broken and "对方" not in broken
    bare = notice(bureau.back / "105_甲县统计局" / "退回单_第1次.docx")
    assert "统计局报告.docx" in bare and "必须改正" in bare


def test_the_workbook_bears_its_findings(first: First) -> None:
    bureau, done, _ = first
    path = next((bureau.back / "102_=甲县教育局").glob("*.xlsx"))
    opened = Opened(path)
    block = opened.find(RESULTS, "result_severity")
    levels = [opened.cell(RESULTS, block.row + n, block.col).text for n in range(80)]
    assert levels.count("错误") >= done.made[1].counts.errors > 0
    assert opened.fact("submission") == "3" and not opened.package.active_content()
    formulas = [
        cell.coordinate
        for cell in (c for row in load_workbook(path)[RESULTS].iter_rows() for c in row)
        if cell.data_type == "f" and "HYPERLINK" not in str(cell.value)
    ]
    assert not [one for one in formulas if one.startswith(("C", "D"))]


def test_the_mails_are_drafts(first: First) -> None:
    _, done, _ = first
    letters = {}
    for made in done.made:
        raw = (made.folder / made.files[-1]).read_bytes()
        letter = email.message_from_bytes(raw, policy=email.policy.default)
        attached = {
            one.get_filename(): one.get_payload(decode=True) for one in letter.iter_attachments()
        }
        assert letter["X-Unsent"] == "1" and letter["From"] is None
        assert attached == {name: (made.folder / name).read_bytes() for name in made.files[:-1]}
        letters[made.office.code] = letter
    assert letters["101"]["To"] == "shuili@example.gov.cn"
    assert letters["102"]["To"] is None and done.made[1].sender.endswith("jiaoyu@example.gov.cn>")
    assert letters["102"]["Subject"] == (
        "退回修改：=甲县教育局2024年度部门整体支出绩效自评（第3次报送）"
    )
    body = text_of(letters["101"])
    assert "第1次报送" in body and "2025年4月10日前" in body and "写明第2次报送" in body
    assert "打不开" in text_of(letters["103"])


def test_the_register_is_told_and_nothing_else_is_changed(first: First) -> None:
    bureau, done, _ = first
    assert done.backup is not None
    assert bureau.register("甲县水利局") == [1, datetime(2025, 4, 2)]
    assert bureau.register("甲县审计局") == [1, datetime(2025, 4, 2)]
    assert bureau.register("甲县林业局") == [None, None]
    with ZipFile(done.backup) as before, ZipFile(bureau.rollup) as after:
        assert before.namelist() == after.namelist()
        changed = [name for name in before.namelist() if before.read(name) != after.read(name)]
    assert len(changed) == 1 and "worksheets" in changed[0]
    with Journal(journal_path(bureau.rollup)) as journal:
        kept = [(one.key, one.year, one.number, one.day) for one in journal.returns()]
    assert sorted(kept) == [
        ("101", 2024, 1, "2025-04-02"), ("102", 2024, 3, "2025-04-02"),
        ("103", 2024, 0, "2025-04-02"), ("105", 2024, 1, "2025-04-02"),
    ]  # fmt: skip


def test_a_second_round(tmp_path: Path) -> None:
    """Not twice by mistake; again on request, beside the first; then the correction counts.

    What goes back lies among what comes in: that is not taken for something that came.
    """
    bureau = Bureau(tmp_path)
    bureau.back = bureau.box / "退回"
    bureau.receive("甲县水利局_v1.xlsx", book("甲县水利局", "101"), 1)
    bureau.collect()
    assert len(bureau.give_back().made) == 1
    idle = bureau.give_back()
    assert not idle.made and [one.office.code for one in idle.already] == ["101"]
    (again,) = bureau.give_back(again=True, only=("甲县水利局",)).made
    assert "退回单_第1次 (2).docx" in again.files
    assert bureau.register("甲县水利局") == [2, datetime(2025, 4, 2)]
    corrected = (bureau.back / "101_甲县水利局" / again.files[1]).read_bytes()
    late = bureau.receive("改好.xlsx", corrected, 1)
    moment = datetime(2025, 4, 8, 9).timestamp()
    os.utime(late, (moment, moment))
    bureau.collect()
    assert bureau.register("甲县水利局") == [2, datetime(2025, 4, 2)]
    (made,) = bureau.give_back().made
    assert made.number == 2 and "退回单_第2次.docx" in made.files
    line = read_register(bureau.rollup)["101"]
    assert line.chosen == "是" and bureau.register("甲县水利局")[0] == 3


def test_names_are_found_from_wherever_we_are(tmp_path: Path) -> None:
    """They were told as they were given then; of two that fit none is guessed."""
    places = [tmp_path / one / "收件箱" / "a.xlsx" for one in ("甲", "乙")]
    for place in places:
        place.parent.mkdir(parents=True)
        place.write_bytes(b"x")
    source = Source("收件箱/a.xlsx", digest=sha256(b"x").hexdigest())
    known = [str(place) for place in places]
    assert fetched([source], known[:1], tmp_path) == {source: places[0]}
    assert isinstance(fetched([source], known, tmp_path)[source], Missing)
    gone = Source("收件箱/b.xlsx", digest="1")
    assert "不在原来的位置" in str(fetched([gone], known, tmp_path)[gone])
    other = source._replace(digest="1")
    assert "改动过" in str(fetched([other], known[:1], tmp_path)[other])


def test_nothing_goes_out_that_was_not_read(tmp_path: Path) -> None:
    """A journal that somebody wrote into names a file elsewhere, or no digest."""
    book, report, other = (tmp_path / name for name in ("甲.xlsx", "甲.docx", "乙.xlsx"))
    for path in (book, report, other):
        path.write_bytes(b"x")
    digest, known = sha256(b"x").hexdigest(), [str(book)]
    good = [Source(str(path), digest=digest) for path in (book, report)]
    bad = [Source(str(other), digest=digest), Source(str(book))]
    found = fetched([*good, *bad], known, tmp_path)
    assert [found[one] for one in good] == [book, report]
    assert all(isinstance(found[one], Missing) for one in bad)


def test_no_two_offices_share_a_folder(tmp_path: Path) -> None:
    """Not in one round, and not with one that had it before."""
    offices = [Office("乙县水利局", "100002"), Office("100002_乙县水利局"), Office("A", "1")]
    first = folders_of(tmp_path, offices, [])
    names = [first[one.key].name for one in offices]
    assert names == ["100002_乙县水利局", "100002_乙县水利局 (2)", "1_A"]
    kept = [Returned(one.key, 2024, 1, "", str(first[one.key])) for one in offices]
    assert folders_of(tmp_path, offices[::-1], kept) == first
    new = Office("1_a")
    assert folders_of(tmp_path, [new], kept)[new.key].name == "1_a (2)"


def test_what_is_gone_or_changed_since(tmp_path: Path) -> None:
    bureau = Bureau(tmp_path)
    gone = bureau.receive("甲县水利局_v1.xlsx", book("甲县水利局", "101"), 1)
    changed = bureau.receive("甲县统计局_v1.xlsx", book("甲县统计局", "105"), 1)
    bureau.collect_here()
    gone.unlink()
    changed.write_bytes(book("甲县统计局", "105", 2))
    done = bureau.give_back()
    told = {one.office.code: one.problem for one in done.failed}
    assert "不在原来的位置" in told["101"] and "改动过" in told["105"] and not done.made
    assert not bureau.back.exists() and bureau.register("甲县水利局") == [None, None]


def test_a_roll_up_that_is_open_elsewhere(tmp_path: Path) -> None:
    """The return is made and kept in the journal: the next collection writes it."""
    bureau = Bureau(tmp_path)
    bureau.receive("甲县水利局_v1.xlsx", book("甲县水利局", "101"), 1)
    bureau.collect_here()
    lock = bureau.rollup.with_name(f"~${bureau.rollup.name}")
    lock.write_bytes(b"x")
    done = bureau.give_back()
    assert len(done.made) == 1 and "打开" in done.untold
    lock.unlink()
    bureau.collect_here()
    assert bureau.register("甲县水利局") == [1, datetime(2025, 4, 2)]


def test_a_run_that_is_broken_off(tmp_path: Path) -> None:
    """What was made by then is entered, in the journal and in 登记; the rest comes next time."""
    bureau = Bureau(tmp_path)
    for unit, code in (("甲县水利局", "101"), ("甲县统计局", "105")):
        bureau.receive(f"{unit}_v1.xlsx", book(unit, code), 1)
    bureau.collect_here()

    def stop(done: int, _: int) -> None:
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        return_round(Request(bureau.rollup, bureau.back, TODAY, workers=1), stop)
    assert bureau.register("甲县水利局") == [1, datetime(2025, 4, 2)]
    assert bureau.register("甲县统计局") == [None, None]
    assert [one.office.code for one in bureau.give_back().made] == ["105"]


def test_a_form_that_was_tampered_with(tmp_path: Path) -> None:
    """What is to be restored stands in the notice, before and after; formulas come back."""
    source = tmp_path / "甲.xlsx"
    values = {(OVERALL, "computed_total"): Decimal("99.5")}
    make(source, unit="甲县水利局", code="101", submission=1, values=values)
    told = job(source, tmp_path)
    assert told["changes"] == 1
    chapter = notice(tmp_path / "单.docx")
    assert "被改动的表样，请恢复" in chapter and "99.5" in chapter
    assert "随信的工作簿里已恢复" in chapter
    assert make(tmp_path / "乙.xlsx", unit="甲县水利局", code="101", submission=1)
    assert job(tmp_path / "乙.xlsx", tmp_path / "b")["changes"] == 0


def test_macros_do_not_go_back(tmp_path: Path) -> None:
    source = SAMPLES.parent / "绩效自评工作簿.xlsm"
    assert Opened(source).package.active_content()
    job(source, tmp_path)
    assert not Opened(tmp_path / "簿.xlsx").package.active_content()


def test_what_can_not_be_read_leaves_nothing(tmp_path: Path) -> None:
    source = tmp_path / "坏.xlsx"
    source.write_bytes(book("甲县水利局", "101")[:9000])
    with pytest.raises(UnusableFileError):
        job(source, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["坏.xlsx"]


def job(source: Path, folder: Path) -> dict[str, Any]:
    """What a child does, here."""
    folder.mkdir(exist_ok=True)
    letter = Letter("甲县水利局", "101", 2024, 1, "", "2025年4月2日", workbook="簿.xlsx")
    places = {"path": str(source), "note": str(folder / "单.docx")}
    return return_job(
        {**places, "workbook": str(folder / "簿.xlsx"), "letter": letter._asdict(), "unread": []}
    )
