"""Workbooks for the tests of the command line: built once, copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.clean import clean_data
from ziping import rules
from ziping.tasks.create import create, create_sample

SUINING, JUNSHAN = "绥宁县数据局_2024", "君山区数据局_2024"
Copy = Callable[[str], Path]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Suining and Junshan as published, one without any error, one of a new office."""
    folder = tmp_path_factory.mktemp("built")
    files = {name: folder / f"{name}.xlsx" for name in ("suining", "junshan", "clean", "empty")}
    create_sample(SUINING, files["suining"])
    create_sample(JUNSHAN, files["junshan"])
    create(rules.load("suining", 2024), clean_data(), files["clean"])
    create(
        rules.load("suining", 2024), {"unit": {"name": "某县某局", "year": 2024}}, files["empty"]
    )
    return files


@pytest.fixture
def copy(built: dict[str, Path], tmp_path: Path) -> Copy:
    """A copy of one of them in a folder of its own, free to be spoilt."""

    def fresh(name: str) -> Path:
        folder = tmp_path / "work"
        folder.mkdir(exist_ok=True)
        return Path(shutil.copyfile(built[name], folder / f"{name}.xlsx"))

    return fresh
