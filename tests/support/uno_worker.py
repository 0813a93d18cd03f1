"""The process that owns one soffice; the system Python runs it, because that one has `uno`.

Started by `office.py` with one argument, the folder it may use. Reads one job a line (JSON)
from stdin and answers one line a job. When stdin closes, for whatever reason, soffice is killed
and the folder removed: no test run leaves an office behind.
"""

from __future__ import annotations

import hashlib
import json
import os
import queue
import shutil
import signal
import subprocess
import sys
import threading
import time
import traceback
import uuid
from pathlib import Path
from typing import Any

import uno

from tests.support.uno_base import prop, raw
from tests.support.uno_steps import SAVE_FILTERS, STEPS, store

START_SECONDS = 60
NEVER_EXECUTE = 0  # com.sun.star.document.MacroExecMode
NO_UPDATE = 0  # com.sun.star.document.UpdateDocMode
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
%s</oor:items>
"""
ITEM = '<item oor:path="/org.openoffice.%s"><prop oor:name="%s"><value>%s</value></prop></item>\n'
PROFILE = (
    ("Setup/L10N", "ooSetupSystemLocale", "zh-CN"),
    ("Office.Calc/Formula/Load", "OOXMLRecalcMode", "0"),  # 0: always recalculate on load
    ("Office.Common/Misc", "FirstRun", "false"),
    ("Office.Recovery/RecoveryInfo", "Enabled", "false"),
    ("Office.Recovery/AutoSave", "Enabled", "false"),
)


class Soffice:
    """One soffice process in its own session, with its own profile and pipe."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.pipe = f"ziping_{uuid.uuid4().hex}"
        write_profile(folder / "profile")
        self.process = self._start()
        (folder / "soffice.pid").write_text(str(self.process.pid))

    def _start(self) -> subprocess.Popen[bytes]:
        command = [
            "soffice",
            "--headless",
            "--norestore",
            "--nologo",
            "--nodefault",
            f"-env:UserInstallation={(self.folder / 'profile').as_uri()}",
            f"--accept=pipe,name={self.pipe};urp;",
        ]
        environment = os.environ | {"LC_ALL": "C.UTF-8"}  # Chinese file names need UTF-8
        with (self.folder / "soffice.log").open("wb") as log:
            return subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=environment,
                start_new_session=True,
            )

    def desktop(self) -> Any:
        """The running desktop; waits until soffice listens."""
        local = uno.getComponentContext()
        name = "com.sun.star.bridge.UnoUrlResolver"
        resolver = local.ServiceManager.createInstanceWithContext(name, local)
        url = f"uno:pipe,name={self.pipe};urp;StarOffice.ComponentContext"
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until and self.process.poll() is None:
            try:
                context = resolver.resolve(url)
            except Exception:
                time.sleep(0.03)
                continue
            return context.ServiceManager.createInstance("com.sun.star.frame.Desktop")
        log = (self.folder / "soffice.log").read_text(errors="replace")
        raise RuntimeError(f"soffice does not answer (exit {self.process.poll()}): {log[-500:]}")

    def kill(self) -> None:
        """End the whole process group; remove the files of its pipes and the folder."""
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        else:
            self.process.wait()
        for name in (self.pipe, profile_pipe(self.folder / "profile")):
            Path(f"/tmp/OSL_PIPE_{os.getuid()}_{name}").unlink(missing_ok=True)
        shutil.rmtree(self.folder, ignore_errors=True)


def profile_pipe(profile: Path) -> str:
    """The pipe that soffice itself opens for a profile, and leaves behind when killed."""
    digest = hashlib.md5(profile.as_uri().encode("utf-16-le")).digest()
    return "SingleOfficeIPC_" + "".join(f"{byte:x}" for byte in digest)


def write_profile(profile: Path) -> None:
    """Settings of a fresh profile: recalculate on load, Chinese locale, no recovery."""
    (profile / "user").mkdir(parents=True)
    text = SETTINGS % "".join(ITEM % line for line in PROFILE)
    (profile / "user" / "registrymodifications.xcu").write_text(text, encoding="utf-8")


def load(desktop: Any, path: Path) -> Any:
    """Open a file hidden, without macros and without asking."""
    options = (
        prop("Hidden", True),
        prop("MacroExecutionMode", NEVER_EXECUTE),
        prop("UpdateDocMode", NO_UPDATE),
    )
    document = desktop.loadComponentFromURL(path.as_uri(), "_blank", 0, options)
    if document is None:
        raise RuntimeError("LibreOffice cannot open the file: damaged, locked or of another type")
    return document


def run(desktop: Any, folder: Path, job: dict[str, Any]) -> list[Any]:
    """Carry out one job on a private copy, so that no lock file appears beside the original."""
    original = Path(job["path"])
    copy = folder / f"job{original.suffix}"
    shutil.copyfile(original, copy)
    document = load(desktop, copy)
    try:
        results = [STEPS[step["op"]](document, step) for step in job["steps"]]
        if job.get("save_as"):
            store(document, job["save_as"], SAVE_FILTERS[Path(job["save_as"]).suffix.lower()])
        if job.get("pdf"):
            calc = document.supportsService("com.sun.star.sheet.SpreadsheetDocument")
            store(document, job["pdf"], "calc_pdf_Export" if calc else "writer_pdf_Export")
        return results
    finally:
        document.close(True)
        copy.unlink(missing_ok=True)


def alive(desktop: Any) -> bool:
    """Whether soffice still answers; a dead one raises all sorts of exceptions."""
    try:
        desktop.getComponents()
    except Exception:
        return False
    return True


def answer(desktop: Any, folder: Path, line: str) -> dict[str, Any]:
    """One job's results, or its error as text (pyuno exceptions do not travel)."""
    try:
        return {"results": run(desktop, folder, json.loads(line))}
    except Exception as error:
        if not alive(desktop):
            raise  # soffice itself is gone: end, and let the caller start another
        text = f"{type(error).__name__}: {error}"
        return {"error": text, "trace": traceback.format_exc()}


def listen(office: Soffice, jobs: queue.Queue[str]) -> None:
    """Read stdin in a thread of its own, so that its end is seen even in mid-job."""
    for line in sys.stdin:
        jobs.put(line)
    office.kill()
    os._exit(0)


def say(message: dict[str, Any]) -> None:
    """One line of JSON to the caller."""
    sys.stdout.write(json.dumps(message, default=raw) + "\n")
    sys.stdout.flush()


def main() -> None:
    """Start soffice, then answer jobs until stdin closes."""
    folder = Path(sys.argv[1])
    office = Soffice(folder)
    jobs: queue.Queue[str] = queue.Queue()
    threading.Thread(target=listen, args=(office, jobs), daemon=True).start()
    try:
        desktop = office.desktop()
        say({"ready": True, "soffice": office.process.pid})
        while True:
            say(answer(desktop, folder, jobs.get()))
    finally:
        office.kill()


if __name__ == "__main__":
    main()
