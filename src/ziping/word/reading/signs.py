"""Signs that stand in a symbol font: the ticks and boxes of forms, by font and place in it."""

from __future__ import annotations

_WINGDINGS = {
    "fc": "✓", "fb": "✗", "fe": "☑", "fd": "☒", "a8": "☐", "6f": "☐", "71": "☐", "72": "☐",
    "6e": "■", "6c": "●", "a1": "○", "e0": "→", "f0": "⇨", "d8": "➢",
    **{f"{0x81 + at:02x}": chr(0x2460 + at) for at in range(10)},
    **{f"{0x8C + at:02x}": chr(0x2776 + at) for at in range(10)},
}  # fmt: skip
_WINGDINGS_2 = {"50": "✓", "4f": "✗", "51": "☒", "52": "☑", "53": "☒", "54": "☒", "a3": "☐"}
_SYMBOL = {"b3": "≥", "a3": "≤", "b1": "±", "b4": "×", "b8": "÷", "b9": "≠", "bb": "≈", "b0": "°"}
_TABLES = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL}


def symbol(font: str, code: str) -> str:
    """The sign that `w:sym` shows, "" where it is not known; F000 to F0FF are a font's own."""
    try:
        number = int(code[:4], 16)
    except ValueError:
        return ""
    own = 0xF000 <= number <= 0xF0FF or number <= 0xFF
    if own and font.lower() in _TABLES:
        return _TABLES[font.lower()].get(f"{number & 0xFF:02x}", "")
    plain = chr(number)
    return plain if plain.isprintable() and not 0xD800 <= number <= 0xF8FF else ""
