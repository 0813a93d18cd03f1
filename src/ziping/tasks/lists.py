"""Write the word lists of the checks as the program reads them: `python -m ziping.tasks.lists`.

For developers, after an edit of a TOML file in checks/.
"""

from __future__ import annotations

import json
import tomllib

from ziping.checks.word_lists import LISTS


def main() -> None:
    LISTS.write_text(lists(), encoding="utf-8")
    print(LISTS)


def lists() -> str:
    """Every TOML file by its name, one line each, so that a change shows where it is."""
    files = sorted(LISTS.parent.glob("*.toml"))
    tables = {file.stem: tomllib.loads(file.read_text(encoding="utf-8")) for file in files}
    lines = [
        f'"{name}": {json.dumps(table, ensure_ascii=False, separators=(",", ":"))}'
        for name, table in tables.items()
    ]
    return "{\n" + ",\n".join(lines) + "\n}\n"


if __name__ == "__main__":
    main()
