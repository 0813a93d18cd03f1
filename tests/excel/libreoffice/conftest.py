"""A workbook of the tests' own, with locked and unlocked cells."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.styles import Protection
from openpyxl.workbook.defined_name import DefinedName

ODD_NAME = "绥宁县 100%25 #1 & 'a'［终］.xlsx"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file of an odd name: three sheets, one of them protected, two names."""
    book = Workbook()
    first: Any = book.active
    first.title = "整体自评表"
    first["D4"] = 12.5
    first["A1"] = "单位"
    locked = book.create_sheet("it's 锁定")
    locked["A1"] = "锁"
    locked["B2"].protection = Protection(locked=False)
    locked.protection.enable()
    locked.row_dimensions[5].hidden = True
    hidden = book.create_sheet("藏")
    hidden.sheet_state = "hidden"
    book.defined_names["zp_total"] = DefinedName("zp_total", attr_text="整体自评表!$D$4")
    locked.defined_names["zp_own"] = DefinedName("zp_own", attr_text="'it''s 锁定'!$B$2:$C$3")
    saved = tmp_path / ODD_NAME
    book.save(saved)
    return saved
