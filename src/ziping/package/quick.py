"""Sheet parts in the plain spelling of spreadsheet programs, cut at their `<` signs.

Expat has found the part well formed, and it has no comment, CDATA or instruction: then every `<`
byte begins a tag, and cutting there is exact. A cell spelled otherwise goes to xml.etree alone.
"""

from typing import NamedTuple
from xml.etree.ElementTree import fromstring
from xml.parsers import expat

from ziping.package.cells import TRUE, Cell, CellMaker
from ziping.package.markup import check_prolog, check_weight, damaged
from ziping.package.refs import column_letters, column_number, row_number
from ziping.package.tags import tag_end
from ziping.package.wellformed import COLUMNS, PLACES, only_tags

Raw = bytes  # a cell from behind `<c ` up to the next cell
_KNOWN = frozenset({" s=", " t="})


class PlainSheet(NamedTuple):
    """The start tag of the root with its namespaces, and the inside of sheetData."""

    root: bytes
    data: bytes


class Found(NamedTuple):
    """The raw cells by position."""

    raw: dict[tuple[int, int], Raw]
    hidden: set[int]
    truncated: bool


class UnusualError(Exception):
    """A spelling that is left to the tree."""


def plain_sheet(xml: bytes, path: object, part: str) -> PlainSheet:
    """The sheet; an UnusualError if it is not spelled plainly, damage if it is no XML at all."""
    encoding = check_prolog(xml, path)
    begin, end = xml.find(b"<sheetData>"), xml.rfind(b"</sheetData>")
    start = xml.find(b"<worksheet")
    if (encoding or "utf-8").lower() != "utf-8" or min(begin, start) < 0:
        raise UnusualError
    check_weight(xml, path, part)
    data = xml[begin + 11 : end]
    if not _is_only_tags(xml, path, part):
        raise UnusualError
    return PlainSheet(xml[start : tag_end(xml, start)], data)


def _is_only_tags(xml: bytes, path: object, part: str) -> bool:
    """Is there nothing but tags and text? Damage is an error."""
    try:
        return only_tags(xml)
    except (expat.ExpatError, ValueError) as error:
        raise damaged(path, part) from error


def positions(sheet: PlainSheet, bounds: tuple[int, int]) -> Found:
    """Where each cell stands.

    An UnusualError if a tag is spelled unusually, a ValueError for what no sheet has.
    """
    raw: dict[tuple[int, int], Raw] = {}
    hidden: set[int] = set()
    number, count, last, far = 0, 0, 0, False
    rows = sheet.data.split(b"<row ")
    if len(rows) - 1 != sheet.data.count(b"<row"):
        raise UnusualError
    for row in rows[1:]:
        head, *cells = row.split(b"<c ")
        count += len(cells)
        number = _row(head, number, hidden)
        if number > bounds[0]:
            far = True
        elif cells:
            line = _line(row, number, cells)
            last = max(last, line.last)
            raw.update(zip(line.places, cells, strict=False))
    if count != sheet.data.count(b"<c"):
        raise UnusualError
    if last > bounds[1]:
        raw = {place: cell for place, cell in raw.items() if place[1] <= bounds[1]}
    hidden = {number for number in hidden if number <= bounds[0]}
    return Found(raw, hidden, far or last > bounds[1])


def _row(head: bytes, number: int, hidden: set[int]) -> int:
    """The number of a row, given what follows `<row ` and the number of the row before."""
    if head[:3] == b'r="':
        text = head[3 : head.find(b'"', 3)]
        state = head.find(b"hidden")
        if text.isdigit() and (state < 0 or _is_plain_state(head, state)):
            number = row_number(text.decode())
            if state >= 0 and head[state + 8 : head.find(b'"', state + 8)] in (b"1", b"true"):
                hidden.add(number)
            return number
    given = _attributes(head)
    number = row_number(given["r"]) if "r" in given else number + 1
    if given.get("hidden") in TRUE:
        hidden.add(number)
    return number


def _is_plain_state(head: bytes, state: int) -> bool:
    """Whether `hidden="…"` is spelled as nearly everywhere, and once."""
    if head[state - 1 : state + 8] != b' hidden="' or head.find(b"hidden", state + 6) >= 0:
        return False
    return head.find(b"'") < 0 and head.find(b"&") < 0


class _Line(NamedTuple):
    """Where the cells of a row stand: how each begins, its place, the last column."""

    begins: list[bytes]
    places: list[tuple[int, int]]
    last: int


_LINES: dict[tuple[int, int], _Line] = {}  # by row and number of cells, as last seen
_MAX_LINES = 2_000
_MAX_LINE = 60  # cells of a row that is remembered
_starts = bytes.startswith


def _line(row: bytes, number: int, cells: list[Raw]) -> _Line:
    """The rows of one sheet, and of many workbooks, hold cells in the same columns."""
    known = _LINES.get((number, len(cells)))
    if known is not None and all(map(_starts, cells, known.begins)):
        return known
    columns = _columns(row, cells)
    places = [(number, column) for column in columns]
    begins = [b'r="%s%d"' % (column_letters(column).encode(), number) for column in columns]
    line = _Line(begins, places, max(columns))
    if len(cells) <= _MAX_LINE and all(map(_starts, cells, begins)):
        if len(_LINES) >= _MAX_LINES:
            _LINES.clear()
        _LINES[number, len(cells)] = line
    return line


