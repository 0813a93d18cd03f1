"""Sheets, ranges and names of a live Calc document."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ziping.excel.libreoffice import HostError


@pytest.fixture
def book(calc: Any, path: Path) -> Any:
    return calc.Book(str(path))


def test_sheets_by_name_and_number(book: Any) -> None:
    assert book.sheets["藏"].index == 3
    assert book.sheets[1].name == "it's 锁定"
    assert "藏" in book.sheets
    assert [sheet.visible for sheet in book.sheets] == [True, True, False]
    with pytest.raises(KeyError):
        _ = book.sheets["没有"]


def test_a_sheet_can_be_renamed_shown_and_activated(book: Any) -> None:
    sheet = book.sheets["藏"]
    sheet.visible = True
    sheet.name = "不藏"
    sheet.activate()
    assert book.sheets.active == sheet
    assert book.sheets["不藏"].visible
    assert sheet.book == book


def test_ranges_by_address_place_or_name(book: Any) -> None:
    sheet = book.sheets["整体自评表"]
    asked = ("a1", "$B$2:A$3", (3, 27), "B:C", "5:6", "zp_total")
    assert [sheet.range(place).address for place in asked] == [
        "$A$1",
        "$A$2:$B$3",
        "$AA$3",
        "$B$1:$C$1048576",
        "$A$5:$XFD$6",
        "$D$4",
    ]


def test_corners_offsets_and_sizes(book: Any) -> None:
    sheet = book.sheets[0]
    cells = sheet.range((2, 3), (4, 6))
    assert (cells.address, cells.shape, cells.count) == ("$C$2:$F$4", (3, 4), 12)
    assert (cells.row, cells.column, cells.last_cell.address) == (2, 3, "$F$4")
    assert sheet.range("B2").offset(1, 2).resize(2, 2).address == "$D$3:$E$4"
    assert sheet.range(sheet.range("B2"), sheet.range("A5")).address == "$A$2:$B$5"
    assert [cell.address for cell in sheet["A1:B2"]] == ["$A$1", "$B$1", "$A$2", "$B$2"]
    assert sheet[0, 1].address == "$B$1"
    assert sheet.range("A1").get_address(False, False, True) == "'整体自评表'!A1"
    assert sheet[1:3, 0].address == "$A$2:$A$3"
    assert sheet.used_range.address == "$A$1:$D$4"


def test_a_name_of_a_sheet_stands_before_one_of_the_book(book: Any) -> None:
    locked = book.sheets["it's 锁定"]
    assert locked.range("zp_own").address == "$B$2:$C$3"
    assert locked.range("zp_total").sheet.name == "整体自评表"
    with pytest.raises(HostError, match="没有“zp_own”"):
        book.sheets[0].range("zp_own")


def test_names_of_book_and_sheets(book: Any) -> None:
    assert [name.name for name in book.names] == ["zp_total", "'it''s 锁定'!zp_own"]
    assert book.names["zp_total"].refers_to == "=整体自评表!$D$4"
    assert book.names["zp_total"].refers_to_range.value == 12.5
    assert [name.name for name in book.sheets[1].names] == ["'it''s 锁定'!zp_own"]
    assert "'it''s 锁定'!zp_own" in book.names
    assert "zp_nothing" not in book.names


def test_rows_are_shown_and_fitted_also_on_a_protected_sheet(book: Any) -> None:
    sheet = book.sheets["it's 锁定"]
    rows = sheet.range("A4:B6")
    assert rows.rows.hidden is None
    rows.impl.set_hidden(False)
    assert rows.rows.hidden is False
    sheet.range("B2").value = "\n".join("五行字都要看得见")
    sheet.range("B2").row_height = 8
    low = sheet.range("B2").row_height
    sheet.range("A1:B2").rows.autofit()
    assert low == pytest.approx(8, abs=0.1)
    assert sheet.range("B2").row_height > 20


def test_number_formats_are_excels(book: Any) -> None:
    cells = book.sheets[0].range("A1:B1")
    assert cells.number_format == "General"
    for code in ("0.00%", "@", "#,##0.00", "yyyy-mm-dd", "General"):
        cells.number_format = code
        assert cells.number_format.lower() == code.lower()
    book.sheets[0].range("A1").number_format = "0"
    assert cells.number_format is None
