"""What becomes of a control's bytes, for every way in which Word and people may change it."""

from __future__ import annotations

import pytest

from tests.word.refresh.pieces import (
    BUDGET,
    RATE,
    compared,
    controls,
    refreshed,
    sentence,
    text,
    told,
)
from ziping.errors import UnsafeFileError, UnusableFileError
from ziping.word.controls import mark
from ziping.word.inline import Value
from ziping.word.markup import document, paragraph
from ziping.word.refresh.change import Kind
from ziping.word.refresh.tree import MAX_DEPTH, MAX_NODES, Tree

OLD = sentence("355.43")
NEW = sentence("400")
T = "<w:t>{}</w:t>"
RUN = f"<w:r>{T.format('355.43')}</w:r>"


def edited(old: str, new: str, xml: bytes = OLD) -> bytes:
    assert old.encode() in xml, old
    return xml.replace(old.encode(), new.encode(), 1)


def untagged(xml: bytes) -> bytes:
    """As LibreOffice saves it: the tag is lost, the bookmark's start is in the content."""
    whole = xml.decode()
    start = whole[whole.index("<w:bookmarkStart") : whole.index("<w:sdt>")]
    tag = whole[whole.index("<w:tag") : whole.index("<w:id")]
    whole = whole.replace(start, "", 1).replace(tag, "", 1)
    return whole.replace("<w:sdtContent>", f"<w:sdtContent>{start}", 1).encode()


def test_equal_figures_change_no_byte() -> None:
    assert compared(OLD, OLD).splices == ()
    assert compared(OLD, OLD).changes == ()


def test_a_figure_is_replaced_with_its_marks_and_nothing_else() -> None:
    assert refreshed(OLD, NEW) == NEW
    assert told(compared(OLD, NEW).changes) == [(Kind.REPLACED, BUDGET, "355.43", "400")]


KEPT = {  # what stands in the control → what it is to be
    "bold": (
        f"<w:r><w:rPr><w:b/></w:rPr>{T.format('355.43')}</w:r>",
        f"<w:r><w:rPr><w:b/></w:rPr>{T.format('400')}</w:r>",
    ),
    "split": (
        "<w:r><w:t>35</w:t></w:r><w:proofErr/><w:r><w:rPr><w:b/></w:rPr><w:t>5.43</w:t></w:r>",
        f"<w:r>{T.format('400')}</w:r><w:proofErr/><w:r><w:rPr><w:b/></w:rPr>{T.format('')}</w:r>",
    ),
    "comment": (
        f'<w:commentRangeStart w:id="0"/>{RUN}<w:commentRangeEnd w:id="0"/>'
        '<w:r><w:commentReference w:id="0"/></w:r>',
        f'<w:commentRangeStart w:id="0"/><w:r>{T.format("400")}</w:r>'
        '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>',
    ),
    "format tracked": (
        f'<w:r><w:rPr><w:b/><w:rPrChange w:id="7"><w:rPr/></w:rPrChange></w:rPr>'
        f"{T.format('355.43')}</w:r>",
        f'<w:r><w:rPr><w:b/><w:rPrChange w:id="7"><w:rPr/></w:rPrChange></w:rPr>'
        f"{T.format('400')}</w:r>",
    ),
    "single quotes and entities": (
        "<w:r w:rsidR='>'><w:t xml:space='preserve'>355&#46;43</w:t></w:r>",
        "<w:r w:rsidR='>'><w:t xml:space='preserve'>400</w:t></w:r>",
    ),
}


@pytest.mark.parametrize("name", KEPT)
def test_what_surrounds_the_text_stays(name: str) -> None:
    before, after = KEPT[name]
    old = edited(RUN, before)
    assert refreshed(old, NEW) == edited(f"<w:r>{T.format('400')}</w:r>", after, NEW)


@pytest.mark.parametrize("name", KEPT)
def test_the_same_without_tags(name: str) -> None:
    before, after = KEPT[name]
    old = untagged(edited(RUN, before))
    assert b"zp:overall" not in old
    assert refreshed(old, NEW) == untagged(edited(f"<w:r>{T.format('400')}</w:r>", after, NEW))


