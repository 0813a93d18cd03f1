"""Reports in older formats, converted by a real LibreOffice."""

from __future__ import annotations

import shutil
import socket
import zipfile
from pathlib import Path

import pytest

from tests.support import docx
from tests.support.docx import body, p, table, tc
from tests.support.office import Office
from ziping.errors import UnsafeFileError, UnusableFileError, ZipingError
from ziping.package.foreign import OLE2
from ziping.word.libreoffice import Target, convert, find_office
from ziping.word.office import OLD_FORMATS, is_old, word_from_old
from ziping.word.reading.load import load_document

REPORT = body(
    p("一、基本情况"),
    table([["项目", "预算", "执行"], [tc("合计", cols=2), "36.12"]], [2000, 2000, 2000]),
    p("二、绩效"),
)


FILTERS = {".doc": "MS Word 97", ".rtf": "Rich Text Format", ".odt": "writer8"}


@pytest.fixture(scope="module")
def olds(office: Office, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same report as .doc, .rtf and .odt, and the .doc under the name .wps."""
    folder = tmp_path_factory.mktemp("old")
    program = find_office()
    assert program is not None
    content = docx.zipped(docx.parts(REPORT))
    for suffix, name in FILTERS.items():
        made = convert(program, content, ".docx", Target(suffix, name, ""))
        (folder / f"报告{suffix}").write_bytes(made)
    shutil.copy(folder / "报告.doc", folder / "报告.wps")
    return folder


@pytest.mark.parametrize("suffix", [".doc", ".wps", ".rtf", ".odt"])
def test_converted(olds: Path, suffix: str, tmp_path: Path) -> None:
    old = olds / f"报告{suffix}"
    before = old.read_bytes()
    made = word_from_old(old, tmp_path)
    assert (made, old.read_bytes()) == (tmp_path / "报告.docx", before)
    document = load_document(made)
    assert [one.text for one in document.paragraphs if one.text] == ["一、基本情况", "二、绩效"]
    cells = [(cell.row, cell.words) for cell in document.tables[0].cells]
    assert cells == [(0, "项目"), (0, "预算"), (0, "执行"), (1, "合计"), (1, "36.12")]


def test_rtf_under_the_name_of_doc(olds: Path, tmp_path: Path) -> None:
    named = tmp_path / "甲.doc"
    shutil.copy(olds / "报告.rtf", named)
    assert load_document(word_from_old(named, tmp_path)).paragraphs[0].text == "一、基本情况"


def test_what_libreoffice_cannot_read(office: Office, tmp_path: Path) -> None:
    damaged = tmp_path / "甲.doc"
    damaged.write_bytes(OLE2 + b"\0" * 5000)
    with pytest.raises(ZipingError, match=r"没能转成 \.docx.*\n改法：请用 Word 或 WPS"):
        word_from_old(damaged, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["甲.doc"]


NAMES = "urn:oasis:names:tc:opendocument:xmlns"
LINKED = (
    f'<office:document-content xmlns:office="{NAMES}:office:1.0" xmlns:text="{NAMES}:text:1.0"'
    f' xmlns:draw="{NAMES}:drawing:1.0" xmlns:svg="{NAMES}:svg-compatible:1.0"'
    ' xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2"><office:body><office:text>'
    '<text:p>甲<draw:frame svg:width="2cm" svg:height="2cm" text:anchor-type="as-char"><draw:image '
    'xlink:href="http://127.0.0.1:{port}/a.png" xlink:type="simple" xlink:show="embed" '
    'xlink:actuate="onLoad"/></draw:frame></text:p></office:text></office:body>'
    "</office:document-content>"
)
MANIFEST = (
    f'<m:manifest xmlns:m="{NAMES}:manifest:1.0"><m:file-entry m:full-path="/" '
    'm:media-type="application/vnd.oasis.opendocument.text"/><m:file-entry '
    'm:full-path="content.xml" m:media-type="text/xml"/></m:manifest>'
)


def test_no_picture_is_fetched(office: Office, tmp_path: Path) -> None:
    """By default LibreOffice asks the server for it."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        parts = {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "META-INF/manifest.xml": MANIFEST,
            "content.xml": LINKED.replace("{port}", str(server.getsockname()[1])),
        }
        with zipfile.ZipFile(tmp_path / "甲.odt", "w") as archive:
            for name, part in parts.items():
                archive.writestr(name, part)
        document = load_document(word_from_old(tmp_path / "甲.odt", tmp_path))
        server.settimeout(0.2)
        with pytest.raises(TimeoutError):
            server.accept()
    assert document.paragraphs[0].text == "甲"


OPEN_DOCUMENT = b"PK\3\4" + b"\0" * 26 + b"mimetypeapplication/vnd.oasis.opendocument.text"
WRONG = {
    "甲.doc": (docx.zipped(docx.parts(REPORT)), UnusableFileError, "请把扩展名改为 .docx"),
    "甲.odt": (docx.zipped(docx.parts(REPORT)), UnusableFileError, "请把扩展名改为 .docx"),
    "甲.wps": (OPEN_DOCUMENT, UnusableFileError, "请把扩展名改为 .odt"),
    "甲.rtf": (b"<html></html>", UnusableFileError, "内容却不是这种格式"),
    "乙.doc": (b"<html></html>", UnusableFileError, "另存为 .docx"),
    "丙.doc": (b"", UnusableFileError, "0 字节"),
    "丁.doc": (OLE2 + "EncryptedPackage".encode("utf-16-le"), UnsafeFileError, "打开密码"),
    "戊.doc": (OLE2 + b"\0" * 11_000_000, UnsafeFileError, "超过 10 MB"),
}


@pytest.mark.parametrize("name", WRONG)
def test_content_of_another_kind(name: str, tmp_path: Path) -> None:
    content, kind, words = WRONG[name]
    (tmp_path / name).write_bytes(content)
    with pytest.raises(kind, match=words):
        word_from_old(tmp_path / name, tmp_path)


@pytest.mark.parametrize("suffix", OLD_FORMATS)
def test_without_libreoffice(suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ziping.word.office.find_office", lambda: None)
    old = tmp_path / f"甲{suffix}"
    old.write_bytes(OPEN_DOCUMENT if suffix == ".odt" else OLE2 + b"\0" * 600)
    with pytest.raises(ZipingError) as caught:
        word_from_old(old, tmp_path)
    assert f"（{suffix}）格式，要先转换" in caught.value.problem
    assert caught.value.remedy == "请用 Word 或 WPS 打开后另存为 .docx，或安装 LibreOffice 后再试"


def test_names() -> None:
    assert is_old(Path("甲.DOC")) and is_old(Path("甲.wps")) and not is_old(Path("甲.docx"))
