"""Rebuild `workbooks/`: `python -m ziping.tasks.build [FOLDER]`."""

from __future__ import annotations

import sys
from pathlib import Path

from ziping.tasks.create import build_all


def main() -> int:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "workbooks")
    for path in build_all(folder):
        print(path)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
