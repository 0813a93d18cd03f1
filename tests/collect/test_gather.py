"""A round from folder to roll-up: what is read, what is kept, what is told, what is written."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Generator, Iterable
from contextlib import closing
from datetime import date
from email.message import EmailMessage
from functools import partial
from pathlib import Path
from time import sleep

import pytest

from tests.cli.running import heeds_ctrl_c
from tests.collect.making import make, make_many, office_code, office_name
from tests.collect.watched import COMMAND, collect, none_left
from tests.package.build import zipped
from ziping.cli import main
from ziping.collect.gather import Gathered, Progress, Request, gather
from ziping.collect.jobs import Answer, Job
from ziping.collect.journal import Journal, journal_path
from ziping.collect.limits import Limits
from ziping.collect.pool import run_jobs
from ziping.collect.returning_package import Request as ReturnRequest
from ziping.collect.returning_round import return_round
from ziping.collect.rollup import is_rollup
from ziping.collect.standing import DUPLICATE, Collected, Returned
from ziping.errors import RulePackError, UnusableFileError, UnwritableError, ZipingError
from ziping.tasks.report import report_file
from ziping.workbook.layout import OVERALL

OFFICES = 3


@pytest.fixture(scope="module")
def stock(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three workbooks, one of them with its report; each test works on a copy."""
    folder = tmp_path_factory.mktemp("stock")
    first, *_ = make_many(folder, OFFICES)
    report_file(first, first.with_suffix(".docx"))
    return folder


@pytest.fixture
def place(stock: Path, tmp_path: Path) -> Path:
    shutil.copytree(stock, tmp_path / "收到")
    return tmp_path


@pytest.fixture
def light(tmp_path: Path) -> Path:
    """Three files that nobody can read: quick, where it does not matter what stands in them."""
    (tmp_path / "收到").mkdir()
    for number in range(OFFICES):
        (tmp_path / f"收到/{number}.xlsx").write_bytes(b"PK")
    return tmp_path


def gathered(place: Path, **more: object) -> Gathered:
    request = Request((place / "收到",), place / "汇总.xlsx", workers=1)
    return gather(request._replace(**more))  # type: ignore[arg-type]


def by_name(done: Gathered) -> dict[str, str]:
    """File → the office that was read of it, or why nothing was."""
    told = {}
    for entry in done.entries:
        reading, refusal = entry.reading, entry.refusal
        told[entry.source.name] = reading.unit if reading else refusal.kind if refusal else ""
    return told


def test_first_run_then_nothing_new_then_one_changed(place: Path) -> None:
    first = gathered(place)
    assert (first.found, first.read, first.summary["counted"]) == (OFFICES, OFFICES, OFFICES)
    assert is_rollup(place / "汇总.xlsx")
    written = (place / "汇总.xlsx").stat().st_mtime_ns

    again = gathered(place)
    assert (again.read, again.is_written) == (0, False)
    assert again.summary == first.summary
    assert (place / "汇总.xlsx").stat().st_mtime_ns == written

    name = f"{office_name(1)}_2024_绩效自评_v1.xlsx"
    make(place / "收到" / name, unit=office_name(1), code=office_code(1), submission=2)
    changed = gathered(place)
    assert (changed.read, changed.is_written) == (1, True)
    assert (place / "汇总.xlsx.bak").exists()
    assert by_name(changed) == by_name(first)

    (place / "收到" / name).unlink()
    less = gathered(place)
    assert (less.read, less.gone, less.summary["counted"]) == (0, 1, OFFICES - 1)


def test_everything_again(light: Path) -> None:
    assert [gathered(light, again=again).read for again in (False, False, True)] == [3, 0, 3]


def test_a_report_beside_is_checked_with_its_workbook(place: Path) -> None:
    [beside] = [one for one in gathered(place).entries if one.report is not None]
    assert beside.source.name.removesuffix(".xlsx") == (beside.report or beside.source).name[:-5]
    assert beside.reading is not None
    report = next((place / "收到").glob("*.docx"))
    report.write_bytes(b"PK\3\4 broken")
    done = gathered(place)
    assert done.read == 1
    told = by_name(done)
    assert told[report.name] == "unusable"
    assert told[beside.source.name] == office_name(0)


def test_a_report_whose_workbook_is_broken_is_read_for_itself(place: Path) -> None:
    book = next((place / "收到").glob("*.docx")).with_suffix(".xlsx")
    book.write_bytes(b"")
    told = by_name(gathered(place))
    assert told[book.name] == "unusable"
    assert told[book.with_suffix(".docx").name] == office_name(0)


