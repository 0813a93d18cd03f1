"""Finding LibreOffice, losing it, finding it again; and a message box that is answered."""

from __future__ import annotations

import builtins
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support import display
from tests.support.live_office import LiveOffice, pipe_file
from ziping.errors import ZipingError
from ziping.excel.libreoffice import HostGoneError, activate, connect
from ziping.excel.light import xw

TITLE = "绩效自评"
PATIENCE = 120.0


@pytest.fixture
def screen() -> Iterator[display.Display]:
    if reason := display.missing():
        pytest.skip(reason)
    with display.Display() as running:
        yield running


def test_nobody_listens(live_office: LiveOffice, tmp_path: Path) -> None:
    with (
        LiveOffice(tmp_path).as_home(),
        pytest.raises(ZipingError, match="没有连上 LibreOffice") as caught,
    ):
        activate()
    assert "ziping addin install --libreoffice" in caught.value.remedy


def test_a_python_without_the_bridge(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delitem(sys.modules, "uno", raising=False)
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    before = builtins.__import__
    with pytest.raises(ZipingError, match="uno") as caught:
        connect.bridge()
    assert "python3-uno" in caught.value.remedy
    assert builtins.__import__ is before


BRIDGE = """
import builtins, sys
sys.path += sys.argv[1:]
from ziping.excel.libreoffice.connect import bridge
bridge()
assert "uno" in sys.modules
assert builtins.__import__.__module__ == "builtins"
"""


def test_the_bridge_leaves_imports_alone(live_office: LiveOffice) -> None:
    """In a process of its own: other tests import the module by themselves."""
    folders = [path for path in sys.path if path and (Path(path) / "uno.py").exists()]
    done = subprocess.run(
        [sys.executable, "-c", BRIDGE, *folders], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_it_ends_and_starts_again(live_office: LiveOffice, tmp_path: Path) -> None:
    """An office of its own: the shared one lives on."""
    own = LiveOffice(tmp_path)
    with own.as_home(), own:
        activate()
        book = xw.Book()
        book.save(str(tmp_path / "锁.xlsx"))
        cells = book.sheets[0].range("A1")
        assert own.process is not None
        pid = own.process.pid
        assert list(tmp_path.glob(".~lock*"))
        own.kill()
        assert not list(tmp_path.glob(".~lock*"))
        with pytest.raises(HostGoneError, match="已经退出"):
            _ = cells.value
        with pytest.raises(ZipingError, match="没有连上"):
            activate()
        own.start()
        activate()
        xw.Book().sheets[0].range("A1").value = "又开了"
        assert xw.books.active.sheets[0].range("A1").value == "又开了"
        assert own.process.pid != pid
    assert not pipe_file(own.pipe).exists()


def test_an_office_that_hangs(
    live_office: LiveOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connect, "ANSWER_SECONDS", 0.5)
    own = LiveOffice(tmp_path)
    with own.as_home(), own:
        assert own.process is not None
        os.killpg(own.process.pid, signal.SIGSTOP)
        try:
            with pytest.raises(ZipingError, match="没有应答"):
                activate()
        finally:
            os.killpg(own.process.pid, signal.SIGCONT)


def test_a_message_box_is_answered(
    live_office: LiveOffice, screen: display.Display, tmp_path: Path
) -> None:
    """Headless there is no box; a screen of its own, and an office on it."""
    with LiveOffice(tmp_path, visible=True, display=screen.name) as own, own.as_home():
        activate()
        xw.Book()
        assert xw.apps.active.visible
        xw.apps.active.status_bar = "正在评分"
        xw.apps.active.status_bar = False
        with person(screen, own, "Return"):
            assert asked("要写入吗？", "yes_no", "info") == "yes"
            assert asked("好了", "ok", "info") == "ok"
            assert asked("出错了", "ok", "critical") == "ok"
        with person(screen, own, "Escape"):
            assert asked("不要？", "ok_cancel", None) == "cancel"


def asked(prompt: str, buttons: str, mode: str | None) -> str:
    found: str = xw.apps.active.alert(prompt, TITLE, buttons, mode)
    return found


@contextmanager
def person(screen: display.Display, own: LiveOffice, key: str) -> Iterator[None]:
    """Someone who presses this key at every box, until told to go home."""
    done = threading.Event()
    until = time.monotonic() + PATIENCE

    def press() -> None:
        while not done.wait(0.2):
            if time.monotonic() > until:
                own.kill()  # else a box without an answer would stop the test for ever
                return
            screen.key_at(TITLE, key)

    presser = threading.Thread(target=press)
    presser.start()
    try:
        yield
    finally:
        done.set()
        presser.join()


def test_the_package_is_imported_without_xlwings() -> None:
    code = "import sys, ziping.excel.libreoffice; print('xlwings' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_a_pipe_of_somebody_else(monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder is everyone's: a socket of another user, or a plain file, is no office of ours."""
    from ziping.excel.libreoffice.connect import own_pipe

    name = f"ziping_test_{os.getpid()}"
    path = pipe_file(name)
    try:
        path.write_text("no socket")
        assert own_pipe(name) is None
        path.unlink()
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind(str(path))
            assert own_pipe(name) == path
            other = os.getuid() + 1
            monkeypatch.setattr(os, "getuid", lambda: other)
            path.rename(pipe_file(name))
            path = pipe_file(name)
            assert own_pipe(name) is None
    finally:
        path.unlink(missing_ok=True)
