"""What a child process does with a file of last year: tell whose it is, roll it forward."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path
from typing import Any

from ziping.collect.standing import Office
from ziping.model import SelfAssessment
from ziping.package.gate import read_file
from ziping.package.program import is_word


def identify_job(given: dict[str, Any]) -> dict[str, Any]:
    """`{"path", "rules"}` → `{"unit", "code", "year", "number", "digest"}`.

    What the file does not say is "" or 0.
    """
    path = Path(given["path"])
    digest = hashlib.sha256(read_file(path)).hexdigest()
    assessment, number = _read(path, str(given.get("rules") or ""))
    unit = assessment.unit
    return {
        "unit": " ".join((unit.name.value or "").split()),
        "code": (unit.code.value or "").strip(),
        "year": assessment.budget_year,
        "number": number,
        "digest": digest,
    }


def _read(path: Path, rules: str) -> tuple[SelfAssessment, int]:
    if is_word(path):
        from ziping.tasks.importing import read_word

        return read_word(path, rules).assessment, 0
    from ziping.tasks.packing.fresh import submission_of
    from ziping.workbook.read import read_workbook

    read = read_workbook(path)
    return read.assessment, submission_of(read.opened)


def roll_job(given: dict[str, Any]) -> dict[str, Any]:
    """Roll `path` forward to `target`, then put in what the list says of the office.

    `unit` is the name in the old file, where the list has another; `office` a line of the list.
    """
    from ziping.collect.outgoing.template import Template
    from ziping.tasks.roll import Request, roll_file

    office = Office(**given["office"])
    old = str(given["unit"])
    renamed = office.name if old != office.name else None
    asked = Request(int(given["year"]), renamed, old if renamed else "", str(given["rules"]))
    with tempfile.TemporaryDirectory(prefix="ziping-", dir=given["folder"]) as folder:
        draft = Path(folder) / "draft.xlsx"
        rolled = roll_file(Path(given["path"]), draft, asked)
        told = Template(draft).make(office, Path(given["target"]))
    return {"awaiting": rolled.assessment.awaiting, "put": [str(one) for one in told if one.old]}