def mail(*files: Path, sender: str) -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = sender, "报送自评"
    message["Date"] = "Mon, 03 Mar 2025 09:30:00 +0800"
    message.set_content("请查收。")
    for file in files:
        message.add_attachment(
            file.read_bytes(), maintype="application", subtype="octet-stream", filename=file.name
        )
    return bytes(message)


def test_nothing_that_was_sent_goes_without_a_word(tmp_path: Path) -> None:
    """A name with a point before it is read; backups are told; so is a zip of nothing."""
    box = tmp_path / "收到"
    box.mkdir()
    (box / "点.zip").write_bytes(zipped({".甲.xlsx": b"PK", "~$甲.xlsx": b"1"}))
    (box / "备份.zip").write_bytes(zipped({"甲.xlsx.bak": b"PK", "乙.tmp": b"1"}))
    (box / "空.zip").write_bytes(zipped({"__MACOSX/": b""}))
    told = by_name(gathered(tmp_path))
    assert told == {
        ".甲.xlsx": "unusable",
        "甲.xlsx.bak": "foreign",
        "乙.tmp": "foreign",
        "空.zip": "unusable",
    }


def test_mails_and_zips(place: Path, tmp_path: Path) -> None:
    box = place / "收到"
    report = next(box.glob("*.docx"))
    books = [report.with_suffix(".xlsx"), next(box.glob(f"{office_name(1)}*"))]
    (box / "信.eml").write_bytes(mail(books[0], report, sender="shuiliju@example.cn"))
    (box / "包.zip").write_bytes(
        zipped({"内/二.xlsx": books[1].read_bytes(), "说明.pdf": b"%PDF", "坏.xlsx": b"PK"})
    )
    for file in (*box.glob("*.xlsx"), report):
        file.unlink()
    done = gathered(place)
    told = by_name(done)
    assert {told["二.xlsx"], told[books[0].name]} == {office_name(0), office_name(1)}
    assert (told["说明.pdf"], told["坏.xlsx"]) == ("attachment", "unusable")
    mailed = next(one for one in done.entries if one.source.inner and one.report)
    assert mailed.source.sender == "shuiliju@example.cn"
    assert mailed.source.received.startswith("2025-03-03T09:30")
    assert len(mailed.source.digest) == 64
    assert gathered(place).read == 0


def test_the_folder_that_pack_makes(place: Path) -> None:
    """Workbook, report, a draft of the mail with both, and all of it zipped: one submission."""
    box = place / "收到"
    report = next(box.glob("*.docx"))
    book = report.with_suffix(".xlsx")
    for other in set(box.glob("*.xlsx")) - {book}:
        other.unlink()
    draft = mail(book, report, sender="").split(b"\n", 3)[3]  # nobody has sent it, nowhen
    (box / "邮件草稿.eml").write_bytes(draft)
    inside = {file.name: file.read_bytes() for file in (book, report)}
    (box / "报送.zip").write_bytes(zipped({**inside, "邮件草稿.eml": draft}))
    done = gathered(place)
    assert done.collected is not None
    [standing] = done.collected.standings
    assert [one.status for one in standing.others] == [DUPLICATE] * 3
    assert (standing.submissions, standing.remark) == (1, "")


def test_a_child_that_answers_nonsense(place: Path) -> None:
    """What comes out of a child is believed no more than the file."""

    def nonsense(jobs: Iterable[Job], **_: object) -> Generator[Answer]:
        wrong: tuple[dict[str, object], ...] = ({}, {"kind": 1}, {"figures": [[]], "digest": "x"})
        for number, job in enumerate(jobs):
            yield Answer(job.key, wrong[number % len(wrong)])

    told = by_name(gathered(place, run=nonsense))
    assert set(told.values()) == {"crash"}


def test_limits_reach_the_children(place: Path) -> None:
    tight = Limits(seconds=0.001)
    told = by_name(gathered(place, run=partial(run_jobs, limits=tight)))
    assert set(told.values()) == {"time"}


def test_progress(light: Path) -> None:
    seen: list[Progress] = []
    gather(Request((light / "收到",), light / "汇总.xlsx"), seen.append)
    assert [one.done for one in seen] == list(range(OFFICES + 1))
    assert {one.of for one in seen} == {OFFICES}


