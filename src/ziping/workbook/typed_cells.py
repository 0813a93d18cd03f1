"""What was typed into a cell, as a field of the model, wherever the cell came from.

The reader of files and the worksheet functions share this, so that both take the same text for a
number and the same text for none.
"""

from __future__ import annotations

from ziping.model import Field, Number, Place, Text
from ziping.quantity import plain_clean, plainly_number


def number_from_text(text: str, place: Place, hint: str = "", *, percent: bool = False) -> Number:
    """Text in a number cell: plainly a number, blank, or text that is none."""
    if not text:
        return Field(None, place, "", "", hint)
    if hint:  # a formula of the officer's own stays, so its text stays text
        return Field(None, place, text, "text", hint)
    if not plain_clean(text):
        return Field(None, place, text, "", "text_number")
    number = plainly_number(text, percent=percent)
    if number is None:
        return Field(None, place, text, "text", hint)
    return Field(number, place, text, "", "text_number")


def text_field(text: str, place: Place, hint: str = "") -> Text:
    """Text in a text cell; nothing but blanks is blank."""
    return Field(text if plain_clean(text) else None, place, text, "", hint)
