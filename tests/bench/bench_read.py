"""Workbooks read a second against openpyxl reading the same file.

Ours: gate, all sheets that hold values, the whole model with every place, lost formulas looked
for. Theirs: `load_workbook`, which gives cells only. Run: python -m tests.bench.bench_read
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from openpyxl import load_workbook

from tests.bench.bench_score import SAMPLES
from ziping.workbook.read import read_workbook

ROUNDS = 7


def seconds(action: Callable[[], object]) -> float:
    start = time.process_time()
    action()
    return time.process_time() - start


def main() -> None:
    for sample in sorted(SAMPLES.glob("*.xlsx")):
        report(sample)


def report(sample: Path) -> None:
    """In turn, so that both meet the same machine."""
    read_workbook(sample)
    pairs = [
        (seconds(lambda: read_workbook(sample)), seconds(lambda: load_workbook(sample)))
        for _ in range(ROUNDS)
    ]
    ratio = median(theirs / ours for ours, theirs in pairs)
    ours = median(pair[0] for pair in pairs)
    print(f"read {sample.stem}: {1 / ours:.0f}/s, {ratio:.1f} × openpyxl (goal ≥ 10)")


if __name__ == "__main__":
    main()
