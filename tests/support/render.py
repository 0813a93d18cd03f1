"""A PDF as pictures and as text (poppler-utils)."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path


def pages(pdf: Path) -> int:
    """How many pages a PDF has."""
    return int(_field(pdf, "Pages"))


def page_size(pdf: Path) -> str:
    """The paper of the first page, as pdfinfo names it: `595.304 x 841.89 pts (A4)`."""
    return _field(pdf, "Page size")


def text(pdf: Path, page: int | None = None) -> str:
    """The text of a PDF, or of one page (from 1), laid out as it stands there."""
    only = [] if page is None else ["-f", str(page), "-l", str(page)]
    return _run("pdftotext", "-layout", *only, str(pdf), "-")


def pictures(pdf: Path, out: Path | None = None, dpi: int = 70) -> list[Path]:
    """Each page as a PNG, in order; beside the PDF unless a folder is given."""
    folder = out or pdf.parent
    folder.mkdir(parents=True, exist_ok=True)
    for old in _pngs(folder, pdf.stem):
        old.unlink()
    _run("pdftoppm", "-png", "-r", str(dpi), str(pdf), str(folder / pdf.stem))
    return _pngs(folder, pdf.stem)


def _pngs(folder: Path, stem: str) -> list[Path]:
    """The page pictures of a PDF; pdftoppm pads the numbers, so their names sort."""
    named = re.compile(re.escape(stem) + r"-\d+\.png")
    return sorted(p for p in folder.iterdir() if named.fullmatch(p.name))


def _field(pdf: Path, name: str) -> str:
    """One line of pdfinfo."""
    found = re.search(rf"^{name}:\s*(.+)$", _run("pdfinfo", str(pdf)), re.MULTILINE)
    if found is None:
        raise ValueError(f"{pdf}: pdfinfo gives no {name}")
    return found[1].strip()


def _run(*command: str) -> str:
    """A poppler tool's output; its own words when it fails."""
    done = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace")
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}: {done.stderr.strip()}")
    return done.stdout
