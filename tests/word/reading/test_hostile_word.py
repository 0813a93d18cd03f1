"""Hostile Word files: a plain sentence each, within two seconds and 200 MB."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support import docx
from tests.support.docx import body, p, r, table, tc, tr
from ziping.errors import UnsafeFileError, UnusableFileError
from ziping.package.foreign import OLE2
from ziping.word.reading.load import load_document

GOOD = docx.parts(body(p("一、基本情况")))
MAIN = "application/vnd.ms-word.document.macroEnabled.main+xml"
ENTITIES = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 10))


def with_prolog(prolog: str, text: str) -> docx.Parts:
    document = body(p(f"<w:r><w:t>{text}</w:t></w:r>"))
    return GOOD | {docx.DOCUMENT: document.replace("<w:document", prolog + "<w:document", 1)}


def with_rel(kind: str, target: str) -> docx.Parts:
    return docx.parts(body(p("文")), rels=docx.external(kind, target))


def without(*names: str) -> docx.Parts:
    return {name: part for name, part in GOOD.items() if name not in names}


def nested(depth: int) -> str:
    return "<w:tbl><w:tr><w:tc>" * depth + p("底") + "</w:tc></w:tr></w:tbl>" * depth


def settings(target: str) -> docx.Parts:
    return GOOD | {
        "word/settings.xml": "<a/>",
        "word/_rels/settings.xml.rels": docx.relationships(
            docx.external("attachedTemplate", target)
        ),
    }


def loose(xml: str) -> str:
    """Noise enough that the part is no zip bomb: the gate would stop it before the reader."""
    return f"{xml}<!--{os.urandom(len(xml) // 120).hex()}-->"


Made = docx.Parts | bytes | str
BAD: dict[str, tuple[Made | Callable[[], Made], type[UnusableFileError], str]] = {
    "empty file": (b"", UnusableFileError, "0 字节"),
    "no zip": (b"hello", UnusableFileError, "不是 Excel 或 Word 文件"),
    "web page": (b"<html><body>", UnusableFileError, "另存为 .docx"),
    "old word": (OLE2 + b"\0" * 600 + "WordDocument".encode("utf-16-le"), UnusableFileError,
                 "旧格式文件"),
    "pdf": (b"%PDF-1.4", UnusableFileError, "PDF"),
    "cut off": (lambda: docx.zipped(GOOD)[:-40], UnusableFileError, "文件已损坏"),
    "other zip": ({"a.txt": "x"}, UnusableFileError, "普通压缩包"),
    "zip bomb": (lambda: GOOD | {"word/media/a": b"0" * 40_000_000}, UnsafeFileError, "压缩炸弹"),
    "entity bomb": (
        with_prolog(f'<!DOCTYPE w:document [<!ENTITY e0 "甲">{ENTITIES}]>', "&e9;"),
        UnsafeFileError, "DTD",
    ),
    "external entity": (
        with_prolog('<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd">]>', "&x;"),
        UnsafeFileError, "DTD",
    ),
    "remote template": (settings("https://example.com/a.dotm"), UnsafeFileError,
                        "引用外部文件，不读取（外部引用（attachedTemplate）：https://example.com"),
    "shared template": (settings("\\\\server\\share\\a.dotx"), UnsafeFileError, "attachedTemplate"),
    "shared template by link": (settings("file:///\\\\server\\a.dotx"), UnsafeFileError,
                                "attachedTemplate"),
    "template on a host": (settings("file://server/a.dotx"), UnsafeFileError, "attachedTemplate"),
    "frame": (with_rel("frame", "http://x/a"), UnsafeFileError, "（frame）"),
    "part of a master": (with_rel("subDocument", "b.docx"), UnsafeFileError, "（subDocument）"),
    "linked object": (with_rel("oleObject", "http://x/a"), UnsafeFileError, "（oleObject）"),
    "macro code": (GOOD | {"word/vbaProject.bin": b"x"}, UnsafeFileError,
                   "含宏，不读取（宏代码：word/vbaProject.bin）"),
    "macro type": (docx.parts(body(p("文")), main_type=MAIN), UnsafeFileError, "含宏"),
    "activex": (GOOD | {"word/activeX/activeX1.xml": "<a/>"}, UnsafeFileError, "ActiveX"),
    "dde": (body(p(docx.field(' DDEAUTO c:\\\\x "a" ', "1"))), UnsafeFileError, "DDE"),
    "dde by a simple field": (body(p('<w:fldSimple w:instr="dde x"/>')), UnsafeFileError, "DDE"),
    "text from a file": (body(p(docx.field("INCLUDETEXT a.docx", "1"))), UnsafeFileError,
                         "INCLUDETEXT"),
    "no types": (without("[Content_Types].xml"), UnusableFileError, "普通压缩包"),
    "no links": (without("_rels/.rels"), UnusableFileError, "没有正文部件"),
    "no document": (without(docx.DOCUMENT), UnusableFileError, "没有正文部件"),
    "no body": (f'<w:document xmlns:w="{docx.W}"/>', UnusableFileError, "没有正文"),
    "a workbook": ('<workbook xmlns="x"/>', UnusableFileError, "不是 Word 文档"),
    "another vocabulary": ('<w:document xmlns:w="x"/>', UnusableFileError, "不是 Word 文档"),
    "broken markup": (body("<w:p>"), UnusableFileError, "读不出来"),
    "no markup": ("文", UnusableFileError, "文件已损坏"),
    "unknown encoding": ('<?xml version="1.0" encoding="x-y"?><a/>', UnusableFileError, "已损坏"),
    "broken styles": (docx.parts(body(p("文", style="A")), styles="<w:styles"), UnusableFileError,
                      "已损坏"),
    "broken numbering": (docx.parts(body(p("文", num=(1, 0))), numbering="<a>&x;</a>"),
                         UnusableFileError, "已损坏"),
    "nested": (lambda: body(nested(1000)), UnsafeFileError, "套表格，超过 20 层"),
    "many rows": (lambda: loose(body(table(["<w:tr><w:tc><w:p/></w:tc></w:tr>"] * 100_000))),
                  UnsafeFileError, "超过 3000 行"),
    "rows with text": (lambda: loose(body(table([tr(["甲", "乙"])] * 100_000))),
                       UnsafeFileError, "超过 3000 行"),
    "huge span": (body(table([[tc("甲", cols=2_000_000_000), "乙"]])), UnsafeFileError, "列"),
    "huge gap": (body(table([tr(["甲"], before=2_000_000_000)])), UnsafeFileError, "列"),
    "wide grid": (body(table([["甲"]], [1] * 300)), UnsafeFileError, "列"),
    "many places": (
        lambda: loose(body(table([tr([tc("甲", cols=250, merge="restart")])] * 2000))),
        UnsafeFileError, "格",
    ),
    "many tables": (lambda: body(table([["甲"]]) * 300), UnsafeFileError, "超过 200 张"),
    "many paragraphs": (lambda: loose(body("<w:p/>" * 30_000)), UnsafeFileError, "超过 20000 段"),
    "much text": (lambda: loose(body(p(r("正文，" * 3_000_000)))), UnsafeFileError, "500 万字"),
    "many tags": (lambda: loose(body(p("<a><b/></a>" * 600_000))), UnsafeFileError, "内容过多"),
    "long links": (lambda: GOOD | {"word/_rels/x.rels": relations_of(20_000)}, UnsafeFileError,
                   "内容过多"),
    "large styles": (
        lambda: docx.parts(body(p("文", style="A")), styles=loose(docx.styles(" " * 6_000_000))),
        UnsafeFileError, "内容过多",
    ),
    "long tag": (lambda: body(f'<a b="{os.urandom(4_500_000).hex()}"/>'), UnsafeFileError,
                 "标记过长"),
}  # fmt: skip


def relations_of(count: int) -> str:
    links = (f'<Relationship Id="{at}" Type="x/y" Target="{os.urandom(16).hex()}"/>'
             for at in range(count))  # fmt: skip
    return docx.relationships("".join(links))


@pytest.mark.parametrize("case", BAD)
def test_each_gets_its_sentence(case: str, tmp_path: Path) -> None:
    made, kind, words = BAD[case]
    path = docx.save(tmp_path, made() if callable(made) else made)
    start = time.process_time()
    with pytest.raises(kind) as caught:
        load_document(path)
    assert time.process_time() - start < 2
    assert words in str(caught.value) and "改法：" in str(caught.value)
    assert type(caught.value) is kind


@pytest.mark.parametrize("suffix", [".docm", ".dotm", ".DOCM"])
def test_macro_names(suffix: str, tmp_path: Path) -> None:
    path = docx.save(tmp_path, GOOD, f"报告{suffix}")
    with pytest.raises(UnsafeFileError, match=r"启用宏.*\n改法：.*另存为不含宏的 \.docx"):
        load_document(path)


def test_other_names(tmp_path: Path) -> None:
    with pytest.raises(UnusableFileError, match="找不到"):
        load_document(tmp_path / "无.docm")
    with pytest.raises(UnusableFileError, match=r"扩展名是“\.doc”"):
        load_document(docx.save(tmp_path, GOOD, "报告.doc"))


# Files that are heavy or odd and still reports: read in the same bounds.
HEAVY: dict[str, Callable[[], Made]] = {
    "many elements": lambda: loose(body(p("<w:r><w:rPr><a/><b/></w:rPr></w:r>" * 160_000))),
    "many attributes": lambda: body(
        "<a " + " ".join(f'a{at}=""' for at in range(300_000)) + "/>", p("文")
    ),
    "many marks": lambda: body(
        p(
            "".join(
                docx.bookmark(docx.sdt(r("7"), "zp:a#00000001"), f"zp_{at}_00000001", at)
                for at in range(25_000)
            )
        )
    ),
    "deep": lambda: loose(body("<a>" * 490_000 + "</a>" * 490_000, p("文"))),
    "boxes in boxes": lambda: body(p("<w:r><w:txbxContent><w:p>" * 50_000
                                     + "</w:p></w:txbxContent></w:r>" * 50_000)),
    "merge chaos": lambda: body(
        table(
            [
                [tc("甲", cols=1 + (row * col) % 3, merge="restart" if row % 7 else "continue")
                 for col in range(60)]
                for row in range(1000)
            ]
        )
    ),
    "lists": lambda: docx.parts(
        body("".join(p("文", num=(at % 5000 + 1, at % 9)) for at in range(15_000))),
        numbering=docx.numbering(
            *(docx.abstract(at, *(docx.level(k, "upperRoman", "%1" * 99, start=2_000_000_000)
                                  for k in range(9))) for at in range(100)),
            *(docx.num(at + 1, at % 100) for at in range(5000)),
        ),
    ),
    "styles on styles": lambda: docx.parts(
        body("".join(p("文", style=f"s{at}") for at in range(15_000))),
        styles=docx.styles(
            *(docx.style("x", f"s{at}", based_on=f"s{at + 1}") for at in range(15_000))
        ),
    ),
}  # fmt: skip
PROBE = """
import sys, time
from ziping.errors import ZipingError
from ziping.word.reading.load import load_document
def peak():
    with open("/proc/self/status") as lines:
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))
start = time.process_time()
try:
    load_document(sys.argv[1])
except ZipingError as error:
    print(error, file=sys.stderr)
print(time.process_time() - start, peak() / 1024)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize(
    "case", [*HEAVY, "nested", "many rows", "rows with text", "many places", "much text",
             "many tags", "zip bomb", "entity bomb", "large styles", "long tag"],
)  # fmt: skip
def test_bounds(case: str, tmp_path: Path) -> None:
    made = HEAVY[case] if case in HEAVY else BAD[case][0]
    path = docx.save(tmp_path, made() if callable(made) else made)
    ran = subprocess.run(
        [sys.executable, "-c", PROBE, str(path)], capture_output=True, text=True, check=True
    )
    seconds, megabytes = map(float, ran.stdout.split())
    assert seconds < 2 and megabytes < 200, (seconds, megabytes)
    assert "Error" not in ran.stderr
