"""Templates of the pack filled with figures, and the gaps that were met on the way.

No `str.format`: a pack is data that may come from outside, and `{unit.__class__}` must mean
nothing.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from ziping.errors import RulePackError
from ziping.model import NOWHERE, Place, Text
from ziping.scoring import BAD
from ziping.word.figures import Figures

BLANK = "（未填）"
TO_MEND = f"（{BAD}）"


class Gap(NamedTuple):
    """Something that the report should say and the file does not, or not as a number."""

    section: str
    label: str
    place: Place = NOWHERE
    bad: bool = False

    def __str__(self) -> str:
        where = f"（{self.place}）" if str(self.place) else ""
        return f"{self.section}：{self.label}{BAD if self.bad else '未填'}{where}"


class Sentences:
    """Fills templates and remembers each gap once, with the section that met it first."""

    def __init__(self, figures: Figures) -> None:
        self._figures = figures
        self._gaps: dict[tuple[str, Place], Gap] = {}

    @property
    def gaps(self) -> tuple[Gap, ...]:
        return tuple(self._gaps.values())

    def miss(self, gap: Gap) -> str:
        """Note a gap; the mark that prints in its stead."""
        self._gaps.setdefault((gap.label, gap.place), gap)
        return TO_MEND if gap.bad else BLANK

    def miss_text(self, section: str, own: Text) -> str:
        """Note that a section's own text is blank or bad."""
        gap = Gap(section, "正文", own.place, own.is_bad)
        self._gaps[(section, own.place)] = gap
        return TO_MEND if gap.bad else BLANK

    def has(self, key: str, section: str) -> bool:
        """Whether a figure is there and not 0; a bad cell is there, and shows as such."""
        return self._text(key, section) not in ("", "0")

    def fill(self, template: str, section: str) -> str:
        """The template with every placeholder replaced."""
        pieces = []
        for literal, key in _split(template, section):
            pieces.append(literal)
            if key:
                pieces.append(self._shown(key, section))
        return "".join(pieces)

    def _shown(self, key: str, section: str) -> str:
        text = self._text(key, section)
        figure = self._figures[key]
        if text == BAD or (figure.label and not text):
            return self.miss(Gap(section, figure.label or key, figure.place, text == BAD))
        return text

    def _text(self, key: str, section: str) -> str:
        if key not in self._figures:
            raise _bad_template(section, f"不认识的占位符“{{{key}}}”")
        return self._figures[key].text


@lru_cache(maxsize=512)
def _split(template: str, section: str) -> tuple[tuple[str, str], ...]:
    """Pairs of literal text and the key after it."""
    literal, *rest = template.split("{")
    pairs = []
    for piece in rest:
        key, closed, after = piece.partition("}")
        if not closed or "}" in after or not key:
            raise _bad_template(section, "花括号不成对")
        pairs.append((literal, key))
        literal = after
    if "}" in literal:
        raise _bad_template(section, "花括号不成对")
    return (*pairs, (literal, ""))


def _bad_template(section: str, what: str) -> RulePackError:
    return RulePackError(
        f"规则包“{section}”的模板里有{what}", "请对照全国规则包改正这一节的 template 或 otherwise"
    )
