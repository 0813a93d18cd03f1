"""The shared strings: cut at their tags where they are spelled plainly, else read as a tree.

LibreOffice makes a run with a font of every change between Hanzi and Latin letters: a tree of all
that costs more than the sheets themselves. Two ways, equal in result (a test holds them together).
"""

from __future__ import annotations

from xml.parsers import expat

from ziping.package.cells import rich_text
from ziping.package.markup import check_prolog, check_weight, damaged, local, parse
from ziping.package.quick import resolve
from ziping.package.text import unescape_cell
from ziping.package.wellformed import only_tags

_HEADS = (">", ' xml:space="preserve">')
_UNUSUAL = (b"<rPh", b"<ext", b"\r", b"<si/", b"<si ")


def read_strings(xml: bytes, path: object, part: str) -> list[str]:
    """All strings in their order; the count that the part states is not believed."""
    found = _cut(xml, path, part)
    if found is not None:
        return found
    return [rich_text(item) for item in parse(xml, path, part) if local(item.tag) == "si"]


def _cut(xml: bytes, path: object, part: str) -> list[str] | None:
    """The strings of the plain spelling; None for any other."""
    encoding = check_prolog(xml, path)
    start = xml.find(b"<sst ")
    plain = (encoding or "utf-8").lower() == "utf-8" and start >= 0
    if not plain or any(xml.find(mark, start) >= 0 for mark in _UNUSUAL):
        return None
    check_weight(xml, path, part)
    try:
        if not only_tags(xml):
            return None
    except (expat.ExpatError, ValueError) as error:
        raise damaged(path, part) from error
    return _texts(xml[start:].decode())


def _texts(xml: str) -> list[str] | None:
    found = []
    for item in xml.split("<si>")[1:]:
        texts = []
        for piece in item.split("<t")[1:]:
            head, _, rest = piece.partition(">")
            if f"{head}>" not in _HEADS:
                if head in ("/", ' xml:space="preserve"/'):
                    continue
                return None
            text = rest[: rest.find("<")]
            texts.append(resolve(text) if "&" in text else text)
        found.append(unescape_cell("".join(texts)))
    return found
