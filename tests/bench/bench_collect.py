"""`ziping collect` on many files: against openpyxl, as they grow more, with two workers, again.

The whole command is measured: gate, values and formulas, tamper report, scores, all checks, the
roll-up workbook. Every workbook is another office's and no two have the same figures.
Run: python -m tests.bench.bench_collect [--quick]
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from openpyxl import load_workbook

from tests.bench.bench_read import seconds
from tests.collect.making import make_many
from tests.collect.watched import collect

FEW, MANY, QUICK_FEW, QUICK_MANY = 500, 5_000, 60, 300
LOADED = 20  # files that openpyxl is timed on, before and after


class Cost(NamedTuple):
    """Of one run of the command: CPU of all its processes, and time on the clock."""

    cpu: float
    wall: float
    peak: int


def measured(folder: Path, workers: int, *, afresh: bool = False) -> Cost:
    """One run; `afresh` without anything that an earlier run left, so that both do the same."""
    for old in folder.glob("汇总*") if afresh else ():
        old.unlink()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.perf_counter()
    words = ["收到", "-o", "汇总.xlsx", "--workers", str(workers)]
    run = collect(*words, cwd=folder)
    wall = time.perf_counter() - begun
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if run.told["unreadable"]:
        raise RuntimeError(f"not read: {run.told['unreadable'][0]}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(cpu, wall, run.peak)


def made(folder: Path, count: int) -> Path:
    folder.mkdir()
    if len(list(make_many(folder / "收到", count))) != count:
        raise RuntimeError("not made")
    return folder


def loading(folder: Path) -> float:
    """CPU seconds of openpyxl for a file."""
    files = sorted((folder / "收到").iterdir())[:LOADED]
    return sum(seconds(lambda path=path: load_workbook(path)) for path in files) / len(files)  # type: ignore[misc]


def main(arguments: Sequence[str] = ()) -> None:
    """In one run, so that all meet the same machine."""
    quick = "--quick" in arguments
    few, many = (QUICK_FEW, QUICK_MANY) if quick else (FEW, MANY)
    with tempfile.TemporaryDirectory(prefix="ziping-bench-") as name:
        small = made(Path(name, "few"), few)
        theirs = loading(small)
        one = measured(small, 1)
        theirs = (theirs + loading(small)) / 2
        second = measured(small, 1)
        two = measured(small, 2, afresh=True)
        print(
            f"collect {few} files on one core: {few / one.cpu:.1f}/s "
            f"({1000 * one.cpu / few:.0f} ms CPU each), openpyxl merely loads {1 / theirs:.1f}/s: "
            f"{theirs * few / one.cpu:.1f} × (goal ≥ 5)"
        )
        print(
            f"collect again, nothing changed ÷ first: {second.wall / one.wall:.3f} "
            f"({second.wall:.2f} s ÷ {one.wall:.1f} s, goal ≤ 0.1)"
        )
        print(
            f"collect, two workers ÷ one: {one.wall / two.wall:.2f} × "
            f"({one.wall:.1f} s → {two.wall:.1f} s, goal ≥ 1.7)"
        )
        large = made(Path(name, "many"), many)
        grown = measured(large, 2)
        print(
            f"collect, cost a file at {many} ÷ at {few}: "
            f"{(grown.cpu / many) / (two.cpu / few):.2f} (goal ≤ 1.1), "
            f"peak {grown.peak >> 20} MB of all processes together"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
