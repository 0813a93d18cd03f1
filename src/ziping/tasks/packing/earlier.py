"""The submission before this one, where it still lies beside: is it the same, what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from ziping.checks import Finding, Report, Severity
from ziping.checks.messages import where
from ziping.checks.remarks import first_place
from ziping.errors import ZipingError
from ziping.package.cells import Value
from ziping.package.gate import read_file
from ziping.scoring import ScoredAssessment
from ziping.scoring.arithmetic import percent, plain
from ziping.tasks.check import Checked, check_file
from ziping.tasks.packing.fresh import submission_cell
from ziping.tasks.packing.scans import SLOT, Scan
from ziping.workbook.layout import HOME
from ziping.workbook.opened import Opened

MOST_TOLD = 6


class Earlier(NamedTuple):
    """A submission that was packed before: its number, its folder, its workbook and report."""

    number: int
    folder: Path
    checked: Checked
    word: bytes

    @property
    def opened(self) -> Opened:
        return self.checked.read.opened


def read_earlier(number: int, folder: Path, name: str) -> Earlier | None:
    """None where it can't be read any more: then nothing is compared, and nothing is lost."""
    if not folder.is_dir():
        return None
    try:
        checked = check_file(folder / f"{name}.xlsx")
        return Earlier(number, folder, checked, read_file(folder / f"{name}.docx"))
    except ZipingError:
        return None


def is_same(earlier: Earlier, opened: Opened, word: bytes, scans: Sequence[Scan]) -> bool:
    """Whether it would be sent with the same values, the same report and the same scans.

    Asked are values, not bytes: a spreadsheet program writes every file anew.
    """
    if earlier.word != word or _shown(earlier.opened) != _shown(opened):
        return False
    given = sorted(scan.content for scan in scans)
    return not given or given == sorted(_scans(earlier.folder / SLOT))


def changes(earlier: Earlier, scored: ScoredAssessment, report: Report) -> Iterator[str]:
    """What the letter tells of it: figures first, then the findings that are gone."""
    yield from _figures(earlier.checked.scored, scored)
    left = {key for finding in report.findings for key in _keys(finding)}
    old = [one for one in earlier.checked.report.heads if one.severity is not Severity.HINT]
    gone = [finding for finding in old if left.isdisjoint(_keys(finding))]
    for finding in gone[:MOST_TOLD]:
        yield f"已改正：{where(finding.places)} {finding.problem}"
    if len(gone) > MOST_TOLD:
        yield f"另改正 {len(gone) - MOST_TOLD} 条。"


def _figures(old: ScoredAssessment, new: ScoredAssessment) -> Iterator[str]:
    pairs = (
        ("自评总分", _number(old.overall.total), _number(new.overall.total)),
        ("评价等级", old.overall.grade, new.overall.grade),
        ("预算执行率", _rate(old.overall.rate), _rate(new.overall.rate)),
    )
    for label, before, now in pairs:
        if before != now:
            yield f"{label}：{before or '（无）'} → {now or '（无）'}"


def _number(value: object) -> str:
    return plain(value) if isinstance(value, Decimal) else ""


def _rate(value: object) -> str:
    return percent(value) if isinstance(value, Decimal) else ""


def _keys(finding: Finding) -> tuple[tuple[str, str], ...]:
    """By place and by what it says: a row put in above moves a fault and doesn't mend it."""
    return (finding.code, first_place(finding)), (finding.code, finding.problem)


def _shown(opened: Opened) -> dict[str, dict[tuple[int, int], tuple[Value, bool]]]:
    """Every cell that says something, without the time of the run and the submission's number."""
    checked_at = opened.find(HOME, "checked_at")
    number = submission_cell(opened)
    aside = {(rect.sheet, rect.row, rect.col) for rect in (checked_at, number) if rect}
    return {
        sheet.name: {
            at: (cell.value, cell.formula is not None)
            for at, cell in opened.cells(sheet.name).items()
            if cell.value not in (None, "") and (sheet.name, *at) not in aside
        }
        for sheet in opened.book.sheets
    }


def _scans(folder: Path) -> Iterator[bytes]:
    if folder.is_dir():
        for path in folder.iterdir():
            if path.suffix.lower() != ".txt":
                yield read_file(path)
