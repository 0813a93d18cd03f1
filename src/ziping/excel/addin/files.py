"""The part of a real system that is the same everywhere: files and started programs."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path, PurePath

from ziping.excel.addin.system import Ran

PRIVATE_FOLDER = 0o700
PATIENCE = 120  # seconds; a cold start from a slow disk with a virus scanner takes its time
NO_WINDOW = 0x08000000  # CREATE_NO_WINDOW: no black box flashes up


class Files:
    """Reads give None or nothing where a place can't be read; writes raise OSError."""

    platform = sys.platform
    executable = sys.executable

    def path(self, text: str) -> Path:
        return Path(os.path.abspath(text))  # noqa: PTH100  # never resolves a link: a venv is one

    def fits_code_page(self, text: str) -> bool:
        return True

    def is_file(self, path: PurePath) -> bool:
        return os.path.isfile(path)  # noqa: PTH113  # False also for a place that can't be read

    def listing(self, folder: PurePath) -> list[str]:
        try:
            return sorted(entry.name for entry in Path(folder).iterdir())
        except OSError:
            return []

    def content(self, path: PurePath, limit: int = -1) -> bytes | None:
        try:
            with Path(path).open("rb") as stream:
                return stream.read(limit)
        except OSError:
            return None

    def save(self, path: PurePath, content: bytes) -> None:
        """Whole or not at all; the new file is nobody else's and carries no mark of the web.

        It grows one folder higher: Excel opens whatever it finds in its start folder.
        """
        place = Path(path)
        place.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        higher = place.parent.parent
        handle, name = tempfile.mkstemp(dir=higher, prefix="ziping-", suffix=".tmp")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(content)
            Path(name).replace(place)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise

    def delete(self, path: PurePath) -> None:
        Path(path).unlink()

    def run(self, command: list[str]) -> Ran:
        """Without a window, without input, in the program's own folder."""
        try:
            done = subprocess.run(
                command,
                cwd=Path(command[0]).parent,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=PATIENCE,
                creationflags=NO_WINDOW if sys.platform == "win32" else 0,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            return Ran(None, "", str(error))
        out, err = (part.decode("utf-8", "replace") for part in (done.stdout, done.stderr))
        return Ran(done.returncode, out, err)
