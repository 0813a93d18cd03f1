"""Is a part well formed, and is there nothing in it but tags and text?

A part that is read and then patched is asked twice; expat answers once.
"""

from functools import lru_cache
from xml.parsers import expat

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
