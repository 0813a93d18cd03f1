"""Files, sheets and settings that would choose what code runs, were anybody to look at them.

Each of them, run or imported, leaves a mark: a file in the folder of marks.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

MODULES = ("x", "ziping", "json", "xlwings", "uno", "sitecustomize", "usercustomize", "startup")
CONFIGS = ("xlwings.conf", "ziping.conf", "launch.txt", ".config/ziping/launch.txt", "pyvenv.cfg")


def code(marks: Path, name: str) -> str:
    """Python that leaves a mark and then fails, as a module of a wrong name would."""
    return f"open({str(marks / name)!r}, 'w').close()\nraise ImportError({name!r})\n"


def plant_files(folder: Path, marks: Path) -> None:
    """Beside a workbook."""
    for name in MODULES:
        (folder / f"{name}.py").write_text(code(marks, name), encoding="utf-8")
    program = folder / "python"
    program.write_text(f"#!/bin/sh\n: > '{marks}/program'\n")
    program.chmod(0o755)
    for name in ("python3", "pythonw.exe", "python.exe"):
        (folder / name).symlink_to(program)
    for name in CONFIGS:
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(f"{program}\n" if "launch" in name else settings(program, folder))


def settings(program: Path, folder: Path) -> str:
    lines = (f"INTERPRETER,{program}", f"INTERPRETER_WIN,{program}", f"PYTHONPATH,{folder}")
    return "\n".join((*lines, f"home = {folder}", "UDF MODULES,x")) + "\n"


def plant_sheets(document: Any, program: Path, marks: Path) -> None:
    """In the open workbook."""
    rows = (
        ("INTERPRETER", str(program)),
        ("INTERPRETER_WIN", str(program)),
        ("PYTHONPATH", str(program.parent)),
        ("UDF MODULES", "x"),
        ("python", str(program)),
    )
    for name in ("xlwings.conf", "ziping.conf", "launch"):
        _insert(document, name).getCellRangeByName("A1:B5").setDataArray(rows)
    for name in ("x.py", "ziping.py"):
        sheet = _insert(document, name)
        for row, line in enumerate(code(marks, name).splitlines()):
            sheet.getCellByPosition(0, row).setString(line)
    base = document.Sheets.getByName("launch").getCellByPosition(1, 4).CellAddress
    for name in ("INTERPRETER", "PYTHON", "ziping_python"):
        document.NamedRanges.addNewByName(name, "$launch.$B$5", base, 0)


def _insert(document: Any, name: str) -> Any:
    document.Sheets.insertNewByName(name, document.Sheets.Count)
    return document.Sheets.getByName(name)


def environment(folder: Path) -> dict[str, str]:
    """Settings by which a Python without `-I` would be led astray."""
    return {
        "PYTHONPATH": str(folder),
        "PYTHONSTARTUP": str(folder / "startup.py"),
        "PYTHONHOME": str(folder),
        "PYTHONUSERBASE": str(folder),
        "PYTHONINSPECT": "1",
    }
