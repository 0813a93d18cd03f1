"""What a sheet part must be to be cut at its `<` signs: well formed, only tags and text.

A part that is read and then patched is asked about twice; expat answers once.
"""

import re
from functools import lru_cache
from xml.parsers import expat

from ziping.package.refs import column_number

PLACES = re.compile(rb'<c r="([A-Z]+)[0-9]+"')  # the letters of all cells of a row at once

_KEPT = 1024 * 1024  # a larger part is not kept for the sake of its answer


def only_tags(xml: bytes) -> bool:
    """No comment, CDATA or instruction; an ExpatError for what is no XML.

    Then every `<` begins a tag, and a part may be cut there. The prolog must have been checked.
    """
    return _known(xml) if len(xml) <= _KEPT else _parsed(xml)


def _parsed(xml: bytes) -> bool:
    other: list[object] = []
    parser = expat.ParserCreate()
    parser.CommentHandler = other.append
    parser.StartCdataSectionHandler = lambda: other.append("CDATA")
    parser.ProcessingInstructionHandler = lambda *given: other.append(given)
    parser.Parse(xml, True)
    return not other


_known = lru_cache(maxsize=16)(_parsed)  # by content: nothing else can stand for another part


class _Columns(dict[bytes, int]):
    """Letters → number, each worked out once; a ValueError for what is no column."""

    def __missing__(self, letters: bytes) -> int:
        number = self[letters] = column_number(letters.decode())
        return number


COLUMNS = _Columns()  # at most 16,384
