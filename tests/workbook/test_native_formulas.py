"""The workbook's own formulas and the engine give the same numbers, always.

Inputs are typed and saved in LibreOffice, the saved file is scored, then LibreOffice opens it,
recalculates hard, and every formula cell of ours is compared with its attribute of the model.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.office import Office
from tests.workbook.cases import Case, from_table, generated
from tests.workbook.native import Bases, Tally, compare_files, run_cases
from tests.workbook.packs import all_packs
from ziping.tasks.create import create_sample
from ziping.workbook.build.samples import SAMPLES

PER_PACK = {1: 28, 2: 6, 3: 6}  # workbooks a pack by their number of project sheets


@pytest.fixture(scope="module")
def second_office(office: Office) -> Iterator[Office]:
    """LibreOffice uses one core; there are two."""
    with Office() as running:
        yield running


@pytest.mark.parametrize("name", SAMPLES)
def test_sample(office: Office, tmp_path: Path, name: str) -> None:
    path, tally = tmp_path / f"{name}.xlsx", Tally()
    create_sample(name, path)
    compare_files(office, [(name, path)], tally)
    tally.check()
    assert tally.cells > 1000


def test_generated_workbooks(
    office: Office,
    second_office: Office,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    started = time.monotonic()
    packs = all_packs(tmp_path)
    cases: list[Case] = []
    for name, pack in packs.items():
        for projects, count in PER_PACK.items():
            seeds = range(len(cases), len(cases) + count)
            cases += [generated(seed, name, pack, projects) for seed in seeds]
        cases += from_table(name, pack)
    tally = run_cases(cases, Bases(tmp_path, packs), [office, second_office])
    seconds = time.monotonic() - started
    with capsys.disabled():
        print(f" {tally.workbooks} workbooks, {tally.cells} cells in {seconds:.0f} s ", end="")
    shutil.rmtree(tmp_path)
    tally.check()
    assert tally.workbooks == len(cases) >= 200