def _columns(row: bytes, cells: list[Raw]) -> list[int]:
    """Where the cells of a row stand: nearly always each says so first."""
    letters = PLACES.findall(row)
    if len(letters) == len(cells):
        return [COLUMNS[name] for name in letters]
    column, columns = 0, []
    for cell in cells:
        given = _attributes(cell).get("r")
        column = column + 1 if given is None else column_number(given.rstrip("0123456789"))
        columns.append(column)
    return columns


def _attributes(head: bytes) -> dict[str, str]:
    """The attributes of a start tag, given what follows its name."""
    tag = head[: tag_end(head, 0)].rstrip(b"/>")
    if tag.find(b"'") >= 0 or tag.find(b"&") >= 0:
        raise UnusualError
    fields = tag.decode().split('"')
    return {k.strip(" =\t\r\n"): v for k, v in zip(fields[::2], fields[1::2], strict=False)}


class Maker:
    """Makes a cell of its raw bytes."""

    def __init__(self, sheet: PlainSheet, maker: CellMaker) -> None:
        self.root = sheet.root
        self.maker = maker
        self._heads: dict[str, tuple[str, str]] = {}
        self._known: dict[bytes, Cell] = {}

    def __call__(self, raw: Raw) -> Cell:
        """The cell; a sheet repeats few different ones in many places."""
        told = raw[raw.find(b'"', 3) :] if raw[:3] == b'r="' else raw
        cell = self._known.get(told)
        if cell is None:
            cell = self._known[told] = self._make(raw)
        return cell

    def _make(self, raw: Raw) -> Cell:
        try:
            if raw.find(b"\r") >= 0:
                raise UnusualError
            head, *tags = raw.decode().split("<")
            rest = head[head.find('"', 3) :] if head[:3] == 'r="' else head
            kind, style = self._heads.get(rest) or self._head(rest)
            if rest[-2:] == "/>":
                return self.maker.make(kind, None, None, style)
            formula = None
            if tags[0][0] == "f":
                formula, tags = _formula(tags)
            text = tags[0]
            if text[:2] == "v>" and tags[1] == "/v>" and tags[2][:3] == "/c>":
                text = resolve(text[2:]) if "&" in text else text[2:]
                return self.maker.make(kind, text, formula, style)
            return self.maker.make(kind, _other_text(tags, kind), formula, style)
        except UnusualError:
            return self._through_tree(raw)

    def _head(self, rest: str) -> tuple[str, str]:
        """(type, style) from `" s="3" t="s">`; there are few different ones in a sheet."""
        if rest[:1] != '"':
            raise UnusualError
        names = rest.split('"')[1::2]
        values = rest.split('"')[2::2]
        given = dict(zip(names[:-1], values, strict=True))
        if names[-1] not in (">", "/>") or "'" in rest or "&" in rest or given.keys() - _KNOWN:
            raise UnusualError
        found = self._heads[rest] = given.get(" t=", "n"), given.get(" s=", "0")
        return found

    def _through_tree(self, raw: Raw) -> Cell:
        start = raw[: tag_end(raw, 0)]
        whole = start if start.endswith(b"/>") else raw[: raw.index(b"</c>") + 4]
        root = fromstring(self.root + b"<c " + whole + b"</worksheet>")
        return self.maker.from_element(root[0], root.tag[: -len("worksheet")])


def _other_text(tags: list[str], kind: str) -> str | None:
    """The text of a cell without `<v>`, given what follows each `<` in it."""
    if tags[0][:3] == "/c>":
        return None
    if tags[0] == "is>" and kind == "inlineStr" and tags[2:4] == ["/t>", "/is>"]:
        head, close, text = tags[1].partition(">")
        if close and head in ("t", 't xml:space="preserve"'):
            return resolve(text)
    raise UnusualError


def _formula(tags: list[str]) -> tuple[str, list[str]]:
    """The text of `<f>`, and the tags after the element."""
    first = tags[0]
    if first[:2] != "f>":
        return _formula_with_attributes(tags)
    if tags[1] != "/f>":
        raise UnusualError
    return resolve(first[2:]) if "&" in first else first[2:], tags[2:]


def _formula_with_attributes(tags: list[str]) -> tuple[str, list[str]]:
    head, close, text = tags[0].partition(">")
    if not close or head.count('"') % 2 or "'" in head or head[1] != " ":
        raise UnusualError
    if head[-1] == "/" and not text:
        return "", tags[1:]
    if tags[1] != "/f>":
        raise UnusualError
    return resolve(text), tags[2:]


def resolve(text: str) -> str:
    """Entities to characters; without a DTD there are only these five and numbers."""
    if "&#" in text:
        text = _resolve_numbers(text)
    for name, sign in (("&quot;", '"'), ("&lt;", "<"), ("&gt;", ">"), ("&apos;", "'")):
        text = text.replace(name, sign)
    return text.replace("&amp;", "&")


def _resolve_numbers(text: str) -> str:
    first, *rest = text.split("&#")
    pieces = [first]
    for piece in rest:
        digits, _, tail = piece.partition(";")
        char = chr(int(digits[1:], 16) if digits[0] == "x" else int(digits))
        pieces += ("&amp;" if char == "&" else char, tail)
    return "".join(pieces)
