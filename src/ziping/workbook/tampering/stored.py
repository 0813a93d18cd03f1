"""The templates of the packs that come with the program, kept as JSON beside this module.

Building one takes a second and the whole of openpyxl; `python -m ziping.tasks.build` writes them,
and a test holds them to what is built. A pack from elsewhere is built when it comes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from ziping import rules
from ziping.rules import RulePack
from ziping.workbook.formula import Rect
from ziping.workbook.own_packs import own_texts
from ziping.workbook.tampering.maps import SheetTemplate, Template
from ziping.workbook.tampering.validations import Validation

FOLDER = Path(__file__).parent / "templates"
PLAIN, ROLLED = "plain", "rolled"


def stored_template(version: str, pack: RulePack, *, rolled: bool) -> Template | None:
    """The kept template; None for a pack that is not ours, or whose rules hold for another year."""
    path = FOLDER / version / f"{pack.name}.json"
    if own_texts(pack.name) != pack.texts or pack.rules != rules.load(pack.name).rules:
        return None
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if data.get("digest") != rules.digest(pack.texts):
        return None  # a pack was changed and the templates not yet rebuilt
    sheets = data[PLAIN] | (data[ROLLED] if rolled else {})
    return Template(pack, {name: _sheet(name, sheet) for name, sheet in sheets.items()})


def write_templates(version: str, built: Iterable[tuple[Template, Template]]) -> list[Path]:
    """Write each pack's template, and of the rolled one the sheets that differ."""
    made = []
    for plain, rolled in built:
        path = FOLDER / version / f"{plain.pack.name}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        other = {n: sheet for n, sheet in rolled.sheets.items() if sheet != plain.sheets[n]}
        data = {
            "digest": rules.digest(plain.pack.texts),
            PLAIN: {name: _plain(sheet) for name, sheet in plain.sheets.items()},
            ROLLED: {name: _plain(sheet) for name, sheet in other.items()},
        }
        text = json.dumps(data, ensure_ascii=False, indent=0, separators=(",", ":"))
        path.write_text(text + "\n", encoding="utf-8", newline="\n")
        made.append(path)
    return made


def _plain(sheet: SheetTemplate) -> dict[str, Any]:
    def cells(texts: Mapping[tuple[int, int], str]) -> list[str]:
        return [f"{row} {col} {text}" for (row, col), text in sorted(texts.items())]

    return {
        "names": {name: " ".join(map(str, rect[1:])) for name, rect in sheet.names.items()},
        "labels": cells(sheet.labels),
        "values": cells(sheet.values),
        "heads": [f"{row} {col}" for row, col in sorted(sheet.heads)],
        "validations": {name: "\t".join(one) for name, one in sheet.validations.items()},
    }


def _sheet(title: str, data: Mapping[str, Any]) -> SheetTemplate:
    def cells(lines: Iterable[str]) -> dict[tuple[int, int], str]:
        split = (line.split(" ", 2) for line in lines)
        return {(int(row), int(col)): text for row, col, text in split}

    heads = (line.split() for line in data["heads"])
    validations = data["validations"].items()
    return SheetTemplate(
        {name: Rect(title, *map(int, rect.split())) for name, rect in data["names"].items()},
        cells(data["labels"]),
        cells(data["values"]),
        frozenset((int(row), int(col)) for row, col in heads),
        {name: Validation(*one.split("\t")) for name, one in validations},
    )
