"""Starts the fixed interpreter from LibreOffice's own Python; loaded by the components beside it.

Written for every Python that a LibreOffice may bring (3.7 and later), from its library alone.
"""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

# what a desktop program needs; PYTHON*, LD_* and LibreOffice's own settings stay behind
PASSED_ON = (
    *("HOME", "USER", "LOGNAME", "PATH", "LANG", "LANGUAGE", "TZ", "TMPDIR", "TEMP", "TMP"),
    *("DISPLAY", "XAUTHORITY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS"),
    *("SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "COMSPEC", "USERPROFILE", "APPDATA", "LOCALAPPDATA"),
)
NO_CONSOLE = 0x08000000  # Windows: CREATE_NO_WINDOW


def settings() -> dict[str, Any]:
    """What the installation wrote beside this file: interpreter and pipe."""
    found: dict[str, Any] = json.loads(Path(__file__).with_name("ziping.json").read_bytes())
    return found


def environment() -> dict[str, str]:
    """Of LibreOffice's environment only what chooses no code."""
    return {
        name: value
        for name, value in os.environ.items()
        if name.upper() in PASSED_ON or name.startswith(("LC_", "XDG_"))
    }


def start(arguments: list[str], **pipes: Any) -> subprocess.Popen[bytes]:
    """The fixed interpreter with one of our modules, in a folder where nobody puts files."""
    python = settings()["python"]
    return subprocess.Popen(
        [python, "-I", "-m", *arguments],
        env=environment(),
        cwd=str(Path(python).parent),
        creationflags=NO_CONSOLE if os.name == "nt" else 0,
        **pipes,
    )
