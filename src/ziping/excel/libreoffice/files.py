"""File names and the addresses that LibreOffice gives them; its filters by ending."""

from __future__ import annotations

import os
from pathlib import Path

LOCAL = "file:///"
FILTERS = {
    ".xlsx": "Calc MS Excel 2007 XML",
    ".xlsm": "Calc MS Excel 2007 VBA XML",
    ".ods": "calc8",
}


def url(path: str) -> str:
    """The address of a file; every odd character of its name is spelled out."""
    return Path(path).absolute().as_uri()


def system_path(address: str) -> str:
    """The name of a file; an address that is no file of this machine stays as it is."""
    if not address.startswith(LOCAL):
        return address
    first, *rest = os.fsencode(address.removeprefix(LOCAL)).split(b"%")
    pieces = (bytes.fromhex(piece[:2].decode()) + piece[2:] for piece in rest)
    return "/" + os.fsdecode(first + b"".join(pieces))


def base_name(path: str) -> str:
    return path.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
