"""The page by the pack's settings: margins, fonts, sizes, spacing; GB/T 9704-2012 where silent."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import accumulate, pairwise
from typing import NamedTuple

from ziping.rules import RulePack
from ziping.rules.page import MARGINS, STANDARD, points

TWIPS = 20  # to a point; Word measures in twentieths
WIDTH, HEIGHT = 11906, 16838  # A4
_MM = Decimal(1440) / Decimal("25.4")


class Page(NamedTuple):
    """Lengths in twentieths of a point, sizes in points."""

    margins: dict[str, int]
    fonts: dict[str, str]
    sizes: dict[str, Decimal]
    line: int
    indent: int  # of a paragraph's first line, in characters
    number: str  # where the page number stands: outer, center

    @property
    def text_width(self) -> int:
        return WIDTH - self.margins["left"] - self.margins["right"]

    @property
    def title_length(self) -> int:
        """Characters of the title that a line holds."""
        return int(self.text_width / (self.sizes["title"] * TWIPS)) - 1

    def characters(self, count: int, name: str = "body") -> int:
        """The width of so many characters of a size."""
        return int(count * self.sizes[name] * TWIPS)

    def fitted(self, widths: Sequence[int]) -> tuple[int, ...]:
        """Column widths that were drawn for the standard page, on this one."""
        whole = sum(widths)
        edges = [edge * self.text_width // whole for edge in accumulate(widths, initial=0)]
        return tuple(right - left for left, right in pairwise(edges))


def page_of(pack: RulePack) -> Page:
    """The pack has been checked on loading, so every value is one that can be carried out."""
    given = {key: pack.get(f"report.{key}", value) for key, value in STANDARD.items()}
    return Page(
        {side: round(Decimal(given[f"page.{side}"]) * _MM) for side in MARGINS},
        {key[5:]: value for key, value in given.items() if key.startswith("font.")},
        {key[5:]: points(value) for key, value in given.items() if key.startswith("size.")},
        int(Decimal(given["line_spacing"]) * TWIPS),
        int(given["page.first_line_indent"]),
        given["page.number"],
    )
