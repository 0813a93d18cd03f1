"""Old figures that she typed into her own sentences: never touched, but told, with their place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ziping.word.refresh.change import Change, Kind
from ziping.word.refresh.found import Found, shown
from ziping.word.refresh.places import Places
from ziping.word.refresh.tree import Node, Tree

SHORTEST = 4  # 1.09; a shorter number may mean anything
_OF_NUMBERS = frozenset("0123456789.%")


def stale(
    tree: Tree,
    founds: Sequence[Found],
    changes: Sequence[Change],
    current: frozenset[str],
    places: Places,
) -> Iterator[Change]:
    """Each old figure once a paragraph; none that is still the figure of something else."""
    gone = {
        change.old: change
        for change in changes
        if change.kind is Kind.REPLACED and _is_figure(change.old) and change.old not in current
    }
    if not gone:
        return
    for paragraph, text in _own_texts(tree, founds).items():
        for old, change in gone.items():
            if _stands_in(old, text):
                place = places.of(tree.nodes[paragraph])
                yield Change(Kind.STALE, change.key, place, old, change.new)


def _is_figure(text: str) -> bool:
    return len(text) >= SHORTEST and "." in text and _OF_NUMBERS.issuperset(text)


def _own_texts(tree: Tree, founds: Sequence[Found]) -> Mapping[int, str]:
    """A node of each paragraph → the paragraph's text outside our controls."""
    held = {piece.nth for found in founds for piece in found.pieces}
    texts: dict[int, tuple[int, list[str]]] = {}
    for node in tree.nodes:
        if node.name in ("t", "br", "tab") and (paragraph := _paragraph(node)) is not None:
            _, pieces = texts.setdefault(paragraph.nth, (node.nth, []))
            pieces.append("\n" if node.nth in held else shown(node))
    return {nth: "".join(pieces) for nth, pieces in texts.values()}


def _paragraph(node: Node) -> Node | None:
    return next((up for up in node.ancestors() if up.name == "p"), None)


def _stands_in(figure: str, text: str) -> bool:
    """As a number of its own, not as part of a longer one."""
    at = text.find(figure)
    while at >= 0:
        after = text[at + len(figure) :]
        before, behind = text[max(0, at - 1) : at], after[:2].rstrip(".")
        if before not in _OF_NUMBERS and behind[:1] not in _OF_NUMBERS:
            return True
        at = text.find(figure, at + 1)
    return False
