"""The LibreOffice harness itself: each operation on a small workbook."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.workbook.defined_name import DefinedName

from tests.support import look, render
from tests.support.office import ROOT, Cell, CellError, Job, Name, Office, OfficeError, Step

READ: Step = {"op": "read", "ranges": [["表一", "A1:C3"]]}


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Two sheets: numbers, text, formulas, an error, names of both scopes, protection."""
    workbook = Workbook()
    first = workbook.active
    assert first is not None
    first.title = "表一"
    contents: dict[str, int | str] = {
        "A1": 2, "B1": 3, "C1": "=A1+B1",
        "A2": "文字", "B2": '=""', "C2": "=A1/0",
        "C3": "=SUM(zp_all)+zp_own",
    }  # fmt: skip
    for address, value in contents.items():
        first[address] = value
    first.defined_names["zp_own"] = DefinedName("zp_own", attr_text="'表一'!$B$1")
    workbook.defined_names["zp_all"] = DefinedName("zp_all", attr_text="'表一'!$A$1:$B$1")
    first.protection.enable()
    second = workbook.create_sheet("暗表")
    second["A1"] = "='表一'!C1*10"
    second.sheet_state = "veryHidden"
    path = tmp_path / "样本.xlsx"
    workbook.save(path)
    return path


def test_read_gives_values_flags_and_errors(office: Office, book: Path) -> None:
    cells = office.run(book, [READ]).cells
    assert cells["表一", "A1"] == Cell(2.0, False)
    assert cells["表一", "C1"] == Cell(5.0, True)
    assert cells["表一", "A2"] == Cell("文字", False)
    assert cells["表一", "B2"] == Cell("", True)
    assert cells["表一", "C2"] == Cell(CellError(532, "#DIV/0!"), True)
    assert cells["表一", "A3"] == Cell(None, False)
    assert cells["表一", "C3"] == Cell(8.0, True)
    assert len(cells) == 9


def test_formulas_of_all_sheets_and_their_errors(office: Office, book: Path) -> None:
    result = office.run(book, [{"op": "formulas"}])
    assert result.formulas == {
        ("表一", "C1"): 5.0,
        ("表一", "B2"): "",
        ("表一", "C2"): CellError(532, "#DIV/0!"),
        ("表一", "C3"): 8.0,
        ("暗表", "A1"): 50.0,
    }
    assert list(result.errors()) == [("表一", "C2")]


def test_set_recalculates_and_keeps_text_as_text(office: Office, book: Path) -> None:
    cells = [
        ["表一", "A1", 7.5],
        ["表一", "B1", None],
        ["表一", "A2", "012"],
        ["表一", "B2", "=1+1"],
        ["表一", "A3", {"formula": '=IF(ISNUMBER(A1),ROUND(zp_own+暗表!A1,1),"")'}],
        ["表一", "B3", {"formula": "=ISTEXT(A2)"}],
    ]
    steps: list[Step] = [{"op": "unprotect"}, {"op": "set", "cells": cells}, READ]
    got = office.run(book, steps).cells
    assert got["表一", "C1"].value == 7.5
    assert got["表一", "B1"] == Cell(None, False)
    assert got["表一", "A2"] == Cell("012", False)
    assert got["表一", "B2"] == Cell("=1+1", False)
    assert got["表一", "A3"] == Cell(75.0, True)
    assert got["表一", "B3"].value == 1.0


