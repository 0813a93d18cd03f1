"""Errors in cells: LibreOffice's own numbers, those by which Excel hands them over, their texts."""

from __future__ import annotations

VALUE = -2146826273
TEXTS = {
    -2146826288: "#NULL!",
    -2146826281: "#DIV/0!",
    VALUE: "#VALUE!",
    -2146826265: "#REF!",
    -2146826259: "#NAME?",
    -2146826252: "#NUM!",
    -2146826246: "#N/A",
}
_BY_TEXT = {text: number for number, text in TEXTS.items()}
_OWN = {
    502: "#NUM!",
    503: "#NUM!",
    521: "#NULL!",
    524: "#REF!",
    525: "#NAME?",
    532: "#DIV/0!",
    32767: "#N/A",
}


def number(own: int) -> int:
    """Excel's number of an error; what Excel does not know is a #VALUE!"""
    return _BY_TEXT[_OWN.get(own, "#VALUE!")]
