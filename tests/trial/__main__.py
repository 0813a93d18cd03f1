"""`python -m tests.trial [--count 500] [--seed 1]`: the measure as a table."""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict

from tests.trial.measure import Measure, measured
from tests.trial.planting import PLANTERS

SAMPLES = 3


def main() -> None:
    """Print recall by family and planter, false accusations by code, crashes."""
    parser = argparse.ArgumentParser(description="unseen reports with known faults")
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--samples", type=int, default=SAMPLES)
    given = parser.parse_args()
    measure = measured(given.count, given.seed)
    print_recall(measure, given.samples)
    print_false(measure, given.samples)
    crashed = Counter(message for trial in measure.trials for message in trial.crashed)
    for message, count in crashed.items():
        print(f"crashed {count} times: {message}")


def print_recall(measure: Measure, given_samples: int) -> None:
    """By family, then every planter that is not always found."""
    families: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    recall = measure.recall()
    for name, (planted, found) in recall.items():
        families[PLANTERS[name].family][0] += planted
        families[PLANTERS[name].family][1] += found
    for family, (planted, found) in sorted(families.items()):
        print(f"{family}x  planted {planted:5}  found {found:5}  {found / (planted or 1):7.1%}")
    planted, found = measure.total()
    print(f"all   planted {planted:5}  found {found:5}  {found / (planted or 1):7.1%}\n")
    worst = sorted(recall.items(), key=lambda item: item[1][1] / (item[1][0] or 1))
    for name, (planted, found) in worst:
        if found < planted or not planted:
            codes = "/".join(PLANTERS[name].codes)
            print(f"{name:30} {codes:24} {found:3} of {planted:3}")
            for text in missed(measure, name)[:given_samples]:
                print(f"        {text}")


def missed(measure: Measure, name: str) -> list[str]:
    """Where a fault was not found: the seed and what was planted."""
    planter = PLANTERS[name]
    return [
        f"{trial.seed}: {trial.notes[name][:160]}"
        for trial in measure.trials
        if planter in trial.planted and not trial.found(planter)
    ]


def print_false(measure: Measure, samples: int) -> None:
    """By code, with the messages, so that they can be judged."""
    false = measure.false()
    count = sum(map(len, false.values()))
    print(f"\nfindings {measure.findings()}  false {count}  precision {measure.precision():.1%}")
    for code, found in false.items():
        print(f"{code}  {len(found)}")
        for seed, one in found[:samples]:
            print(f"    {seed}: {one.message}")


if __name__ == "__main__":
    main()
