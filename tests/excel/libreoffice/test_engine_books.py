"""Workbooks of a live LibreOffice through xlwings' own classes."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from ziping.excel.libreoffice import HostError, HostGoneError, activate, files
from ziping.excel.libreoffice.alerts import argument


def test_a_file_of_an_odd_name_opens_under_its_name(calc: Any, path: Path) -> None:
    book = calc.Book(str(path))
    assert (book.fullname, book.name) == (str(path), path.name)
    assert calc.Book(str(path)) == book
    assert calc.books[path.name].fullname == str(path)
    assert [sheet.name for sheet in book.sheets] == ["整体自评表", "it's 锁定", "藏"]


@pytest.mark.parametrize(
    "name",
    ["a b.xlsx", "％全角　空格.xlsx", "100%.xlsx", "a%20b.xlsx", "#1;?&=+~.xlsx", "“引号”'.xlsx"],
)
def test_full_names_are_paths(calc: Any, path: Path, name: str) -> None:
    odd = path.rename(path.with_name(name))
    assert calc.Book(str(odd)).fullname == str(odd)


def test_two_books_are_kept_apart(calc: Any, path: Path) -> None:
    first, second = calc.Book(str(path)), calc.Book()
    second.sheets[0].range("A1").value = "另一份"
    assert first.sheets[0].range("A1").value == "单位"
    assert {book.name for book in calc.books} == {first.name, second.name}
    first.activate()
    assert len(calc.apps.active.books) == 2


def test_hidden_documents_are_found(calc: Any, path: Path) -> None:
    desktop = calc.apps.active.api
    hidden = (argument("Hidden", True),)
    desktop.loadComponentFromURL(path.as_uri(), "_blank", 0, hidden)
    assert [book.fullname for book in calc.books] == [str(path)]


def test_a_document_without_a_window_is_found(calc: Any, path: Path) -> None:
    host = calc.apps.active.impl.host
    document = host.create("com.sun.star.sheet.SpreadsheetDocument")
    document.load((argument("URL", path.as_uri()), argument("FilterName", files.FILTERS[".xlsx"])))
    (book,) = calc.apps.active.books
    assert book.sheets["整体自评表"].range("D4").value == 12.5
    assert calc.apps.active.selection is None
    book.sheets[0].activate()
    book.sheets[0].range("A1").select()
    book.activate()
    assert book.sheets.active.name == "整体自评表"


def test_text_documents_are_no_books(calc: Any) -> None:
    text = calc.apps.active.api.loadComponentFromURL("private:factory/swriter", "_blank", 0, ())
    try:
        assert list(calc.apps.active.books) == []
        with pytest.raises(HostError, match="没有打开的工作簿"):
            _ = calc.books.active
    finally:
        text.close(True)


def test_a_copy_leaves_the_document_as_it_is(calc: Any, path: Path) -> None:
    book = calc.Book(str(path))
    copy = path.with_name("副本 #2%.xlsx")
    book.impl.save_copy(str(copy))
    assert not book.api.isModified()
    book.sheets[0].range("A2").formula = "'=没有保存"
    before = path.read_bytes()
    book.impl.save_copy(str(copy))
    assert book.api.isModified()
    assert (book.fullname, book.api.Title) == (str(path), path.name)
    assert path.read_bytes() == before
    sheet = load_workbook(copy)["整体自评表"]
    assert (sheet["A2"].value, sheet["A2"].data_type) == ("=没有保存", "s")
    assert [found.name for found in path.parent.glob(".~lock*")] == [f".~lock.{path.name}#"]


def test_a_copy_is_a_plain_xlsx(calc: Any, path: Path) -> None:
    copy = path.with_name("copy.xlsx")
    calc.Book(str(path)).impl.save_copy(str(copy))
    with zipfile.ZipFile(copy) as parts:
        assert b"spreadsheetml.sheet.main+xml" in parts.read("[Content_Types].xml")


def test_saving_closing_and_opening_again(calc: Any, path: Path) -> None:
    book = calc.Book(str(path))
    book.sheets[0].range("A9").value = "存"
    book.save()
    assert not book.api.isModified()
    other = path.with_name("另存.xlsx")
    book.save(str(other))
    assert book.fullname == str(other)
    book.close()
    assert list(path.parent.glob(".~lock*")) == []
    assert calc.Book(str(path)).sheets[0].range("A9").value == "存"


def test_an_unsaved_book_has_no_place(calc: Any) -> None:
    with pytest.raises(HostError, match="还没有保存过"):
        calc.Book().save()


def test_a_file_that_is_no_workbook(calc: Any, tmp_path: Path) -> None:
    bad = tmp_path / "坏.xlsx"
    bad.write_bytes(b"PK\x03\x04 damaged")
    with pytest.raises(HostError):
        calc.Book(str(bad))


def test_a_closed_book_says_so(calc: Any, path: Path) -> None:
    book = calc.Book(str(path))
    sheet, cells = book.sheets[0], book.sheets[0].range("A1:B2")
    book.close()
    asked = (
        lambda: cells.value,
        lambda: cells.formula,
        lambda: setattr(cells, "value", 1),
        lambda: book.fullname,
        lambda: len(book.sheets),
        lambda: sheet.name,
        lambda: sheet.range("zp_total"),
        lambda: book.impl.save_copy(str(path)),
    )
    for ask in asked:
        with pytest.raises(HostGoneError, match="工作簿已经关闭") as caught:
            ask()
        assert caught.value.__context__ is None  # nothing of the bridge hangs on it


def test_errors_pass_through_a_context_manager(calc: Any, path: Path) -> None:
    book = calc.Book(str(path))
    with pytest.raises(HostGoneError), calc.apps.active.properties(screen_updating=False):
        book.close()
        _ = book.sheets[0].range("A1").value
    assert calc.apps.active.screen_updating
    activate()
