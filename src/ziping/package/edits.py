"""What one cell is to be, and how that is spelled in XML."""

from decimal import Decimal
from math import isfinite
from typing import Final, NamedTuple

from ziping.package.cells import ErrorValue
from ziping.package.tags import closed_tag, open_tag, set_attributes, tag_name
from ziping.package.text import clean_text, escape, escape_cell, needs_preserve


class Keep:
    """The type of KEEP."""


KEEP: Final = Keep()  # leave the formula as it is, byte for byte, and refresh the cached value


class CellEdit(NamedTuple):
    """What one cell is to be. `formula` None: a plain value; `style` None: the cell's own."""

    row: int
    col: int
    value: Decimal | int | str | bool | None
    formula: str | Keep | None = None
    style: int | None = None


def keeps(edit: CellEdit) -> bool:
    """KEEP, or the "" by which the reader marks a dependent of a shared formula."""
    return isinstance(edit.formula, Keep) or edit.formula == ""


def render_cell(
    tag: bytes, changes: dict[str, str | None], formula: bytes, edit: CellEdit, prefix: bytes
) -> bytes:
    """The whole cell: its start tag with `changes`, a formula (old bytes or new), a value."""
    if isinstance(edit.formula, str) and edit.formula:
        code = escape(clean_text(edit.formula.removeprefix("="))).encode()
        formula = b"<%sf>%s</%sf>" % (prefix, code, prefix)
    kind, value = _value(edit.value, bool(formula), prefix)
    changes["t"] = kind
    if edit.style is not None:
        changes["s"] = str(edit.style)
    tag = set_attributes(tag, changes)
    if not formula and not value:
        return closed_tag(tag)
    return open_tag(tag) + formula + value + b"</%s>" % tag_name(tag)


def _value(
    value: Decimal | int | str | bool | None, of_formula: bool, prefix: bytes
) -> tuple[str | None, bytes]:
    """The `t` attribute and the value element; text of a plain cell stands in the cell itself."""
    if value is None:
        return None, b""
    if isinstance(value, str) and not isinstance(value, ErrorValue) and not of_formula:
        text = escape_cell(value)
        space = b' xml:space="preserve"' if needs_preserve(text) else b""
        parts = (prefix, prefix, space, text.encode(), prefix, prefix)
        return "inlineStr", b"<%sis><%st%s>%s</%st></%sis>" % parts
    kind, text = _spelled(value)
    return kind, b"<%sv>%s</%sv>" % (prefix, text.encode(), prefix)


def _spelled(value: Decimal | int | str | bool) -> tuple[str | None, str]:
    if isinstance(value, ErrorValue):
        return "e", escape(clean_text(value))
    if isinstance(value, str):
        return "str", escape_cell(value)
    if isinstance(value, bool):
        return "b", str(int(value))
    if not isfinite(float(value)):
        raise ValueError(f"a cell can't hold {value}")
    return None, str(value)
