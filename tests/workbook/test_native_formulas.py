"""The workbook's own formulas and the engine give the same numbers, always.

Inputs are typed and saved in LibreOffice, the saved file is scored, then LibreOffice opens it,
recalculates hard, and every formula cell of ours is compared with its attribute of the model.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from functools import partial
from itertools import count
from pathlib import Path

import pytest

from tests.support.office import Office
from tests.workbook.bases import SHORT, SHORTEST, Base, Bases, Kind
from tests.workbook.cases import Case, from_table, generated
from tests.workbook.native import BATCH, Making, Tally, compare_files, run_batches
from tests.workbook.packs import FIFTH, all_packs
from ziping import rules
from ziping.tasks.create import create_sample
from ziping.workbook.build.samples import SAMPLES
from ziping.workbook.layout import MAX_INDICATORS

# workbooks of each pack by project sheets (some stay unused) and indicator rows
PER_PACK = {(0, SHORTEST): 24, (1, SHORT): 8, (3, SHORT): 4, (1, MAX_INDICATORS): 4}
TABLE_PACKS = ("central101", FIFTH)  # the two whose marks go by other rules
PACKS = [*rules.names(), FIFTH]


@pytest.mark.parametrize("name", SAMPLES)
def test_sample(office: Office, tmp_path: Path, name: str) -> None:
    path, tally = tmp_path / f"{name}.xlsx", Tally()
    create_sample(name, path)
    compare_files(office, [(name, path)], tally)
    tally.check()
    assert tally.cells > 1000


def _generated(seeds: range, base: Base) -> list[Case]:
    return [generated(seed, base) for seed in seeds]


def _from_table(base: Base) -> list[Case]:
    return list(from_table(base))


def batches() -> Iterator[tuple[Kind, Making]]:
    """Seeds from 0 on, some at a time; then the case table."""
    seeds = count()
    for pack in PACKS:
        for (projects, rows), wanted in PER_PACK.items():
            for at in range(0, wanted, BATCH):
                first = next(seeds) * BATCH
                part = range(first, first + min(BATCH, wanted - at))
                yield Kind(pack, projects, rows), partial(_generated, part)
    for pack in TABLE_PACKS:
        yield Kind(pack, 3), _from_table


@pytest.mark.parametrize("pack", PACKS)
def test_generated_workbooks(
    office: Office, tmp_path: Path, pack: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each pack by itself, so that two processes share the work."""
    started = time.monotonic()
    own = [one for one in batches() if one[0].pack == pack]
    tally = run_batches(own, Bases(tmp_path, all_packs(tmp_path)), office)
    seconds = time.monotonic() - started
    with capsys.disabled():
        print(f" {tally.workbooks} workbooks, {tally.cells} cells in {seconds:.0f} s ", end="")
    tally.check()
    assert tally.workbooks >= sum(PER_PACK.values()) + (pack in TABLE_PACKS)


def test_two_hundred_workbooks_are_generated_and_no_pack_is_left_out(tmp_path: Path) -> None:
    assert set(all_packs(tmp_path)) == set(PACKS)
    assert len(PACKS) * sum(PER_PACK.values()) >= 200
