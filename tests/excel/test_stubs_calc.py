"""What the stubs say to LibreOffice alone: Excel must compile none of it."""

from __future__ import annotations

import re

from ziping.excel.functions import FUNCTIONS
from ziping.excel.functions.given import CODES, FIRST_ERROR
from ziping.excel.libreoffice.basic import SERVICE
from ziping.excel.stubs import module
from ziping.excel.stubs_calc import CONSTANT, NUMBERS

SOURCE = module()
BLOCK = re.compile(rf"^#If {CONSTANT} Then\n(.*?)^#End If\n", re.M | re.S)
COMMENT = re.compile(r"^'.*\n", re.M)
HERE = COMMENT.sub("", "".join(BLOCK.findall(SOURCE)))
ELSEWHERE = COMMENT.sub("", BLOCK.sub("", SOURCE))
ENDS_OF_A_BLOCK = re.compile(r"^#(If|Else|End If)", re.M)


def test_for_excel_the_constant_is_false_from_the_start() -> None:
    assert SOURCE.count(CONSTANT) - SOURCE.count(f"#If {CONSTANT}") == 1
    assert SOURCE.index(f"#Const {CONSTANT} = False\n") < SOURCE.index(f"#If {CONSTANT} Then\n")
    assert len(BLOCK.findall(SOURCE)) == 2
    assert not ENDS_OF_A_BLOCK.search(HERE)


def test_excel_sees_nothing_of_libreoffice() -> None:
    declared = re.findall(r"Private Function (\w+)", HERE)
    assert len(declared) == 3
    for word in (*declared, SERVICE, "CreateUno", "com.sun.star", "getCellRange"):
        assert word in HERE
        assert word not in ELSEWHERE


def test_only_the_extension_is_asked() -> None:
    """A name that the module spells out, and never one of a workbook."""
    assert re.findall(r'CreateUno\w+\("(.*?)"\)', HERE) == [
        SERVICE,
        "com.sun.star.beans.NamedValue",
    ]


def test_the_function_that_libreoffice_skips_is_no_cells() -> None:
    """After `Declare PtrSafe Function` its cells do not know the next one: they show #NAME?."""
    after = SOURCE[SOURCE.rindex("Declare PtrSafe Function") :]
    skipped = re.findall(r"^(?:Public|Private) Function (\w+)", after, re.M)[0]
    assert skipped not in FUNCTIONS


def test_errors_are_told_by_the_codes_of_excel() -> None:
    told = {
        int(number): int(code) for number, code in re.findall(r"Case (\d+): \w+ = (-\d+)", HERE)
    }
    assert {number: CODES[code - FIRST_ERROR] for number, code in told.items()} == NUMBERS
