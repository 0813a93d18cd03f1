"""校验意见: what a reviewer sends back to the office, a table of findings by severity."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from ziping.checks.finding import Crashed, Finding, NotEvaluated, Report, Severity
from ziping.checks.messages import where
from ziping.model import Place
from ziping.scoring import ScoredAssessment
from ziping.word import skeleton
from ziping.word.inline import escape
from ziping.word.keywords import keywords
from ziping.word.markup import Cell, Table, document, paragraph
from ziping.word.options import PLAIN
from ziping.word.page import Page, page_of

TITLE = "部门整体支出绩效自评校验意见"
MOST_PLACES, MOST_LISTED = 3, 30
WIDTHS = (560, 560, 1500, 2820, 1880, 1524)  # 序号、级别、位置、问题、改法、依据
HEADS = ("序号", "级别", "位置", "问题", "改法", "依据")
LEFT_WIDTHS, LEFT_HEADS = (800, 3300, 4744), ("代码", "要补填或先改正的地方", "为什么没有核对")
SECTIONS = {
    Severity.ERROR: "须改正后重新报送",
    Severity.WARNING: "请逐条核实，核实后不改的写明理由",
    Severity.HINT: "供参考",
}
FOOT = (
    "核对单位（盖章）：\u3000\u3000\u3000\u3000\u3000\u3000核对人：",
    "核对日期：\u3000\u3000\u3000年\u3000\u3000月\u3000\u3000日",
)
TEXT, MIDDLE, SMALL, BAND = "NoteText", "NoteCenter", "NoteSmall", "NoteBand"
_SIZES = {TEXT: 19, MIDDLE: 19, SMALL: 15, BAND: 20}  # half points
_BASES = {TEXT: "TableText", MIDDLE: "TableCenter", SMALL: "TableText", BAND: "TableHead"}


def render_note(scored: ScoredAssessment, report: Report, date: str) -> Mapping[str, bytes]:
    """The parts of the note; `date` is that of the check, as it is printed."""
    page = page_of(scored.pack)
    unit = scored.assessment.unit.name.value or ""
    year = scored.assessment.budget_year
    lead = f"{unit}{f'{year}年度' if year else ''}"
    blocks = [
        *_opening(lead, report, date),
        *_findings(report, page),
        *_not_evaluated(report.not_evaluated, page),
        *_crashed(report.crashed),
        *_foot(),
        skeleton.body_section(page),
    ]
    parts = skeleton.parts(page, f"{lead}{TITLE}", unit, scored.pack.name)
    own = {
        "word/document.xml": document(blocks),
        "word/styles.xml": with_note_styles(parts["word/styles.xml"]),
        "docProps/core.xml": without_keywords(parts["docProps/core.xml"], scored.pack.name),
    }
    return {**parts, **own}


def with_note_styles(styles: bytes) -> bytes:
    """The report's styles, and those of a table with much text in it."""
    own = "".join(
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{name}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{_BASES[name]}"/><w:qFormat/><w:pPr><w:spacing w:before="30"'
        f' w:after="30"/>{_justified(name)}</w:pPr>'
        f'<w:rPr><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
        for name, size in _SIZES.items()
    )
    return styles.replace(b"</w:styles>", f"{own}</w:styles>".encode())


def _justified(style: str) -> str:
    return '<w:jc w:val="left"/>' if style == BAND else ""


def without_keywords(core: bytes, rules: str) -> bytes:
    """Keywords tell by which rules a report was written: this is none."""
    return core.replace(escape(keywords(rules, PLAIN)).encode(), b"")


def _opening(lead: str, report: Report, date: str) -> Iterator[str]:
    yield paragraph(lead or "（没有写明单位和年度）", "Title")
    yield paragraph(TITLE, "Title")
    yield paragraph("", "BodyText")
    yield paragraph(f"{date}对报送的绩效自评材料作了校验，{''.join(_summary(report))}", "BodyText")


def _summary(report: Report) -> Iterator[str]:
    """The counts and what is asked for."""
    if not report.heads:
        yield "没有发现问题。"
    else:
        counts = "、".join(f"{one.label} {report.count(one)} 条" for one in Severity)
        yield f"共查出问题 {len(report.heads)} 条：{counts}"
        grouped, explained = len(report.findings) - len(report.heads), report.explained()
        yield f"，其中已说明 {explained} 条" if explained else ""
        yield f"；另有 {grouped} 条与其中某条同一个原因，列在它下面" if grouped else ""
        yield "。错误须改正后重新报送；警告请逐条核实；提示供参考。"
    if report.not_evaluated:
        yield f"另有 {len(report.not_evaluated)} 项缺少可比的数，未能核对。"