def test_a_stale_cached_value_is_recalculated_on_load(
    office: Office, book: Path, tmp_path: Path
) -> None:
    """openpyxl writes no cached value; LibreOffice's does, and it is then made wrong."""
    saved, stale = tmp_path / "saved.xlsx", tmp_path / "stale.xlsx"
    office.run(book, save_as=saved)
    with ZipFile(saved) as old, ZipFile(stale, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                assert part.count(b"<v>5</v>") == 1
                part = part.replace(b"<v>5</v>", b"<v>99</v>")
            new.writestr(name, part)
    assert office.run(stale, [READ]).value("表一", "C1") == 5.0


def test_protection_holds_until_taken_off(office: Office, book: Path) -> None:
    insertion: Step = {"op": "insert_rows", "sheet": "表一", "at": 1, "count": 2}
    with pytest.raises(OfficeError, match=r"样本\.xlsx"):
        office.run(book, [insertion])
    moved = office.run(book, [{"op": "unprotect"}, insertion, {"op": "formulas"}])
    assert moved.formulas["表一", "C3"] == 5.0


def test_rows_and_columns_move_names_and_formulas(office: Office, book: Path) -> None:
    steps: list[Step] = [
        {"op": "unprotect"},
        {"op": "insert_rows", "sheet": "表一", "at": 1, "count": 2},
        {"op": "insert_columns", "sheet": "表一", "at": 2},
        {"op": "names"},
        {"op": "formulas"},
        {"op": "delete_rows", "sheet": "表一", "at": 4},
        {"op": "delete_columns", "sheet": "表一", "at": 2},
        {"op": "calculate"},
        {"op": "formulas"},
    ]
    result = office.run(book, steps)
    own = next(name for name in result.names if name.name == "zp_own")
    assert (own.scope, own.sheet, own.address) == ("表一", "表一", "C3")
    assert result.all_formulas[0]["表一", "D5"] == 8.0
    assert result.formulas == {("表一", "C3"): 5.0, ("表一", "C4"): 8.0, ("暗表", "A1"): 50.0}


def test_names_of_both_scopes_and_of_a_copied_sheet(office: Office, book: Path) -> None:
    steps: list[Step] = [
        {"op": "copy_sheet", "sheet": "表一", "new": "表一 (2)", "position": 1},
        {"op": "unprotect"},
        {"op": "set", "cells": [["表一 (2)", "B1", 100]]},
        {"op": "read", "ranges": [["表一 (2)", "C1:C3"], ["表一", "C3"]]},
        {"op": "names"},
    ]
    result = office.run(book, steps)
    assert Name(None, "zp_all", "$表一.$A$1:$B$1", "表一", "A1:B1") in result.names
    copied = next(n for n in result.names if n.scope == "表一 (2)" and n.name == "zp_all")
    assert copied.address == "A1:B1"  # as Excel does: a global name becomes the copy's own
    scoped = {(n.scope, n.sheet, n.address) for n in result.names if n.name == "zp_own"}
    assert scoped == {("表一", "表一", "B1"), ("表一 (2)", "表一 (2)", "B1")}
    assert result.value("表一 (2)", "C3") == 202.0  # hence both names mean the copy's cells
    assert result.value("表一", "C3") == 8.0


def test_rename_hide_and_save(office: Office, book: Path, tmp_path: Path) -> None:
    saved = tmp_path / "另存.xlsx"
    steps: list[Step] = [
        {"op": "unprotect"},
        {"op": "rename_sheet", "sheet": "表一", "new": "新名"},
        {"op": "hide_rows", "sheet": "新名", "at": 2, "count": 2},
        {"op": "hide_rows", "sheet": "新名", "at": 3, "hidden": False},
    ]
    office.run(book, steps, save_as=saved)
    sheet = load_workbook(saved)["新名"]
    assert [sheet.row_dimensions[row].hidden for row in (1, 2, 3)] == [False, True, False]
    assert load_workbook(saved, data_only=True)["新名"]["C1"].value == 5


def test_many_jobs_in_one_process(
    office: Office, book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    started = time.perf_counter()
    jobs = [
        Job(book, [{"op": "unprotect"}, {"op": "set", "cells": [["表一", "A1", n]]}, READ])
        for n in range(30)
    ]
    results = office.run_many(jobs)
    seconds = time.perf_counter() - started
    with capsys.disabled():
        print(f" 30 jobs in {seconds:.2f} s ", end="")
    assert [result.value("表一", "C1") for result in results] == [n + 3.0 for n in range(30)]
    assert seconds < 30
    assert not list(book.parent.glob(".~lock*"))


def test_pdf_pictures_and_text(office: Office, book: Path, tmp_path: Path) -> None:
    pdf = tmp_path / "页.pdf"
    office.run(book, pdf=pdf)
    assert render.pages(pdf) == 1
    assert "文字" in render.text(pdf, page=1)
    assert "pts" in render.page_size(pdf)
    pictures = render.pictures(pdf, tmp_path / "png", dpi=40)
    assert [p.name for p in pictures] == ["页-1.png"]


def test_look_shows_print_areas_or_everything(book: Path, tmp_path: Path, office: Office) -> None:
    workbook = load_workbook(book)
    workbook["表一"].print_area = "A1:B2"
    workbook["表一"]["Z1"] = "系统列"
    workbook.create_sheet("三")["A1"] = "第三张"
    workbook.save(book)
    plain = look.look(book, tmp_path / "a", dpi=40, screen=False, hidden=False)
    everything = look.look(book, tmp_path / "b", dpi=40, screen=True, hidden=True)
    assert "系统列" not in render.text(plain[0])
    assert "第三张" in render.text(plain[0])
    assert "系统列" in render.text(everything[0])
    assert [len(plain), len(everything)] == [3, 4]


def test_a_report_opens_too(office: Office, tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_paragraph("一、部门基本情况")
    document.save(tmp_path / "报告.docx")
    office.run(tmp_path / "报告.docx", pdf=tmp_path / "报告.pdf")
    assert "一、部门基本情况" in render.text(tmp_path / "报告.pdf")


def test_bad_jobs_name_the_file_and_the_cause(office: Office, book: Path, tmp_path: Path) -> None:
    broken = tmp_path / "坏.xlsx"
    broken.write_bytes(b"PK\x03\x04 not a workbook")
    for path in (broken, tmp_path / "无.xlsx"):
        with pytest.raises(OfficeError, match=path.name):
            office.run(path)
    with pytest.raises(OfficeError, match="no sheet 无; there are 表一"):
        office.run(book, [{"op": "read", "ranges": [["无", "A1"]]}])
    assert office.run(book, [READ]).value("表一", "C1") == 5.0


def test_a_killed_soffice_is_started_again_and_nothing_is_left(office: Office, book: Path) -> None:
    with Office() as own:
        folder = own.folder
        os.killpg(soffice_pid(folder), signal.SIGKILL)
        assert own.run(book, [READ]).value("表一", "C1") == 5.0
        assert own.starts == 2
        second = own.folder
        assert processes_with(str(second))
    for left in (folder, second):
        assert not left.exists()
        assert not processes_with(str(left))


def test_a_hanging_job_times_out_twice_then_says_so(office: Office, book: Path) -> None:
    with Office(job_seconds=0.001) as own:
        with pytest.raises(OfficeError, match=r"did not answer within 0\.001 s, twice"):
            own.run(book, [READ])
        assert own.starts == 2
    assert not processes_with(str(own.folder))


def test_a_killed_test_run_leaves_no_soffice(office: Office) -> None:
    """Not even `kill -9` of the test run: the worker sees the end of its stdin."""
    code = (
        "import time; from tests.support.office import Office; office = Office();"
        "office.start(); print(office.folder, flush=True); time.sleep(60)"
    )
    command = [sys.executable, "-c", code]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout
        folder = Path(run.stdout.readline().strip())
        assert processes_with(str(folder))
        run.kill()
    until = time.monotonic() + 10
    while (folder.exists() or processes_with(str(folder))) and time.monotonic() < until:
        time.sleep(0.05)
    assert not folder.exists()
    assert not processes_with(str(folder))


def soffice_pid(folder: Path) -> int:
    return int((folder / "soffice.pid").read_text())


def processes_with(text: str) -> list[int]:
    """Processes whose command line holds a text."""
    found = []
    for line in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            command = line.read_bytes()
        except OSError:
            continue
        if text.encode() in command:
            found.append(int(line.parent.name))
    return found
