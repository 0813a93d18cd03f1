"""One return on its way: what its notice says, the job that makes it, where its files go."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from ziping.collect.jobs import Answer, Job
from ziping.collect.numbering import received
from ziping.collect.returning_choice import Due
from ziping.collect.returning_files import Missing, Places
from ziping.collect.returning_mail import Counts, address_of, mail
from ziping.collect.round_pack import other_pack
from ziping.collect.source import Source
from ziping.collect.standing import Office, Submission
from ziping.errors import ZipingError
from ziping.package.atomic import plain_errors, write_atomic
from ziping.package.filename import clean_name
from ziping.package.program import is_word
from ziping.tasks.create import free_name
from ziping.tasks.packing.letter import Attachment
from ziping.word.return_note import Letter

# what the office can do about a file that nobody can read here, by the kind of the refusal
REMEDIES = {
    "unsafe": "请把数据填进财政局发的原表重新报送；不设密码，不带宏和外部链接",
    "memory": "请删去多余的行列和图片，另存一份重新报送",
    "time": "请删去多余的行列和图片，另存一份重新报送",
    "foreign": "请用 Excel 或 WPS 打开原表，另存为 .xlsx（报告为 .docx）重新报送",
}
USUAL_REMEDY = "请打开本单位保存的原件核对，另存一份重新报送；原件也打不开的，用备份"


class Request(NamedTuple):
    """What was asked for; `today` is the day that the notices bear."""

    rollup: Path
    folder: Path
    today: date
    only: tuple[str, ...] = ()
    again: bool = False
    due: date | None = None
    workers: int = 0


class Made(NamedTuple):
    """What was made for one office."""

    office: Office
    number: int
    folder: Path
    files: tuple[str, ...]
    counts: Counts
    address: str = ""  # where the mail goes; "" where the list has none
    sender: str = ""  # of the mail that the submission came with


class Failed(NamedTuple):
    """An office for which nothing was made, and why."""

    office: Office
    problem: str
    remedy: str


class Package(NamedTuple):
    """One return on its way."""

    due: Due
    letter: Letter
    scratch: Path
    source: Source | None  # of the workbook or report; None where nothing could be read
    folder: Path  # where it goes


def package_of(
    request: Request, due: Due, year: int, nth: int, scratch: Path, folder: Path
) -> Package:
    own = scratch / f"{nth:05d}"
    own.mkdir()
    last = due.last.entry.source
    source = None if due.standing.counted is None else due.counted.entry.source
    told = source or last
    moment = received(told)
    name = clean_name(due.office.name, longest=40)
    is_book = source is not None and not is_word(source.name)
    letter = Letter(
        unit=due.office.name,
        code=due.office.code,
        year=year,
        number=due.number,
        received=_day(moment.date()) if moment else "",
        today=_day(request.today),
        due=_day(request.due) if request.due else "",
        reference=f"〔{request.today.year}〕退第{nth}号",
        workbook=f"{name}_{year}_绩效自评_第{due.number}次_退回.xlsx" if is_book else "",
        sent=told.name,
    )
    return Package(due, letter, own, source, folder)


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def sources_of(packages: Sequence[Package]) -> Iterator[Source]:
    for package in packages:
        if package.source is not None:
            yield package.source
            report = package.due.counted.entry.report
            if report is not None:
                yield report


def job_of(package: Package, places: Places, own_rules: Sequence[str]) -> Job | Failed:
    """`own_rules` are the texts of the county's own rules file, as it was given to collect."""
    given: dict[str, Any] = {
        "letter": package.letter._asdict(),
        "unread": [_unread(one) for one in package.due.unread],
        "note": str(package.scratch / _note_name(package.letter)),
    }
    if package.source is None:
        return Job(package, "return", given)
    place = places[package.source]
    if isinstance(place, Missing):
        return Failed(package.due.office, place.problem, place.remedy)
    entry = package.due.counted.entry
    report = places.get(entry.report) if entry.report else None
    given |= {
        "path": str(place),
        "report": str(report) if isinstance(report, Path) else "",
        "rules": entry.reading.rules if entry.reading else "",
        "own_rules": list(own_rules),
        "other_pack": other_pack(entry.reading),
        "workbook": str(package.scratch / package.letter.workbook),
    }
    return Job(package, "return", given)


def _unread(one: Submission) -> tuple[str, str, str]:
    refusal = one.entry.refusal
    kind, problem = (refusal.kind, refusal.problem) if refusal else ("", "")
    return one.entry.source.name, problem, REMEDIES.get(kind, USUAL_REMEDY)


def _note_name(letter: Letter) -> str:
    return f"退回单_第{letter.number}次.docx" if letter.number else "退回单_未能读取.docx"


def finished(answer: Answer) -> Made | Failed:
    """The files out of the scratch folder into the office's own."""
    package: Package = answer.key
    office = package.due.office
    if answer.result is None:
        told = answer.refusal
        return Failed(office, told.problem if told else "没有做成", told.remedy if told else "")
    try:
        return _placed(package, answer.result)
    except ZipingError as error:
        return Failed(office, error.problem, error.remedy)


def _placed(package: Package, result: Mapping[str, Any]) -> Made:
    letter, office = package.letter, package.due.office
    letter = letter._replace(address=str(result["address"]))
    counts = Counts(*(int(result[name]) for name in Counts._fields))
    folder, attachments = package.folder, []
    with plain_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        for name, what in ((_note_name(letter), "退回单"), (letter.workbook, "带校验结果的工作簿")):
            if name:
                content = (package.scratch / name).read_bytes()
                attachments.append(Attachment(name, what, content))
        shutil.rmtree(package.scratch, ignore_errors=True)
    draft = mail(letter, office.email, counts, attachments)
    files = [(one.name, one.content) for one in attachments]
    files.append((f"{Path(files[0][0]).stem}.eml", draft))
    written = []
    for name, content in files:
        target = free_name(folder / name)
        write_atomic(target, content, replace=False)
        written.append(target.name)
    address = ", ".join(address_of(office.email))
    sender = package.due.last.entry.source.sender
    return Made(office, letter.number, folder, tuple(written), counts, address, sender)
