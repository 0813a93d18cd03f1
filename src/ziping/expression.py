"""Regular expressions that are compiled only when a text has the words they cannot do without.

To compile an expression with Chinese words costs a thousand times more than to search a text for
one of these words, and most wordings that the checks look for stand in no paragraph of a report.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ziping.required_words import required

RANGE = "\u4e00-"  # begins a range of Chinese characters
REPEATS = "?*+{"


class Expression:
    """A `re.Pattern` as far as the checks use it; its own methods serve until it is compiled."""

    def __init__(self, expression: str) -> None:
        self.pattern = expression
        self._needs = required(expression)
        self._rest = _behind_han(expression)

    def search(self, text: str, *span: int) -> re.Match[str] | None:
        return self._compiled().search(text, *span) if self._may_match(text) else None

    def match(self, text: str, *span: int) -> re.Match[str] | None:
        return self._compiled().match(text, *span) if self._may_match(text) else None

    def fullmatch(self, text: str, *span: int) -> re.Match[str] | None:
        return self._compiled().fullmatch(text, *span) if self._may_match(text) else None

    def finditer(self, text: str, *span: int) -> Iterator[re.Match[str]]:
        return self._compiled().finditer(text, *span) if self._may_match(text) else iter(())

    def findall(self, text: str) -> list[str]:
        return self._compiled().findall(text) if self._may_match(text) else []

    def split(self, text: str, maxsplit: int = 0) -> list[str]:
        return self._compiled().split(text, maxsplit) if self._may_match(text) else [text]

    def sub(self, new: str | Callable[[re.Match[str]], str], text: str, count: int = 0) -> str:
        return self._compiled().sub(new, text, count) if self._may_match(text) else text

    def has_words(self, text: str) -> bool:
        """Whether the text, or one of several joined, has what a match cannot do without."""
        for words in self._needs:
            for word in words:
                if word in text:
                    break
            else:
                return False
        return True

    def _may_match(self, text: str) -> bool:
        if not self.has_words(text):
            return False
        return self._rest is None or self._rest.search(text) is not None

    def _compiled(self) -> re.Pattern[str]:
        """Compiled now; from here on its methods stand in for ours."""
        made = re.compile(self.pattern)
        for name in ("search", "match", "fullmatch", "finditer", "findall", "split", "sub"):
            setattr(self, name, getattr(made, name))
        return made


def _behind_han(expression: str) -> Expression | None:
    """The expression without a first look back at [一-龥]: a range is dear to compile."""
    head, _, rest = expression.partition("])")
    is_look_back = head.startswith("(?<=[") and "]" not in head and rest[:1] not in REPEATS
    return Expression(rest) if is_look_back and RANGE in head and RANGE not in rest else None
