"""CPU of the whole `ziping score FILE` against that of `import openpyxl`, which a user would use.

Whole processes in turn, so that the ratio holds when the machine's speed drifts; a fresh workbook
is scored each time, with everything to write. Run: python -m tests.bench.bench_score
"""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parent.parent.parent
SAMPLES = ROOT / "workbooks/samples"
PAIRS = 15
COMMAND = str(Path(sys.executable).with_name("ziping"))  # what a user runs


def cpu_seconds(command: Sequence[str]) -> float:
    """User and system time of one finished process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def ratios(sample: Path, folder: Path, pairs: int) -> list[float]:
    """Score ÷ import, pair by pair; the first pair warms up and is not counted."""
    copy, found = folder / sample.name, []
    for number in range(pairs + 1):
        shutil.copy(sample, copy)
        ours = cpu_seconds([COMMAND, "score", str(copy)])
        theirs = cpu_seconds([sys.executable, "-c", "import openpyxl"])
        if number:
            found.append(ours / theirs)
    return found


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        for sample in sorted(SAMPLES.glob("*.xlsx")):
            found = ratios(sample, Path(name), PAIRS)
            print(
                f"score {sample.stem} ÷ import openpyxl: median {median(found):.2f}"
                f" (min {min(found):.2f}, max {max(found):.2f}, {PAIRS} pairs, goal < 1)"
            )


if __name__ == "__main__":
    main()
