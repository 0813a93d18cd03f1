"""The text of one paragraph while it is read: pieces, controls of ours, fields."""

from __future__ import annotations

from bisect import bisect_left

from ziping.word.controls import Control, from_bookmark, from_tag, sentence_of
from ziping.word.reading.document import GENERATED, Span

Place = tuple[int, int]  # how many pieces, how many characters


class Properties:
    """What a paragraph says of itself; None where it leaves it to its style."""

    __slots__ = ("is_joined", "level", "num_id", "num_level", "style")

    def __init__(self) -> None:
        self.style = ""
        self.level: str | None = None
        self.num_id: str | None = None
        self.num_level: str | None = None
        self.is_joined = False  # the paragraph's mark is deleted, the next one follows on


class OpenText:
    """Grows piece by piece; what turns out to be no text (field codes) is cut off again."""

    __slots__ = ("_bare", "_fields", "_pieces", "_spans", "bookmarks", "length", "properties")

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self.length = 0
        self.properties: Properties | None = None
        self._fields: list[Place | None] = []  # where each open one began, None once in its result
        self._spans: list[tuple[int, int, str, str]] = []
        self._bare: list[tuple[int, int, str, str]] = []  # bookmarks, perhaps around a control
        self.bookmarks: dict[str, tuple[int, str, str]] = {}

    def add(self, text: str) -> None:
        self._pieces.append(text)
        self.length += len(text)

    def _cut(self, place: Place) -> None:
        """Take back everything since `place`."""
        count, length = place
        if count < len(self._pieces):
            del self._pieces[count:]
            self.length = length

    def field(self, kind: str) -> None:
        """Between `begin` and `separate` stands the code of a field, then what it shows."""
        if kind == "begin":
            self._fields.append((len(self._pieces), self.length))
        elif self._fields and kind in ("separate", "end"):
            began = self._fields.pop()
            if began is not None:
                self._cut(began)
            if kind == "separate":
                self._fields.append(None)

    def control(self, start: int, tag: str) -> None:
        """A content control that ends here, if it is one of ours."""
        found = from_tag(tag)
        if found is not None:
            self._spans.append((start, self.length, *found))

    def bookmark_begins(self, number: str, name: str) -> None:
        """A bookmark of ours: around a control, or at the head of a generated paragraph."""
        section = sentence_of(name)
        found = from_bookmark(name)
        if section is not None:
            self._spans.append((self.length, self.length, f"{GENERATED}{section}", ""))
        elif found is not None:
            self.bookmarks[number] = (self.length, *found)

    def bookmark_ends(self, number: str) -> None:
        if number in self.bookmarks:
            start, key, mark = self.bookmarks.pop(number)
            self._bare.append((start, self.length, key, mark))

    def finish(self, before: str = "") -> tuple[str, tuple[Span, ...]]:
        """The text and its controls; `before` is put in front of it."""
        text = "".join(self._pieces)
        if not self._spans and not self._bare and not self.bookmarks:
            return before + text, ()
        for number in list(self.bookmarks):
            self.bookmark_ends(number)
        spans = tuple(self._span(text, len(before), found) for found in self._own_spans())
        return before + text, spans

    def _own_spans(self) -> list[tuple[int, int, str, str]]:
        """A bookmark around its own control says nothing new."""
        keyed = sorted(self._spans)
        known: dict[tuple[str, str], list[tuple[int, int]]] = {}
        for start, end, key, mark in keyed:
            known.setdefault((key, mark), []).append((start, end))
        bare = (one for one in self._bare if not _holds(one, known.get((one[2], one[3]), [])))
        return sorted([*keyed, *bare])

    @staticmethod
    def _span(text: str, shift: int, found: tuple[int, int, str, str]) -> Span:
        start, end, key, mark = found
        end = min(end, len(text))
        start = min(start, end)
        return Span(start + shift, end + shift, Control(key, mark, text[start:end]))


def _holds(bookmark: tuple[int, int, str, str], controls: list[tuple[int, int]]) -> bool:
    """Does a control of the same key and mark lie inside the bookmark?"""
    at = bisect_left(controls, (bookmark[0], 0))
    return at < len(controls) and controls[at][1] <= bookmark[1]
