"""One report in many spellings of the same file, and what is told of its parts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.support import docx
from tests.support.docx import body, p, r, table, tc
from ziping.word.reading.load import load_document

BLOCKS = (
    p("一、基本情况", style="H1") + table([["甲", tc("乙", cols=2)]]) + p(docx.text_box(p("盒")))
)
PLAIN = body(BLOCKS)
STYLES = docx.styles(docx.style("heading 1", "H1"))


def parts(document: str | bytes) -> docx.Parts:
    return docx.parts("", styles=STYLES) | {docx.DOCUMENT: document}


def strict() -> docx.Parts:
    return docx.parts(
        body(BLOCKS, ns=docx.STRICT),
        styles=STYLES.replace(docx.W, docx.STRICT),
        rel=docx.STRICT_REL,
    )


def redeclared() -> docx.Parts:
    inner = f'<w:p xmlns:w="{docx.W}" xmlns:a="urn:a">'
    return parts(PLAIN.replace("<w:p>", inner).replace("w:body", "x:body").replace(
        "<w:document", f'<w:document xmlns:x="{docx.W}"'))  # fmt: skip


def by_another_writer() -> docx.Parts:
    """With prefixes ns0, ns1, … as ElementTree writes them."""
    return parts(ElementTree.tostring(ElementTree.fromstring(PLAIN.encode())))


SPELLINGS: dict[str, Callable[[], docx.Parts]] = {
    "plain": lambda: parts(PLAIN),
    "strict": strict,
    "redeclared prefixes": redeclared,
    "other prefixes": by_another_writer,
    "utf-16": lambda: parts(PLAIN.replace("UTF-8", "UTF-16").encode("utf-16")),
    "pretty": lambda: parts(PLAIN.replace("><", ">\n  <")),
    "comments": lambda: parts(PLAIN.replace("</w:p>", "<!-- x --><?y z?></w:p>")),
    "elsewhere": lambda: docx.parts(PLAIN, styles=STYLES, main="doc/main.xml"),
    "in the root": lambda: docx.parts(PLAIN, styles=STYLES, main="main.xml"),
}


@pytest.mark.parametrize("case", SPELLINGS)
def test_spellings(case: str, tmp_path: Path) -> None:
    document = load_document(docx.save(tmp_path, SPELLINGS[case]()))
    first, last = document.paragraphs
    assert (first.text, first.level, last.text.strip()) == ("一、基本情况", 1, "")
    assert [(cell.cols, cell.text) for cell in document.tables[0].cells] == [(1, "甲"), (2, "乙")]
    assert document.skipped == ("第2段的文本框：盒",)
    assert document.active_content == ()


@pytest.mark.parametrize("inner", ["", "<w:sectPr/>", "<w:p/>"])
def test_an_empty_body_loads(inner: str, tmp_path: Path) -> None:
    document = load_document(docx.save(tmp_path, body(inner)))
    assert document.tables == () and all(not one.text for one in document.paragraphs)


TEMPLATES = ["file:///C:\\Users\\a\\Normal.dotm", "C:\\a.dotx", "Normal.dotm"]


@pytest.mark.parametrize("target", TEMPLATES)
def test_a_template_on_the_writers_own_disk_is_only_told(target: str, tmp_path: Path) -> None:
    rels = docx.external("attachedTemplate", target)
    document = load_document(docx.save(tmp_path, docx.parts(PLAIN, rels=rels)))
    assert document.active_content == (f"外部引用（attachedTemplate）：{target}",)


def test_what_is_embedded_is_only_told(tmp_path: Path) -> None:
    rels = docx.external("image", "http://x/a.png") + docx.external("hyperlink", "http://x")
    more: docx.Parts = {
        "word/embeddings/oleObject1.bin": b"x",
        "word/webextensions/webextension1.xml": "<a/>",
    }
    picture = p(docx.field("INCLUDEPICTURE http://x/a.png", "图") + docx.field("ADDED DDE", "1"))
    content = docx.parts(body(picture), rels=rels, more=more)
    document = load_document(docx.save(tmp_path, content))
    assert sorted(document.active_content) == [
        "域代码 INCLUDEPICTURE：word/document.xml",
        "外部引用（image）：http://x/a.png",
        "嵌入对象：word/embeddings/oleObject1.bin",
        "网页加载项：word/webextensions/webextension1.xml",
    ]
    assert document.paragraphs[0].text == "图1"


def test_what_stands_beside_the_body_is_told(tmp_path: Path) -> None:
    """Headers and comments with their text, each once; a page number is worth no line."""
    told = {
        "header1": ("header", f'<w:hdr xmlns:w="{docx.W}">{p(r("某局自评"))}</w:hdr>'),
        "header2": ("header", f'<w:hdr xmlns:w="{docx.W}">{p(r("某局 自评"))}</w:hdr>'),
        "footer1": ("footer", f'<w:ftr xmlns:w="{docx.W}">{p(r("— 1 —"))}</w:ftr>'),
        "comments": (
            "comments",
            f'<w:comments xmlns:w="{docx.W}"><w:comment>{p(r("请核实"))}</w:comment>'
            f"<w:comment>{p(r('已改'))}</w:comment></w:comments>",
        ),
    }
    rels = "".join(
        f'<Relationship Id="r{name}" Type="{docx.REL}/{kind}" Target="{name}.xml"/>'
        for name, (kind, _) in told.items()
    )
    more = {f"word/{name}.xml": xml for name, (_, xml) in told.items()}
    content = docx.parts(docx.body(p(r("正文"))), rels=rels, more=more)
    document = load_document(docx.save(tmp_path, content))
    assert document.skipped == ("页眉：某局自评", "页眉：某局 自评", "批注：请核实", "批注：已改")
