"""One sheet part read into a grid: positions and hidden rows at once, cells when asked for.

Two ways, equal in result (a property test holds them together): `quick` for the plain spelling
that spreadsheet programs write, the tree of xml.etree for every other.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple
from xml.etree.ElementTree import Element

from ziping.package import quick
from ziping.package.bounds import cut_rows
from ziping.package.cells import TRUE, Cell, CellMaker
from ziping.package.markup import damaged, parse
from ziping.package.refs import column_number, row_number

Position = tuple[int, int]


class Cells(Mapping[Position, Cell]):
    """Cells by (row, column); each is taken apart when first looked at."""

    __slots__ = ("_make", "_raw", "_ready")

    def __init__(self, raw: dict[Position, quick.Raw], make: quick.Maker) -> None:
        self._raw = raw
        self._make = make
        self._ready: dict[Position, Cell] = {}

    def __getitem__(self, position: Position) -> Cell:
        cell = self._ready.get(position)
        if cell is None:
            cell = self._ready[position] = self._make(self._raw[position])
        return cell

    def has_formula(self, position: Position) -> bool:
        """Whether a formula stands there, without taking the cell apart."""
        raw = self._raw.get(position)
        if raw is None:
            return False
        at = raw.find(b"<f")  # `in` tries a number first, and is three times as slow
        return at >= 0 and raw[at + 2 : at + 3] in (b">", b" ", b"/")

    def are_formulas(self, row: int, cols: Iterable[int], *, blank: bool = False) -> bool:
        """Whether all these cells of a row hold formulas, all showing nothing where `blank`."""
        raw = self._raw
        for col in cols:
            cell = raw.get((row, col), b"")
            if cell.find(b"<f") < 0 or (blank and cell.find(b"<v></v></c>") < 0):
                return False
        return True

    def are_blank(self, row: int, cols: Iterable[int]) -> bool:
        """Whether nothing is shown in any of these cells of a row; False as in `is_blank`."""
        get = self._raw.get
        for col in cols:
            cell = get((row, col))
            if cell is not None:
                end = cell.find(b">")
                if cell[end - 1 : end] != b"/" and cell.find(b"<v></v></c>") < 0:
                    return False
        return True

    def spelled_formulas(self, positions: Iterable[Position]) -> list[bytes]:
        """The formula elements as they are spelled, end tags cut off; b"" where none stands."""
        raw, found = self._raw, []
        for position in positions:
            cell = raw.get(position, b"")
            at = cell.find(b"<f")
            if at < 0:
                found.append(b"")
                continue
            end = cell.find(b"</f>", at)
            found.append(cell[at:end] if end >= 0 else cell[at : cell.find(b">", at) + 1])
        return found

    def all_hold(self, positions: Iterable[Position], spelled: Iterable[bytes]) -> bool:
        """Whether each of these cells surely holds these bytes."""
        get = self._raw.get
        pairs = zip(positions, spelled, strict=False)
        return all(get(at, b"").find(wanted) >= 0 for at, wanted in pairs)

    def formulas_among(self, positions: Iterable[Position]) -> list[Position]:
        """Which of these cells hold a formula."""
        get = self._raw.get
        return [at for at in positions if get(at, b"").find(b"<f") >= 0]

    def holding(self, mark: bytes) -> list[Position]:
        """The cells in whose spelling these bytes occur."""
        return [position for position, cell in self._raw.items() if cell.find(mark) >= 0]

    def is_text(self, position: Position, text: str, spelled: bytes, strings: list[str]) -> bool:
        """Whether the cell surely holds this plain text; `spelled` is the text between tags."""
        cell = self._raw.get(position, b"")
        if cell.find(spelled) >= 0:
            return cell.find(b' t="inlineStr"><is><t') >= 0
        at = cell.find(b' t="s"><v>') + 10
        number = cell[at : cell.find(b"<", at)] if at >= 10 else b""
        return (
            number.isdigit()
            and len(number) < 7
            and strings[int(number) : int(number) + 1] == [text]
        )

    def cached(self, position: Position) -> tuple[bytes, bytes]:
        """Type and value as they are spelled, unread; (b"", b"") where a closer look is needed."""
        raw = self._raw.get(position, b"")
        start, end = raw.find(b"<v>"), raw.find(b"</v></c>")
        value = raw[start + 3 : end] if 0 <= start < end else b""
        if not value or value.find(b"&") >= 0:
            return b"", b""
        head = raw[: raw.find(b">")]
        kind = head.find(b' t="')
        return (head[kind + 4 : head.find(b'"', kind + 4)] if kind >= 0 else b"n"), value

    def is_blank(self, position: Position) -> bool:
        """Whether nothing is shown there (no value, or an empty text), without taking it apart.

        False for a cell that is spelled unusually: then only a look at the cell itself tells.
        """
        raw = self._raw.get(position)
        if raw is None:
            return True
        end = raw.find(b">")
        return raw[end - 1 : end] == b"/" or raw.find(b"<v></v></c>") >= 0

    def __contains__(self, position: object) -> bool:
        return position in self._raw

    def __iter__(self) -> Iterator[Position]:
        return iter(self._raw)

    def __len__(self) -> int:
        return len(self._raw)


class Grid(NamedTuple):
    """What was read of one sheet; `truncated` if cells beyond the bounds were left out."""

    cells: Mapping[Position, Cell]
    hidden_rows: frozenset[int]
    truncated: bool


def read_grid(
    xml: bytes, maker: CellMaker, bounds: tuple[int, int], path: object, part: str
) -> Grid:
    """The cells within `bounds` (rows, columns); an error if the part is no sheet."""
    xml, cut = cut_rows(xml, bounds[0], path)
    try:
        try:
            grid = _read_quick(xml, maker, bounds, path, part)
        except quick.UnusualError:
            grid = read_tree(parse(xml, path, part), maker, bounds)
    except ValueError as error:
        raise damaged(path, part) from error
    return grid._replace(truncated=grid.truncated or cut)


def _read_quick(
    xml: bytes, maker: CellMaker, bounds: tuple[int, int], path: object, part: str
) -> Grid:
    sheet = quick.plain_sheet(xml, path, part)
    found = quick.positions(sheet, bounds)
    cells = Cells(found.raw, quick.Maker(sheet, maker))
    return Grid(cells, frozenset(found.hidden), found.truncated)


def read_tree(root: Element, maker: CellMaker, bounds: tuple[int, int]) -> Grid:
    """The same from a tree; a ValueError for a row or column that no sheet has."""
    space = root.tag[: -len(root.tag.rpartition("}")[2])]
    cells: dict[Position, Cell] = {}
    hidden, truncated, number = set(), False, 0
    for row in root.iterfind(f"{space}sheetData/{space}row"):
        given = row.get("r")
        number = row_number(given) if given is not None else number + 1
        if number > bounds[0]:
            truncated = True
            continue
        if row.get("hidden") in TRUE:
            hidden.add(number)
        col = 0
        for item in row.iterfind(space + "c"):
            ref = item.get("r")
            col = column_number(ref.rstrip("0123456789")) if ref is not None else col + 1
            if col > bounds[1]:
                truncated = True
            else:
                cells[number, col] = maker.from_element(item, space)
    return Grid(cells, frozenset(hidden), truncated)
