"""The kinds of Word fields in a part, read as a stream: `PAGE`, `HYPERLINK`, `DDEAUTO`."""

from __future__ import annotations

from xml.parsers import expat

from ziping.package.markup import as_utf8, check_weight, damaged


def field_kinds(xml: bytes, path: object, part: str) -> set[str]:
    """The first word of each field, in capitals; a part without any is not even parsed."""
    xml = as_utf8(xml, path)
    if b"instr" not in xml:
        return set()
    check_weight(xml, path, part)
    codes = _Codes()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = codes.start
    parser.EndElementHandler = codes.end
    parser.CharacterDataHandler = codes.text
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as error:
        raise damaged(path, part) from error
    words = ("".join(code).split(None, 1) for code in codes.found)
    return {first[0].upper() for first in words if first}


class _Codes:
    """A code may be cut over many runs; a `fldChar` begins the next."""

    def __init__(self) -> None:
        self.found: list[list[str]] = [[]]
        self._open = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        self._open = name == "instrText"
        if name == "fldChar":
            self.found.append([])
        for key, value in attributes.items():
            if key.rpartition(":")[2] == "instr":
                self.found.append([value])

    def end(self, tag: str) -> None:
        self._open = False

    def text(self, data: str) -> None:
        if self._open:
            self.found[-1].append(data)
