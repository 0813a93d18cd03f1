"""`ziping addin doctor`: every row, in the order in which one would look."""

from __future__ import annotations

from pathlib import Path

from ziping.errors import UnusableFileError
from ziping.excel.addin.diagnosis import Diagnosis, not_applicable
from ziping.excel.addin.facts import gather
from ziping.excel.addin.libreoffice import rows as libreoffice_rows
from ziping.excel.addin.rows_files import of_files
from ziping.excel.addin.rows_office import of_excel
from ziping.excel.addin.rows_python import of_python
from ziping.excel.addin.system import System


def diagnose(system: System, workbook: Path | None = None) -> list[Diagnosis]:
    if workbook is not None and not system.is_file(system.path(str(workbook))):
        raise UnusableFileError(
            workbook, "没有这个文件", "请核对文件名，或把工作簿拖到命令行窗口里"
        )
    facts = gather(system, workbook)
    if system.platform == "win32":
        return [*of_excel(facts), *of_files(facts), *of_python(facts)]
    first = not_applicable("Excel", "这里不是 Windows，Excel 的各项不看")
    return [first, *of_files(facts), *of_python(facts), *libreoffice_rows()]
