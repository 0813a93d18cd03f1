"""`ziping addin install|uninstall|doctor`: its words; the work is in `excel.addin`."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from ziping.cli.table import emit, pad, say, wrap
from ziping.excel.addin.diagnosis import Diagnosis, State, exit_code
from ziping.excel.addin.system import System, this_system

OK = 0
COLUMNS = 96
INDENT = " " * 8


def run(options: Namespace) -> int:
    """What the sub-word asks; without one its help."""
    steps = {"install": _install, "uninstall": _uninstall, "doctor": _doctor}
    if options.step is None:
        emit(options.show_help())
        return OK
    return steps[options.step](options, this_system())


def _install(options: Namespace, system: System) -> int:
    if options.libreoffice:
        from ziping.excel.addin import libreoffice

        say(libreoffice.install(system, options.python))
        return OK
    from ziping.excel.addin.install import install

    say(install(system, options.python))
    return OK


def _uninstall(options: Namespace, system: System) -> int:
    if options.libreoffice:
        from ziping.excel.addin import libreoffice

        say(libreoffice.uninstall(system))
        return OK
    from ziping.excel.addin.uninstall import uninstall

    say(uninstall(system))
    return OK


def _doctor(options: Namespace, system: System) -> int:
    from ziping.excel.addin.doctor import diagnose

    rows = diagnose(system, Path(options.file) if options.file else None)
    if options.json:
        import json

        value = {"code": exit_code(rows), "diagnoses": [row.to_json() for row in rows]}
        emit(json.dumps(value, ensure_ascii=False, indent=2) + "\n")
    else:
        say(lines(rows))
    return exit_code(rows)


def lines(rows: Sequence[Diagnosis]) -> list[str]:
    shown = [line for row in rows for line in _row(row)]
    return [*shown, "", _summary(rows)]


def _row(row: Diagnosis) -> list[str]:
    told = _wrapped(f"{row.name}：{row.found}", INDENT)
    told[0] = pad(row.state.value, len(INDENT)) + told[0].lstrip()
    for word, text in (("影响", row.why), ("改法", row.remedy)):
        if text:
            told += _wrapped(f"{word}：{text}", INDENT + " " * 6)
    return told


def _wrapped(text: str, indent: str) -> list[str]:
    """A path or a command stays on one line: it will be copied from there."""
    line = INDENT + text
    is_copied = any(mark in text for mark in ("\\", "/", " -m "))
    return [line] if is_copied else wrap(line, COLUMNS, indent)


def _summary(rows: Sequence[Diagnosis]) -> str:
    count = {state: sum(row.state is state for row in rows) for state in State}
    bad = [
        f"{count[state]} 项{state.value}" for state in (State.BROKEN, State.MEND) if count[state]
    ]
    if not bad:
        return "没有发现问题。"
    first = "先处理“用不了”的，从上往下；" if count[State.BROKEN] else ""
    return "、".join(bad) + f"。{first}处理完再运行一次 ziping addin doctor。"
