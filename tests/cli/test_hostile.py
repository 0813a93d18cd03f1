"""Hostile text in every text cell: nothing crashes, nothing runs, text stays what it is."""

from __future__ import annotations

import zipfile
from collections import defaultdict
from pathlib import Path
from xml.etree import ElementTree

import docx
import openpyxl
import pytest

from tests.cli.conftest import Copy
from tests.cli.planting import Where, edit_cells, edit_part, inputs, part_of
from tests.cli.running import run
from ziping.package.gate import open_package
from ziping.package.patch import CellEdit
from ziping.workbook.layout import OVERALL
from ziping.workbook.opened import Opened

LONG = "".join(f"{number}、已办结{number * 7919 % 1000}件。" for number in range(5000))[:32_767]
TEXTS = {
    "command": "=cmd|' /C calc'!A0",
    "plus": "+7919+1",
    "minus": "-2+3+cmd|' /C calc'!A0",
    "at": "@SUM(1+1)",
    "link": '=HYPERLINK("http://127.0.0.1/?"&A1,"点我")',
    "markup": "&<>\"'</t></is></c>]]><!-- <w:t>",
    "emoji": "😀👨‍👩‍👧🇨🇳",
    "rare": "𠀀𪚥龘",
    "long": LONG,
    "lines": "第一行\n第二行\n\t第三行",
    "bars": "甲｜乙|丙｜丁｜戊",
    "braces": "{unit}{unit.__class__}{{}}{0}",
    "percent": "%s%d%(name)s",
    "escape": "_x0041__x000D_",
    "blanks": "  　 ",
}
RAW = {
    "beyond": "_xFFFF_甲_xFFFE_",
    "nul": "甲_x0000_乙",
    "terminal": "_x001B_[2J_x001B_[31m红_x0007_",
    "halves": "_xD83D_甲_xDE00_",
    "turned": "\u202e反\u2066\ufeff",
}


def plant_everywhere(path: Path, text: str, *, raw: bool = False) -> list[Where]:
    """The text into every text cell; `raw` leaves Excel's `_xHHHH_` escapes as escapes."""
    planted = [where for where in inputs(Opened(path)) if where.spot.kind == "text"]
    by_sheet: dict[str, list[CellEdit]] = defaultdict(list)
    for where in planted:
        by_sheet[where.sheet].append(CellEdit(where.row, where.col, text))
    for sheet, edits in by_sheet.items():
        edit_cells(path, sheet, edits)
        if raw and "_x" in text:
            part = part_of(open_package(path), sheet)
            edit_part(path, part, lambda xml: xml.replace(b"_x005F_x", b"_x"))
    return planted


def all_commands_end(path: Path, *, few: bool = False) -> None:
    report = path.with_suffix(".docx")
    commands = (
        ["check", path],
        ["check", path, "--json"],
        ["score", path],
        ["score", path, "--adopt", "--json"],
        ["score", path],
        ["normalize", path],
        ["report", path, "-o", report],
    )
    for command in (commands[1], commands[2], commands[-1]) if few else commands:
        ran = run(*command)
        assert ran.code in (0, 1) and ran.err == "", (command, ran)
        if "--json" in command:
            assert ran.json.get("crashed", []) == []
        else:
            assert all(c.isprintable() or c in "\n\u3000" for c in ran.out), command
    opens_whole(path, report)


def opens_whole(path: Path, report: Path) -> None:
    """By other readers too, and each part is XML."""
    openpyxl.load_workbook(path).close()
    docx.Document(str(report))
    for file in (path, report):
        with zipfile.ZipFile(file) as archive:
            assert archive.testzip() is None
            for name in archive.namelist():
                ElementTree.fromstring(archive.read(name))


@pytest.mark.parametrize("kind", TEXTS)
def test_text_stays_text(copy: Copy, kind: str) -> None:
    path = copy("junshan")
    planted = plant_everywhere(path, TEXTS[kind])
    # a cell can't hold more: each run reads a million characters, three of them are enough
    all_commands_end(path, few=kind == "long")
    opened = Opened(path)
    for where in planted:
        cell = opened.cell(where.sheet, where.row, where.col)
        assert (cell.text, cell.formula, cell.kind) == (TEXTS[kind], None, "s"), where
    no_formula_of_theirs(path, TEXTS[kind])


def no_formula_of_theirs(path: Path, text: str) -> None:
    """What was typed stands in no formula, and makes no field of a report."""
    book = openpyxl.load_workbook(path)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f" and text.startswith(("=", "+", "-", "@")):
                    assert text[1:] not in str(cell.value).replace('""', '"'), cell.coordinate
    with zipfile.ZipFile(path.with_suffix(".docx")) as archive:
        document = archive.read("word/document.xml").decode()
        assert "DDE" not in document and "HYPERLINK" not in document.replace("=HYPERLINK", "")


@pytest.mark.parametrize("kind", RAW)
def test_signs_that_no_text_should_hold(copy: Copy, kind: str) -> None:
    path = copy("junshan")
    plant_everywhere(path, RAW[kind], raw=True)
    all_commands_end(path)


def test_totals_are_not_touched_by_what_things_are_called(copy: Copy) -> None:
    """Only names, prose and reasons changed: every number is as before."""
    path = copy("junshan")
    before = run("score", path, "--json").json
    names = ("unit_name", "indicator_name", "deviation_reason", "objective", "project_name")
    for where in [where for where in inputs(Opened(path)) if where.spot.name in names]:
        edit_cells(path, where.sheet, [CellEdit(where.row, where.col, TEXTS["command"])])
    after = run("score", path, "--json").json
    assert after["unit"] == TEXTS["command"]
    for key in ("execution", "weights", "computed_total", "total", "grade"):
        assert after[key] == before[key]


def test_the_cut_of_an_endless_text_is_said_nowhere_wrongly(copy: Copy) -> None:
    """32,767 signs are what a cell holds: the report has them all."""
    path = copy("clean")
    where = next(w for w in inputs(Opened(path)) if w.spot.name == "text_performance")
    edit_cells(path, where.sheet, [CellEdit(where.row, where.col, LONG)])
    run("report", path, "-o", path.with_suffix(".docx"))
    text = "".join(p.text for p in docx.Document(str(path.with_suffix(".docx"))).paragraphs)
    assert LONG in text


@pytest.mark.parametrize("spelling", [' s="{0}"><v>1', ' t="s"><v>{0}', "><v>{0}", "><v>1e{0}"])
def test_numbers_of_thousands_of_digits(copy: Copy, spelling: str) -> None:
    """Python refuses to read such a number: a bad cell at most, never a crash."""
    path = copy("clean")
    part = part_of(open_package(path), OVERALL)
    cell = f'<c r="D4"{spelling.format("9" * 5000)}</v></c>'.encode()

    def change(xml: bytes) -> bytes:
        start = xml.index(b'<c r="D4"')
        return xml[:start] + cell + xml[xml.index(b"<c ", start + 1) :]

    edit_part(path, part, change)
    for command in (["check"], ["score"], ["score", "--json"]):
        ran = run(*command, path)
        assert ran.code in (0, 1) and ran.err == "", ran
