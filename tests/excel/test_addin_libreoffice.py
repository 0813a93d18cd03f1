"""`ziping addin … --libreoffice` from an environment of its own: what it leaves of the record."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

import ziping

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the extension is for Linux")
LAUNCH = Path(".config") / "ziping" / "launch.txt"


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sees what this one sees, but takes what an installation writes; its path has a blank."""
    folder = tmp_path_factory.mktemp("venv") / "自评 环境"
    venv.create(folder, with_pip=False)
    (packages,) = folder.glob("lib/python*/site-packages")
    seen = (Path(ziping.__file__).parents[1], Path(sysconfig.get_path("purelib")))
    (packages / "seen.pth").write_text("".join(f"{path}\n" for path in seen), encoding="utf-8")
    return folder


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "家 目录"
    folder.mkdir()
    return folder


def addin(environment: Path, home: Path, *words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [environment / "bin" / "python", "-I", "-m", "ziping", "addin", *map(str, words)],
        env={**os.environ, "HOME": str(home)},
        cwd=home,
        capture_output=True,
        encoding="utf-8",
        timeout=600,
    )


def test_the_record_stands_or_falls_with_the_extension(environment: Path, home: Path) -> None:
    """LibreOffice may be missing here, or refuse the user root: then nothing stays on record."""
    done = addin(environment, home, "install", "--libreoffice")
    launch = home / LAUNCH
    assert (done.returncode == 0) is launch.exists(), done.stderr
    if launch.exists():
        assert launch.stat().st_mode & 0o777 == 0o600
        first = launch.read_text(encoding="utf-8").splitlines()[0]
        assert first == str(environment / "bin" / "python")
        assert f"启动记录（新建）：{launch}" in done.stdout
    else:
        assert done.stderr.startswith("未完成：") and "改法：" in done.stderr
    gone = addin(environment, home, "uninstall", "--libreoffice")
    assert not launch.exists() and "Traceback" not in gone.stderr


def test_an_interpreter_without_ziping_is_refused(
    environment: Path, home: Path, tmp_path: Path
) -> None:
    bare = tmp_path / "空 环境"
    venv.create(bare, with_pip=False)
    done = addin(environment, home, "install", "--libreoffice", "--python", bare)
    assert done.returncode == 2 and "用不了 ziping" in done.stderr
    assert not list(home.iterdir())


def test_a_folder_without_python_is_refused(environment: Path, home: Path) -> None:
    done = addin(environment, home, "install", "--libreoffice", "--python", home)
    assert done.returncode == 2 and "里没有找到 Python" in done.stderr
    assert not list(home.iterdir())
