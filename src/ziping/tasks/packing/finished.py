"""The submission made: report as PDF, letter, draft of the mail, folder and zip."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from ziping.checks.messages import where
from ziping.errors import ZipingError
from ziping.package.atomic import plain_errors
from ziping.tasks.note import today
from ziping.tasks.packing.draft import draft
from ziping.tasks.packing.earlier import changes
from ziping.tasks.packing.folder import Files, Made, places, write_all
from ziping.tasks.packing.letter import Attachment, Letter
from ziping.tasks.packing.prepared import Prepared
from ziping.tasks.packing.risk import Grade, count
from ziping.tasks.packing.scans import NOTE, SLOT, slot_note

LETTER, DRAFT = "邮件正文.txt", "邮件草稿.eml"
_PAGES, _COUNT = re.compile(rb"/Type\s*/Pages\b"), re.compile(rb"/Count\s+([0-9]{1,5})")


class Packed(NamedTuple):
    """What was made, and why there is no PDF where there is none."""

    prepared: Prepared
    made: Made
    attachments: tuple[Attachment, ...]
    no_pdf: str


def finish(prepared: Prepared) -> Packed:
    """Write it all; nothing is left behind where something fails."""
    made = places(prepared.folder, prepared.name)
    pdf, no_pdf = _pdf(prepared) if prepared.asked.pdf else (b"", "")
    attachments = tuple(_attachments(prepared, pdf))
    letter = _letter(prepared, attachments)
    write_all(made, _files(prepared, attachments, letter))
    return Packed(prepared, made, attachments, no_pdf)


def _files(prepared: Prepared, attachments: tuple[Attachment, ...], letter: Letter) -> Files:
    """Always in the same order: the mail itself first."""
    to = prepared.to
    text = letter.text("；".join(to)).replace("\n", "\r\n")
    mail = draft(to, letter.subject, letter.body(), attachments)
    scans = {scan.name for scan in prepared.scans}
    files = [(DRAFT, mail), (LETTER, text.encode("utf-8-sig"))]
    for one in attachments:
        files.append((f"{SLOT}/{one.name}" if one.name in scans else one.name, one.content))
    if not scans:
        files.append((f"{SLOT}/{NOTE}", f"{slot_note()}\r\n".encode("utf-8-sig")))
    return files


def _attachments(prepared: Prepared, pdf: bytes) -> Iterator[Attachment]:
    name, pages = prepared.name, pages_of(pdf)
    what = "自评报告（公开版）" if prepared.asked.public else "自评报告"
    yield Attachment(f"{name}.xlsx", "自评工作簿", prepared.fresh.content)
    yield Attachment(f"{name}.docx", what, prepared.word, pages)
    if pdf:
        yield Attachment(f"{name}.pdf", f"{what} PDF", pdf, pages)
    for scan in prepared.scans:
        pages = pages_of(scan.content) if scan.name.endswith(".pdf") else 1
        yield Attachment(scan.name, SLOT, scan.content, pages)


def _letter(prepared: Prepared, attachments: tuple[Attachment, ...]) -> Letter:
    done, earlier = prepared.fresh.done, prepared.earlier
    standing = [
        f"{where(risk.places)} {risk.problem}"
        for risk in prepared.risks
        if risk.grade is Grade.SURE
    ]
    changed = () if earlier is None else tuple(changes(earlier, done.scored, done.report))
    return Letter(
        prepared.sender, done.scored, prepared.number, attachments, standing, changed, today()
    )


def _pdf(prepared: Prepared) -> tuple[bytes, str]:
    """The report as PDF; why not, where LibreOffice is missing or could not do it."""
    from ziping.word.pdf import to_pdf

    with tempfile.TemporaryDirectory(prefix="ziping-", ignore_cleanup_errors=True) as folder:
        word, pdf = Path(folder, "report.docx"), Path(folder, "report.pdf")
        with plain_errors(prepared.folder):
            word.write_bytes(prepared.word)
        try:
            to_pdf(word, pdf)
        except ZipingError as error:
            return b"", f"{error.problem}。{error.remedy}，放进文件夹一并发出"
        return pdf.read_bytes(), ""


def pages_of(pdf: bytes) -> int:
    """The pages of a PDF as the root of its page tree counts them; 0 where it can't be seen."""
    nodes = (one for one in pdf.split(b"endobj") if _PAGES.search(one))
    return max((int(one[1]) for node in nodes for one in _COUNT.finditer(node)), default=0)


def packed_json(prepared: Prepared, done: Packed | None) -> dict[str, Any]:
    """The object of `ziping pack --json`; `done` is None where nothing was packed."""
    sender, earlier = prepared.sender, prepared.earlier
    deadline = sender.mail.deadline
    return {
        "unit": sender.unit,
        "code": sender.code or None,
        "year": sender.year,
        "number": prepared.number,
        "subject": sender.title(prepared.number),
        "to": list(prepared.to),
        "deadline": None if deadline is None else deadline.isoformat(),
        "counts": {grade.value: count(prepared.risks, grade) for grade in Grade},
        "risks": [risk.to_json() for risk in prepared.risks],
        "same_as": earlier.number if earlier is not None and prepared.is_repeated else None,
        "mended": [str(place) for place in prepared.fresh.mended],
        "macros_removed": prepared.had_macros,
        "folder": None if done is None else str(done.made.folder),
        "zip": None if done is None else str(done.made.zipped),
        "attachments": [
            {"name": one.name, "size": len(one.content), "pages": one.pages or None}
            for one in (done.attachments if done else ())
        ],
        "no_pdf": None if done is None else done.no_pdf or None,
    }
