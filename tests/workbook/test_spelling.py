"""A cell without content may be spelled <c/> or <c></c>: both are blank."""

from __future__ import annotations

import re
from pathlib import Path
from zipfile import ZipFile

from ziping.tasks.create import create_sample
from ziping.workbook.build.samples import SAMPLES
from ziping.workbook.read import read_workbook

EMPTY_CELL = re.compile(rb"<c ([^<>]*?) ?/>")


def test_blank_cells_in_long_spelling_make_no_rows(tmp_path: Path) -> None:
    """openpyxl on lxml writes them so: forty-five rows of nothing were read as indicators."""
    short, long = tmp_path / "short.xlsx", tmp_path / "long.xlsx"
    create_sample(SAMPLES[1], short)
    changed = 0
    with ZipFile(short) as old, ZipFile(long, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name.startswith("xl/worksheets/"):
                part, count = EMPTY_CELL.subn(rb"<c \1></c>", part)
                changed += count
            new.writestr(name, part)
    assert changed > 500
    wanted, found = (read_workbook(path).assessment for path in (short, long))
    assert found == wanted
    assert len(found.overall.indicators) == 15
