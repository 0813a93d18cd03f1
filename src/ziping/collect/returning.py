"""One submission → what goes back to its office; runs in a child process and nowhere else.

The file is hostile and is only read: the notice and the workbook with its findings are written
where the parent says, which is a scratch folder.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ziping import rules
from ziping.checks import Report, Severity
from ziping.collect.known_packs import is_known
from ziping.collect.round_pack import LABEL
from ziping.errors import UnusableFileError
from ziping.model import Place
from ziping.package.program import is_word
from ziping.package.rewrite import LIGHT, write_new
from ziping.rules import RulePack
from ziping.rules.mail import mail_rules
from ziping.scoring import ScoredAssessment
from ziping.tasks.beside import NONE, Beside
from ziping.word.return_note import Letter, Restored, Unread, render_return

_ISSUED = "本轮所用的规则包：请改用财政局发放的工作簿填报"

if TYPE_CHECKING:
    from ziping.workbook.opened import Opened


def return_job(given: dict[str, Any]) -> dict[str, Any]:
    """`{"path", "report", "rules", "own_rules", "other_pack", "letter", …}` → counts.

    Without a path nothing could be read: then the notice alone is written, to "note". "workbook" is
    where the copy with its findings goes; it is made of a workbook only. "rules" is the pack that a
    bare report was read under, "own_rules" the texts of the county's own where collect was given
    one, "other_pack" what is said of a pack that is not that of the round.
    """
    letter = Letter(**given["letter"])
    unread = [Unread(*row) for row in given.get("unread", ())]
    scored: ScoredAssessment | None = None
    report, changes = Report(), list[Restored]()
    if given.get("path"):
        scored, report, changes = _worked_out(given)
    if found := str(given.get("other_pack") or ""):
        changes.append(Restored(Place("规则", ""), LABEL, found, _ISSUED))
    pack = scored.pack if scored else rules.load("national", letter.year)
    if scored is not None and (is_known(pack) or pack.texts == tuple(given.get("own_rules", ()))):
        letter = letter._replace(address=letter.address or mail_rules(pack).address)
    parts = render_return(letter, pack, report, changes=changes, unread=unread)
    write_new(tuple(parts.items()), Path(given["note"]), level=LIGHT)
    return {
        "errors": report.count(Severity.ERROR),
        "warnings": report.count(Severity.WARNING) - report.explained(Severity.WARNING),
        "changes": len(changes),
        "address": letter.address,
    }


Work = tuple[ScoredAssessment, Report, list[Restored]]


def _worked_out(given: dict[str, Any]) -> Work:
    """The same findings as when it was collected: with the report that came beside it."""
    path, texts = Path(given["path"]), given.get("own_rules")
    own = rules.parse(texts) if texts else None
    if is_word(path):
        from ziping.tasks.importing import check_report

        done = check_report(path, _same_rules(path, given.get("rules") or "", own))
        return done.scored, done.report, []
    beside = Beside(report=Path(given["report"])) if given.get("report") else NONE
    target = Path(given["workbook"])
    try:
        return _workbook(path, beside, target, own)
    except UnusableFileError as error:
        if beside is NONE or str(error.path) != str(beside.report):
            raise
    return _workbook(path, NONE, target, own)  # a report that can't be read


def _same_rules(path: Path, name: str, own: RulePack | None) -> RulePack | str:
    """What the report was read under when it was collected."""
    if own is not None and own.name == name:
        return own
    if name and name not in rules.names():
        remedy = "请带上规则文件重新运行 ziping collect（--rules 我县.toml），再退回"
        raise UnusableFileError(path, f"收件记录里没有它所用的规则包“{name}”", remedy)
    return name


def _workbook(path: Path, beside: Beside, target: Path, own: RulePack | None) -> Work:
    """Score and check a copy without macros, and write the results into that copy alone."""
    from ziping.tasks.export import export_file
    from ziping.tasks.score import work_out
    from ziping.workbook.opened import Opened
    from ziping.workbook.read import read_workbook
    from ziping.workbook.write import write_plan

    export_file(path, target)
    try:
        read = read_workbook(target)
        done = work_out(read, beside=beside)
        written = write_plan(read.opened, done.plan)
    except BaseException:
        target.unlink()
        raise
    if written.backup is not None:
        with suppress(OSError):
            written.backup.unlink()
    changed = _restored(Opened(path), Opened(target), done.scored.pack, own)
    return done.scored, done.report, list(changed)


def _restored(
    came: Opened, mended: Opened, pack: RulePack, own: RulePack | None
) -> Iterator[Restored]:
    """What was changed of the form as it came and can change a score or hide a fault."""
    from ziping.workbook.tampering import changes_of

    grave = [one for one in changes_of(came, pack, own) if one.grave]
    left = {(one.kind, one.place) for one in changes_of(mended, pack, own)} if grave else set()
    for one in grave:
        is_mended = (one.kind, one.place) not in left
        yield Restored(one.place, one.label, one.found, one.expected, is_mended)
