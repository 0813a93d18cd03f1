"""Leads a reader through the tags of a part as the parser calls them."""

from __future__ import annotations

from collections.abc import Callable

from ziping.word.reading.stream import Attributes

AtEnd = Callable[[], None] | None
Handler = Callable[[Attributes], AtEnd]


class Driver:
    """Calls a handler for each tag that has one, and at its end what the handler returned."""

    def __init__(self) -> None:
        self._names: dict[str, Handler] = {}  # may change from tag to tag
        self._ends: list[AtEnd] = []
        self._skip = 0  # how many elements deep in what is left out
        self._reads = False  # whether text is wanted here

    def _add(self, text: str) -> None:
        """Text where it is wanted."""
        raise NotImplementedError

    def _leave_out(self, attributes: Attributes) -> None:
        """A handler for what is not read, with all that is in it."""
        self._skip = 1

    def start(self, name: str, attributes: Attributes) -> None:
        """The parser's call at a start tag."""
        if self._skip:
            self._skip += 1
            return
        handler = self._names.get(name)
        self._ends.append(None if handler is None else handler(attributes))

    def end(self, name: str) -> None:
        """The parser's call at an end tag."""
        if self._skip:
            self._skip -= 1
            if self._skip:
                return
        action = self._ends.pop()
        if action is not None:
            action()

    def text(self, data: str) -> None:
        """The parser's call for text; a line end in it is no more than a blank."""
        if self._reads:
            self._add(data.replace("\n", " ") if "\n" in data else data)
