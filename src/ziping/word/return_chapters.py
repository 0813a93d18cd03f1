"""The chapters of a 退回修改通知单: a table each, and how to send it in again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ziping.checks.finding import Finding, NotEvaluated, Report, Severity
from ziping.model import Place
from ziping.word.markup import Cell, Table, paragraph
from ziping.word.note import MIDDLE, SMALL, TEXT, numbered, places_shown, problem_of
from ziping.word.page import Page

CHINESE = "一二三四五六七八"
MOST_LISTED, LONGEST = 40, 100
MENDED = "原来的内容，随信的工作簿里已恢复"
WIDTHS, HEADS = (560, 1720, 3420, 2460, 684), ("序号", "在哪里", "问题", "怎样改", "代码")
EXPLAIN_HEADS = ("序号", "在哪里", "问题", "怎样改或说明", "代码")
CHANGED_WIDTHS = (560, 1900, 3192, 3192)
CHANGED_HEADS = ("序号", "在哪里", "现在是", "请恢复为")
BLANK_WIDTHS, BLANK_HEADS = (560, 3400, 4884), ("序号", "在哪里", "为什么没有核对")
UNREAD_WIDTHS, UNREAD_HEADS = (3000, 2922, 2922), ("文件", "为什么打不开", "怎样办")
KEEP = "<w:keepNext/><w:keepLines/>"


class Letter(NamedTuple):
    """Whom it goes to, about which submission, and what is asked for; dates as they print."""

    unit: str
    code: str
    year: int
    number: int  # of the submission; 0 where nothing could be read
    received: str
    today: str
    due: str = ""
    reference: str = ""  # 编号
    address: str = ""  # where the corrected file goes
    workbook: str = ""  # name of the workbook that goes with it
    sent: str = ""  # name of the file that came


class Restored(NamedTuple):
    """A place of the form that was changed, with what stood there.

    `is_mended`: the workbook that goes with the notice has it back already.
    """

    place: Place
    label: str
    found: str
    expected: str
    is_mended: bool = False


class Unread(NamedTuple):
    """A file that could not be read at all."""

    file: str
    problem: str
    remedy: str


def chapters(
    letter: Letter,
    report: Report,
    changes: Sequence[Restored],
    unread: Sequence[Unread],
    page: Page,
) -> Iterator[str]:
    """Those that have something to say, numbered."""
    listed = (
        ("打不开的文件", list(_unread(unread, page))),
        ("必须改正的问题", list(_errors(report, page))),
        ("被改动的表样，请恢复", list(_changed(changes, page))),
        ("请核实，改正或者说明", list(_warnings(letter, report, page))),
        ("空着没能核对的，请补填", list(_blank(report.not_evaluated, page))),
        ("怎样重新报送", list(_steps(letter, report))),
    )
    told = [(head, blocks) for head, blocks in listed if blocks]
    for at, (head, blocks) in zip(CHINESE, told, strict=False):
        yield paragraph(f"{at}、{head}", "Heading1")
        yield from blocks


def _intro(text: str) -> str:
    """A sentence that stays with the table below it."""
    return paragraph(text, "BodyText", KEEP)


def _table(widths: Sequence[int], heads: Sequence[str], page: Page) -> Table:
    table = Table(page.fitted(widths))
    table.row(*(Cell(head, "TableHead") for head in heads), header=True)
    return table


def _unread(unread: Sequence[Unread], page: Page) -> Iterator[str]:
    if unread:
        table = _table(UNREAD_WIDTHS, UNREAD_HEADS, page)
        for one in unread:
            table.row(Cell(one.file, TEXT), Cell(one.problem, TEXT), Cell(one.remedy, TEXT))
        yield table.xml()


def _of(report: Report, severity: Severity) -> list[Finding]:
    """The findings under heads of this severity, members with their head."""
    found: list[Finding] = []
    wanted = False
    for finding in report.findings:
        if finding.is_head:
            wanted = finding.severity is severity and not finding.explained
        if wanted:
            found.append(finding)
    return found


def _errors(report: Report, page: Page) -> Iterator[str]:
    yield from _findings(_of(report, Severity.ERROR), HEADS, page)


def _warnings(letter: Letter, report: Report, page: Page) -> Iterator[str]:
    found = _of(report, Severity.WARNING)
    if found:
        place = "在工作簿“校验结果”的“说明”一栏" if letter.workbook else "在重新报送的邮件里"
        yield _intro(f"确实填错的，请改正；核实无误的，{place}写明理由。")
    yield from _findings(found, EXPLAIN_HEADS, page)
    explained = report.explained(Severity.WARNING)
    if explained:
        yield paragraph(f"另有 {explained} 处你单位已经说明，不再列出。", "FormNote")


def _findings(found: Sequence[Finding], heads: Sequence[str], page: Page) -> Iterator[str]:
    if not found:
        return
    table = _table(WIDTHS, heads, page)
    for number, finding in numbered(found):
        table.row(
            Cell(number, MIDDLE),
            Cell(places_shown(finding.places), TEXT),
            Cell(problem_of(finding, number), TEXT),
            Cell(finding.fix, TEXT),
            Cell(finding.code, SMALL),
        )
    yield table.xml()


def _changed(changes: Sequence[Restored], page: Page) -> Iterator[str]:
    if not changes:
        return
    yield _intro(
        "下列各处是表里固定的公式、文字或规则，填报时不用改动。"
        "随信的工作簿里已经恢复的，在它上面改；没有的，请照原样恢复，或把数据填进原表再报。"
    )
    table = _table(CHANGED_WIDTHS, CHANGED_HEADS, page)
    for number, one in enumerate(changes[:MOST_LISTED], 1):
        where = "\n".join(filter(None, (places_shown((one.place,)), one.label)))
        table.row(
            Cell(f"{number}", MIDDLE),
            Cell(where, TEXT),
            Cell(_short(one.found), TEXT),
            Cell(MENDED if one.is_mended else _short(one.expected), TEXT),
        )
    yield table.xml()
    yield from _more(len(changes))


def _short(text: str) -> str:
    """A long formula says nothing to people: its beginning does."""
    if len(text) <= LONGEST:
        return text or "（空）"
    return f"{text[:LONGEST]}……（全文见原表这一格）"


def _blank(items: Sequence[NotEvaluated], page: Page) -> Iterator[str]:
    blank = [item for item in items if not item.needs]
    if not blank:
        return
    yield _intro("没有发生的填 0 或“无”，不留空。")
    table = _table(BLANK_WIDTHS, BLANK_HEADS, page)
    for number, item in enumerate(blank[:MOST_LISTED], 1):
        place, reason = places_shown(item.places), item.reason
        table.row(Cell(f"{number}", MIDDLE), Cell(place, TEXT), Cell(reason, TEXT))
    yield table.xml()
    yield from _more(len(blank))


def _more(count: int) -> Iterator[str]:
    if count > MOST_LISTED:
        yield paragraph(f"另有 {count - MOST_LISTED} 处没有列出，同样处理。", "FormNote")


def _steps(letter: Letter, report: Report) -> Iterator[str]:
    """What to do, in the order of doing it; the last step stays with the foot."""
    steps = list(_told_steps(letter, report))
    for at, step in enumerate(steps, 1):
        number = f"{at}. " if len(steps) > 1 else ""
        yield paragraph(f"{number}{step}", "BodyText", KEEP if at == len(steps) else "")


def _told_steps(letter: Letter, report: Report) -> Iterator[str]:
    hints = report.count(Severity.HINT)
    if letter.workbook:
        more = f"其中 {hints} 条提示供参考，不必回复。" if hints else ""
        yield (
            f"打开随信的“{letter.workbook}”，在“校验结果”表里点“位置”，就到要改的那一格；"
            f"改黄色的格，其余不动。{more}"
        )
    elif letter.number:
        yield "在原来的文件里改正，正文、附表里相同的数字一并改。"
    again = f"，文件名和邮件标题写明第 {letter.number + 1} 次报送" if letter.number else ""
    where = f"发到 {letter.address}" if letter.address else "按原来的渠道报送"
    yield f"{'改完保存，' if letter.number else ''}{where}{again}。"


def to_explain(report: Report) -> list[Finding]:
    """The warnings that count and were not explained."""
    heads = (one for one in report.heads if one.severity is Severity.WARNING)
    return [one for one in heads if not one.explained]
