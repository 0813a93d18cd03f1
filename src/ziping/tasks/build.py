"""Rebuild `workbooks/`, and `docs/checks.md`: `python -m ziping.tasks.build [FOLDER]`.

Where a folder is given it is for the workbooks, and the page stays as it is.
"""

from __future__ import annotations

import sys
from pathlib import Path

from ziping.tasks.create import build_all
from ziping.tasks.docs import write_docs


def main() -> int:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "workbooks")
    for path in build_all(folder):
        print(path)
    if len(sys.argv) == 1:
        print(write_docs(Path("docs")))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
