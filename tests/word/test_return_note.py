"""退回单: what is to be corrected, explained, restored and filled in, each in its own table."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document

from tests.checks.build import scored
from tests.support import render
from tests.support.models import replace
from tests.support.office import Office
from ziping.checks import Finding, NotEvaluated, Report, Severity
from ziping.model import Place
from ziping.package.rewrite import write_new
from ziping.word.return_chapters import MOST_LISTED
from ziping.word.return_note import Letter, Restored, Unread, render_return

LETTER = Letter(
    "甲县水利局", "101", 2024, 2, "2025年3月28日", "2025年4月2日", due="2025年4月10日",
    reference="〔2025〕退第3号", workbook="甲县水利局_退回.xlsx", sent="a_v2.xlsx",
)  # fmt: skip
UNREAD = Unread("自评.xlsx", "文件已损坏", "请重新报送")
BLANK = NotEvaluated("ZP125", "x", (Place("整体自评表", "E8"),), "其他资金支出未填", "")
CHANGE = Restored(Place("整体自评表", "H9"), "系统测算分", "=9.8", "=ROUND(G9,2)")


def finding(number: int, severity: str, **changes: object) -> Finding:
    here = (Place("整体自评表", f"E{number}"),)
    message = f"ZP9{number:02} x｜{here[0]}｜第{number}处有误｜依据：据{number}｜改法：改{number}"
    model = Finding(
        f"ZP9{number:02}", "x", Severity(severity), here, "1", "2", None, message, f"据{number}",
        f"改{number}",
    )  # fmt: skip
    return replace(model, key=f"{model.code}@{here[0]}", **changes)


def full() -> Report:
    """Two errors, one with a member, a warning to explain, one that is explained, a hint."""
    head = finding(1, "E")
    return Report(
        (
            head,
            finding(2, "W", under=head.key),
            finding(3, "E"),
            finding(4, "W"),
            finding(5, "W", remark="批文附后"),
            finding(6, "I"),
        ),
        (BLANK, replace(BLANK, needs="last_year")),
    )


class Written:
    """A notice read back by another program."""

    def __init__(self, path: Path, letter: Letter, report: Report | None, **more: object) -> None:
        parts = render_return(letter, scored({}).pack, report, **more)  # type: ignore[arg-type]
        write_new(tuple(parts.items()), path)
        document = Document(str(path))
        self.texts = [one.text for one in document.paragraphs]
        self.tables = [[[c.text for c in row.cells] for row in t.rows] for t in document.tables]
        self.keywords = document.core_properties.keywords

    @property
    def chapters(self) -> list[str]:
        return [text for text in self.texts if text[1:2] == "、" and text[0] in "一二三四五六"]


def test_every_chapter(tmp_path: Path) -> None:
    note = Written(tmp_path / "a.docx", LETTER, full(), changes=(CHANGE,), unread=(UNREAD,))
    assert note.chapters == [
        "一、打不开的文件", "二、必须改正的问题", "三、被改动的表样，请恢复",
        "四、请核实，改正或者说明", "五、空着没能核对的，请补填", "六、怎样重新报送",
    ]  # fmt: skip
    head, unread, errors, changed, warnings, blank = note.tables
    assert head[0][:2] == ["收件单位", "甲县水利局（单位编码 101）"]
    assert head[1][1] == "第 2 次报送，2025年3月28日收到" and head[2] == [
        "报送文件", "a_v2.xlsx", "改报期限", "2025年4月10日",
    ]  # fmt: skip
    assert unread[1] == list(UNREAD)
    assert [row[0] for row in errors[1:]] == ["1", "1-1", "2"]
    assert errors[1][1:] == ["整体自评表\nE1", "第1处有误", "改1", "ZP901"]
    assert errors[2][2] == "（与第 1 条同因）第2处有误"
    assert changed[1] == ["1", "整体自评表\nH9\n系统测算分", "=9.8", "=ROUND(G9,2)"]
    assert [row[2] for row in warnings[1:]] == ["第4处有误"]
    assert blank[1:] == [["1", "整体自评表\nE8", "其他资金支出未填"]]


def test_the_letter_says_what_and_by_when(tmp_path: Path) -> None:
    note = Written(tmp_path / "a.docx", LETTER, full(), changes=(CHANGE,))
    told = "\n".join(note.texts)
    for words in (
        "编号：〔2025〕退第3号",
        "有 2 处必须改正，有 1 处表样被改动，有 1 处需要核实说明",
        "于2025年4月10日前重新报送",
        "另有 1 处你单位已经说明，不再列出",
        "打开随信的“甲县水利局_退回.xlsx”",
        "1 条提示供参考",
        "写明第 3 次报送",
        "退回单位（盖章）",
        "联系电话",
    ):
        assert words in told
    assert note.texts[-1] == "2025年4月2日" and note.keywords == ""


def test_without_a_due_date_it_is_left_to_the_hand(tmp_path: Path) -> None:
    note = Written(tmp_path / "a.docx", LETTER._replace(due=""), full())
    assert "月" in note.tables[0][2][3] and "尽快重新报送" in "".join(note.texts)


def test_a_file_that_nobody_could_read(tmp_path: Path) -> None:
    letter = LETTER._replace(number=0, workbook="")
    note = Written(tmp_path / "a.docx", letter, None, unread=(UNREAD,))
    assert note.chapters == ["一、打不开的文件", "二、怎样重新报送"]
    assert note.tables[0][1][1].startswith("未能读取") and note.tables[1][1] == list(UNREAD)
    assert "打不开，无法核对" in "".join(note.texts) and "第 1 次" not in "".join(note.texts)


def test_a_bare_report_has_no_workbook_to_open(tmp_path: Path) -> None:
    note = Written(tmp_path / "a.docx", LETTER._replace(workbook=""), full())
    told = "".join(note.texts)
    assert "校验结果" not in told and "在原来的文件里改正" in told
    assert "在重新报送的邮件里写明理由" in told


def test_what_was_asked_for_by_hand_alone(tmp_path: Path) -> None:
    note = Written(tmp_path / "a.docx", LETTER, Report())
    assert note.chapters == ["一、怎样重新报送"] and "有需要补正的地方" in "".join(note.texts)


def test_what_was_typed_stays_text(tmp_path: Path) -> None:
    letter = LETTER._replace(unit='=甲局<w:p/>&"', sent="=cmd|' /C calc'!A1.xlsx")
    typed = finding(1, "E", fix='=改<w:p/>&"\x01')
    note = Written(tmp_path / "a.docx", letter, Report((typed,)))
    assert (
        note.tables[0][0][1].startswith('=甲局<w:p/>&"') and note.tables[1][1][3] == '=改<w:p/>&"'
    )
    assert note.tables[0][2][1] == letter.sent


def test_what_is_restored_already(tmp_path: Path) -> None:
    """Then nobody has to type a formula; a long one is told by its beginning."""
    mended = CHANGE._replace(is_mended=True)
    long = CHANGE._replace(expected="=" + "A1+" * 200)
    note = Written(tmp_path / "a.docx", LETTER, Report(), changes=(mended, long))
    first, second = note.tables[1][1:]
    assert first[3] == "原来的内容，随信的工作簿里已恢复"
    assert second[3].startswith("=A1+") and second[3].endswith("（全文见原表这一格）")


def test_many_changes_are_cut_and_counted(tmp_path: Path) -> None:
    note = Written(tmp_path / "a.docx", LETTER, Report(), changes=(CHANGE,) * (MOST_LISTED + 5))
    assert len(note.tables[1]) == MOST_LISTED + 1
    assert any("另有 5 处没有列出" in text for text in note.texts)


def test_equal_input_gives_equal_bytes() -> None:
    pack = scored({}).pack
    assert render_return(LETTER, pack, full()) == render_return(LETTER, pack, full())


@pytest.mark.libreoffice
def test_it_prints_on_a4_and_the_stamp_is_not_alone(office: Office, tmp_path: Path) -> None:
    many = tuple(finding(number, "E") for number in range(1, 60))
    for count in (1, 12, 59):
        path, pdf = tmp_path / f"{count}.docx", tmp_path / f"{count}.pdf"
        Written(path, LETTER, Report(many[:count]))
        office.run(path, [], pdf=pdf)
        pages = render.pages(pdf)
        assert "A4" in render.page_size(pdf)
        last = "".join(render.text(pdf, pages).split())
        assert "盖章" in last and "写明第3次报送" in last and "2025年4月2日" in last
        assert all("序号" in render.text(pdf, page) for page in range(1, pages))