def test_a_list_of_offices(place: Path) -> None:
    units = place / "名单.csv"
    lines = [f"{office_name(n)},{office_code(n)}" for n in range(OFFICES + 1)]
    units.write_text("\n".join(["单位名称,单位编码", *lines]), encoding="utf-8")
    done = gathered(place, units=units)
    assert done.summary["missing"] == [office_name(OFFICES)]
    assert done.summary["has_list"]
    assert not gathered(place, units=units).is_written
    units.write_text("\n".join(["单位名称,单位编码", *lines[:2]]), encoding="utf-8")
    fewer = gathered(place, units=units)
    assert (fewer.read, fewer.is_written) == (0, True)
    assert fewer.summary["unlisted"] == [office_name(2)]


def test_a_damaged_journal_is_told(light: Path) -> None:
    gathered(light)
    journal_path(light / "汇总.xlsx").write_bytes(b"x" * 9000)
    done = gathered(light)
    assert done.read == OFFICES
    assert "停用1" in done.notes[0]
    journal_path(light / "汇总.xlsx").write_bytes(b"x" * 9000)
    asked = ReturnRequest(light / "汇总.xlsx", light / "退回", date(2025, 4, 1))
    with pytest.raises(UnusableFileError, match="停用2"):
        return_round(asked)


def test_returns_outlive_a_lost_journal(place: Path) -> None:
    """Sent, returned, sent again under the same number, returned, sent again."""
    box, journal = place / "收到", journal_path(place / "汇总.xlsx")
    first = next(box.glob(f"{office_name(1)}*"))
    key = office_code(1)
    (box / "1.eml").write_bytes(mail(first, sender="a@example.cn"))
    for at, day in ((2, "15"), (3, "25")):
        again = make(place / f"{at}.xlsx", unit=office_name(1), code=key, submission=1,
                     values={(OVERALL, "result"): f"完成{at}项。"})  # fmt: skip
        (box / f"{at}.eml").write_bytes(
            mail(again, sender="a@example.cn").replace(b"03 Mar", f"{day} Mar".encode())
        )
    for file in (*box.glob("*.xlsx"), *box.glob("*.docx")):
        file.unlink()
    gathered(place)
    with Journal(journal) as base:
        for number, when in ((1, "2025-03-10"), (2, "2025-03-20")):
            base.add_return(Returned(key, 2024, number, when, ""))
    before = gathered(place).collected
    journal.unlink()
    done = gathered(place)
    after = done.collected
    assert before is not None and after is not None
    assert numbers(after) == numbers(before) == [("1.eml", 1), ("2.eml", 2), ("3.eml", 3)]
    [standing] = after.standings
    assert [(one.number, one.day) for one in standing.returned] == [(1, ""), (2, "2025-03-20")]
    [note] = done.notes
    assert "1 个单位共 2 次" in note
    assert not gathered(place).is_written


def numbers(collected: Collected) -> list[tuple[str, int]]:
    [standing] = collected.standings
    own = [one for one in (standing.counted, *standing.others) if one is not None]
    return sorted((Path(one.entry.source.path).name, one.number) for one in own)


def test_what_was_sent_back_is_not_collected(light: Path) -> None:
    gathered(light)
    folder = light / "收到/退回/甲县水利局"
    folder.mkdir(parents=True)
    shutil.copy(light / "收到/0.xlsx", folder / "甲.xlsx")
    with Journal(journal_path(light / "汇总.xlsx")) as journal:
        journal.add_return(Returned("甲县水利局", 2024, 1, "2025-04-01", str(folder)))
    done = gathered(light)
    assert (done.found, done.read) == (OFFICES, 0)
    assert "退回件" in done.notes[0]


def test_a_workbook_that_somebody_changed_is_written_again(light: Path) -> None:
    gathered(light)
    os.utime(light / "汇总.xlsx")
    again = gathered(light)
    assert (again.read, again.is_written) == (0, True)


