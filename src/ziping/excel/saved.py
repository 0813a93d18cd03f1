"""An open workbook read as it stands, unsaved typing included.

The program writes a copy into a private folder, one call for the whole book, and the copy goes
through the same gate and reader as a file on the command line: so both give the same results.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import Any

from ziping.errors import UnusableFileError, ZipingError
from ziping.excel import host
from ziping.workbook.opened import EXTENSIONS
from ziping.workbook.read import ReadFile, read_workbook


@contextmanager
def saved_copy(book: Any) -> Iterator[Path]:
    """A copy of the open workbook, gone afterwards; errors name the workbook, not the copy."""
    folder = Path(tempfile.mkdtemp(prefix="ziping-"))  # only this user may look into it
    path = folder / f"copy{_suffix(book)}"
    try:
        host.save_copy(book, path)
        yield path
    except ZipingError as error:
        raise ZipingError(error.problem.replace(str(path), book.name), error.remedy) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def read_saved(book: Any) -> ReadFile:
    """The model of an open workbook. Raises `ZipingError` where it is none of ours."""
    with saved_copy(book) as path:
        return read_workbook(path)


def _suffix(book: Any) -> str:
    """The copy's: LibreOffice writes any; Excel always writes the format that the book has."""
    if host.writes_any_format(book):
        return ".xlsx"
    suffix = PurePath(host.full_name(book)).suffix.lower()
    if suffix and suffix not in EXTENSIONS:
        raise UnusableFileError(
            book.name, f"工作簿的格式是 {suffix}", "请另存为“Excel 工作簿（*.xlsx）”，再点一次"
        )
    return suffix or ".xlsx"
