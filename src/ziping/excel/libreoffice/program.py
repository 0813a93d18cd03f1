"""The LibreOffice of this machine and what this user's profile of it holds."""

from __future__ import annotations

import json
import re
import shutil
import stat
import subprocess
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

from ziping.errors import ZipingError
from ziping.excel import places
from ziping.excel.libreoffice.connect import own_pipe
from ziping.excel.libreoffice.registry import OOR

NAMES = ("soffice", "libreoffice")
OWN_PACKAGES = "/opt/libreoffice*/program/soffice"  # those of libreoffice.org
OXT = "ziping.oxt"
LISTENS = "00010000"  # of a socket in /proc/net/unix
HIGH = 2  # macros of unsigned documents do not run
SECONDS = 180.0  # unopkg on a slow disk, with a profile to be made
PACKAGES = "sudo apt install libreoffice-calc libreoffice-l10n-zh-cn python3-uno"


class Program(NamedTuple):
    """`version` is empty where the program does not tell it."""

    soffice: Path
    unopkg: Path
    version: tuple[int, ...]

    @property
    def shown(self) -> str:
        return ".".join(map(str, self.version)) or "版本不明"


def find() -> Program | None:
    """The first on the path, else the newest under /opt; None where there is none."""
    soffice = next((Path(found) for name in NAMES if (found := shutil.which(name))), None)
    if soffice is None:
        soffice = max(Path("/").glob(OWN_PACKAGES.lstrip("/")), default=None)
    if soffice is None:
        return None
    beside = soffice.resolve().with_name("unopkg")
    unopkg = shutil.which("unopkg") or (str(beside) if beside.exists() else None)
    return Program(soffice, Path(unopkg), _version(soffice)) if unopkg else None


def _version(soffice: Path) -> tuple[int, ...]:
    """Asked without a profile being made."""
    try:
        told = subprocess.run([soffice, "--version"], capture_output=True, timeout=SECONDS).stdout
    except (OSError, subprocess.TimeoutExpired):
        return ()
    found = re.search(rb"(\d+)\.(\d+)(?:\.(\d+))?", told)
    return tuple(int(part) for part in found.groups() if part) if found else ()


def unopkg(program: Program, *arguments: str) -> None:
    """Runs LibreOffice's installer of extensions, for this user."""
    command = [str(program.unopkg), *arguments]
    try:
        ran = subprocess.run(
            command,
            cwd="/",  # it goes back to where it was started, which may not be open to it
            capture_output=True,
            timeout=SECONDS,
            text=True,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ZipingError(f"unopkg 没能运行：{error}", "请重新安装 LibreOffice 再试") from error
    if ran.returncode == 0:
        return
    said = [line for line in (ran.stdout + ran.stderr).splitlines() if line.strip()]
    error_line = next((line for line in said if "ERROR" in line), said[-1] if said else "没有说明")
    if "as root" in error_line:
        raise ZipingError(
            "LibreOffice 不让管理员（root）给自己装扩展",
            "请用平时填表的用户登录后再运行，不要加 sudo",
        )
    if "lock file" in error_line:
        raise ZipingError(
            "LibreOffice 正开着，装卸扩展要先关掉它",
            f"请关掉所有 LibreOffice 窗口再运行一次；都关了还是这样，删除 {_lock()} 再运行",
        )
    raise ZipingError(
        f"LibreOffice 没有接受扩展：{error_line.strip()}",
        "请关掉所有 LibreOffice 窗口再运行一次",
    )


def prepare(program: Program) -> None:
    """A profile that was never used gets its first files, as at the first start."""
    if (profile() / "basic" / "Standard" / "script.xlb").exists():
        return
    command = [str(program.soffice), "--headless", "--norestore", "--terminate_after_init"]
    with suppress(OSError, subprocess.TimeoutExpired):
        subprocess.run(command, capture_output=True, timeout=SECONDS)


def profile() -> Path:
    """This user's settings of LibreOffice, of which one is the library of Basic."""
    return Path.home() / ".config" / "libreoffice" / "4" / "user"


def installed() -> Path | None:
    """The folder into which LibreOffice unpacked our extension.

    One that was removed stays for a while, but its name is gone from LibreOffice's list.
    """
    cache = profile() / "uno_packages" / "cache"
    try:
        listed = (cache / "uno_packages.pmap").read_bytes()
    except OSError:
        return None
    for folder in cache.glob(f"uno_packages/*/{OXT}"):
        if folder.parent.name.removesuffix("_").encode() in listed:
            return folder
    return None


def settings(folder: Path) -> dict[str, Any]:
    """What the installed extension was told; nothing where the file is spoilt."""
    try:
        found = json.loads((folder / "ziping.json").read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def pipe() -> Path | None:
    """The pipe on which a running LibreOffice of this user listens; None where none answers."""
    path = own_pipe(places.pipe_name())
    return path if path is not None and _is_listening(path) else None


def _is_listening(path: Path) -> bool:
    """Whether some process waits at it: one that ended may leave its file behind."""
    try:
        lines = Path("/proc/net/unix").read_text(errors="replace").splitlines()
    except OSError:
        return True
    fields = [line.split(None, 7) for line in lines]
    return any(f[-1] == str(path) and f[3] == LISTENS for f in fields if len(f) == 8)


def is_open_to_others(path: Path) -> bool:
    return bool(stat.S_IMODE(path.stat().st_mode) & 0o022)


def macro_security() -> int:
    """0 low to 3 very high, as the user chose; LibreOffice begins with high."""
    try:
        root = ElementTree.parse(profile() / "registrymodifications.xcu").getroot()
    except (OSError, ElementTree.ParseError):
        return HIGH
    for item in root:
        prop = item.find("prop")
        if prop is not None and prop.get(f"{{{OOR}}}name") == "MacroSecurityLevel":
            told = prop.findtext("value") or ""
            return int(told) if told in ("0", "1", "2", "3") else HIGH
    return HIGH


def is_running() -> bool:
    """Whether LibreOffice has this profile open: it keeps a lock there."""
    return _lock().exists()


def _lock() -> Path:
    return profile().parent / ".lock"
