"""The commands of menu and toolbar, in LibreOffice's own Python: each starts the fixed interpreter.

Nothing of ziping is loaded here, whatever the version of this Python: a click starts a process and
returns at once, and that process comes back over the pipe. So LibreOffice never waits for it, and
no module beside a workbook or of another extension can take the place of one of ours.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import threading
from pathlib import Path
from typing import Any

import uno
import unohelper
from com.sun.star.awt import XCallback
from com.sun.star.frame import FeatureStateEvent, XDispatch, XDispatchProvider
from com.sun.star.lang import XInitialization, XServiceInfo
from com.sun.star.task import XJob

NAME = "ziping.libreoffice.Commands"
START = "ziping.libreoffice.Start"
PROTOCOL = "vnd.ziping:"
TITLE = "绩效自评"
LONGEST = 2000  # characters of a failed process's text that a message shows


def _beside(name: str) -> Any:
    """A module of this extension by its file: no search path has a say."""
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


launch = _beside("launch")
_busy: set[str] = set()  # workbooks that an action is at work on


def full_name(document: Any) -> str:
    """A document's path, or its address where it has none, or its title while it is unsaved."""
    address = document.getURL()
    if not address:
        return str(document.getTitle())
    return str(uno.fileUrlToSystemPath(address)) if address.startswith("file:") else str(address)


def spelled(name: str) -> str:
    """As the button's process reads it: UTF-16 code units of four hexadecimal digits."""
    return name.encode("utf-16-be", "surrogatepass").hex().upper()


def _release(process: subprocess.Popen[bytes], name: str) -> None:
    """An action closes its output when the workbook is done; it may live on for the status line."""
    assert process.stdout
    process.stdout.read()
    _busy.discard(name)


class Shown(unohelper.Base, XCallback):  # type: ignore[misc]
    """A message box; opened from the main thread, which `notify` runs in."""

    def __init__(self, frame: Any, text: str) -> None:
        self.frame, self.text = frame, text

    def notify(self, _data: Any) -> None:
        window = self.frame.getContainerWindow()
        kind = uno.Enum("com.sun.star.awt.MessageBoxType", "ERRORBOX")
        box = window.getToolkit().createMessageBox(window, kind, 1, TITLE, self.text)
        box.execute()
        box.dispose()


class Commands(unohelper.Base, XDispatchProvider, XDispatch, XInitialization, XServiceInfo):  # type: ignore[misc]
    """Handles the addresses `vnd.ziping:score` and so on for one window."""

    def __init__(self, context: Any, *_arguments: Any) -> None:
        self.context = context
        self.frame: Any = None

    def initialize(self, arguments: Any) -> None:
        self.frame = arguments[0] if arguments else None

    def queryDispatch(self, address: Any, _target: str, _flags: int) -> Any:
        return self if address.Complete.startswith(PROTOCOL) else None

    def queryDispatches(self, requests: Any) -> Any:
        found = (self.queryDispatch(r.FeatureURL, r.FrameName, r.SearchFlags) for r in requests)
        return tuple(found)

    def dispatch(self, address: Any, _arguments: Any) -> None:
        action = address.Complete[len(PROTOCOL) :]
        try:
            self._start(action, full_name(self.frame.getController().getModel()))
        except OSError as error:
            self._say(f"没能启动 ziping：{error}\n改法：请在终端运行 ziping addin doctor 查看原因")

    def _start(self, action: str, name: str) -> None:
        if action != "live" and name in _busy:
            self._say("上一个操作还没有做完，请稍等片刻再点。")
            return
        command = ["ziping.excel.button", action, "0", spelled(name)]
        pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
        output = nothing if action == "live" else pipe
        process = launch.start(command, stdin=nothing, stdout=output, stderr=pipe)
        if action != "live":
            _busy.add(name)
            threading.Thread(target=_release, args=(process, name), daemon=True).start()
        threading.Thread(target=self._watch, args=(process,), daemon=True).start()

    def _watch(self, process: subprocess.Popen[bytes]) -> None:
        """A process that fails has perhaps not reached LibreOffice: its last words are shown."""
        assert process.stderr
        last = process.stderr.read().decode("utf-8", "replace").strip()[-LONGEST:]
        if process.wait() > 0 and last:
            self._say(f"操作没有做成。\n{last}\n\n请在终端运行 ziping addin doctor 查看原因")

    def _say(self, text: str) -> None:
        service = "com.sun.star.awt.AsyncCallback"
        later = self.context.ServiceManager.createInstanceWithContext(service, self.context)
        later.addCallback(Shown(self.frame, text), None)

    def addStatusListener(self, listener: Any, address: Any) -> None:
        event = FeatureStateEvent()
        event.FeatureURL, event.IsEnabled = address, True
        listener.statusChanged(event)

    def removeStatusListener(self, listener: Any, address: Any) -> None:
        pass

    def getImplementationName(self) -> str:
        return NAME

    def supportsService(self, name: str) -> bool:
        return name in self.getSupportedServiceNames()

    def getSupportedServiceNames(self) -> tuple[str, ...]:
        return (NAME, "com.sun.star.frame.ProtocolHandler")


class Start(unohelper.Base, XJob, XServiceInfo):  # type: ignore[misc]
    """Runs when LibreOffice starts: the pipe is for this user alone, whatever the umask."""

    def __init__(self, context: Any, *_arguments: Any) -> None:
        self.context = context

    def execute(self, _arguments: Any) -> None:
        if os.name == "nt":
            return
        for folder in ("/tmp", "/var/tmp"):
            pipe = Path(folder, f"OSL_PIPE_{os.getuid()}_{launch.settings()['pipe']}")
            if pipe.is_socket() and pipe.stat().st_uid == os.getuid():
                pipe.chmod(0o600)

    def getImplementationName(self) -> str:
        return START

    def supportsService(self, name: str) -> bool:
        return name in self.getSupportedServiceNames()

    def getSupportedServiceNames(self) -> tuple[str, ...]:
        return (START, "com.sun.star.task.Job")


g_ImplementationHelper = unohelper.ImplementationHelper()
g_ImplementationHelper.addImplementation(
    Commands, NAME, (NAME, "com.sun.star.frame.ProtocolHandler")
)
g_ImplementationHelper.addImplementation(Start, START, (START, "com.sun.star.task.Job"))
