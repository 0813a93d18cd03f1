"""Reading a Word report against python-docx opening it and visiting every cell once.

Ours: gate, document, forms, chapters, figures, the whole model with every place and the account of
every piece. Theirs: `Document(path)` and each `w:tc` with its text, nothing understood. Beside it
the whole `import`, workbook included, against the same. Run: python -m tests.bench.bench_import

The reports are those of `ZIPING_CORPUS`, else our own report of the larger sample.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from docx import Document

from tests.word import models
from ziping.tasks.importing import import_file
from ziping.word import write_report
from ziping.word.reading.report import read_report

ROUNDS, TWICE = 9, 2


def seconds(action: Callable[[], object]) -> float:
    start = time.process_time()
    action()
    return time.process_time() - start


def visit(path: Path) -> int:
    """Every cell once, in the way that python-docx offers for it."""
    characters = 0
    for cell in Document(str(path)).element.body.iter(TC):
        characters += sum(len(paragraph.text) for paragraph in cell.p_lst)
    return characters


TC = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}tc"


def reports(folder: Path) -> Iterator[Path]:
    corpus = os.environ.get("ZIPING_CORPUS")
    if corpus:
        yield from sorted(Path(corpus).glob("*.docx"))
        return
    own = folder / "own.docx"
    write_report(models.scored(models.junshan(), "junshan"), own)
    yield own


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="ziping-bench-") as name:
        for path in reports(Path(name)):
            report(path, Path(name))


def report(path: Path, folder: Path) -> None:
    """In turn, so that both meet the same machine."""
    read_report(path)
    visit(path)
    pairs = [
        (seconds(lambda: read_report(path)), seconds(lambda: visit(path))) for _ in range(ROUNDS)
    ]
    ratio = median(ours / theirs for ours, theirs in pairs)
    whole = []
    for at in range(TWICE):
        target = folder / f"{path.stem} {at}.xlsx"
        whole.append(seconds(lambda made=target: import_file(path, made)))  # type: ignore[misc]
    their = median(pair[1] for pair in pairs)
    print(
        f"import {path.stem}: {1000 * median(pair[0] for pair in pairs):.0f} ms, "
        f"{ratio:.2f} × python-docx (goal ≤ 2); with the workbook {min(whole) / their:.0f} ×"
    )


if __name__ == "__main__":
    main()
