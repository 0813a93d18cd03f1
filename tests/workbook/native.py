"""From inputs to compared numbers: typed and saved in LibreOffice, scored, recalculated there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.support.office import Job, Office, Step
from tests.workbook.bases import Base, Bases, Kind
from tests.workbook.cases import Case
from tests.workbook.compare import Difference, differences, recalculation, report
from ziping.package.refs import parse_cell
from ziping.scoring import score
from ziping.tasks.score import Scored, score_file
from ziping.workbook.read import read_workbook
from ziping.workbook.write import BACKUP_SUFFIX

Making = Callable[[Base], Sequence[Case]]  # the cases of a base, made when it is there
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


def run_batches(batches: Sequence[tuple[Kind, Making]], bases: Bases, office: Office) -> Tally:
    """All batches; their order does not matter, they are independent."""
    tally = Tally()
    for kind, making in batches:
        base = bases.of(kind, office)
        run_cases(office, base, making(base), tally)
    return tally


def run_cases(office: Office, base: Base, cases: Sequence[Case], tally: Tally) -> None:
    """One opened base, typed into and saved once a case; then the files are compared."""
    paths = [base.opened.path.with_name(f"{case.name}.xlsx") for case in cases]
    office.run(base.opened.path, typing(base, cases, paths))
    files = [(case.name, path) for case, path in zip(cases, paths, strict=True)]
    compare_files(office, files, tally)
    for path in paths:
        path.unlink()
        path.with_name(path.name + BACKUP_SUFFIX).unlink(missing_ok=True)


def typing(base: Base, cases: Sequence[Case], paths: Sequence[Path]) -> list[Step]:
    """Type, save, and undo what the case before typed."""
    steps: list[Step] = [{"op": "unprotect"}]
    typed: dict[tuple[str, str], Any] = {}
    for case, path in zip(cases, paths, strict=True):
        undone = {at: _base_value(base, *at) for at in typed}
        typed = {(sheet, address): value for sheet, address, value in case.inputs}
        cells = [[*at, value] for at, value in {**undone, **typed}.items()]
        steps += [{"op": "set", "cells": cells}, {"op": "save", "path": str(path)}]
    return steps


def _base_value(base: Base, sheet: str, address: str) -> float | str | None:
    value = base.opened.cell(sheet, *parse_cell(address)).value
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