def test_it_is_told_by_the_name_that_was_given(
    light: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gathered(light)
    monkeypatch.chdir(light)
    done = gather(Request((Path("收到"),), Path("汇总.xlsx"), again=False, year=2024))
    assert done.read == 0
    assert all(one.source.path.startswith("收到") for one in done.entries)


def not_xlsx(place: Path) -> Gathered:
    return gathered(place, target=place / "汇总.xls")


def not_ours(place: Path) -> Gathered:
    shutil.copy(next((place / "收到").glob("*.xlsx")), place / "汇总.xlsx")
    return gathered(place)


def no_folder(place: Path) -> Gathered:
    return gathered(place, target=place / "没有/汇总.xlsx")


def empty(place: Path) -> Gathered:
    (place / "空").mkdir()
    return gathered(place, given=(place / "空",))


def no_such_rules(place: Path) -> Gathered:
    return gathered(place, rules="火星")


REFUSED = [
    (no_such_rules, RulePackError, "火星"),
    (not_xlsx, UnwritableError, ".xlsx"),
    (not_ours, UnwritableError, "没有覆盖"),
    (no_folder, UnwritableError, "文件夹"),
    (empty, UnusableFileError, "没有可以收的文件"),
]


@pytest.mark.parametrize(("run", "kind", "word"), REFUSED, ids=[one[0].__name__ for one in REFUSED])
def test_refused_before_anything_is_read(
    place: Path, run: object, kind: type[ZipingError], word: str
) -> None:
    with pytest.raises(kind, match=word):
        run(place)  # type: ignore[operator]
    assert not journal_path(place / "汇总.xlsx").exists()


def test_without_pandas_it_is_said_first(place: Path) -> None:
    """A process in which pandas can't be found."""
    program = (
        "import sys, importlib.util as util\n"
        "find = util.find_spec\n"
        "import ziping.collect.gather as gather\n"
        "gather.find_spec = lambda name: None if name == 'pandas' else find(name)\n"
        "from ziping.cli import main\n"
        "sys.exit(main(['collect', '收到', '-o', '汇总.xlsx']))\n"
    )
    ran = subprocess.run([sys.executable, "-c", program], cwd=place, capture_output=True)
    assert ran.returncode == 2
    assert "pip install" in ran.stderr.decode()
    assert not (place / "汇总.xlsx").exists()


def kept(path: Path) -> int:
    """How many files the journal of a run has by now."""
    if not path.exists():
        return 0
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as base:
        try:
            return int(base.execute("select count(*) from files").fetchone()[0])
        except sqlite3.OperationalError:  # not made yet, or being written
            return 0


@pytest.mark.skipif(sys.platform != "linux", reason="watches /proc")
def test_ctrl_c_keeps_what_is_done(tmp_path: Path) -> None:
    """Twice broken off, by Ctrl-C and by `kill`, then carried on to the end."""
    count, done = 60, 0
    assert len(list(make_many(tmp_path / "收到", count))) == count
    for stop in (signal.SIGINT, signal.SIGTERM):
        done = broken_off(tmp_path, stop, done)
        assert 0 < done < count
        assert is_rollup(tmp_path / "汇总.xlsx")
    rest = collect("收到", "-o", "汇总.xlsx", cwd=tmp_path)
    assert rest.code == 0
    assert rest.told["files"]["read"] == count - done
    assert rest.told["counted"] == count


def broken_off(place: Path, stop: signal.Signals, before: int) -> int:
    """A run that is ended as soon as it has kept something; how many files are kept by then."""
    words = [COMMAND, "collect", "收到", "-o", "汇总.xlsx", "--workers", "1"]
    process = subprocess.Popen(
        words,
        cwd=place,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=heeds_ctrl_c,
    )
    while kept(place / "汇总.收件记录.db") <= before and process.poll() is None:
        sleep(0.02)
    process.send_signal(stop)
    out, error = process.communicate(timeout=60)
    assert (process.returncode, error.decode()) == (2, "")
    assert "中途停下" in out.decode()
    assert none_left(process.pid)
    return kept(place / "汇总.收件记录.db")


def test_the_command_tells_what_came(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "收到/旧.doc").write_bytes(b"x")
    assert main(["collect", str(place / "收到"), "-o", str(place / "汇总.xlsx")]) == 1
    told = capsys.readouterr()
    for word in (
        "收到并计入 3 个单位",
        "没能读出来 1 份",
        "另存为 .docx",
        "汇总已写好",
        "ziping return",
    ):
        assert word in told.out
    assert told.err == ""
    assert main(["collect", str(place / "收到"), "-o", str(place / "汇总.xlsx")]) == 1
    assert "汇总没有重写" in capsys.readouterr().out


def test_a_date_that_is_none(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["collect", str(place / "收到"), "-o", str(place / "汇总.xlsx"), "--deadline", "三月底"]
    assert main(words) == 2
    assert "2025-03-31" in capsys.readouterr().err
