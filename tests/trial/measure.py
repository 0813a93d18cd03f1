"""The measure: many reports with known faults, read and checked, and what was found of them."""

from __future__ import annotations

import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from tests.trial import faults  # noqa: F401  registers the planters
from tests.trial.planting import PLANTERS, Planter
from tests.trial.sowing import chosen, planted
from tests.trial.write import write
from ziping.checks import Finding, run
from ziping.scoring import score
from ziping.word.reading.report import read_report


@dataclass
class Trial:
    """One report: what was planted, what was said, what of it was right."""

    seed: int
    planted: list[Planter]
    notes: dict[str, str]  # by planter: what was printed otherwise
    findings: list[Finding]
    crashed: list[str]

    def found(self, planter: Planter) -> bool:
        return any(one.code in planter.codes for one in self.findings)

    def false(self) -> list[Finding]:
        """Findings that no planted fault accounts for; a member of a group goes with its head."""
        right = {code for one in self.planted for code in (*one.codes, *one.also)}
        heads = {_key(one): one.code in right for one in self.findings}
        return [
            one
            for one in self.findings
            if one.code not in right and not heads.get(getattr(one, "under", None) or "", False)
        ]


def _key(finding: Finding) -> object:
    return getattr(finding, "key", finding)


@dataclass
class Measure:
    """All trials together."""

    trials: list[Trial] = field(default_factory=list)

    def recall(self) -> dict[str, tuple[int, int]]:
        """By planter: planted and found."""
        planted: Counter[str] = Counter()
        found: Counter[str] = Counter()
        for trial in self.trials:
            for planter in trial.planted:
                planted[planter.name] += 1
                found[planter.name] += trial.found(planter)
        return {name: (planted[name], found[name]) for name in PLANTERS}

    def total(self) -> tuple[int, int]:
        pairs = self.recall().values()
        return sum(one for one, _ in pairs), sum(one for _, one in pairs)

    def false(self) -> dict[str, list[tuple[int, Finding]]]:
        """By code: the false accusations with their seeds."""
        found: dict[str, list[tuple[int, Finding]]] = defaultdict(list)
        for trial in self.trials:
            for one in trial.false():
                found[one.code].append((trial.seed, one))
        return dict(sorted(found.items(), key=lambda item: -len(item[1])))

    def findings(self) -> int:
        return sum(len(trial.findings) for trial in self.trials)

    def precision(self) -> float:
        every = self.findings()
        return 1 - sum(map(len, self.false().values())) / every if every else 1.0


def tried(seed: int, wanted: Iterable[Planter], folder: Path) -> Trial:
    """Plant, write, read, score, check."""
    report, done = planted(seed, wanted)
    path = write(report.draft, folder / f"{seed}.docx", report.style)
    read = read_report(path, report.office.pack)
    result = run(score(read.assessment, read.pack))
    path.unlink()
    notes = {one.name: text for one, text in done.items()}
    return Trial(
        seed, list(done), notes, list(result.findings), [one.message for one in result.crashed]
    )


def measured(count: int, seed: int = 1) -> Measure:
    """`count` reports with none to six faults each."""
    measure = Measure()
    with tempfile.TemporaryDirectory() as name:
        for at in range(seed, seed + count):
            measure.trials.append(tried(at, chosen(at), Path(name)))
    return measure