def test_a_bold_word_in_the_middle_of_a_sentence_stays_bold() -> None:
    key = "sentences.government_fund_budget"
    old = edited(
        T.format("2024年度支出5.5万元。"),
        "<w:t>2024年度支出</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>5.5</w:t></w:r>"
        "<w:r><w:t>万元。</w:t>",
        text(Value(key, "2024年度支出5.5万元。")),
    )
    done = refreshed(old, text(Value(key, "2024年度支出12万元。"))).decode()
    assert f"<w:b/></w:rPr>{T.format('12')}" in done
    assert "<w:t>2024年度支出</w:t>" in done and "<w:t>万元。</w:t>" in done


TEXTS = ("", "0", "两\n行", "\t缩进\n\n后", "<w:t>&amp;", "𠮷🙂", " 首尾 ", "x" * 10_000)


@pytest.mark.parametrize("new", TEXTS)
@pytest.mark.parametrize("old", TEXTS)
def test_any_text_becomes_any_other(old: str, new: str) -> None:
    done = refreshed(text(("甲", Value(BUDGET, old), "乙")), text(Value(BUDGET, new)))
    found = controls(done)[0]
    assert "".join(found.text.split()) == "".join(new.split())
    assert found.is_untouched


EMPTY = {
    "no run": "<w:sdtContent></w:sdtContent>",
    "closed": "<w:sdtContent/>",
    "closed run": "<w:sdtContent><w:r/></w:sdtContent>",
    "run without text": "<w:sdtContent><w:r><w:rPr><w:b/></w:rPr></w:r></w:sdtContent>",
    "only a break": "<w:sdtContent><w:r><w:br/></w:r></w:sdtContent>",
}


@pytest.mark.parametrize("content", EMPTY.values(), ids=EMPTY)
def test_an_empty_control_is_filled(content: str) -> None:
    blank = text(Value(BUDGET, ""))
    old = edited(f"<w:sdtContent><w:r>{T.format('')}</w:r></w:sdtContent>", content, blank)
    assert controls(refreshed(old, text(Value(BUDGET, "5"))))[0].text == "5"


def test_words_own_placeholder_is_no_text() -> None:
    blank = text(Value(BUDGET, ""))
    old = edited("</w:sdtPr>", "<w:showingPlcHdr/></w:sdtPr>", blank)
    old = edited(f"<w:r>{T.format('')}</w:r>", "<w:r><w:t>单击此处输入文字。</w:t></w:r>", old)
    assert compared(old, blank).changes == ()
    done = refreshed(old, text(Value(BUDGET, "5")))
    assert controls(done)[0].text == "5"
    assert b"showingPlcHdr" not in done and "单击".encode() not in done


TOUCHED = {
    "typed": RUN.replace("355.43", "355.5"),
    "inserted": f'{RUN}<w:ins w:id="9"><w:r><w:t>1</w:t></w:r></w:ins>',
    "deleted": '<w:del w:id="9"><w:r><w:delText>355.43</w:delText></w:r></w:del>',
    "inserted, to the same": f'<w:ins w:id="9">{RUN}</w:ins>',
    "a control inside": f"<w:sdt><w:sdtContent>{RUN}</w:sdtContent></w:sdt>",
}


@pytest.mark.parametrize("inner", TOUCHED.values(), ids=TOUCHED)
def test_what_was_typed_over_is_told_and_left(inner: str) -> None:
    old = edited(RUN, inner)
    done = compared(old, NEW)
    assert done.splices == ()
    assert [(one.kind, one.key, one.new) for one in done.changes] == [
        (Kind.TYPED_OVER, BUDGET, "400")
    ]
    assert refreshed(untagged(old), NEW) == untagged(old)


def test_what_was_typed_over_with_the_right_figure_gets_its_mark() -> None:
    old = edited("355.43</w:t>", "400</w:t>")
    assert told(compared(old, NEW).changes) == [(Kind.SAME, BUDGET, "400", "400")]
    done = refreshed(old, NEW)
    assert done == NEW
    assert compared(done, NEW).changes == ()


