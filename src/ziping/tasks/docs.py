"""Rebuild `docs/checks.md` from the register of checks: `python -m ziping.tasks.docs [FOLDER]`."""

from __future__ import annotations

import sys
from pathlib import Path

from ziping.checks.explain import page
from ziping.package.atomic import write_atomic

NAME = "checks.md"


def write_docs(folder: Path) -> Path:
    """The catalogue of checks as a page for people."""
    target = folder / NAME
    write_atomic(target, page().encode())
    return target


def main() -> int:
    print(write_docs(Path(sys.argv[1] if len(sys.argv) > 1 else "docs")))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
