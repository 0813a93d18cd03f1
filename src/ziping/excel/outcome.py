"""What an action on an open workbook came to, in words for the officer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ziping.checks import Report
    from ziping.scoring import ScoredAssessment


class Outcome(NamedTuple):
    """`message` is one line; `details` are further lines, such as each old and new value."""

    title: str
    message: str
    details: tuple[str, ...] = ()
    is_error: bool = False
    scored: ScoredAssessment | None = None
    report: Report | None = None
    files: tuple[Path, ...] = ()

    @property
    def text(self) -> str:
        return "\n".join((self.message, *self.details))
