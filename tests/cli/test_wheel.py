"""The built wheel in an environment of its own, used in an empty folder far from the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PIP = ("-m", "pip", "--disable-pip-version-check", "--no-input")


def call(command: Sequence[object], cwd: Path) -> subprocess.CompletedProcess[str]:
    clean = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    return subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env=clean,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    made = call([sys.executable, *PIP, "wheel", ROOT, "--no-deps", "-w", folder], folder)
    if made.returncode and _no_network(made.stderr + made.stdout):
        pytest.skip("network: PyPI, where the build backend comes from, can't be reached")
    assert made.returncode == 0, made.stderr
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the commands of a fresh environment."""
    folder = tmp_path_factory.mktemp("venv")
    assert call([sys.executable, "-m", "venv", folder], folder).returncode == 0
    commands = folder / ("Scripts" if os.name == "nt" else "bin")
    made = call([commands / "python", *PIP, "install", wheel], folder)
    if made.returncode and _no_network(made.stderr + made.stdout):
        pytest.skip("network: PyPI, where openpyxl comes from, can't be reached")
    assert made.returncode == 0, made.stderr
    return commands


def _no_network(said: str) -> bool:
    marks = ("No matching distribution", "Temporary failure", "Max retries", "Connection")
    return any(mark in said for mark in marks)


@pytest.mark.network
def test_the_wheel_holds_its_data(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    data = {
        path.relative_to(ROOT / "src").as_posix()
        for path in (ROOT / "src/ziping").rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }
    assert data <= names
    assert "ziping/excel/files/ziping.xlam" in names  # what the add-in is installed from
    assert not [name for name in names if name.startswith(("tests", "workbooks"))]


@pytest.mark.network
def test_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    ziping = installed / "ziping"
    demo = call([ziping, "demo"], tmp_path)
    assert (demo.returncode, demo.stderr) == (0, "")
    paths = [line.split(maxsplit=1)[1] for line in demo.stdout.splitlines()
             if line.startswith(("  工作簿 ", "  报告 "))]  # fmt: skip
    assert len(paths) == 2 and all(Path(path).is_file() for path in paths)
    new = call([ziping, "new", "--unit", "某局", "--year", "2025", "-o", "新.xlsx"], tmp_path)
    assert (new.returncode, new.stderr) == (0, "")
    for words in (["score", "新.xlsx"], ["check", "新.xlsx"], ["rules"], ["explain", "ZP101"],
                  ["report", "新.xlsx", "-o", "新.docx"]):  # fmt: skip
        done = call([ziping, *words], tmp_path)
        assert (done.returncode, done.stderr) == (0, ""), words
    where = call([installed / "python", "-c", "import ziping; print(ziping.__file__)"], tmp_path)
    assert str(ROOT) not in where.stdout
    module = call([installed / "python", "-m", "ziping", "--version"], tmp_path)
    assert module.stdout.startswith("ziping ")
