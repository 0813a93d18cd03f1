"""The text of one paragraph while it is read: pieces, controls of ours, fields."""

from __future__ import annotations

from bisect import bisect_left

from ziping.word.controls import TAG, Control
from ziping.word.reading.document import Span

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

    __slots__ = ("_fields", "_pieces", "_spans", "bookmarks", "length", "properties")

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self.length = 0
        self.properties: Properties | None = None
        self._fields: list[Place | None] = []  # where each open one began, None once in its result
        self._spans: list[tuple[int, int, str, str]] = []
        self.bookmarks: dict[str, tuple[int, str]] = {}

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
        if tag.startswith(TAG):
            body = tag[len(TAG) :]
            key, _, mark = body.rpartition("#") if "#" in body else (body, "", "")
            self._spans.append((start, self.length, key, mark))

    def bookmark_ends(self, number: str) -> None:
        if number in self.bookmarks:
            start, mark = self.bookmarks.pop(number)
            self._spans.append((start, self.length, "", mark))

    def finish(self, before: str = "") -> tuple[str, tuple[Span, ...]]:
        """The text and its controls; `before` is put in front of it."""
        for number in list(self.bookmarks):
            self.bookmark_ends(number)
        text = "".join(self._pieces)
        if not self._spans:
            return before + text, ()
        spans = tuple(self._span(text, len(before), found) for found in self._own_spans())
        return before + text, spans

    def _own_spans(self) -> list[tuple[int, int, str, str]]:
        """A bookmark around its own control says nothing new."""
        keyed = sorted(span for span in self._spans if span[2])
        by_mark: dict[str, list[tuple[int, int]]] = {}
        for start, end, _, mark in keyed:
            by_mark.setdefault(mark, []).append((start, end))
        bare = (span for span in self._spans if not span[2])
        return sorted([*keyed, *(one for one in bare if not _holds(one, by_mark.get(one[3], [])))])

    @staticmethod
    def _span(text: str, shift: int, found: tuple[int, int, str, str]) -> Span:
        start, end, key, mark = found
        end = min(end, len(text))
        start = min(start, end)
        return Span(start + shift, end + shift, Control(key, mark, text[start:end]))


def _holds(bookmark: tuple[int, int, str, str], controls: list[tuple[int, int]]) -> bool:
    """Does a control of the same mark lie inside the bookmark?"""
    at = bisect_left(controls, (bookmark[0], 0))
    return at < len(controls) and controls[at][1] <= bookmark[1]
