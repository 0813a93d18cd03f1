"""The built files in `workbooks/` equal their sources, and building twice gives equal bytes."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from ziping.tasks.create import MASTER
from ziping.tasks.macros import ADDIN, MACRO_MASTER
from ziping.workbook.build.samples import SAMPLES

FOLDER = Path(__file__).parent.parent.parent / "workbooks"
FILES = (MASTER, MACRO_MASTER, ADDIN, *(f"samples/{name}.xlsx" for name in SAMPLES))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("built"))


def build(folder: Path) -> Path:
    """By the command, in a process of its own: other tests register prefixes of XML namespaces."""
    subprocess.run([sys.executable, "-m", "ziping.tasks.build", str(folder)], check=True)
    return folder


@pytest.mark.parametrize("name", FILES)
def test_committed_equals_source(built: Path, name: str) -> None:
    with zipfile.ZipFile(FOLDER / name) as committed, zipfile.ZipFile(built / name) as fresh:
        assert committed.namelist() == fresh.namelist()
        for part in fresh.namelist():
            same = committed.read(part) == fresh.read(part)
            assert same, f"{name} {part} 已过时：请运行 python -m ziping.tasks.build"


def test_building_twice_gives_equal_bytes(built: Path, tmp_path: Path) -> None:
    build(tmp_path)
    for name in FILES:
        assert (built / name).read_bytes() == (tmp_path / name).read_bytes()
