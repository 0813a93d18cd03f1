"""A user of LibreOffice with ziping installed as she would: `ziping addin install --libreoffice`.

LibreOffice's `unopkg` refuses root, and CI may be root: there a script in front of it on the path
runs it as nobody, and gives the files back.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import venv
from pathlib import Path

from tests.support.live_office import LiveOffice

SOURCE = Path(__file__).resolve().parents[2] / "src"
NOBODY = """#!/bin/sh
chown -R 65534:65534 "$HOME"
setpriv --reuid=65534 --regid=65534 --clear-groups {unopkg} "$@"
code=$?
chown -R 0:0 "$HOME"
exit $code
"""


def plant(folder: Path, *names: str) -> None:
    """Files that leave a mark when anything runs them."""
    folder.mkdir()
    for name in names:
        (folder / name).write_text("open(__file__ + '.ran', 'w')\n")


class ExtensionOffice(LiveOffice):
    """Listens only because of the extension: nothing on its command line tells it to."""

    def __init__(self, home: Path, modules: Path) -> None:
        super().__init__(home)
        self.profile = home / ".config" / "libreoffice" / "4"
        self.modules = modules

    def command(self) -> list[str]:
        return [part for part in super().command() if not part.startswith("--accept")]

    def environment(self) -> dict[str, str]:
        return super().environment() | {"PYTHONPATH": str(self.modules)}


class User:
    """A home, a Python environment with ziping in it, and her LibreOffice.

    `folder` is where workbooks lie, beside planted files; PYTHONPATH names `modules`.
    """

    def __init__(self) -> None:
        self.home = Path(tempfile.mkdtemp(prefix="ziping-extension-"))
        self.python = self._environment(self.home / "python")
        self.folder = self.home / "表"
        self.modules = self.home / "modules"
        plant(self.folder, "ziping.py", "xlwings.py", "json.py", "sitecustomize.py")
        plant(self.modules, "ziping.py", "xlwings.py")
        self.office = ExtensionOffice(self.home, self.modules)

    def _environment(self, folder: Path) -> Path:
        venv.create(folder, with_pip=False)
        inner = {"base": str(folder), "platbase": str(folder)}
        packages = Path(sysconfig.get_path("purelib", vars=inner))
        lines = (SOURCE, sysconfig.get_path("purelib"))
        (packages / "ziping.pth").write_text("".join(f"{line}\n" for line in lines))
        return folder / "bin" / "python"

    def ziping(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """The command line, isolated, in this home."""
        own = {"HOME": str(self.home), "PATH": f"{self._wrapper()}{os.pathsep}{os.environ['PATH']}"}
        return subprocess.run(
            [self.python, "-I", "-m", "ziping", *arguments],
            env=os.environ | own,
            capture_output=True,
            text=True,
        )

    def _wrapper(self) -> Path:
        folder = self.home / "wrapper"
        folder.mkdir(exist_ok=True)
        if os.getuid() == 0 and not (folder / "unopkg").exists():
            script = NOBODY.format(unopkg=shutil.which("unopkg"))
            (folder / "unopkg").write_text(script)
            (folder / "unopkg").chmod(0o755)
        return folder

    def links(self) -> list[Path]:
        """What the installation put among the packages of the environment."""
        version = f"python{sys.version_info[0]}.{sys.version_info[1]}"
        packages = self.python.parents[1] / "lib" / version / "site-packages"
        return sorted(packages.glob("ziping_uno*"))

    def close(self) -> None:
        self.office.kill()
        shutil.rmtree(self.home, ignore_errors=True)
