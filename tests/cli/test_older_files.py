"""Workbooks of the same layout from before the office's code and the submission's number."""

from __future__ import annotations

import re
from pathlib import Path

from tests.cli.conftest import Copy
from tests.cli.planting import WORKBOOK, edit_part, plant
from tests.cli.running import run
from ziping.workbook.layout import OPTIONAL_UNIT, SUBMISSION, UNIT
from ziping.workbook.read import read_workbook


def made_older(path: Path) -> None:
    """Without the names that came later."""
    names = "|".join(f"zp_{name}" for name in (*OPTIONAL_UNIT, SUBMISSION[0]))

    def change(xml: bytes) -> bytes:
        pattern = rf'<definedName name="(?:{names})"[^>]*>[^<]*</definedName>'
        text, count = re.subn(pattern, "", xml.decode())
        assert count == len(OPTIONAL_UNIT) + 1
        return text.encode()

    edit_part(path, WORKBOOK, change)


def test_they_are_read_scored_and_mended_as_ever(copy: Copy) -> None:
    path = copy("clean")
    now = read_workbook(path)
    made_older(path)
    before = read_workbook(path)
    assert before.assessment.unit.code.is_blank
    assert before.assessment.overall == now.assessment.overall
    assert run("score", path).code == 0


def test_a_code_is_read_and_carried_into_the_next_year(copy: Copy, tmp_path: Path) -> None:
    path, target = copy("clean"), tmp_path / "今年.xlsx"
    at = plant(path, UNIT, "unit_code", "012001")
    code = read_workbook(path).assessment.unit.code
    assert (code.value, code.place.cell) == ("012001", at)
    assert run("roll", path, "--year", 2025, "-o", target).code == 0
    assert read_workbook(target).assessment.unit.code.value == "012001"
