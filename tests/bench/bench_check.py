"""All checks against the reading of the report they check, and on a report ten times as long.

Checking: scoring and every check, from the model to the findings. Reading: file to model, as in
bench_import. Run: python -m tests.bench.bench_check
"""

from __future__ import annotations

import tempfile
from copy import deepcopy
from pathlib import Path
from statistics import median

from docx import Document
from docx.document import Document as Opened

from tests.bench.bench_import import reports, seconds
from ziping.checks import Report, run
from ziping.scoring import score
from ziping.word.reading.report import read_report
from ziping.word.reading.result import ReadReport

ROUNDS, TIMES = 7, 10
INDICATOR_CELLS = 8  # distinct cells of a row of indicators
SHORT = 12  # characters of a heading


def check(read: ReadReport) -> Report:
    return run(score(read.assessment, read.pack))


def lengthen(path: Path, target: Path) -> Path:
    """The same report with every paragraph of prose and every row of indicators ten times."""
    document: Opened = Document(str(path))
    for paragraph in document.paragraphs:
        if len(paragraph.text) > SHORT:
            _again(paragraph._p)
    for table in document.tables:
        for row in table.rows:
            if len(row._tr.tc_lst) >= INDICATOR_CELLS:
                _again(row._tr)
    document.save(str(target))
    return target


def _again(element: object) -> None:
    for _ in range(TIMES - 1):
        element.addnext(deepcopy(element))  # type: ignore[attr-defined]


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="ziping-bench-") as name:
        for path in reports(Path(name)):
            report(path, lengthen(path, Path(name) / f"long {path.name}"))


def report(path: Path, long: Path) -> None:
    """In turn, so that all meet the same machine."""
    short_read, long_read = read_report(path), read_report(long)
    check(short_read)
    rounds = [
        (
            seconds(lambda: read_report(path)),
            seconds(lambda: check(short_read)),
            seconds(lambda: check(long_read)),
        )
        for _ in range(ROUNDS)
    ]
    ratio = median(checking / reading for reading, checking, _ in rounds)
    growth = median(longer / checking for _, checking, longer in rounds)
    words = [
        sum(len(one.text) for one in read.assessment.report.passages)
        for read in (short_read, long_read)
    ]
    print(
        f"check {path.stem}: {1000 * median(one[1] for one in rounds):.0f} ms, "
        f"{ratio:.2f} × reading it (goal ≤ 5); a report with {words[1] / words[0]:.1f} × the words "
        f"costs {growth:.1f} × (goal ≤ 12 for ten times)"
    )


if __name__ == "__main__":
    main()
