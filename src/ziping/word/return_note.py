"""退回修改通知单: what an office has to correct, explain, restore and fill in, in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ziping.checks.finding import Report, Severity
from ziping.rules import RulePack
from ziping.word import skeleton
from ziping.word.markup import Cell, Table, document, paragraph
from ziping.word.note import with_note_styles, without_keywords
from ziping.word.page import Page, page_of
from ziping.word.return_chapters import KEEP, Letter, Restored, Unread, chapters, to_explain

__all__ = ["TITLE", "Letter", "Restored", "Unread", "render_return"]

TITLE = "部门整体支出绩效自评退回修改通知单"
HEAD_WIDTHS = (1300, 3622, 1300, 2622)
STAMP = "退回单位（盖章）：" + "\u3000" * 8
CONTACT = "退回经办人：" + "\u3000" * 6 + "联系电话："
GAP = ' w:before="160" w:after="60"'


def render_return(
    letter: Letter,
    pack: RulePack,
    report: Report | None,
    *,
    changes: Sequence[Restored] = (),
    unread: Sequence[Unread] = (),
) -> Mapping[str, bytes]:
    """The parts of the notice."""
    page = page_of(pack)
    report = report or Report()
    blocks = [
        *_opening(letter, page),
        *_lead(letter, report, changes, unread),
        *chapters(letter, report, changes, unread, page),
        *_foot(letter),
        skeleton.body_section(page),
    ]
    parts = skeleton.parts(page, f"{letter.unit}{TITLE}", letter.unit, pack.name)
    return {
        **parts,
        "word/document.xml": document(blocks),
        "word/styles.xml": with_note_styles(parts["word/styles.xml"]),
        "docProps/core.xml": without_keywords(parts["docProps/core.xml"], pack.name),
    }


def _opening(letter: Letter, page: Page) -> Iterator[str]:
    yield paragraph("部门整体支出绩效自评", "Title")
    yield paragraph("退回修改通知单", "Title")
    if letter.reference:
        yield paragraph(
            f"编号：{letter.reference}", "FormNote", f'<w:spacing{GAP}/><w:jc w:val="right"/>'
        )
    table = Table(page.fitted(HEAD_WIDTHS))
    for left, value, right, other in _head_rows(letter):
        labels = (Cell(left, "TableHead"), Cell(right, "TableHead"))
        table.row(labels[0], Cell(value), labels[1], Cell(other))
    yield table.xml()


def _head_rows(letter: Letter) -> Iterator[tuple[str, str, str, str]]:
    code = f"（单位编码 {letter.code}）" if letter.code else ""
    times = f"第 {letter.number} 次报送" if letter.number else "未能读取"
    came = f"，{letter.received}收到" if letter.received else ""
    yield (
        "收件单位",
        f"{letter.unit}{code}",
        "自评年度",
        f"{letter.year}年度" if letter.year else "",
    )
    yield "报送情况", f"{times}{came}", "退回日期", letter.today
    yield "报送文件", letter.sent, "改报期限", letter.due or "\u3000\u3000月\u3000\u3000日前"


def _lead(
    letter: Letter, report: Report, changes: Sequence[Restored], unread: Sequence[Unread]
) -> Iterator[str]:
    yield paragraph(f"{letter.unit}：", "Normal", '<w:spacing w:before="160"/>')
    year = f"{letter.year}年度" if letter.year else ""
    if letter.number:
        found = "，".join(_counts(report, changes)) or "有需要补正的地方"
        yield paragraph(
            f"你单位报送的{year}部门整体支出绩效自评材料已经收到。"
            f"经核对，{found}，现予退回。{_asked(letter)}",
            "BodyText",
        )
    else:
        yield paragraph(
            f"你单位报送的{year}部门整体支出绩效自评材料打不开，无法核对，现予退回。"
            f"请按下表处理，{_by(letter)}重新报送。",
            "BodyText",
        )
    if unread and letter.number:
        yield paragraph("另外收到的文件打不开，见下面所列。", "BodyText")


def _counts(report: Report, changes: Sequence[Restored]) -> Iterator[str]:
    errors, warnings = report.count(Severity.ERROR), len(to_explain(report))
    if errors:
        yield f"有 {errors} 处必须改正"
    if changes:
        yield f"有 {len(changes)} 处表样被改动"
    if warnings:
        yield f"有 {warnings} 处需要核实说明"


def _asked(letter: Letter) -> str:
    return f"请按下面所列逐条改正，{_by(letter)}重新报送。"


def _by(letter: Letter) -> str:
    return f"于{letter.due.removesuffix('前')}前" if letter.due else "尽快"


def _foot(letter: Letter) -> Iterator[str]:
    yield paragraph("", "BodyText", KEEP)
    yield paragraph(CONTACT, "Normal", KEEP)
    yield paragraph(STAMP, "Normal", f'{KEEP}<w:jc w:val="right"/>')
    yield paragraph(letter.today, "Normal", '<w:keepLines/><w:jc w:val="right"/>')
