"""vbaProject.bin from text, by pyOpenVBA: needed to build, never to run."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from ziping.package.rewrite import new_package
from ziping.workbook.macros.code_names import Parts

CACHE = "_VBA_PROJECT"
NO_CACHE = bytes.fromhex("CC61FFFF000000")  # [MS-OVBA] 2.3.4.1: what a writer has to write


def vba_project(parts: Parts, modules: Sequence[tuple[str, str]]) -> bytes:
    """The project of a workbook with code names: its document modules, and these standard ones."""
    from pyopenvba import ExcelFile, VBAModuleKind
    from pyopenvba.cfb import CFB

    with tempfile.TemporaryDirectory(prefix="ziping-") as folder:
        draft, saved = Path(folder, "draft.xlsm"), Path(folder, "saved.xlsm")
        draft.write_bytes(new_package(parts))
        with ExcelFile(draft) as book:
            project = book.add_vba_project()
            for name, text in modules:
                project.add_module(name, text, kind=VBAModuleKind.standard)
            book.save(saved)
        with ExcelFile(saved) as book:
            problems = book.validate()
            content = book.vba_project_bytes()
    if problems:
        raise ValueError("; ".join(problems))
    storage = CFB.from_bytes(content)
    storage.write_stream_in_storage("VBA", CACHE, NO_CACHE)
    return bytes(storage.to_bytes())
