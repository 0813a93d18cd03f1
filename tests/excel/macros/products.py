"""The macro workbook and the add-in as they lie in `workbooks/`, and the text they are made of."""

from __future__ import annotations

import zipfile
from pathlib import Path

from tests.support.office import ROOT
from ziping.tasks.macros import ADDIN, MACRO_MASTER
from ziping.workbook.macros.sources import Sources, sources

BOOK = ROOT / "workbooks" / MACRO_MASTER
ADDIN_FILE = ROOT / "workbooks" / ADDIN
PRODUCTS = {"workbook": BOOK, "addin": ADDIN_FILE}
DOCUMENT_MODULES = {"workbook": 10, "addin": 1}  # sheets; and ThisWorkbook


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def text_of(product: str) -> Sources:
    return sources(product)
