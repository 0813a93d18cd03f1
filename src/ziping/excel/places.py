"""Where ziping keeps what belongs to one user of one machine: never beside a workbook.

The interpreter that the buttons start is on record here, written by `ziping addin install`. On
Windows VBA reads it from the user's own registry, elsewhere from the file.
"""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

REGISTRY_KEY = r"Software\VB and VBA Program Settings\ziping\launch"  # what GetSetting reads
LAUNCH_FILE = "launch.txt"  # first line: the interpreter


def state_folder() -> Path:
    """The user's own folder for records and old values."""
    home = Path.home()
    if sys.platform == "win32":
        return home / "AppData" / "Local" / "ziping"
    return home / ".config" / "ziping"


def launch_file() -> Path:
    return state_folder() / LAUNCH_FILE


def pipe_name() -> str:
    """The pipe on which this user's LibreOffice listens; another home, another pipe."""
    home = os.fsencode(Path.home())
    return f"ziping_{hashlib.sha256(home).hexdigest()[:16]}"
