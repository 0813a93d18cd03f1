"""From inputs to compared numbers: typed and saved in LibreOffice, scored, recalculated there."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.support.office import Job, Office, Step
from tests.workbook.cases import Case
from tests.workbook.compare import Difference, differences, recalculation, report
from tests.workbook.packs import YEAR
from ziping.package.refs import parse_cell
from ziping.rules import RulePack
from ziping.scoring import score
from ziping.tasks.create import create
from ziping.tasks.score import Scored, score_file
from ziping.workbook.opened import Opened
from ziping.workbook.read import read_workbook

BATCH = 10  # workbooks from one opening of their base


@dataclass
class Tally:
    """What was compared, and what was wrong."""

    workbooks: int = 0
    cells: int = 0
    found: list[Difference] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def add(self, workbook: str, compared: Iterator[Difference | None]) -> None:
        self.workbooks += 1
        for one in compared:
            self.cells += 1
            if one is not None:
                self.found.append(one)

    def check(self) -> None:
        assert not self.found, report(self.found)
        assert not self.faults, "\n".join(self.faults[:20])


class Bases:
    """Empty workbooks to type into, one a pack and number of project sheets, built when needed."""

    def __init__(self, folder: Path, packs: Mapping[str, RulePack]) -> None:
        self.folder, self.packs = folder, packs
        self._lock = threading.Lock()
        self._made: dict[tuple[str, int], Opened] = {}

    def of(self, pack: str, projects: int) -> Opened:
        with self._lock:
            if (pack, projects) not in self._made:
                path = self.folder / f"base {pack} {projects}.xlsx"
                data: dict[str, Any] = {"unit": {"name": "某局", "year": YEAR}}
                create(self.packs[pack], {**data, "projects": [{}] * projects}, path)
                self._made[pack, projects] = Opened(path)
            return self._made[pack, projects]


def run_cases(cases: Sequence[Case], bases: Bases, offices: Sequence[Office]) -> Tally:
    """All cases through all offices; the order does not matter, the cases are independent."""
    tally, lock = Tally(), threading.Lock()
    waiting = _batches(cases)

    def work(office: Office) -> None:
        while True:
            with lock:
                batch = waiting.pop() if waiting else None
            if batch is None:
                return
            _run_batch(office, bases, batch, tally)

    with ThreadPoolExecutor(len(offices)) as pool:
        list(pool.map(work, offices))
    return tally


def _batches(cases: Sequence[Case]) -> list[list[Case]]:
    """Cases of one base together, some at a time."""
    groups: dict[tuple[str, int], list[Case]] = {}
    for case in cases:
        groups.setdefault((case.pack, case.projects), []).append(case)
    return [
        group[at : at + BATCH] for group in groups.values() for at in range(0, len(group), BATCH)
    ]


def _run_batch(office: Office, bases: Bases, batch: list[Case], tally: Tally) -> None:
    base = bases.of(batch[0].pack, batch[0].projects)
    paths = [base.path.with_name(f"{case.name}.xlsx") for case in batch]
    office.run(base.path, typing(base, batch, paths))
    compare_files(
        office, [(case.name, path) for case, path in zip(batch, paths, strict=True)], tally
    )


def typing(base: Opened, batch: Sequence[Case], paths: Sequence[Path]) -> list[Step]:
    """One opened base, typed into and saved once a case; what the last case typed is undone."""
    steps: list[Step] = [{"op": "unprotect"}]
    typed: dict[tuple[str, str], Any] = {}
    for case, path in zip(batch, paths, strict=True):
        undone = {at: _base_value(base, *at) for at in typed}
        typed = {(sheet, address): value for sheet, address, value in case.inputs}
        cells = [[*at, value] for at, value in {**undone, **typed}.items()]
        steps += [{"op": "set", "cells": cells}, {"op": "save", "path": str(path)}]
    return steps


def _base_value(base: Opened, sheet: str, address: str) -> float | str | None:
    value = base.cell(sheet, *parse_cell(address)).value
    return float(value) if isinstance(value, Decimal) else value


def compare_files(office: Office, files: Sequence[tuple[str, Path]], tally: Tally) -> None:
    """Score each saved file, recalculate it in LibreOffice, compare every formula cell."""
    done = [score_file(path) for _, path in files]
    read = [read_workbook(path) for _, path in files]
    results = office.run_many(Job(one.opened.path, recalculation(one)) for one in read)
    for (name, _), first, one, result in zip(files, done, read, results, strict=True):
        tally.add(name, differences(name, one, score(one.assessment, one.pack), result))
        tally.faults += [f"{name}: {fault}" for fault in _faults(first)]


def agrees(office: Office, *paths: Path) -> None:
    """These files agree in every formula cell; a readable list of what does not."""
    tally = Tally()
    compare_files(office, [(path.stem, path) for path in paths], tally)
    tally.check()


def _faults(done: Scored) -> Iterator[str]:
    """LibreOffice loses no formula and changes no rule, and no check crashes on what was typed."""
    yield from (f"crashed: {crash}" for crash in done.report.crashed)
    codes = {finding.code for finding in done.report.findings} & {"ZP007", "ZP008"}
    yield from sorted(codes)
