"""LibreOffice as a converter: with a profile of its own, so that an open one is no bar.

That profile runs no macro, updates no link and fetches no picture; an old file is as hostile as
any other.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from ziping.errors import ZipingError

TIMEOUT = 120
NAMES = ("soffice", "libreoffice")
USUAL = (
    r"%ProgramFiles%\LibreOffice\program\soffice.exe",
    r"%ProgramFiles(x86)%\LibreOffice\program\soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
_SETTINGS = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", "2"),  # never
)


class Target(NamedTuple):
    """What a file is to become, and what to do where LibreOffice cannot make it."""

    suffix: str
    filter: str
    otherwise: str


def find_office() -> Path | None:
    """LibreOffice on PATH, else where its installer puts it."""
    on_path = (shutil.which(name) for name in NAMES)
    usual = (os.path.expandvars(path) for path in USUAL)
    found = next((path for path in (*on_path, *usual) if path and Path(path).is_file()), None)
    return Path(found) if found else None


def convert(
    office: Path, content: bytes, suffix: str, target: Target, *, timeout: float = TIMEOUT
) -> bytes:
    """A file's content converted; `suffix` is what it is."""
    with tempfile.TemporaryDirectory(prefix="ziping-office-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source = folder / f"report{suffix}"
        source.write_bytes(content)
        _write_profile(folder / "profile")
        code = _run(office, source, folder, target, timeout)
        made = folder / "made" / f"report{target.suffix}"
        if not made.is_file():
            problem = f"LibreOffice 没能转成 {_shown(target)}（退出码 {code}）"
            raise ZipingError(problem, target.otherwise)
        return made.read_bytes()


def _shown(target: Target) -> str:
    return target.suffix if target.suffix == ".docx" else target.suffix[1:].upper()


def _write_profile(profile: Path) -> None:
    """What LibreOffice reads at its start: our settings, all else as it comes."""
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in _SETTINGS
    )
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items '
        f'xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>\n',
        encoding="utf-8",
    )


def _run(office: Path, source: Path, folder: Path, target: Target, timeout: float) -> int:
    command = [
        str(office),
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *("--headless", "--norestore", "--nologo", "--nodefault"),
        *("--convert-to", f"{target.suffix[1:]}:{target.filter}"),
        *("--outdir", str(folder / "made"), str(source)),
    ]
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        return process.wait(timeout)
    except subprocess.TimeoutExpired:
        raise ZipingError(f"LibreOffice 超过 {timeout:g} 秒没有转完", target.otherwise) from None
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the launcher with its children: soffice starts a second process that does the work."""
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/T", "/F", "/PID", str(process.pid)], check=False)
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(10)
