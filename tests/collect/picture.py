"""For people: `python -m tests.collect.picture OUT.png` draws 总览 of a round of 40 offices."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

from tests.collect.standing_cases import Size, collected
from tests.support.look import look
from ziping.collect.rollup import write_rollup

DPI = 190
MARGIN = "40"


def draw(target: Path) -> None:
    """The first page, its white margins cut down."""
    size = Size(offices=40, missing=3, late=2, unlisted=0, refused=2, findings=2)
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder) / "汇总.xlsx"
        write_rollup(collected(size, seed=11), book, today=date(2025, 3, 20))
        _, first, *_ = look(book, Path(folder), dpi=DPI, screen=False, hidden=False)
        crop = ("-gravity", "south", "-chop", "0x160", "-trim", "+repage")
        border = ("-bordercolor", "white", "-border", MARGIN)
        subprocess.run(["convert", first, *crop, *border, "-colors", "128", target], check=True)


if __name__ == "__main__":
    draw(Path(sys.argv[1]))
