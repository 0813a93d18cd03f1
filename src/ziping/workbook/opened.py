"""A workbook of ours, opened and recognised: its names, its form sheets, its rule pack."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from ziping import rules
from ziping.errors import RulePackError, UnusableFileError
from ziping.package.cells import Cell
from ziping.package.gate import open_package
from ziping.package.grid import Cells
from ziping.package.markup import local, parse
from ziping.package.sheets import DefinedName, Workbook, resolve
from ziping.rules import RulePack
from ziping.workbook.formula import Rect
from ziping.workbook.layout import (
    FORM_LAYOUT,
    HIDDEN,
    HOME,
    LAYOUT_VERSION,
    MAX_BLOCK_ROWS,
    NOTES,
    PREFIX,
    PROJECT_HEAD,
    PYTHON_CHECK,
    REQUIRED_SHEETS,
    RESULTS,
    ROLL_NOTES,
    Spot,
)

EXTENSIONS = frozenset({".xlsx", ".xlsm"})
LAST_HEAD_ROW = 20
ASK_NEW = "请用 ziping new 生成新的工作簿，把数据填过去"
WRITTEN = frozenset({HOME, RESULTS})  # a name of theirs that led elsewhere would write there
Key = tuple[str, str]  # a sheet, "" for the whole workbook, and a name without its prefix
NOTHING = Cell(None, "", None, 0, "")


@lru_cache(maxsize=16)
def _places(names: tuple[DefinedName, ...], sheets: tuple[str, ...]) -> Mapping[Key, Rect]:
    """Where our names lead. Kept: the workbooks of one county mostly have the same."""
    folded = {name.casefold(): name for name in sheets}
    places = {}
    for defined in names:
        if not defined.name.startswith(PREFIX):
            continue
        area = resolve(defined.text, folded)
        if area is not None:
            sheet, top, left, bottom, _ = area
            last = min(bottom, top + MAX_BLOCK_ROWS)
            key = (defined.sheet or "", defined.name.removeprefix(PREFIX))
            places[key] = Rect(sheet, top, left, last)
    return MappingProxyType(places)


class Opened:
    """An opened workbook; nothing in it is believed before it was recognised as ours."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.package = open_package(path, extensions=EXTENSIONS)
        self.book = Workbook(self.package)
        self._cells: dict[str, Mapping[tuple[int, int], Cell]] = {}
        self.places = self._places()
        self._recognise()
        self.projects = [
            sheet.name for sheet in self.book.sheets if (sheet.name, "project_name") in self.places
        ]
        self._refuse_lost_projects()

    def _refuse_lost_projects(self) -> None:
        """A project form without its names would drop out of every sum without a word."""
        known = {*REQUIRED_SHEETS, *self.projects, NOTES, ROLL_NOTES, PYTHON_CHECK}
        for sheet in self.book.sheets:
            if sheet.name in known:
                continue
            cells = self.cells(sheet.name)
            heads = (cells.get((row, 1), NOTHING).value for row in range(1, LAST_HEAD_ROW))
            if PROJECT_HEAD in heads:
                raise UnusableFileError(
                    self.path,
                    f"工作表“{sheet.name}”是项目自评表，但它的名称（{PREFIX}…）丢失，不能读取",
                    "请用“移动或复制工作表”从原来的项目自评表再复制一张，把数据填过去，删去这一张",
                )

    def find(self, sheet: str, name: str) -> Rect:
        """Where a name points to: one of the sheet itself, else a global one."""
        rect = self.places.get((sheet, name)) or self.places.get(("", name))
        if rect is None or (sheet in WRITTEN and rect.sheet != sheet):
            raise self.lost(sheet, name)
        return rect

    def cell(self, sheet: str, row: int, col: int) -> Cell:
        return self.cells(sheet).get((row, col), NOTHING)

    def part_of(self, sheet: str) -> str:
        """The package part of a sheet that is known to be there."""
        info = self.book.sheet(sheet)
        if info is None:
            raise KeyError(sheet)
        return info.part

    def has_formula(self, sheet: str, row: int, col: int) -> bool:
        """Whether a formula stands in the cell; quicker than looking at the whole cell."""
        cells = self.cells(sheet)
        if type(cells) is Cells:  # isinstance asks the ABC, thousands of times
            return cells.has_formula((row, col))
        return cells.get((row, col), NOTHING).formula is not None

    def are_formulas(
        self, sheet: str, row: int, cols: Iterable[int], *, blank: bool = False
    ) -> bool:
        """Whether these cells of a row surely hold formulas, all showing nothing where `blank`."""
        cells = self.cells(sheet)
        return type(cells) is Cells and cells.are_formulas(row, cols, blank=blank)

    def shows(self, sheet: str, row: int, col: int, value: Decimal | str | int) -> bool:
        """Whether the cell surely shows this value, told from its spelling alone."""
        cells = self.cells(sheet)
        if type(cells) is not Cells:
            return False
        kind, text = cells.cached((row, col))
        if isinstance(value, str):
            return kind == b"str" and text == value.encode()
        return kind == b"n" and text == f"{value}".encode()

    def is_protected(self, sheet: str) -> bool:
        """Whether the sheet is protected: then only unlocked cells take what is typed."""
        root = parse(self.package.read(self.part_of(sheet)), self.path, sheet)
        found = (item for item in root if local(item.tag) == "sheetProtection")
        return any(item.get("sheet") in ("1", "true") for item in found)

    def is_blank(self, sheet: str, row: int, col: int) -> bool:
        """Whether the cell surely shows nothing; False where only a closer look would tell."""
        cells = self.cells(sheet)
        return type(cells) is Cells and cells.is_blank((row, col))

    def are_blank(self, sheet: str, row: int, cols: Iterable[int]) -> bool:
        """Whether these cells of a row surely show nothing, all of them."""
        cells = self.cells(sheet)
        return type(cells) is Cells and cells.are_blank(row, cols)

    def cells(self, sheet: str) -> Mapping[tuple[int, int], Cell]:
        found = self._cells.get(sheet)
        if found is None:
            found = self._cells[sheet] = self.book.cells(sheet)
        return found

    def require(self, sheet: str, spots: Iterable[Spot], *, local: bool = False) -> None:
        """Raise a clear error if a name that the layout declares is gone."""
        for spot in spots:
            key = (sheet if local else "", spot.name)
            if key not in self.places:
                raise self.lost(sheet, spot.name)

    def pack(self, year: int = 0) -> RulePack:
        """The rule pack that travels inside the workbook, under the name that the file gives."""
        try:
            pack = rules.parse(self.pack_texts(), year)
        except RulePackError as error:
            raise self._bad_pack(error.problem) from error
        if pack.name != self.fact("rules"):
            raise self._bad_pack(f"名称是“{pack.name}”，生成时是“{self.fact('rules')}”")
        return pack

    def pack_texts(self) -> tuple[str, ...]:
        rect = self.find(HIDDEN, "rules_texts")
        texts: dict[str, list[str]] = {}
        for row in range(rect.row, min(rect.last, rect.row + 50) + 1):
            number = self.cell(rect.sheet, row, rect.col - 1).text
            texts.setdefault(number, []).append(self.cell(rect.sheet, row, rect.col).text)
        return tuple("".join(parts) for parts in texts.values())

    def layout(self) -> str:
        """The forms of the report that this workbook was imported from, as JSON; "" without."""
        rect = self.places.get(("", FORM_LAYOUT))
        if rect is None:
            return ""
        rows = range(rect.row, rect.last + 1)
        return "".join(self.cell(rect.sheet, row, rect.col).text for row in rows)

    def fact(self, name: str) -> str:
        rect = self.find(HIDDEN, name)
        return self.cell(rect.sheet, rect.row, rect.col).text

    def _places(self) -> Mapping[tuple[str, str], Rect]:
        return _places(tuple(self.book.names), tuple(sheet.name for sheet in self.book.sheets))

    def _recognise(self) -> None:
        titles = {sheet.name for sheet in self.book.sheets}
        if HIDDEN not in titles and ("", "layout_version") not in self.places:
            raise UnusableFileError(self.path, "这不是绩效自评工作簿", ASK_NEW)
        self._check_version()  # first: another layout may have other sheets
        missing = [name for name in REQUIRED_SHEETS if name not in titles]
        if missing:
            names = "、".join(f"“{name}”" for name in missing)
            raise UnusableFileError(
                self.path,
                f"缺少工作表{names}（被删除或改了名）",
                "请把工作表名改回原样；已删除的请从备份或原文件恢复",
            )

    def _check_version(self) -> None:
        version = self.fact("layout_version")
        if version == LAYOUT_VERSION:
            return
        if version.isdecimal() and int(version) > int(LAYOUT_VERSION):
            raise UnusableFileError(
                self.path, f"工作簿版式是第{version}版，比本程序新", "请升级 ziping 后再打开"
            )
        raise UnusableFileError(
            self.path, f"工作簿版式是第{version or '？'}版，本程序只认第{LAYOUT_VERSION}版", ASK_NEW
        )

    def _bad_pack(self, problem: str) -> UnusableFileError:
        return UnusableFileError(
            self.path,
            f"工作簿内所带的规则包被改动，不能用了：{problem}",
            "请用备份文件；没有备份的，用 ziping new 生成新的工作簿，把数据填过去",
        )

    def lost(self, sheet: str, name: str) -> UnusableFileError:
        """The error for a name that is gone, or leads where it must not."""
        where = f"工作表“{sheet}”的" if sheet else ""
        return UnusableFileError(
            self.path,
            f"{where}名称“{PREFIX}{name}”丢失，或它所指的单元格被整行整列删除",
            "请用备份文件，或用 ziping new 生成新的工作簿再填",
        )
