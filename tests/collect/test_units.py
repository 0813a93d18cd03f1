"""Every list of tests/cases/units.toml: which offices are read, and what is said of it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from ziping.collect.units import read_units
from ziping.errors import UnusableFileError

CASES = Path(__file__).parents[1] / "cases" / "units.toml"
LISTS = tomllib.loads(CASES.read_text(encoding="utf-8"))["list"]


def _written(case: dict[str, Any], folder: Path) -> Path:
    if "csv" in case:
        path = folder / "名单.csv"
        path.write_bytes(case["csv"].encode("gb18030"))
        return path
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in case.get("sheets", {"名单": case.get("rows")}).items():
        sheet = book.create_sheet(name)
        sheet.sheet_state = "hidden" if name in case.get("hidden", ()) else "visible"
        for row, values in enumerate(rows, 1):
            for col, value in enumerate(values, 1):
                if value != "":
                    sheet.cell(row, col, value)
    path = folder / "名单.xlsx"
    book.save(path)
    return path


@pytest.mark.parametrize("case", LISTS, ids=lambda case: str(case["note"]))
def test_list(case: dict[str, Any], tmp_path: Path) -> None:
    path, expected = _written(case, tmp_path), case.get("expected", case)
    if "refused" in expected:
        with pytest.raises(UnusableFileError) as raised:
            read_units(path)
        assert [part for part in expected["refused"] if part not in str(raised.value)] == []
        return
    units = read_units(path)
    offices = [
        [one.name, one.code, one.supervising_department, one.authorized_posts, one.line]
        for one in units.offices
    ]
    assert offices == expected["offices"]
    assert len(units.problems) == len(expected["problems"]), units.problems
    told = zip(expected["problems"], units.problems, strict=True)
    assert [(part, said) for part, said in told if part not in said] == []


def test_who_to_write_to(tmp_path: Path) -> None:
    """A telephone that became a number keeps its digits."""
    rows = [
        ["单位", "邮箱", "联系人", "手机号码"],
        ["甲县水利局", "a@example.com", "张某", 13800000000],
    ]
    office = read_units(_written({"rows": rows}, tmp_path)).offices[0]
    assert office[4:7] == ("a@example.com", "张某", "13800000000")


def test_a_very_long_list_is_refused(tmp_path: Path) -> None:
    names = "\n".join(f"甲县第{number}中心" for number in range(5_001))
    with pytest.raises(UnusableFileError, match="没有读全"):
        read_units(_written({"csv": f"单位名称\n{names}\n"}, tmp_path))
