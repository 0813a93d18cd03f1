"""For people: `python -m tests.support.look FILE` renders a workbook or report to look at.

A sheet with a print area shows only that; `--screen` shows all its columns on one page's width.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from tests.support import render
from tests.support.office import Office, Step


def look(file: Path, out: Path, *, dpi: int, screen: bool, hidden: bool) -> list[Path]:
    """The PDF and the page pictures of a file."""
    out.mkdir(parents=True, exist_ok=True)
    pdf = out / f"{file.stem}.pdf"
    wanted = {"show_sheets": hidden, "whole_sheets": screen}
    steps: list[Step] = [{"op": name} for name, on in wanted.items() if on]
    if steps and file.suffix.lower().startswith(".xls"):
        steps.insert(0, {"op": "unprotect"})
    with Office() as office:
        office.run(file, steps, pdf=pdf)
    return [pdf, *render.pictures(pdf, dpi=dpi)]


def main(arguments: list[str] | None = None) -> None:
    """Read the command line and print the paths, one a line."""
    parser = argparse.ArgumentParser(prog="tests.support.look", description=__doc__)
    parser.add_argument("file", type=Path, help=".xlsx or .docx")
    parser.add_argument("--out", type=Path, help="folder (default: a new temporary one)")
    parser.add_argument("--dpi", type=int, default=70)
    parser.add_argument("--screen", action="store_true", help="clear print areas")
    parser.add_argument("--hidden", action="store_true", help="show hidden sheets too")
    given = parser.parse_args(arguments)
    out = given.out or Path(tempfile.mkdtemp(prefix="ziping-look-"))
    paths = look(given.file, out, dpi=given.dpi, screen=given.screen, hidden=given.hidden)
    print(*paths, sep="\n")


if __name__ == "__main__":
    main()
