"""What the doctor asks the machine once, before any row is written."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from ziping.excel.addin import interpreter, office, record
from ziping.excel.addin.faults import faults
from ziping.excel.addin.interpreter import Fault, Interpreter
from ziping.excel.addin.probing import Probe
from ziping.excel.addin.system import System


class Facts(NamedTuple):
    """`told` is what the interpreter on record says; None where none is on record."""

    system: System
    excel: office.Excel | None
    record: record.Record | None
    interpreter: Interpreter | None
    told: Probe | Fault | None
    faults: tuple[Fault, ...]
    workbook: Path | None


def gather(system: System, workbook: Path | None = None) -> Facts:
    excel, noted = office.excel(system), record.read(system)
    if noted is None:
        return Facts(system, excel, None, None, None, (), workbook)
    pair = _pair(system, noted.python)
    told = interpreter.answered(system, pair)
    if isinstance(told, Fault):
        return Facts(system, excel, noted, pair, told, (told,), workbook)
    found = tuple(faults(system, pair, told))
    return Facts(system, excel, noted, pair, told, found, workbook)


def _pair(system: System, launched: str) -> Interpreter:
    """The interpreter on record; its console twin answers where there is one."""
    path = system.path(launched)
    twin = path.with_name("python.exe")
    if system.platform == "win32" and system.is_file(path) and system.is_file(twin):
        return Interpreter(str(twin), launched)
    return Interpreter(launched, launched)