def _findings(report: Report, page: Page) -> Iterator[str]:
    """One table, its head repeated on each page, a band in front of each severity."""
    if not report.findings:
        return
    table = Table(page.fitted(WIDTHS))
    table.row(*(Cell(head, "TableHead") for head in HEADS), header=True)
    severity = None
    for number, finding in numbered(report.findings):
        if finding.is_head and finding.severity is not severity:
            severity = finding.severity
            band = f"{severity.label} {report.count(severity)} 条（{SECTIONS[severity]}）"
            table.row(Cell(band, BAND, len(HEADS)), keep_next=True)
        table.row(*_row(finding, number))
    yield paragraph("", "FormNote")
    yield table.xml()


def numbered(findings: Sequence[Finding]) -> Iterator[tuple[str, Finding]]:
    """1, 2, and under the second what shares its cause: 2-1, 2-2."""
    number = nth = 0
    for finding in findings:
        number, nth = (number + 1, 0) if finding.is_head else (number, nth + 1)
        yield f"{number}" if finding.is_head else f"{number}-{nth}", finding


def problem_of(finding: Finding, number: str) -> str:
    """The problem, with a word on the cause where it is that of the one above."""
    lead = "" if finding.is_head else f"（与第 {number.partition('-')[0]} 条同因）"
    return f"{lead}{finding.problem}"


def _row(finding: Finding, number: str) -> tuple[Cell, ...]:
    said = f"\n已说明：{finding.explained}" if finding.explained else ""
    source = f"{finding.code}\n{finding.source}"
    return (
        Cell(number, MIDDLE),
        Cell(finding.severity.label, MIDDLE),
        Cell(places_shown(finding.places), TEXT),
        Cell(f"{problem_of(finding, number)}{said}", TEXT),
        Cell(finding.fix, TEXT),
        Cell(source, SMALL),
    )


def places_shown(places: Sequence[Place]) -> str:
    """Cells on lines of their own: in a narrow column E22 must not be cut into E2 and 2."""
    return re.sub(r"；|[ 、](?=[A-Z]{1,3}[0-9]+)", "\n", where(places, MOST_PLACES))


def _not_evaluated(items: Sequence[NotEvaluated], page: Page) -> Iterator[str]:
    """What to fill in first, and what another file was needed for."""
    blank = [item for item in items if not item.needs]
    lacking = len(items) - len(blank)
    if items:
        yield paragraph("未能核对的项目", "Heading1")
    if lacking:
        told = f"{lacking} 项要与上年的材料或另一份材料对照，这次没有提供。"
        yield paragraph(told, "BodyText")
    if not blank:
        return
    told = "以下各项缺少可比的数，补填后再核对。没有发生的填 0 或“无”，不留空。"
    yield paragraph(told, "BodyText")
    table = Table(page.fitted(LEFT_WIDTHS))
    table.row(*(Cell(head, "TableHead") for head in LEFT_HEADS), header=True)
    for item in blank[:MOST_LISTED]:
        place = places_shown(item.places)
        table.row(Cell(item.code, MIDDLE), Cell(place, TEXT), Cell(item.reason, TEXT))
    if len(blank) > MOST_LISTED:
        more = f"另有 {len(blank) - MOST_LISTED} 项"
        table.row(Cell("", MIDDLE), Cell(more, TEXT), Cell("", TEXT))
    yield paragraph("", "Spacer")
    yield table.xml()


def _crashed(crashes: Sequence[Crashed]) -> Iterator[str]:
    """Ours, and said to be ours: the office has nothing to mend there."""
    if crashes:
        yield paragraph("程序自身出错的项目", "Heading1")
    for crash in crashes:
        code, problem, _ = crash.message.split("｜", 2)
        yield paragraph(f"{code}：{problem}，请由核对人另行核对。", "BodyText")


def _foot() -> Iterator[str]:
    """Blanks for the hand: who checked, and when it was sent."""
    yield paragraph("", "BodyText")
    for line in FOOT:
        yield paragraph(line, "Normal", "<w:keepNext/><w:keepLines/>")