def test_a_tracked_figure_that_is_right_is_left_as_it_is() -> None:
    old = edited(RUN, '<w:ins w:id="9"><w:r><w:t>400</w:t></w:r></w:ins>')
    assert [one.kind for one in compared(old, NEW).changes] == [Kind.SAME]
    assert compared(old, NEW).splices == ()


def test_a_control_in_deleted_text_is_gone() -> None:
    whole = OLD.decode()
    sdt = whole[whole.index("<w:sdt>") : whole.index("</w:sdt>") + 8]
    old = edited(sdt, f'<w:del w:id="9">{sdt.replace("w:t>", "w:delText>")}</w:del>')
    assert told(compared(old, NEW).changes) == [(Kind.MISSING, BUDGET, "", "400")]
    assert refreshed(old, NEW) == old


def test_a_control_that_was_removed_leaves_its_bookmark() -> None:
    """Word's “remove content control” keeps the text."""
    whole = OLD.decode()
    sdt = whole[whole.index("<w:sdt>") : whole.index("</w:sdt>") + 8]
    old = edited(sdt, RUN)
    assert controls(refreshed(old, NEW))[0].text == "400"
    lone = edited(RUN, "", old)
    assert [one.kind for one in compared(lone, NEW).changes] == [Kind.TYPED_OVER]


def test_a_copied_control_is_refreshed_too() -> None:
    whole = OLD.decode()
    sdt = whole[whole.index("<w:sdt>") : whole.index("</w:sdt>") + 8]
    old = edited("</w:body>", f"<w:p>{sdt}</w:p></w:body>")
    done = compared(old, NEW)
    assert [one.kind for one in done.changes] == [Kind.REPLACED] * 2
    assert b"355.43" not in refreshed(old, NEW)


