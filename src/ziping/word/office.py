"""Reports in older formats (.doc, .wps, .rtf, .odt) → .docx, through LibreOffice where present."""

from __future__ import annotations

from pathlib import Path

from ziping.errors import UnusableFileError, ZipingError
from ziping.package.foreign import OLE2, refuse
from ziping.package.gate import read_file
from ziping.word.libreoffice import TIMEOUT, Target, convert, find_office

OLD_FORMATS = {
    ".doc": "旧版 Word（.doc）",
    ".dot": "旧版 Word 模板（.dot）",
    ".wps": "WPS 文字（.wps）",
    ".wpt": "WPS 文字模板（.wpt）",
    ".rtf": "RTF（.rtf）",
    ".odt": "OpenDocument（.odt）",
}
_SAVE = "请用 Word 或 WPS 打开后另存为 .docx"
_DOCX = Target(".docx", "MS Word 2007 XML", f"{_SAVE} 再试；有打开密码的，请先取消密码")
_ZIP, _RTF = b"PK\3\4", b"{\\rtf"
_WORD = "WordDocument".encode("utf-16-le")


def is_old(path: Path) -> bool:
    """Is this, by its name, a report that has to be converted before it can be read?"""
    return path.suffix.lower() in OLD_FORMATS


def word_from_old(path: Path, folder: Path, *, timeout: float = TIMEOUT) -> Path:
    """A .docx of the same content in `folder`; the file itself is left as it is."""
    content = read_file(path)
    suffix = _real_suffix(path, content)
    office = find_office()
    if office is None:
        name = OLD_FORMATS.get(path.suffix.lower(), path.suffix)
        raise ZipingError(f"“{path}”是{name}格式，要先转换", f"{_SAVE}，或安装 LibreOffice 后再试")
    made = folder / f"{path.stem}.docx"
    made.write_bytes(convert(office, content, suffix, _DOCX, timeout=timeout))
    return made


def _real_suffix(path: Path, raw: bytes) -> str:
    """The extension that fits the content: .wps holds what .doc does, a .doc may hold RTF."""
    suffix = path.suffix.lower()
    if raw.startswith(_RTF):
        return ".rtf"
    if raw.startswith(OLE2):
        if "EncryptedPackage".encode("utf-16-le") in raw:
            refuse(path, raw)
        return ".doc" if _WORD in raw else suffix
    if raw.startswith(_ZIP):
        is_open_document = b"opendocument.text" in raw[:200]
        if is_open_document and suffix == ".odt":
            return suffix
        fitting = ".odt" if is_open_document else ".docx"
        raise UnusableFileError(
            path,
            f"扩展名是“{path.suffix}”，内容却不是这种格式（像是 {fitting}）",
            f"请把扩展名改为 {fitting} 再试；打不开的，请对方重发",
        )
    raise UnusableFileError(path, f"扩展名是“{path.suffix}”，内容却不是这种格式", _SAVE)
