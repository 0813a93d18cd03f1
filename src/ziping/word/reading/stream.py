"""One part of a Word file read as a stream: bounded, so that no part can cost much to refuse."""

from __future__ import annotations

from collections.abc import Callable
from typing import NoReturn, Protocol
from xml.etree.ElementTree import Element
from xml.parsers import expat

from ziping.errors import UnsafeFileError
from ziping.package.gate import Package
from ziping.package.markup import check_prolog, damaged, parse

WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",  # strict
)
MAX_SIGNS = 1_000_000  # of `<` and `=`: each may cost a call or an object
MAX_TREE = 4 * 1024 * 1024  # of a part that is read as a tree
_CHUNK = 256 * 1024
_LONGEST = 4 * 1024 * 1024  # of one tag; Word keeps drawings in attributes
_REMEDY = "正常的报告不会这样：请用 Word 或 WPS 打开，只留报告本身，另存为 .docx 再试"

Attributes = dict[str, str]
KeyOf = Callable[[str, str], str]  # namespace and word → the name as the parser gives it


class Reader(Protocol):
    """What takes the tags; `begin` is told of the root and how names are given."""

    def begin(self, uri: str, word: str, key: KeyOf) -> None: ...
    def start(self, name: str, attributes: Attributes) -> None: ...
    def end(self, name: str) -> None: ...
    def text(self, data: str) -> None: ...


class RedeclaredError(Exception):
    """Prefixes do not mean the same all through the part."""


def stream(xml: bytes, path: object, part: str, reader: Reader) -> None:
    """Tell `reader` each tag and text; whatever is wrong is an error for the user.

    Names with prefixes cost half of names with namespaces: so they are taken as they stand where
    all prefixes are declared at the root, once each.
    """
    check_prolog(xml, path)
    try:
        try:
            _feed(xml, _by_prefix(reader, xml.count(b"xmlns")), path, part)
        except RedeclaredError:
            _feed(xml, _by_namespace(reader), path, part)
    except (expat.ExpatError, LookupError) as error:
        raise damaged(path, part) from error


def names_at(name: str, attributes: Attributes, declarations: int) -> tuple[str, str, KeyOf]:
    """Namespace and word of the root, and how names are written below it."""
    prefixes = {
        uri: key.partition(":")[2] + ":" if ":" in key else ""
        for key, uri in attributes.items()
        if key.partition(":")[0] == "xmlns"
    }
    if len(prefixes) != declarations:
        raise RedeclaredError
    uris = {prefix: uri for uri, prefix in prefixes.items()}
    head, colon, word = name.rpartition(":")
    return uris.get(head + colon, ""), word, lambda uri, word: prefixes.get(uri, "}") + word


def _feed(xml: bytes, parser: expat.XMLParserType, path: object, part: str) -> None:
    signs = 0
    for at in range(0, len(xml), _CHUNK):
        chunk = xml[at : at + _CHUNK]
        signs += chunk.count(b"<") + chunk.count(b"=")
        if signs > MAX_SIGNS:
            too_much(path, f"其中的 {part} 内容过多")
        parser.Parse(chunk, False)
        if at - parser.CurrentByteIndex > _LONGEST:
            too_much(path, f"其中的 {part} 有一个标记过长")
    parser.Parse(b"", True)


def _by_prefix(reader: Reader, declarations: int) -> expat.XMLParserType:
    parser = expat.ParserCreate()

    def root(name: str, attributes: Attributes) -> None:
        uri, word, key = names_at(name, attributes, declarations)
        _listen(parser, reader)
        reader.begin(uri, word, key)

    parser.StartElementHandler = root
    return parser


def _by_namespace(reader: Reader) -> expat.XMLParserType:
    parser = expat.ParserCreate(namespace_separator="}")

    def root(name: str, attributes: Attributes) -> None:
        uri, _, word = name.rpartition("}")
        _listen(parser, reader)
        reader.begin(uri, word, lambda uri, word: f"{uri}}}{word}")

    parser.StartElementHandler = root
    return parser


def _listen(parser: expat.XMLParserType, reader: Reader) -> None:
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text


def tree(package: Package, part: str) -> Element:
    """The tree of a small part."""
    entry = package.entry(part)
    if entry is not None and entry.size > MAX_TREE:
        too_much(package.path, f"其中的 {part} 内容过多")
    return parse(package.read(part), package.path, part)


def too_much(path: object, problem: str) -> NoReturn:
    """Refuse what no report needs."""
    raise UnsafeFileError(path, problem, _REMEDY)


def number_in(text: str | None, default: int = 0) -> int:
    """A whole number as XML writes it; the default for anything else."""
    if text and len(text) <= 10 and text.isascii() and text.isdecimal():
        return int(text)
    return default


def is_on(value: str | None) -> bool:
    """Is a property like `<w:vanish/>` set?"""
    return value not in ("0", "false", "off")
