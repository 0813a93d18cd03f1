"""A LibreOffice that a test drives as an officer's own: profile, home and pipe of its own.

    with LiveOffice(tmp_path) as running, running.as_home():
        activate()
        book = xw.Book(path)

`visible` shows real windows, on `display` (an Xvfb of the test's own). The test process reaches
`uno` through a folder with two links, as an installed ziping does through a `.pth` file.
"""

from __future__ import annotations

import atexit
import contextlib
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from ziping.excel import places

SYSTEM_PACKAGES = Path("/usr/lib/python3/dist-packages")
START_SECONDS = 120.0
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
%s</oor:items>
"""
ITEM = '<item oor:path="/org.openoffice.%s"><prop oor:name="%s"><value>%s</value></prop></item>\n'
PROFILE = (
    ("Setup/L10N", "ooSetupSystemLocale", "zh-CN"),
    ("Setup/Product", "ooSetupLastVersion", "99.9"),  # no "what is new" bar
    ("Office.Calc/Formula/Load", "OOXMLRecalcMode", "0"),  # 0: always recalculate on load
    ("Office.Common/Misc", "FirstRun", "false"),
    ("Office.Common/Misc", "ShowTipOfTheDay", "false"),
    ("Office.Common/Save/Document", "WarnAlienFormat", "false"),
    ("Office.Recovery/RecoveryInfo", "Enabled", "false"),
    ("Office.Recovery/AutoSave", "Enabled", "false"),
)
FLAGS = ("--norestore", "--nologo", "--nodefault", "--nofirststartwizard")


class LiveOffice:
    """One soffice in a process group of its own, listening on the pipe that belongs to `home`."""

    def __init__(self, home: Path, visible: bool = False, display: str | None = None) -> None:
        self.home = home
        self.profile = home / "libreoffice"
        self.visible = visible
        self.display = display
        with self.as_home():
            self.pipe = places.pipe_name()
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start soffice and wait until it listens."""
        write_profile(self.profile)
        atexit.register(self.kill)
        with (self.home / "soffice.log").open("ab") as log:
            self.process = subprocess.Popen(
                self.command(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=self.environment(),
                start_new_session=True,
            )
        self._wait()

    def command(self) -> list[str]:
        return [
            "soffice",
            *(() if self.visible else ("--headless",)),
            *FLAGS,
            f"-env:UserInstallation={self.profile.as_uri()}",
            f"--accept=pipe,name={self.pipe};urp;",
        ]

    def environment(self) -> dict[str, str]:
        own = {"HOME": str(self.home), "LC_ALL": "C.UTF-8"}  # Chinese file names need UTF-8
        if self.display is not None:
            own["DISPLAY"] = self.display
        return os.environ | own

    def _wait(self) -> None:
        assert self.process is not None
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until and self.process.poll() is None:
            if pipe_file(self.pipe).exists():
                return
            time.sleep(0.03)
        log = (self.home / "soffice.log").read_text(errors="replace")
        self.kill()
        raise RuntimeError(f"soffice does not listen: {log[-500:]}")

    def kill(self) -> None:
        """End the whole process group; remove the files of its pipes and the locks in its home."""
        atexit.unregister(self.kill)
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None
        for name in (self.pipe, profile_pipe(self.profile)):
            pipe_file(name).unlink(missing_ok=True)
        for lock in self.home.rglob(".~lock.*#"):  # else the file would not open a second time
            lock.unlink(missing_ok=True)

    @contextlib.contextmanager
    def as_home(self) -> Iterator[None]:
        """HOME of this process is that of the office, so that both mean the same pipe."""
        before = os.environ.get("HOME")
        os.environ["HOME"] = str(self.home)
        try:
            yield
        finally:
            if before is None:
                del os.environ["HOME"]
            else:
                os.environ["HOME"] = before

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.kill()


def pipe_file(name: str) -> Path:
    return Path(f"/tmp/OSL_PIPE_{os.getuid()}_{name}")


def profile_pipe(profile: Path) -> str:
    """The pipe that soffice itself opens for a profile, and leaves behind when killed."""
    digest = hashlib.md5(profile.as_uri().encode("utf-16-le")).digest()
    return "SingleOfficeIPC_" + "".join(f"{byte:x}" for byte in digest)


def write_profile(profile: Path) -> None:
    """Settings of a fresh profile; one that is there already stays as it is."""
    target = profile / "user" / "registrymodifications.xcu"
    if not target.exists():
        target.parent.mkdir(parents=True)
        text = SETTINGS % "".join(ITEM % line for line in PROFILE)
        target.write_text(text, encoding="utf-8")


def reach_uno() -> None:
    """Put the system's bridge, and nothing else of the system's Python, on the path."""
    if any((Path(folder) / "uno.py").exists() for folder in sys.path if folder):
        return
    links = Path(tempfile.mkdtemp(prefix="ziping-uno-"))
    atexit.register(shutil.rmtree, links, ignore_errors=True)
    for name in ("uno.py", "unohelper.py"):
        (links / name).symlink_to(SYSTEM_PACKAGES / name)
    sys.path.append(str(links))
