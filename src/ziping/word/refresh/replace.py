"""A control's text replaced: splices for its text and its marks; its own look stays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ziping.package.tags import open_tag, tag_name
from ziping.package.text import escape, needs_preserve
from ziping.word import controls
from ziping.word.refresh.found import Found, shown
from ziping.word.refresh.tree import Node, Splice


def replaced(one: Found, text: str) -> Iterator[Splice]:
    """The new text in the run that held the first of the old; then the marks of it."""
    yield from _content(one, text)
    yield from marked(one, text)


def marked(one: Found, text: str) -> Iterator[Splice]:
    """Tag and bookmark that say what text ziping knows to stand there."""
    mark = controls.mark(text)
    for node, name in ((one.tag, "val"), (one.bookmark, "name")):
        if node is not None:
            tag, old = node.tag, node.attributes[name].encode()
            known = _mark_of(node.attributes[name], name)
            new = mark.encode().join(old.rsplit(known.encode(), 1))
            if old != new and tag.count(old) == 1:
                yield node.start, node.inner, tag.replace(old, new)


def _mark_of(value: str, name: str) -> str:
    known = controls.from_tag(value) if name == "val" else controls.from_bookmark(value)
    return known[1] if known else ""


def _content(one: Found, text: str) -> Iterator[Splice]:
    if one.placeholder is not None:
        yield one.placeholder.start, one.placeholder.end, b""
        yield one.home.inner, one.home.close, _run(one.home.prefix, text)
    elif not any(piece.name == "t" for piece in one.pieces):
        yield from ((piece.start, piece.end, b"") for piece in one.pieces)
        yield _inserted(one, text)
    else:
        yield from _exchanged(one, text)


def _exchanged(one: Found, text: str) -> Iterator[Splice]:
    """Only what differs is exchanged: a word in bold in the middle of a sentence stays bold."""
    begin = _common(one.text, text)
    tail = _common(one.text[begin:][::-1], text[begin:][::-1])
    end = len(one.text) - tail
    new = text[begin : len(text) - tail]
    at, spans = 0, []
    for piece in one.pieces:
        size = len(shown(piece))
        spans.append((piece, at, at + size))
        at += size
    target = _target(spans, begin, end)
    for piece, first, last in spans:
        head, rest = (
            one.text[first : max(first, min(last, begin))],
            one.text[max(first, end) : last],
        )
        if piece is target:
            yield piece.start, piece.end, _said(piece, head + new + rest)
        elif len(head) + len(rest) == last - first:
            continue
        elif piece.name != "t":
            yield piece.start, piece.end, b""
        else:
            yield piece.start, piece.end, _said(piece, head + rest)


def _target(spans: Sequence[tuple[Node, int, int]], begin: int, end: int) -> Node:
    """The text that takes up the new one: where the old began, or what the insertion follows."""
    of_text = [span for span in spans if span[0].name == "t"]
    hit = [piece for piece, first, last in of_text if first < max(end, begin + 1) and last > begin]
    before = [piece for piece, first, last in of_text if first < last <= begin]
    if hit and (begin < end or not before):
        return hit[0]
    return (before[-1:] or hit or [of_text[0][0]])[0]


def _common(one: str, other: str) -> int:
    """How many signs two texts begin with in common."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _inserted(one: Found, text: str) -> Splice:
    """Where there is no text yet: in the first run, or in a run of its own."""
    home = one.home
    run = next((node for node in home.children if node.name == "r"), None)
    if home.name == "bookmarkStart":
        return home.end, home.end, _run(home.prefix, text)
    if run is not None:
        return _put_in(run, _texts(run.prefix, text))
    return _put_in(home, _run(home.prefix, text))


def _put_in(node: Node, content: bytes) -> Splice:
    """At the end of what an element holds; `<w:r/>` is opened for it."""
    if node.is_closed:
        whole = open_tag(node.tag) + content + b"</%s>" % tag_name(node.tag)
        return node.start, node.end, whole
    return node.close, node.close, content


def _run(prefix: bytes, text: str) -> bytes:
    return b"<%sr>%s</%sr>" % (prefix, _texts(prefix, text), prefix)


def _said(piece: Node, text: str) -> bytes:
    """The element with another text; its own start tag stays if it keeps blanks as it must."""
    whole = _texts(piece.prefix, text)
    plain = open_tag(piece.tag)
    if b"preserve" in plain or not needs_preserve(text.partition("\n")[0].partition("\t")[0]):
        return plain + whole[whole.index(b">") + 1 :]
    return whole


def _texts(prefix: bytes, text: str) -> bytes:
    """`w:t` for each stretch, with line ends and tabs as Word has them."""
    after = b"</%st>" % prefix
    pieces = []
    for line in text.split("\n"):
        stretches = (_text(prefix, stretch) + after for stretch in line.split("\t"))
        pieces.append((b"<%stab/>" % prefix).join(stretches))
    return (b"<%sbr/>" % prefix).join(pieces)


def _text(prefix: bytes, text: str) -> bytes:
    space = b' xml:space="preserve"' if needs_preserve(text) else b""
    return b"<%st%s>" % (prefix, space) + escape(text).encode()
