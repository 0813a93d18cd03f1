"""Tables from outside: what a cell shows, what is a number, where a file is refused."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from ziping.errors import UnusableFileError
from ziping.workbook import tables
from ziping.workbook.tables import TableCell, read_tables


def test_a_workbook(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "指标"
    sheet["B2"], sheet["C2"], sheet["D2"] = " 单位 ", 12.5, "=C2*2"
    book.create_sheet("藏着").sheet_state = "hidden"
    book.save(path := tmp_path / "表.xlsx")
    first, second = read_tables(path)
    assert first.name == "指标"
    assert first.cells[2, 2] == TableCell("单位", None)
    assert first.cells[2, 3] == TableCell("12.5", Decimal("12.5"))
    assert first.at(2, 3) == "指标 C2"
    assert (2, 4) not in first.cells, "a formula that was never computed shows nothing"
    assert second.is_hidden
    assert not first.is_hidden


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_csv_in_either_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "表.csv"
    path.write_bytes('单位,编制\r\n"甲县水利局\n（本级）",35\r\n'.encode(encoding))
    (table,) = read_tables(path)
    assert table.cells[2, 1].text == "甲县水利局\n（本级）"
    assert table.cells[2, 2] == TableCell("35", None)
    assert table.at(2, 2) == "B2"


def test_what_is_too_long_is_cut_and_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MAX_ROWS", 2)
    path = tmp_path / "表.csv"
    path.write_text("一\n二\n三\n", "utf-8")
    (table,) = read_tables(path)
    assert table.is_cut
    assert max(row for row, _ in table.cells) == 2


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("表.csv", b"\xff\xfe\x00\xd8\x81", "文字编码认不出来"),
        ("表.csv", '"没有完'.encode(), "不是完整的 CSV 表格"),
        ("表.csv", b"", "0 字节"),
        ("表.xlsx", b"PK\3\4", "已损坏"),
        ("表.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "xls"),
    ],
)
def test_what_is_no_table_is_told(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UnusableFileError, match=said):
        read_tables(path)
