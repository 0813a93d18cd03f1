"""Reports a second, ours against docxtpl filling a comparable template, run alternately.

    python -m tests.bench.bench_report

Both write the same Junshan report with two projects to a file; docxtpl's template has no vertical
merges, which it can't fill, so it does less than ours.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from docx import Document
from docxtpl import DocxTemplate

from tests.word import models
from ziping.scoring import ScoredAssessment
from ziping.word import write_report
from ziping.word.basic_form import THREE_PUBLIC

ROW = ("level1", "level2", "name", "target", "actual", "full_marks", "score", "reason")


def build_template(path: Path) -> None:
    """Prose as a loop of paragraphs, each form as a table with a loop of rows."""
    document = Document()
    document.add_heading("{{ year }}年度部门整体支出绩效自评报告", 0)
    for tag in ("{%p for line in prose %}", "{{ line }}", "{%p endfor %}"):
        document.add_paragraph(tag)
    document.add_heading("附件1", 1)
    _looped(document.add_table(0, 4), "row in basic", ("label", "last", "budget", "final"))
    document.add_paragraph("{%p for form in forms %}")
    document.add_heading("{{ form.title }}", 1)
    money = document.add_table(6, 8)
    for cell in (cell for row in money.rows for cell in row.cells):
        cell.text = "{{ form.amount }}"
    _looped(document.add_table(0, 8), "row in form.rows", ROW)
    document.add_paragraph("{%p endfor %}")
    document.save(str(path))


def _looped(table: Any, loop: str, columns: tuple[str, ...]) -> None:
    table.style = "Table Grid"
    table.add_row().cells[0].text = f"{{%tr for {loop} %}}"
    for cell, column in zip(table.add_row().cells, columns, strict=True):
        cell.text = f"{{{{ row.{column} }}}}"
    table.add_row().cells[0].text = "{%tr endfor %}"


def context(scored: ScoredAssessment) -> dict[str, Any]:
    """The same content as plain values, made before the clock runs."""
    data = scored.assessment.basic_data
    lines = [(label, data.expense(key)) for key, label, _ in THREE_PUBLIC] * 3
    names = ("last", "budget", "final")
    forms = [
        {
            "title": form.form.sheet,
            "amount": form.form.execution.actual_expenditure.value,
            "rows": [
                {
                    "level1": row.level1,
                    "level2": row.indicator.level2.value,
                    "name": row.indicator.name.value,
                    "target": row.indicator.target.value,
                    "actual": row.indicator.actual.value,
                    "full_marks": row.indicator.full_marks.value,
                    "score": row.counted,
                    "reason": row.indicator.deviation_reason.value,
                }
                for row in form.indicators
            ],
        }
        for form in scored.forms
        if form.indicators
    ]
    return {
        "year": 2024,
        "prose": "\n".join(models.TEXTS.values()).split("\n") * 2,
        "basic": [
            {"label": label, **dict(zip(names, (c.value for _, c in line.columns()), strict=True))}
            for label, line in lines
        ],
        "forms": forms,
    }


def seconds(action: Callable[[], object], times: int) -> float:
    """Seconds that one run takes, over `times` runs."""
    start = time.perf_counter()
    for _ in range(times):
        action()
    return (time.perf_counter() - start) / times


def main(arguments: list[str] | None = None) -> float:
    """Print both speeds and their ratio; give back the ratio."""
    parser = argparse.ArgumentParser(prog="tests.bench.bench_report", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    rounds = parser.parse_args(arguments).rounds
    scored = models.scored(models.junshan(), "junshan")
    with tempfile.TemporaryDirectory(prefix="ziping-bench-") as name:
        folder = Path(name)
        build_template(folder / "template.docx")
        values = context(scored)

        def theirs() -> None:
            template = DocxTemplate(folder / "template.docx")
            template.render(values, autoescape=True)
            template.save(folder / "theirs.docx")

        def ours() -> None:
            write_report(scored, folder / "ours.docx", overwrite=True)

        theirs()  # warm up
        ours()
        pairs = [(seconds(ours, 20), seconds(theirs, 2)) for _ in range(rounds)]
    our, their = (median(times) for times in zip(*pairs, strict=True))
    ratio = median(b / a for a, b in pairs)
    print(f"ziping {1 / our:.0f}/s, docxtpl {1 / their:.0f}/s, ratio {ratio:.1f}")
    return ratio


if __name__ == "__main__":
    main()
