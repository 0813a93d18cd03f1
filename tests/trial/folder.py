"""A whole county's mailbox: 1,000 good files and all the hostile ones, through `ziping collect`.

Run: python -m tests.trial.folder [number of good files]. Tells time, files a second, the most
memory that all processes held together, and whether a child was left; ends with 1 if anything is
not as it should be.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.collect.hostile import BAD
from tests.collect.test_hostile_folder import LINKS, MOST_MEMORY, fill
from tests.collect.watched import Run, collect, none_left

GOOD = 1_000


def main(good: int) -> int:
    with tempfile.TemporaryDirectory(prefix="ziping-trial-") as name:
        fill(Path(name, "收到"), good)
        first = collect("收到", "-o", "汇总.xlsx", cwd=Path(name))
        faults = [*told("first run", first), *missed(first, good)]
        second = collect("收到", "-o", "汇总.xlsx", cwd=Path(name))
        faults += told("second run", second)
        if second.told["files"]["read"] or second.told["written"]:
            faults.append("the second run read or wrote anew")
    print(*(faults or ["all as it should be"]), sep="\n")
    return 1 if faults else 0


def told(label: str, run: Run) -> list[str]:
    """What a run took; what was wrong with it."""
    found = run.told["files"]["found"]
    print(
        f"{label}: {found} files in {run.seconds:.1f} s ({found / run.seconds:.0f}/s), "
        f"peak {run.peak / (1 << 20):.0f} MB of all processes together"
    )
    faults = [] if none_left(run.pid) else [f"{label}: a child was left"]
    return faults if run.peak < MOST_MEMORY else [*faults, f"{label}: too much memory"]


def missed(run: Run, good: int) -> list[str]:
    """Good files that were not collected, bad ones that were not named."""
    faults = []
    if run.told["counted"] != good + 1:
        faults.append(f"collected {run.told['counted']} offices of {good + 1}")
    named = {Path(one["file"].split(" › ")[0]).name for one in run.told["unreadable"]}
    faults += [f"not named: {bad.name}" for bad in BAD if bad.name not in named]
    return faults + [f"not named: {name}" for name in LINKS if name not in named]


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else GOOD))
