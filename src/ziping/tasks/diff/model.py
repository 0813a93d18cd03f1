"""What differs between two versions: values, scores, prose, findings."""

from __future__ import annotations

from typing import Any, NamedTuple

from ziping.checks.finding import Finding
from ziping.model import NOWHERE, Place

CHANGED, ADDED, REMOVED = "改", "增", "删"


class ValueChange(NamedTuple):
    """A cell, or a score worked out from cells; `before` and `after` as they were typed."""

    kind: str
    label: str
    before: str
    after: str
    was_at: Place = NOWHERE
    is_at: Place = NOWHERE

    def to_json(self) -> dict[str, Any]:
        return {
            "kind": KINDS[self.kind],
            "label": self.label,
            "before": self.before or None,
            "after": self.after or None,
            "place_before": str(self.was_at) or None,
            "place_after": str(self.is_at) or None,
        }


class LineChange(NamedTuple):
    """One line of prose: `before` or `after` is "" where it was added or taken out."""

    kind: str
    before: str
    after: str

    def to_json(self) -> dict[str, Any]:
        return {
            "kind": KINDS[self.kind],
            "before": self.before or None,
            "after": self.after or None,
        }


class TextChange(NamedTuple):
    """A section of prose with the lines in which it differs."""

    label: str
    lines: tuple[LineChange, ...]
    is_at: Place = NOWHERE

    def to_json(self) -> dict[str, Any]:
        return {
            "label": self.label,
            "place": str(self.is_at) or None,
            "lines": [line.to_json() for line in self.lines],
        }


class Difference(NamedTuple):
    """All of it. `notes`: what a reader should know of the two files before anything else."""

    notes: tuple[str, ...]
    values: tuple[ValueChange, ...]
    scores: tuple[ValueChange, ...]
    texts: tuple[TextChange, ...]
    gone: tuple[Finding, ...]
    new: tuple[Finding, ...]
    left: int  # findings that both have

    @property
    def is_same(self) -> bool:
        return not any((self.values, self.scores, self.texts, self.gone, self.new))

    def to_json(self) -> dict[str, Any]:
        """The object of `ziping diff --json`, without the names of the files."""
        return {
            "same": self.is_same,
            "notes": list(self.notes),
            "values": [one.to_json() for one in self.values],
            "scores": [one.to_json() for one in self.scores],
            "texts": [one.to_json() for one in self.texts],
            "findings": {
                "gone": [one.to_json() for one in self.gone],
                "new": [one.to_json() for one in self.new],
                "left": self.left,
            },
        }


KINDS = {CHANGED: "changed", ADDED: "added", REMOVED: "removed"}
