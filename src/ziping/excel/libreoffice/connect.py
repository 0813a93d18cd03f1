"""The way to a running LibreOffice: finding the bridge, finding the office, holding on to it."""

from __future__ import annotations

import builtins
import importlib
import os
import stat
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from ziping.errors import ZipingError
from ziping.excel import places
from ziping.excel.libreoffice.seam import is_uno
from ziping.excel.libreoffice.status import Status

INSTALL = "ziping addin install --libreoffice"
RETRY_SECONDS = 1.0
ANSWER_SECONDS = 20.0  # an office that hangs takes the call and never answers
PAUSE_SECONDS = 0.05


class Host:
    """One running LibreOffice, and what ziping changed in it and has to put back."""

    def __init__(self, context: Any, pipe: str | None) -> None:
        self.context = context
        self.pipe = pipe  # None: we run inside its own process
        self.services = context.getServiceManager()
        self.desktop = self.create("com.sun.star.frame.Desktop")
        self.status = Status()
        self.screen_updating = True
        self.display_alerts = True
        self.enable_events = True

    def create(self, service: str) -> Any:
        return self.services.createInstanceWithContext(service, self.context)

    def is_alive(self) -> bool:
        try:
            self.desktop.getCurrentFrame()
        except Exception as error:
            if is_uno(error):
                return False
            raise
        return True


def bridge() -> Any:
    """LibreOffice's own module `uno`.

    Importing it replaces `__import__` for the whole process, which slows every later import down
    and changes the text of a failed one; ziping needs none of that, so it is put back.
    """
    if "uno" in sys.modules:
        return sys.modules["uno"]
    before = builtins.__import__
    try:
        return importlib.import_module("uno")
    except ImportError:
        problem = "这个 Python 找不到 LibreOffice 的接口 uno"
        raise ZipingError(problem, f"请安装软件包 python3-uno，再运行 {INSTALL}") from None
    finally:
        builtins.__import__ = before


def host_of(context: Any) -> Host:
    """The office in whose process we run."""
    bridge()
    return Host(context, None)


def connected(known: Host | None) -> Host:
    """The office on this user's pipe; the one already known, while it lives."""
    pipe, uno = places.pipe_name(), bridge()
    if known is not None and known.pipe != pipe:
        known = None
    answer: list[Host | None] = []
    asking = threading.Thread(target=_ask, args=(uno, pipe, known, answer), daemon=True)
    asking.start()
    asking.join(ANSWER_SECONDS)
    if not answer:
        raise ZipingError("LibreOffice 没有应答", "请看它是否停在某个对话框上；关掉后再试")
    if answer[0] is None:
        remedy = f"请运行 {INSTALL} 后重新打开 LibreOffice"
        raise ZipingError("没有连上 LibreOffice：它没有打开，或没有装好自评插件", remedy)
    return answer[0]


def _ask(uno: Any, pipe: str, known: Host | None, answer: list[Host | None]) -> None:
    """The office that answers, asked for a short while: one that starts needs a moment."""
    if known is not None and known.is_alive():
        answer.append(known)
        return
    local = uno.getComponentContext()
    name = "com.sun.star.bridge.UnoUrlResolver"
    resolver = local.ServiceManager.createInstanceWithContext(name, local)
    url = f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext"
    until = time.monotonic() + RETRY_SECONDS
    while not answer:
        if own_pipe(pipe) is not None:
            with suppress(Exception):  # the bridge's own: nobody listens, or it has just ended
                answer.append(Host(resolver.resolve(url), pipe))
                return
        if time.monotonic() > until:
            answer.append(None)
        time.sleep(PAUSE_SECONDS)


def own_pipe(name: str) -> Path | None:
    """The file of a pipe of this user; None where it is not there, or somebody else put it there.

    The folder is everyone's and the name can be worked out.
    """
    for folder in ("/tmp", "/var/tmp"):  # where LibreOffice looks
        path = Path(folder) / f"OSL_PIPE_{os.getuid()}_{name}"
        with suppress(OSError):
            found = path.lstat()
            if stat.S_ISSOCK(found.st_mode) and found.st_uid == os.getuid():
                return path
    return None
