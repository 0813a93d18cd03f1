"""改动核对: a returned workbook beside the one that was sent out; nothing is written."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from ziping import rules
from ziping.workbook.read import ReadFile, read_workbook
from ziping.workbook.tampering import TemplateChange, changes_of, pack_note


class Tampered(NamedTuple):
    """A workbook that was read, with what was changed in it; grave changes stand first.

    `note` is what is to be known of the comparison itself, "" mostly.
    """

    read: ReadFile
    changes: tuple[TemplateChange, ...]
    note: str = ""

    @property
    def grave(self) -> int:
        return sum(change.grave for change in self.changes)


def tamper_file(path: Path, pack_name: str = "") -> Tampered:
    """Compare a workbook with its template. Raises `UnusableFileError` where it can't be read.

    `pack_name`, a name or a file, is the pack under which the workbook was sent out.
    """
    issued = rules.load(pack_name) if pack_name else None
    read = read_workbook(path)
    changes = tuple(changes_of(read.opened, read.pack, issued))
    return Tampered(read, changes, pack_note(read.pack, issued))


def tamper_json(done: Tampered) -> dict[str, Any]:
    """The report for a program."""
    assessment, pack = done.read.assessment, done.read.pack
    return {
        "file": str(done.read.opened.path),
        "unit": assessment.unit.name.value,
        "year": assessment.budget_year or None,
        "rules": pack.name,
        "rules_version": pack.version,
        "changed": len(done.changes),
        "grave": done.grave,
        "note": done.note or None,
        "changes": [
            {
                "kind": change.kind,
                "sheet": change.place.sheet,
                "cell": change.place.cell,
                "label": change.label,
                "expected": change.expected,
                "found": change.found,
                "grave": change.grave,
            }
            for change in done.changes
        ],
    }
