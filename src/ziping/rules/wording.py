"""Sentences of a pack's forms with its own values put in."""

from __future__ import annotations

from decimal import Decimal

from ziping.rules.pack import RulePack


def grades_text(pack: RulePack) -> str:
    """优秀（大于90分）、良好（80—90分）、…: the bands as the form's note tells them."""
    parts, above = [], None
    for band in pack.bands:
        if above is None:
            edge = f"{band.edge}分及以上" if band.inclusive else f"大于{band.edge}分"
        elif not band.edge:
            edge = f"小于{above}分"
        else:
            edge = f"{band.edge}—{above}分"
        parts.append(f"{band.label}（{edge}）")
        above = band.edge
    return "、".join(parts)


def note_text(pack: RulePack, note: str) -> str:
    """A note with {grades} and the weights by their keys ({execution}, {output}, …) put in."""
    text = note.replace("{grades}", grades_text(pack))
    for key in ("execution", *(level.key for level in pack.levels)):
        text = text.replace(f"{{{key}}}", f"{Decimal(pack.weight(key)):f}")
    return text


def indicators_label(pack: RulePack) -> str:
    """绩效指标（90分）: what is left beside the execution rate."""
    weight = sum((pack.weight(level.key) for level in pack.levels), Decimal(0))
    return f"绩效指标（{weight:f}分）"
