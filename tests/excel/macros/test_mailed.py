"""What is mailed: no macro, no button, no function of ours, all else as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.excel.macros.products import BOOK, parts
from tests.excel.macros.resaved import as_excel_saves
from tests.excel.macros.running import saved_again
from tests.support.office import Office
from ziping.package.gate import open_package
from ziping.package.rewrite import write_new
from ziping.tasks.create import MASTER
from ziping.workbook.layout import HIDDEN, HOME, NOTES, PYTHON_CHECK, SHEETS
from ziping.workbook.macros.functions_out import CALL
from ziping.workbook.macros.splice import elements
from ziping.workbook.macros.strip import macro_free
from ziping.workbook.read import read_workbook

Parts = dict[str, bytes]
MINE = "xl/worksheets/sheet1.xml"


@pytest.fixture(scope="module", params=["built", "as Excel saves", "saved by LibreOffice"])
def full(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Parts:
    """The macro workbook as an officer has it after a while."""
    if request.param == "saved by LibreOffice":
        target = tmp_path_factory.mktemp("saved") / "saved.xlsm"
        saved_again(request.getfixturevalue("live_office"), BOOK, target)
        return parts(target)
    built = parts(BOOK)
    return built if request.param == "built" else as_excel_saves(built)


@pytest.fixture(scope="module")
def mailed(full: Parts) -> Parts:
    return dict(macro_free(list(full.items())))


@pytest.fixture
def file(mailed: Parts, tmp_path: Path) -> Path:
    target = tmp_path / "寄出.xlsx"
    write_new(list(mailed.items()), target)
    return target


def test_nothing_in_it_runs(file: Path) -> None:
    assert open_package(file).active_content() == []


def test_no_part_of_macros_buttons_or_the_check_is_left(full: Parts, mailed: Parts) -> None:
    gone = set(full) - set(mailed)
    assert {"xl/vbaProject.bin", "xl/worksheets/sheet10.xml"} < gone
    assert not [name for name in mailed if "ctrlProp" in name or "calcChain" in name]
    everything = b"\n".join(mailed.values())
    for word in (b"vbaProject", b"macroEnabled", b"FmlaMacro", b"[0]!", b"ZipingScore"):
        assert word not in everything
    assert PYTHON_CHECK.encode() not in mailed["xl/workbook.xml"]
    assert not elements(mailed[MINE], "legacyDrawing", "drawing", "control")


def test_no_cell_calls_a_function_of_ours(full: Parts, mailed: Parts) -> None:
    def calls(found: Parts) -> list[str]:
        sheets = [xml for name, xml in found.items() if name.startswith("xl/worksheets/sheet")]
        texts = [xml[f.inner : f.close].decode() for xml in sheets for f in elements(xml, "f")]
        return [text for text in texts if CALL.search(text)]

    assert len(calls(full)) > 10
    assert calls(mailed) == []


def test_every_link_leads_somewhere(mailed: Parts) -> None:
    for name, xml in mailed.items():
        if not name.endswith(".rels"):
            continue
        folder = name.replace("_rels/", "").rpartition("/")[0]
        for link in elements(xml, "Relationship"):
            target = link.get("Target")
            full_name = target.lstrip("/") if target[0] == "/" else f"{folder}/{target}".lstrip("/")
            assert full_name in mailed, f"{name} → {target}"
    for kind in elements(mailed["[Content_Types].xml"], "Override"):
        assert kind.get("PartName").lstrip("/") in mailed


def test_all_other_parts_keep_their_bytes(full: Parts, mailed: Parts) -> None:
    touched = {name for name, xml in mailed.items() if full[name] != xml}
    allowed = {"[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", MINE}
    allowed |= {"xl/_rels/workbook.xml.rels", "xl/worksheets/_rels/sheet1.xml.rels"}
    allowed |= {"xl/worksheets/sheet2.xml"}  # a function call that was typed there
    assert touched <= allowed


def test_it_is_the_master_again(tmp_path: Path) -> None:
    """As built it differs from the master in code names, numbers of links and spare styles."""
    found = dict(macro_free(list(parts(BOOK).items())))
    master = parts(BOOK.with_name(MASTER))
    assert set(found) == set(master)
    for name in master:
        if name.startswith("xl/worksheets/"):
            tag = elements(found[name], "sheetPr")[0]
            plain = found[name].replace(f' codeName="{tag.get("codeName")}"'.encode(), b"", 1)
            assert plain == master[name], name


def test_the_reader_and_libreoffice_open_it(file: Path, office: Office) -> None:
    read = read_workbook(file)
    assert [sheet.name for sheet in read.opened.book.sheets] == list(SHEETS)
    result = office.run(file, [{"op": "calculate"}, {"op": "formulas"}])
    assert len(result.formulas) > 1_000
    assert result.errors() == {}
    assert {sheet for sheet, _ in result.formulas} <= {*SHEETS, NOTES} - {HIDDEN}


def test_what_others_put_on_the_first_sheet_stays() -> None:
    """Resaved with a note, a picture and printer settings beside our buttons."""
    found = as_excel_saves(parts(BOOK), others=True)
    mailed = dict(macro_free(list(found.items())))
    assert "xl/printerSettings/printerSettings1.bin" in mailed
    assert b"printerSettings" in mailed["[Content_Types].xml"]
    drawing, notes = mailed["xl/drawings/drawing1.xml"], mailed["xl/drawings/vmlDrawing1.vml"]
    assert len(elements(drawing, "twoCellAnchor")) == 1
    assert b"Note" in notes
    assert b"FmlaMacro" not in notes
    assert [link.name for link in elements(mailed[MINE], "drawing", "legacyDrawing")] == [
        "drawing",
        "legacyDrawing",
    ]


def test_a_call_that_an_officer_typed_keeps_its_last_value() -> None:
    found = as_excel_saves(parts(BOOK))
    mailed = dict(macro_free(list(found.items())))
    before, after = found["xl/worksheets/sheet2.xml"], mailed["xl/worksheets/sheet2.xml"]
    assert b"<f>ZP_GRADE(95)</f><v>" in before
    assert b'<c r="Z1" t="str"><v>' in after
    assert HOME in mailed["xl/workbook.xml"].decode()
