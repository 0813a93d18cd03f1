"""What ziping asks of the open program beyond xlwings' common ground; nothing else touches it."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from contextlib import contextmanager, suppress
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ziping.errors import ZipingError

if TYPE_CHECKING:
    from ziping.excel.blocks import Area, Block, Position
    from ziping.excel.content import Content

BUSY = "请结束单元格编辑（按回车或 Esc），再点一次"


def full_name(book: Any) -> str:
    """As the program spells it: a path, an address on the net, or the bare name of a new book.

    xlwings would look for a local folder instead, and ask a sheet of the workbook for it.
    """
    return str(book.fullname if writes_any_format(book) else book.api.FullName)


def writes_any_format(book: Any) -> bool:
    """Whether a copy may have another format than the book itself."""
    return hasattr(book.impl, "save_copy")


def save_copy(book: Any, path: Path) -> None:
    """A copy of the book as it stands; neither its name nor its 'modified' mark changes."""
    with told(f"“{book.name}”没能读出来"):
        if writes_any_format(book):
            book.impl.save_copy(str(path))
        else:
            book.api.SaveCopyAs(str(path))


def open_file(book: Any, path: Path) -> None:
    """Open a file in the program of a book."""
    if writes_any_format(book):
        book.app.books.open(str(path))
    else:  # xlwings would compare its name with those of all open books first
        book.app.api.Workbooks.Open(str(path))


def read_values(book: Any, sheet: str, area: Area) -> list[tuple[Any, ...]]:
    """The values of one rectangle, in one call."""
    cells = book.sheets[sheet].range((area.top, area.left), (area.bottom, area.right))
    with told(f"工作表“{sheet}”没能读出来"):
        # Excel's Value cuts amounts of a currency format and makes dates of dates
        found = cells.raw_value if writes_any_format(book) else cells.api.Value2
    return [tuple(row) for row in (found if area.size > 1 else ((found,),))]


def write_block(book: Any, sheet: str, block: Block, texts: Container[Position] = ()) -> None:
    """One rectangle of contents, in one call; `texts` are cells of the number format Text."""
    area = block.area
    target = book.sheets[sheet].range((area.top, area.left), (area.bottom, area.right))
    rows = block.rows
    with told(f"工作表“{sheet}”没能写入", "请结束单元格编辑；工作表加过密码保护的，先撤销保护"):
        if not writes_any_format(book):
            _make_general(target, block, texts)
            rows = in_text_cells(block, texts)
        target.formula = [list(row) for row in rows]


def _make_general(target: Any, block: Block, texts: Container[Position]) -> None:
    """A number or formula put into a cell of the format Text would become text itself."""
    area = block.area
    for row, line in zip(area.rows, block.rows, strict=True):
        for col, content in zip(area.columns, line, strict=True):
            if (row, col) in texts and content != "" and not is_text(content):
                target[row - area.top, col - area.left].number_format = "General"


def in_text_cells(block: Block, texts: Container[Position]) -> list[list[Content]]:
    """The rows as Excel takes them: a Text cell takes a text as it is, apostrophe and all."""

    def spelled(row: int, col: int, content: Content) -> Content:
        if (row, col) in texts and is_text(content):
            return str(content)[1:]
        return content

    area = block.area
    return [
        [spelled(row, col, content) for col, content in zip(area.columns, line, strict=True)]
        for row, line in zip(area.rows, block.rows, strict=True)
    ]


def fit_rows(book: Any, sheet: str, heights: Mapping[int, float]) -> None:
    """Rows as high as their texts (points); where the program refuses, they stay as they are.

    Excel fits them itself in one call; LibreOffice overlooks the text of a link.
    """
    with suppress(Exception):
        if not writes_any_format(book):
            book.sheets[sheet].range(f"A{min(heights)}:H{max(heights)}").rows.autofit()
            return
        for height, run in groupby(sorted(heights), heights.__getitem__):
            rows = list(run)
            book.sheets[sheet].range(f"A{rows[0]}:A{rows[-1]}").row_height = height


def show_rows(book: Any, sheet: str, first: int, last: int) -> None:
    """Hidden rows shown; where the program refuses, they stay hidden."""
    rows = book.sheets[sheet].range(f"{first}:{last}")
    with suppress(Exception):
        if hasattr(rows.impl, "set_hidden"):
            rows.impl.set_hidden(False)
        else:
            rows.api.EntireRow.Hidden = False


@contextmanager
def told(
    problem: str, remedy: str = "请结束单元格编辑（按回车或 Esc），再点一次"
) -> Iterator[None]:
    """What the program refuses, in words; errors of ours pass as they are."""
    try:
        yield
    except ZipingError:
        raise
    except Exception as error:
        raise ZipingError(f"{problem}（{type(error).__name__}）", remedy) from error


def is_text(content: Content) -> bool:
    """Whether a content is a text, as `content` spells it."""
    return isinstance(content, str) and content.startswith("'")
