"""Everything that a submission is made of, before any of it is written: so that it can be shown."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from ziping.errors import UnusableFileError, UnwritableError
from ziping.package.locks import refuse_open
from ziping.package.program import is_word
from ziping.package.rewrite import LIGHT, new_package
from ziping.rules.mail import mail_rules
from ziping.tasks.beside import Beside
from ziping.tasks.check import Checked
from ziping.tasks.packing import risk
from ziping.tasks.packing.altered import alterations
from ziping.tasks.packing.draft import addresses
from ziping.tasks.packing.earlier import Earlier, is_same, read_earlier
from ziping.tasks.packing.folder import places
from ziping.tasks.packing.fresh import Fresh, fresh_workbook, submission_of
from ziping.tasks.packing.numbers import Sender, one_line, packed_before
from ziping.tasks.packing.risk import Grade, Risk
from ziping.tasks.packing.scans import Scan, read_scans
from ziping.tasks.report import rendered
from ziping.word.options import Options
from ziping.word.report import Report
from ziping.workbook.read import ReadFile, read_workbook

FOLDER = "报送"
LONGEST_UNIT = 120  # a name of a thousand letters is no name, and no subject of a mail


class Asked(NamedTuple):
    """What the officer asked for. `folder` None: 报送 beside the workbook."""

    folder: Path | None = None
    with_errors: bool = False
    scans: tuple[Path, ...] = ()
    last_year: Path | None = None
    pdf: bool = True
    public: bool = False
    to: str = ""
    again: bool = False


class Prepared(NamedTuple):
    """A submission in memory: what it would send, where to, and what speaks against it."""

    asked: Asked
    folder: Path
    sender: Sender
    number: int
    fresh: Fresh
    word: bytes
    risks: tuple[Risk, ...]
    scans: tuple[Scan, ...]
    to: tuple[str, ...]
    earlier: Earlier | None
    is_repeated: bool  # nothing in it differs from the submission before
    had_macros: bool

    @property
    def name(self) -> str:
        return self.sender.name(self.number)

    @property
    def is_refused(self) -> bool:
        return not self.asked.with_errors and risk.count(self.risks, Grade.SURE) > 0


class _Place(NamedTuple):
    """Where the submissions of the office lie, and which of them is the last."""

    folder: Path
    last: int
    before: Path | None  # the last one, where it still lies there


def prepare(path: Path, asked: Asked, today: date) -> Prepared:
    """Read, work out and render; nothing is written, and `path` never is."""
    addresses(asked.to)  # what was typed wrong is told before a long check, not after it
    read = _read(path)
    sender = _sender(read, path)
    place = _place(read, path, asked, sender)
    prepared, report = _prepared(read, asked, sender, place)
    done = prepared.fresh.done
    risks = [
        *risk.late(sender.mail.deadline, today),
        *_of_the_file(prepared, path),
        *risk.content_risks(done.scored, done.report, report),
        *alterations(prepared.fresh.read, done.report),
    ]
    return prepared._replace(risks=risk.in_order(risks))


def _place(read: ReadFile, path: Path, asked: Asked, sender: Sender) -> _Place:
    inside = submission_of(read.opened)
    folder = asked.folder or _folder(path, sender, inside)
    found = packed_before(sender, folder)
    last = max([*found, inside], default=0)
    places(folder, sender.name(last + 1))
    before = found.get(last)
    if before is not None and path.resolve().is_relative_to(before.resolve()):
        before = None  # edited where it was packed: what was sent can't be told from it any more
    return _Place(folder, last, before)


def _folder(path: Path, sender: Sender, inside: int) -> Path:
    """报送 beside the workbook; of a workbook that lies in a submission, where that one lies."""
    if inside and path.parent.name == sender.name(inside):
        return path.parent.parent
    return path.parent / FOLDER


def _prepared(
    read: ReadFile, asked: Asked, sender: Sender, place: _Place
) -> tuple[Prepared, Report]:
    """All but the risks, and the report that they are told of."""
    number, last = place.last + 1, place.last
    scans = read_scans(asked.scans, sender.name(number))
    fresh = fresh_workbook(read, number, Beside(last_year=asked.last_year), place.folder)
    checked = Checked(fresh.read, fresh.done.scored, fresh.done.report)
    report = rendered(checked, Options(public=asked.public))
    word = new_package(tuple(report.parts.items()), LIGHT)
    earlier = read_earlier(last, place.before, sender.name(last)) if place.before else None
    prepared = Prepared(
        asked=asked,
        folder=place.folder,
        sender=sender,
        number=number,
        fresh=fresh,
        word=word,
        risks=(),
        scans=scans,
        to=addresses(asked.to or sender.mail.address),
        earlier=earlier,
        is_repeated=earlier is not None and is_same(earlier, fresh.read.opened, word, scans),
        had_macros=any("宏" in line for line in read.assessment.file.active_content),
    )
    return prepared, report


def _read(path: Path) -> ReadFile:
    if is_word(path):
        raise UnusableFileError(
            path,
            "这是 Word 报告，打包要用工作簿",
            "请写工作簿（.xlsx 或 .xlsm）；只有报告的，先 ziping import 报告.docx -o 自评.xlsx",
        )
    return read_workbook(path)


def _sender(read: ReadFile, path: Path) -> Sender:
    """Without a unit and a year there is no name for the file, and nobody to send it for."""
    unit = read.assessment.unit
    name = one_line(unit.name.value or "")[:LONGEST_UNIT]
    code = one_line(unit.code.value or "")[:LONGEST_UNIT]
    year = read.assessment.budget_year
    for label, cell, given in (("单位名称", unit.name, name), ("自评年度", unit.year, year)):
        if not given:
            problem = f"{cell.place} 的{label}空着或不对，不能打包：文件名和邮件主题都要用到"
            raise UnusableFileError(path, problem, f"请在“基本情况”填好{label}，保存后再打包")
    return Sender(mail_rules(read.pack), name, code, year)


def _of_the_file(prepared: Prepared, path: Path) -> Iterator[Risk]:
    """What is not in any cell: what is attached, what was left in it, what is still open."""
    unit = prepared.fresh.done.scored.assessment.unit
    left = prepared.fresh.read.assessment.file.active_content
    if left:
        problem = f"报送文件里还有 {'、'.join(left[:3])}，收件一方可能拒收"
        yield Risk(Grade.LIKELY, problem, "在 Excel 里断开外部链接、删去嵌入的对象后再打包")
    if "{code}" in prepared.sender.mail.file_name and not prepared.sender.code:
        problem = "财政局要求文件名带单位编码，单位编码空着"
        yield Risk(Grade.LIKELY, problem, "在“基本情况”填单位编码", (unit.code.place,))
    if not prepared.scans:
        remedy = "打印报告签字盖章后扫描，加 --scan 扫描件.pdf 再打包，或发邮件时附上"
        yield Risk(Grade.NOTE, "没有附签字盖章的扫描件", remedy)
    asked = (("填表人", unit.filler), ("联系电话", unit.telephone))
    blank = [(label, cell) for label, cell in asked if cell.is_blank]
    if blank:
        problem = f"{'、'.join(label for label, _ in blank)}空着，财政局有事不好联系"
        places = tuple(cell.place for _, cell in blank)
        yield Risk(Grade.NOTE, problem, "在“基本情况”补填，邮件正文会写上", places)
    if not prepared.to:
        remedy = "发送前按财政局通知填写，或加 --to 地址"
        yield Risk(Grade.NOTE, "规则包里没有收件地址", remedy)
    if _is_open(path):
        problem = "工作簿正在其他程序中打开，打包的是最后一次保存的内容"
        yield Risk(Grade.NOTE, problem, "还有改动的，先保存关闭再打包")


def _is_open(path: Path) -> bool:
    try:
        refuse_open(path)
    except UnwritableError:
        return True
    return False
