"""The macro workbook and the add-in, built from the empty master and the text in `macros/`."""

from __future__ import annotations

from pathlib import Path

from ziping.package.patch import patch_sheet
from ziping.package.rewrite import write_new
from ziping.rules import RulePack
from ziping.workbook.build.python_check import shown_when_empty
from ziping.workbook.layout import PYTHON_CHECK
from ziping.workbook.macros.addin import addin_parts
from ziping.workbook.macros.code_names import sheet_part
from ziping.workbook.macros.package import macro_parts
from ziping.workbook.macros.sources import sources
from ziping.workbook.python_check import check_rows

MACRO_MASTER = "绩效自评工作簿.xlsm"
ADDIN = "ziping.xlam"

Parts = list[tuple[str, bytes]]


def check_data(pack: RulePack) -> dict[str, object]:
    """What an empty workbook is built from that has the sheet Python核对."""
    return {"python_check": check_rows(pack)}


def write_macro_workbook(parts: Parts, pack: RulePack, target: Path) -> None:
    """`parts` are those of the finished empty workbook with the sheet Python核对."""
    found = dict(parts)
    part = sheet_part(found, PYTHON_CHECK)
    found[part] = patch_sheet(found[part], shown_when_empty(check_rows(pack)))
    content = macro_parts(list(found.items()), sources("workbook"))
    write_new(content, target, overwrite=True)


def write_addin(target: Path) -> None:
    write_new(addin_parts(sources("addin")), target, overwrite=True)