def test_a_control_around_a_paragraph_or_a_cell() -> None:
    """Word makes such ones of a control that is all there is."""
    lone, new = text(Value(BUDGET, "1")), text(Value(BUDGET, "2"))
    whole = lone.decode()
    head = whole[whole.index("<w:sdt>") : whole.index("<w:sdtContent>") + 14]
    paragraph_ = f"<w:p>{T.format('1').join(('<w:r>', '</w:r>'))}</w:p>"
    around = f"{head}{paragraph_}</w:sdtContent></w:sdt>"
    cell = f"{head}<w:tc>{paragraph_}</w:tc></w:sdtContent></w:sdt>"
    start = whole.partition("<w:p>")[0]
    for body in (around, f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>"):
        old = f"{start}{body}</w:body></w:document>".encode()
        assert controls(refreshed(old, new))[0].text == "2"
    two = around.replace(paragraph_, paragraph_ + "<w:p/>")
    old = f"{start}{two}</w:body></w:document>".encode()
    assert [one.kind for one in compared(old, new).changes] == [Kind.TYPED_OVER]


def test_a_bookmark_over_two_paragraphs_is_left() -> None:
    old = edited(
        OLD.decode().partition("<w:sdt>")[2].partition("</w:sdt>")[0], "<w:sdtPr/>"
    ).replace(b"<w:sdt><w:sdtPr/></w:sdt>", f"{RUN}</w:p><w:p>".encode(), 1)
    assert [one.kind for one in compared(old, NEW).changes] == [Kind.TYPED_OVER]


def test_keys_that_only_one_of_both_has() -> None:
    old, new = text(Value(BUDGET, "1")), text(Value(RATE, "2%"))
    assert told(compared(old, new).changes) == [
        (Kind.GONE, BUDGET, "1", ""),
        (Kind.MISSING, RATE, "", "2%"),
    ]


def test_foreign_controls_and_bookmarks_mean_nothing() -> None:
    old = text("甲").replace(
        b"<w:r>",
        b'<w:bookmarkStart w:id="1" w:name="zp_zz_12345678"/><w:bookmarkEnd w:id="1"/>'
        b'<w:bookmarkStart w:id="2" w:name="_Toc1"/><w:sdt><w:sdtPr><w:tag w:val="zp:#"/>'
        b"</w:sdtPr><w:sdtContent/></w:sdt><w:r>",
        1,
    )
    assert controls(old) == []


def test_another_prefix_and_encoding() -> None:
    old = OLD.replace(b"<w:", b"<word:").replace(b"</w:", b"</word:").replace(b" w:", b" word:")
    old = old.replace(b"xmlns:w=", b"xmlns:word=")
    done = refreshed(old, NEW)
    marks = mark("355.43").encode(), mark("400").encode()
    assert done == old.replace(b"355.43", b"400").replace(*marks)
    wide = OLD.decode().replace("UTF-8", "UTF-16").encode("utf-16")
    assert controls(wide)[0].text == "355.43"


def test_a_sentence_of_other_figures_is_left_to_a_person() -> None:
    mark = '<w:bookmarkStart w:id="9" w:name="zp_s_staffing"/><w:bookmarkEnd w:id="9"/>'
    head = '<w:pStyle w:val="A"/></w:pPr>'
    old = edited(head, head + mark, text(("编制", Value("basic_data.authorized_posts", "3"))))
    new = edited(head, head + mark, text(("在职", Value("basic_data.staff_in_post", "3"))))
    changes = compared(old, new).changes
    assert (Kind.SENTENCE, "sentences.staffing", "编制3", "在职3") in told(changes)


PROSE = {
    "去年是355.43万元": True,
    "共355.43": True,
    "355.43%": False,
    "1355.43": False,
    "355.435": False,
    "355.4": False,
    "到355.43.": True,
}


@pytest.mark.parametrize("words", PROSE)
def test_an_old_figure_in_her_own_words_is_told(words: str) -> None:
    old = edited("</w:body>", f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:body>")
    found = [one.kind for one in compared(old, NEW).changes]
    assert found == [Kind.REPLACED, *([Kind.STALE] if PROSE[words] else [])]
    assert f"<w:t>{words}</w:t>".encode() in refreshed(old, NEW)


def test_a_figure_that_is_still_right_elsewhere_is_not_stale() -> None:
    old = edited("</w:body>", "<w:p><w:r><w:t>355.43</w:t></w:r></w:p></w:body>")
    fresh = edited("99.88%</w:t>", "355.43</w:t>", NEW)
    assert Kind.STALE not in [one.kind for one in compared(old, fresh).changes]


def test_places_are_chapter_and_paragraph() -> None:
    def report(figure: str) -> bytes:
        heading = paragraph("一、部门（单位）概况", "Heading1")
        return document([heading, paragraph("先", "A"), paragraph(Value(BUDGET, figure), "A")])

    (change,) = compared(report("1"), report("2")).changes
    assert str(change.place) == "一、部门（单位）概况 第2段"
    assert change.label == "整体 年初预算数"


def test_too_much_is_refused() -> None:
    deep = b"<w:p>" * (MAX_DEPTH + 1) + b"</w:p>" * (MAX_DEPTH + 1)
    body = OLD.partition(b"<w:body>")[0] + b"<w:body>%s</w:body></w:document>"
    for content in (deep, b"<w:p/>" * (MAX_NODES + 1)):
        with pytest.raises(UnsafeFileError):
            Tree(body % content, "报告.docx")
    with pytest.raises(UnusableFileError):
        Tree(OLD[:-9], "报告.docx")


def test_overlapping_bookmarks_do_not_cost_their_square() -> None:
    start = '<w:bookmarkStart w:id="{0}" w:name="zp_ovexib_{0:08x}"/>'
    count = 4_000
    starts = "".join(start.format(at) for at in range(count))
    ends = "".join(f'<w:bookmarkEnd w:id="{at}"/>' for at in range(count))
    with pytest.raises(UnsafeFileError, match="重叠"):
        controls(edited("<w:p>", f"<w:p>{starts}{ends}"))
