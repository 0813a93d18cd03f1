"""Rebuild `workbooks/`, the stored templates, `docs/checks.md`: `python -m ziping.tasks.build`.

Where a folder is given it is for the workbooks, and all else stays as it is.
"""

from __future__ import annotations

import sys
from pathlib import Path

from ziping.tasks.create import build_all
from ziping.tasks.docs import write_docs
from ziping.workbook.tampering.template import write_own_templates


def main() -> int:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "workbooks")
    for path in build_all(folder):
        print(path)
    if len(sys.argv) == 1:
        for path in write_own_templates():
            print(path)
        print(write_docs(Path("docs")))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
