"""The VBA and ribbon text of `macros/`: which modules each product is made of."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).resolve().parents[4] / "macros"  # of the source tree: built from there only
MANIFEST = "manifest.toml"


class Sources(NamedTuple):
    """`modules` are name and text with the line ends of VBA; `ribbon` is "" without one."""

    modules: tuple[tuple[str, str], ...]
    ribbon: bytes = b""


def sources(product: str, folder: Path = FOLDER) -> Sources:
    """What the manifest lists for `workbook` or `addin`."""
    manifest = tomllib.loads((folder / MANIFEST).read_text("utf-8"))[product]
    ribbon = manifest.get("ribbon")
    return Sources(
        tuple((name, module(name, folder)) for name in manifest["modules"]),
        (folder / ribbon).read_bytes() if ribbon else b"",
    )


def module(name: str, folder: Path = FOLDER) -> str:
    """A module's text; anything but ASCII would be garbled by some code page."""
    text = (folder / f"{name}.bas").read_text("ascii")
    return "\r\n".join(text.splitlines()) + "\r\n"
