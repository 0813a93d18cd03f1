"""What the steps stand on: properties, addresses, sheets."""

from __future__ import annotations

from typing import Any

import uno

Step = dict[str, Any]


def prop(name: str, value: Any) -> Any:
    """A UNO PropertyValue."""
    item = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    item.Name, item.Value = name, value
    return item


def raw(value: Any) -> Any:
    """What JSON cannot write, as text."""
    return str(value)


def letters(column: int) -> str:
    """Column letters of a column counted from 0."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def a1(column: int, row: int) -> str:
    """The address of a cell counted from 0."""
    return f"{letters(column)}{row + 1}"


def position(address: str) -> tuple[int, int]:
    """Row and column, from 0, of `B3`."""
    head = address.rstrip("0123456789")
    column = 0
    for letter in head:
        column = column * 26 + ord(letter) - 64
    return int(address[len(head) :]) - 1, column - 1


def sheet_of(document: Any, name: str) -> Any:
    """A sheet by its name; says which there are when it is missing."""
    if not document.Sheets.hasByName(name):
        raise KeyError(f"no sheet {name}; there are {', '.join(document.Sheets.ElementNames)}")
    return document.Sheets.getByName(name)
