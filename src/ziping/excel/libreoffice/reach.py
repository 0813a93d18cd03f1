"""Makes LibreOffice's bridge `uno` importable for an interpreter that is started with `-I`.

`-I` takes no PYTHONPATH, so a `.pth` file of the environment names a folder that holds links to
the bridge's two files and to nothing else: of the system's Python no other module comes along.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from ziping.errors import ZipingError

LINKS = "ziping_uno"
FILES = ("uno.py", "unohelper.py")
FOLDERS = ("/usr/lib/python3/dist-packages", "/usr/lib64/python{}/site-packages")
OTHERS = ("/usr/lib/python{}/site-packages", "/usr/lib/libreoffice/program")
SECONDS = 60.0
IMPORT = "import uno, unohelper; uno.getComponentContext()"
WHERE = "import sys, sysconfig; print(*sys.version_info[:2], sysconfig.get_path('purelib'))"


def is_reached(python: Path) -> bool:
    """Whether this interpreter, started as a button starts it, can speak to LibreOffice."""
    return _ran(python, IMPORT) is not None


def reach(python: Path) -> str | None:
    """Set the links; what was done, or None where nothing was needed."""
    if is_reached(python):
        return None
    version, packages = _environment(python)
    sources = [folder for folder in _folders(version) if (folder / FILES[0]).is_file()]
    for source in sources:
        _link(source, packages)
        if is_reached(python):
            return f"让 {python} 找得到 LibreOffice 的接口 uno（{packages / LINKS}）"
        remove(packages)
    raise _unreached(python, version, found=bool(sources))


def remove(packages: Path) -> bool:
    """Take the links away again; whether there were any."""
    pth, links = packages / f"{LINKS}.pth", packages / LINKS
    was_there = pth.exists() or links.exists()
    pth.unlink(missing_ok=True)
    if links.is_dir() and not links.is_symlink():
        shutil.rmtree(links)
    return was_there


def packages_of(python: Path) -> Path | None:
    """Where the environment of an interpreter keeps its packages; None where it does not start."""
    told = _ran(python, WHERE)
    return Path(told.split(" ", 2)[2]) if told else None


def _environment(python: Path) -> tuple[str, Path]:
    told = _ran(python, WHERE)
    if not told:
        raise ZipingError(f"“{python}”启动不了", "请检查这个 Python，或用 --python 指定另一个")
    major, minor, packages = told.split(" ", 2)
    return f"{major}.{minor}", Path(packages)


def _folders(version: str) -> list[Path]:
    return [Path(folder.format(version)) for folder in (*FOLDERS, *OTHERS)]


def _link(source: Path, packages: Path) -> None:
    links = packages / LINKS
    try:
        remove(packages)
        links.mkdir()
        for name in FILES:
            (links / name).symlink_to(source / name)
        (packages / f"{LINKS}.pth").write_text(f"{LINKS}\n", encoding="ascii")
    except OSError as error:
        raise ZipingError(
            f"“{packages}”写不进去：{error.strerror}",
            "请在自己的文件夹里建一个 Python 环境（python3 -m venv），把 ziping 装进去再运行一次",
        ) from error


def _ran(python: Path, code: str) -> str | None:
    """The last line that the interpreter said; None where it failed."""
    try:
        ran = subprocess.run([python, "-I", "-c", code], capture_output=True, timeout=SECONDS)
    except (OSError, subprocess.TimeoutExpired):
        return None
    lines = ran.stdout.decode(sys.getfilesystemencoding(), "surrogateescape").splitlines()
    return None if ran.returncode else (lines[-1] if lines else "")


def _unreached(python: Path, version: str, found: bool) -> ZipingError:
    if not found:
        return ZipingError(
            "没有找到 LibreOffice 的 Python 接口 uno", "请先运行 sudo apt install python3-uno"
        )
    return ZipingError(
        f"LibreOffice 的接口 uno 不是给 Python {version} 的，{python} 用不了它",
        "请用系统自带的 Python 建环境（/usr/bin/python3 -m venv），把 ziping 装进去再运行一次；"
        "系统的 Python 要 3.11 以上",
    )
