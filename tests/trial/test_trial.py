"""The measure on a small scale: unseen reports, clean ones and ones with known faults."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.trial.generate import generate
from tests.trial.measure import Measure, measured, tried
from tests.trial.planting import PLANTERS
from tests.trial.style import FAMILIES
from tests.trial.write import write

CLEAN, FAULTY = 30, 40
FIRST = 5000  # seeds that nobody looked at while the checks were made
RECALL, FALSE = 0.9, 0.05  # of the faults found; of the findings that are none


@pytest.fixture(scope="module")
def faulty() -> Measure:
    return measured(FAULTY, FIRST)


def test_the_same_seed_gives_the_same_report(tmp_path: Path) -> None:
    reports = [generate(FIRST) for _ in range(2)]
    first, second = (
        write(one.draft, tmp_path / f"{at}.docx", one.style) for at, one in enumerate(reports)
    )
    assert first.read_bytes() == second.read_bytes()


def test_there_are_planters_of_every_family() -> None:
    assert len(PLANTERS) >= 60
    assert {one.family for one in PLANTERS.values()} >= {"ZP1", "ZP2", "ZP3", "ZP4", "ZP7"}
    assert len(FAMILIES) >= 5


def test_clean_reports_are_accused_of_nothing(tmp_path: Path) -> None:
    trials = [tried(seed, [], tmp_path) for seed in range(FIRST, FIRST + CLEAN)]
    said = [(one.seed, found.message) for one in trials for found in one.findings]
    assert said == []


def test_planted_faults_are_found(faulty: Measure) -> None:
    planted, found = faulty.total()
    missed = {name: pair for name, pair in faulty.recall().items() if pair[1] < pair[0]}
    assert planted > 2 * FAULTY
    assert found >= RECALL * planted, missed


def test_few_are_accused_wrongly(faulty: Measure) -> None:
    false = faulty.false()
    count = sum(map(len, false.values()))
    said = {code: found[0][1].message for code, found in false.items()}
    assert count <= FALSE * faulty.findings(), said


def test_no_check_crashes(faulty: Measure) -> None:
    assert [message for trial in faulty.trials for message in trial.crashed] == []
