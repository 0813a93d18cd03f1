"""Templates of the pack filled with figures, and the gaps that were met on the way.

No `str.format`: a pack is data that may come from outside, and `{unit.__class__}` must mean
nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from ziping.errors import RulePackError
from ziping.model import NOWHERE, Place, Text
from ziping.scoring import BAD
from ziping.word.figures import PLACEHOLDERS, Figure, Figures
from ziping.word.inline import Value

BLANK = "（未填）"
TO_MEND = f"（{BAD}）"
GENERAL = {"unit", "year", "notice"}
_OWN = re.compile(r"(?<!\{)\{(" + "|".join(map(re.escape, PLACEHOLDERS)) + r")\}(?!\})")
Pieces = tuple[str | Value, ...]


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

    def is_zero(self, key: str, section: str) -> bool:
        """Whether a figure is there and 0: what was left blank says nothing."""
        text = self._figure(key, section).text
        return bool(text) and not text.strip("0.")

    def fill(self, template: str, section: str) -> Pieces:
        """The template with every placeholder replaced: by a value of the file as a control."""
        pieces: list[str | Value] = []
        for literal, key in split(template, section):
            if literal:
                pieces.append(literal)
            if key:
                pieces.append(self._shown(key, section))
        return tuple(pieces)

    def fill_own(self, line: str, section: str) -> Pieces:
        """The officer's own words: a name in braces that is no figure's stays as typed."""
        words = _OWN.split(line)
        return tuple(
            self._shown(PLACEHOLDERS[word], section) if at % 2 else word
            for at, word in enumerate(words)
            if word
        )

    def _shown(self, key: str, section: str) -> str | Value:
        figure = self._figure(key, section)
        text = figure.text
        if text == BAD or (figure.label and not text):
            text = self.miss(Gap(section, figure.label or key, figure.place, text == BAD))
        return Value(figure.key, text) if figure.key else text

    def _figure(self, key: str, section: str) -> Figure:
        found = self._figures.get(PLACEHOLDERS.get(key, key))
        if found is None:
            raise _bad_template(section, f"不认识的占位符“{{{key}}}”")
        return found


def own_keys(text: str) -> set[str]:
    """The figures that an officer's own text speaks of; unit and year are in every sentence."""
    return {PLACEHOLDERS[word] for word in _OWN.findall(text)} - GENERAL


def template_keys(template: str, section: str) -> set[str]:
    """The figures that a template states."""
    return {PLACEHOLDERS.get(key, key) for _, key in split(template, section) if key}


@lru_cache(maxsize=512)
def split(template: str, section: str) -> tuple[tuple[str, str], ...]:
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
