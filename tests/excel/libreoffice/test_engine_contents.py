"""What is written into a live Calc document is what is read from it."""

from __future__ import annotations

from typing import Any

import pytest

from ziping.excel.libreoffice import Contents

ROUND_TRIPS = [
    1.0,
    -0.0001,
    0.1 + 0.2,
    1e15 + 0.3,
    123456789012345678.0,
    1e-300,
    "文字",
    "　全角 １２３　",
    "第一行\n第二行",
    "x" * 32_000,
    "a\tb",
    "\U00020000😀",
]
LOOK_ALIKES = ["30", "3.50", "1e5", "2024-01-02", "3/4", "85%", "12:30", "TRUE", "-", "+1", "@A1"]


def test_values_come_back_as_they_were_written(calc: Any) -> None:
    sheet = calc.Book().sheets[0]
    cells = sheet.range((2, 2), (len(ROUND_TRIPS) + 1, 2))
    cells.value = [[value] for value in ROUND_TRIPS]
    assert cells.value == ROUND_TRIPS
    assert list(map(type, cells.value)) == list(map(type, ROUND_TRIPS))
    sheet.range("A1").value = "一格"
    assert sheet.range("A1").value == "一格"


def test_text_never_becomes_a_number_or_a_date(calc: Any) -> None:
    cells = calc.Book().sheets[0].range((1, 1), (len(LOOK_ALIKES), 3))
    cells.formula = [[text, "'" + text, f"'={text}"] for text in LOOK_ALIKES]
    expected = [[text, text, f"={text}"] for text in LOOK_ALIKES]
    assert cells.value == expected
    assert [list(row) for row in cells.formula] == expected


def test_empty_text_and_none_clear_a_cell(calc: Any) -> None:
    cells = calc.Book().sheets[0].range("A1:C1")
    cells.formula = [["a", "=1+1", 3]]
    cells.formula = [[None, "", "'"]]
    assert cells.value == [None, None, None]
    assert cells.formula == (("", "", ""),)


def test_booleans_stay_booleans(calc: Any) -> None:
    cells = calc.Book().sheets[0].range("A1:E1")
    cells.formula = [[True, False, 1, "=1>0", "=2-1"]]
    assert [type(value) for value in cells.value] == [bool, bool, float, bool, float]
    assert cells.value == [True, False, 1.0, True, 1.0]


def test_errors_are_those_of_excel(calc: Any) -> None:
    cells = calc.Book().sheets[0].range("A1:F1")
    cells.formula = [["=1/0", "=NA()", "=没有这个名称", '="a"+1', "=SQRT(-1)", "=1"]]
    expected = ["#DIV/0!", "#N/A", "#NAME?", "#VALUE!", "#NUM!", 1.0]
    assert cells.options(err_to_str=True).value == expected
    assert cells.value == [None, None, None, None, None, 1.0]
    assert cells.raw_value[0][0] == -2146826281


FORMULAS = [
    ("='整体自评表'!$D$4*2", "=整体自评表!$D$4*2", 25.0),
    ("=SUM(A1,2,'it''s 锁定'!A1:B2)", "=SUM(A1,2,'it''s 锁定'!A1:B2)", 2.0),
    ('=HYPERLINK("#\'整体自评表\'!A1","看这里")', None, "看这里"),
    ('=IF(D4="a;b",1,"x,y")', None, "x,y"),
    ('=IFERROR(1/0,"")', None, None),
    ("=zp_total+1", None, 13.5),
    ("=SUM({1,2;3,4})", None, 10.0),
    ('="第一行"&CHAR(10)&"二"', None, "第一行\n二"),
    ("=ROUND(ROUND(2.675,10),2)", None, 2.68),
    ('=COUNTIFS(A:A,"单位")', None, 1.0),
    ("=50%", None, 0.5),
]


def test_formulas_are_those_of_excel(calc: Any, path: Any) -> None:
    sheet = calc.Book(str(path)).sheets["整体自评表"]
    cells = sheet.range("F9").resize(len(FORMULAS), 1)
    cells.formula = [[written] for written, _, _ in FORMULAS]
    assert [text for (text,) in cells.formula] == [read or written for written, read, _ in FORMULAS]
    assert cells.value == [value for _, _, value in FORMULAS]


def test_half_a_character_does_not_stop_the_bridge(calc: Any) -> None:
    cell = calc.Book().sheets[0].range("A1")
    cell.formula = "'坏\udcff名"
    assert cell.value == "坏\ufffd名"


def test_one_formula_fills_a_block_relatively(calc: Any) -> None:
    sheet = calc.Book().sheets[0]
    sheet.range("A1:A3").value = [[1], [2], [3]]
    sheet.range("B1:B3").formula = "=A1*10"
    assert sheet.range("B1:B3").value == [10.0, 20.0, 30.0]
    assert sheet.range("B3").formula == "=A3*10"


def test_a_mixed_block_is_one_write(calc: Any) -> None:
    sheet = calc.Book().sheets[0]
    rows = [
        [f"'{i}", i / 3, f"=B{i}*3", None, f'=HYPERLINK("#A{i}","第{i}行")'] for i in range(1, 61)
    ]
    Contents.calls = []
    sheet.range((1, 1), (60, 5)).formula = rows
    found = sheet.range((1, 1), (60, 5)).options(ndim=2).value
    assert [kind for _, kind in Contents.calls] == ["write", "read"]
    assert found[6] == ["7", 7 / 3, 7.0, None, "第7行"]
    assert sheet.range("C60").formula == "=B60*3"


def test_twenty_thousand_cells_in_one_call(calc: Any) -> None:
    cells = calc.Book().sheets[0].range((1, 1), (2000, 10))
    rows = [[float(row * column) for column in range(10)] for row in range(2000)]
    Contents.calls = []
    cells.value = rows
    assert cells.options(ndim=2).value == rows
    assert len(Contents.calls) == 2


def test_shapes_are_as_on_excel(calc: Any) -> None:
    sheet = calc.Book().sheets[0]
    sheet.range("A1:B2").value = [[1, 2], [3, 4]]
    assert sheet.range("A1:B1").value == [1.0, 2.0]
    assert sheet.range("A1:A2").value == [1.0, 3.0]
    assert sheet.range("A1").options(ndim=2).value == [[1.0]]
    assert sheet.range("A1").formula == "1"
    assert sheet.range("A1:B2").formula == (("1", "2"), ("3", "4"))
    assert sheet.range("A1:B2").raw_value == ((1.0, 2.0), (3.0, 4.0))


def test_clearing_leaves_the_format(calc: Any) -> None:
    cell = calc.Book().sheets[0].range("A1")
    cell.number_format = "0.00%"
    cell.value = 0.5
    cell.clear_contents()
    assert cell.value is None
    assert cell.number_format == "0.00%"


def test_a_locked_cell_is_refused_and_nothing_is_written(calc: Any, path: Any) -> None:
    from ziping.excel.libreoffice import LockedError

    sheet = calc.Book(str(path)).sheets["it's 锁定"]
    sheet.range("B2").formula = "'可以"
    with pytest.raises(LockedError, match=r"(?s)it.s 锁定.*A1:B2.*取消保护") as caught:
        sheet.range("A1:B2").formula = [["新", "=1"], ["新", "新"]]
    assert caught.value.address == "A1:B2"
    assert sheet.range("A1:B2").value == [["锁", None], [None, "可以"]]
