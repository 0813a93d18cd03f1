"""A report as PDF through LibreOffice."""

from __future__ import annotations

from pathlib import Path

from ziping.errors import UnusableFileError, ZipingError
from ziping.package.atomic import write_atomic
from ziping.word.libreoffice import TIMEOUT, Target, convert, find_office

OTHERWISE = "请安装 LibreOffice，或用 Word/WPS 打开报告后另存为 PDF"
_PDF = Target(".pdf", "writer_pdf_Export", OTHERWISE)


def to_pdf(docx: Path, pdf: Path, *, overwrite: bool = True, timeout: float = TIMEOUT) -> None:
    """Convert `docx` into `pdf`, which is replaced only by a whole file, if at all."""
    office = find_office()
    if office is None:
        raise ZipingError("没有找到 LibreOffice，不能转成 PDF", OTHERWISE)
    try:
        content = docx.read_bytes()
    except OSError as error:
        raise UnusableFileError(docx, f"读不出来（{error.strerror}）", "请核对路径") from error
    made = convert(office, content, docx.suffix or ".docx", _PDF, timeout=timeout)
    write_atomic(Path(pdf), made, replace=overwrite)
