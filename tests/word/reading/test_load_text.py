"""Text as a reader of the report sees it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import docx
from tests.support.docx import p, r, sdt, t, tc
from ziping.word.controls import SENTENCE, bookmark, mark, tag
from ziping.word.reading.document import Document
from ziping.word.reading.load import load_document


def load(folder: Path, *blocks: str) -> Document:
    return load_document(docx.save(folder, docx.body(*blocks)))


def w_r(inner: str) -> str:
    return f"<w:r>{inner}</w:r>"


RUNS = {
    "a tab and a break": (r("甲\t乙\n丙"), "甲\t乙\n丙"),
    "a page break": (r("甲") + w_r('<w:br w:type="page"/>') + r("乙"), "甲\n乙"),
    "a carriage return": (w_r(f"{t('甲')}<w:cr/>{t('乙')}"), "甲\n乙"),
    "a no-break hyphen": (w_r(f"{t('2024')}<w:noBreakHyphen/>{t('2025')}"), "2024-2025"),
    "a line end inside w:t is a blank": (w_r("<w:t>甲\n乙</w:t>"), "甲 乙"),
    "white space is kept": (r("　 甲 "), "　 甲 "),
    "a ticked box": (w_r('<w:sym w:font="Wingdings 2" w:char="F052"/>') + r("是"), "☑是"),
    "a sign of a known font": (w_r('<w:sym w:font="Symbol" w:char="F0B3"/>') + r("90"), "≥90"),
    "an unknown sign": (w_r('<w:sym w:font="Mine" w:char="F052"/>') + r("是"), "是"),
    "a plain sign": (w_r('<w:sym w:font="宋体" w:char="2103"/>'), "℃"),
    "a sign without sense": (w_r('<w:sym w:font="宋体" w:char="xyz!"/>'), ""),
    "inserted": (f"<w:ins>{r('新')}</w:ins>", "新"),
    "moved here": (f"<w:moveTo>{r('来')}</w:moveTo>", "来"),
    "deleted": (r("甲") + f"<w:del>{w_r('<w:delText>旧</w:delText>')}{r('旧')}</w:del>", "甲"),
    "moved away": (f"<w:moveFrom>{r('去')}</w:moveFrom>" + r("甲"), "甲"),
    "a link": (f"<w:hyperlink>{r('网址')}</w:hyperlink>", "网址"),
    "a smart tag": (f"<w:smartTag><w:smartTagPr/>{r('县')}</w:smartTag>", "县"),
    "custom XML": (f"<w:customXml>{r('县')}</w:customXml>", "县"),
    "a control of others": (sdt(r("县"), "name"), "县"),
    "a simple field": (f'<w:fldSimple w:instr="PAGE">{r("3")}</w:fldSimple>', "3"),
    "a field": (r("第") + docx.field("PAGE \\* MERGEFORMAT", "3") + r("页"), "第3页"),
    "a field in a field's code": (
        w_r('<w:fldChar w:fldCharType="begin"/>')
        + w_r("<w:instrText>IF </w:instrText>")
        + docx.field("PAGE", "7")
        + w_r('<w:fldChar w:fldCharType="separate"/>')
        + r("是")
        + w_r('<w:fldChar w:fldCharType="end"/>'),
        "是",
    ),
    "a field without a result": (
        w_r('<w:fldChar w:fldCharType="begin"/>')
        + r("码")
        + w_r('<w:fldChar w:fldCharType="end"/>')
        + r("后"),
        "后",
    ),
    "a field that never ends": (w_r('<w:fldChar w:fldCharType="begin"/>') + r("文"), "文"),
    "a field's end without a beginning": (w_r('<w:fldChar w:fldCharType="end"/>') + r("文"), "文"),
    "visible after all": (r("甲", '<w:vanish w:val="0"/>'), "甲"),
    "a footnote": (r("甲") + w_r('<w:footnoteReference w:id="2"/>'), "甲"),
    "ruby": (
        w_r(
            f"<w:ruby><w:rt>{r('suí')}</w:rt><w:rubyBase>{r('绥')}</w:rubyBase></w:ruby>"
        ),
        "绥",
    ),
    "a formula": ("<m:oMath><m:r><m:t>90%</m:t></m:r></m:oMath>", "90%"),
    "one of two ways": (
        "<w:r><mc:AlternateContent><mc:Choice Requires='x'><w:t>新</w:t></mc:Choice>"
        "<mc:Fallback><w:t>旧</w:t></mc:Fallback></mc:AlternateContent></w:r>",
        "新",
    ),
    "the way that says something": (
        "<w:r><mc:AlternateContent><mc:Choice Requires='x'/><mc:Fallback><w:t>旧</w:t>"
        "</mc:Fallback></mc:AlternateContent></w:r>",
        "旧",
    ),
    "hostile text": (r("&<>\"'{{ }}😀]]>"), "&<>\"'{{ }}😀]]>"),
    "no text": ("", ""),
}  # fmt: skip


@pytest.mark.parametrize("case", RUNS)
def test_runs(case: str, tmp_path: Path) -> None:
    runs, text = RUNS[case]
    document = load(tmp_path, p(runs), docx.table([[tc(p(runs))]]))
    assert document.paragraphs[0].text == text
    assert document.tables[0].cells[0].text == text


def test_what_is_hidden_is_told(tmp_path: Path) -> None:
    hidden = r("甲") + r("密", "<w:vanish/>") + r("乙")
    empty = sdt(r("单击此处输入文字"), "x", "<w:showingPlcHdr/>") + r("丙")
    document = load(tmp_path, p(hidden), p(empty), docx.table([[tc(p(hidden))]]))
    assert [one.text for one in document.paragraphs] == ["甲乙", "丙"]
    assert document.skipped == (
        "第1段的隐藏文字：密",
        "第2段的占位提示：单击此处输入文字",
        "第1张表第1行的隐藏文字：密",
    )


def test_tabs_of_a_paragraph_are_no_text(tmp_path: Path) -> None:
    document = load(tmp_path, p("甲", properties="<w:tabs><w:tab w:val='left'/></w:tabs>"))
    assert document.paragraphs[0].text == "甲"


def test_a_deleted_paragraph_mark_joins(tmp_path: Path) -> None:
    gone = "<w:rPr><w:del/></w:rPr>"
    old = "<w:pPrChange><w:pPr><w:pStyle w:val='Old'/></w:pPr></w:pPrChange>"
    document = load(
        tmp_path,
        p("甲", style="A", properties=gone),
        p("乙", style="B", properties=old),
        p(f"<w:del>{r('丙')}</w:del>", properties=gone),
        p("丁", properties=gone),
        docx.table([[tc(p("戊", properties=gone))]]),
        p(f"<w:del>{r('己')}</w:del>", properties=gone),
    )
    assert [(one.text, one.style) for one in document.paragraphs] == [("甲乙", "B"), ("丁", "")]
    assert document.tables[0].cells[0].text == "戊"


def test_boxes_and_pictures_are_told(tmp_path: Path) -> None:
    box = docx.text_box(p("盒中一") + docx.table([["盒中二", "盒中三"]]))
    picture = "<w:r><w:drawing><wp:inline><pic:pic/></wp:inline></w:drawing></w:r>"
    art = '<w:r><w:pict><v:shape><v:textpath string="样稿"/></v:shape></w:pict></w:r>'
    document = load(
        tmp_path,
        p(r("前") + box + r("后")),
        p(picture),
        docx.table([[tc(p(box))], [tc(p(picture))]]),
        p(art),
        p("<w:r><w:object><o:OLEObject/></w:object></w:r>"),
        p("<w:r><w:pict/></w:r>"),
        "<w:altChunk/>",
    )
    assert document.paragraphs[0].text == "前后"
    assert len(document.tables) == 1 and document.tables[0].cells[0].text == ""
    assert document.skipped == (
        "第1段的文本框：盒中一\n盒中二\n盒中三",
        "第2段的图片",
        "第1张表第1行的文本框：盒中一\n盒中二\n盒中三",
        "第1张表第2行的图片",
        "第3段的艺术字：样稿",
        "第4段的嵌入对象",
        "第5段的图形",
        "第6段的嵌入文档",
    )


KEY = "overall.execution.initial_budget"


@pytest.mark.parametrize("where", ["paragraph", "cell"])
def test_controls(where: str, tmp_path: Path) -> None:
    name = bookmark(KEY, "36.12")
    runs = {
        "tag": r("预算") + sdt(r("36.12"), tag(KEY, "36.12")) + r("万元"),
        "both": r("预算") + docx.bookmark(sdt(r("36.12"), tag(KEY, "36.12")), name) + r("万元"),
        "bookmark": r("预算") + docx.bookmark(r("36.") + r("12"), name) + r("万元"),
        "typed over": r("预算") + sdt(r("40"), tag(KEY, "36.12")) + r("万元"),
        "others": r("预算") + docx.bookmark(sdt(r("36.12"), "x"), "_Toc1") + r("万元"),
        "never ends": r("预算") + f'<w:bookmarkStart w:id="1" w:name="{name}"/>' + r("36.12"),
    }
    blocks = [p(run) for run in runs.values()]
    if where == "cell":
        blocks = [docx.table([[tc(p("首行") + block) for block in blocks]])]
    document = load(tmp_path, *blocks)
    found: list[tuple[str, str, str, bool]] = []
    count = []
    for one in document.paragraphs or document.tables[0].cells:
        count.append(len(one.spans))
        for span in one.spans:
            assert one.text[span.start : span.end] == span.control.text
            found.append((*span.control, span.control.is_untouched))
    good = mark("36.12")
    assert count == [1, 1, 1, 1, 0, 1]
    assert found == [
        (KEY, good, "36.12", True),
        (KEY, good, "36.12", True),
        (KEY, good, "36.12", True),
        (KEY, good, "40", False),
        (KEY, good, "36.12", True),
    ]


def test_a_tag_without_a_mark_and_controls_in_controls(tmp_path: Path) -> None:
    inner = sdt(r("乙"), "zp:b#00000001")
    document = load(
        tmp_path,
        p(sdt(r("甲") + inner, "zp:a#00000003")),
        p(sdt(r("丙"), "zp:d")),
        sdt(p("块"), "zp:c#00000002"),
    )
    one, unmarked, block = document.paragraphs
    assert [(s.control.key, s.control.mark, s.control.text) for s in one.spans] == [
        ("a", "00000003", "甲乙"),
        ("b", "00000001", "乙"),
    ]
    assert unmarked.spans == ()
    assert (block.text, block.spans) == ("块", ())


def test_a_generated_paragraph_is_told_from_her_own(tmp_path: Path) -> None:
    head = docx.bookmark("", f"{SENTENCE}basic_expenditure")
    document = load(tmp_path, p(head + r("我写的")), p(r("她写的")))
    assert [one.generated for one in document.paragraphs] == ["basic_expenditure", ""]
