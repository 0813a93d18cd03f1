"""Values of a running program beside the cells of a file."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from ziping.excel.busy import is_busy
from ziping.excel.live.program import BusyError, GoneError, asked
from ziping.excel.live.values import cell_of, number_of, only_a_copy_tells, same
from ziping.excel.live.watch import is_same
from ziping.package.cells import Cell, ErrorValue
from ziping.workbook.opened import NOTHING

FORMULA = Cell(Decimal(3), "n", "1+2", 7, "3")
REFERENCE_ERROR = -2146826265


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (0.1 + 0.2, Decimal("0.3")),
        (-0.0, Decimal(0)),
        (Decimal("12.50"), Decimal("12.5")),
        (datetime(2024, 3, 15, tzinfo=UTC), Decimal(45366)),
        (True, None),
        ("3", None),
        (float("nan"), None),
    ],
)
def test_numbers_have_the_digits_that_a_cell_shows(value: Any, number: Decimal | None) -> None:
    assert number_of(value) == number


def test_dates_count_from_the_first_day_of_the_workbook() -> None:
    assert number_of(datetime(2024, 3, 15), date1904=True) == Decimal(45366 - 1462)


@pytest.mark.parametrize(
    ("value", "kind", "shown"),
    [
        (None, "", None),
        ("", "", None),
        (2.5, "n", Decimal("2.5")),
        ("=1+1", "s", "=1+1"),
        (True, "b", True),
        (REFERENCE_ERROR, "e", ErrorValue("#REF!")),
        ("#REF!", "s", "#REF!"),  # typed as text
        ("一\r\n二", "s", "一\n二"),
    ],
)
def test_a_new_value_makes_the_cell_that_a_file_would_hold(
    value: Any, kind: str, shown: Any
) -> None:
    cell = cell_of(value, NOTHING)
    assert (cell.kind, cell.value, cell.formula) == (kind, shown, None)
    assert same(cell, value)


def test_formula_and_look_stay() -> None:
    cell = cell_of(4.0, FORMULA)
    assert (cell.value, cell.formula, cell.style) == (Decimal(4), "1+2", 7)
    assert cell_of(None, FORMULA).kind == "s"  # a formula that shows nothing shows empty text


def test_what_only_the_file_tells() -> None:
    assert only_a_copy_tells(NOTHING, 45366.0)  # a date, or an amount?
    assert only_a_copy_tells(FORMULA, None)  # an error, or empty text?
    assert not only_a_copy_tells(NOTHING, 804.82)
    assert not only_a_copy_tells(NOTHING, None)


class ComError(Exception):
    """Shaped as Excel's refusals arrive: a number, and details whose last one is another."""

    def __init__(self, hresult: int, scode: int | None = None) -> None:
        super().__init__(hresult)
        self.hresult = hresult
        self.excepinfo = (0, None, None, None, 0, scode)


@pytest.mark.parametrize(
    "error", [ComError(-2147418111), ComError(-2147417846), ComError(-2147352567, -2146777998)]
)
def test_a_cell_being_edited_is_busy_and_nothing_else(error: Exception) -> None:
    def refused() -> None:
        raise error

    assert is_busy(error)
    with pytest.raises(BusyError):
        asked(refused)


def test_anything_else_means_that_the_workbook_is_gone() -> None:
    def refused() -> None:
        raise ComError(-2147417848)

    with pytest.raises(GoneError):
        asked(refused)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("C:\\家\\甲.xlsx", "c:\\家\\甲.XLSX", True),
        ("https://x.cn/a/甲.xlsx", "/家/甲.xlsx", True),
        ("/家/甲.xlsx", "/家/乙.xlsx", False),
    ],
)
def test_names_of_one_file(one: str, other: str, expected: bool) -> None:
    assert is_same(one, other) is expected
