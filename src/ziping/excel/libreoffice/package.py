"""The extension as one file (.oxt): what lies in `extension/` and what our lists give."""

from __future__ import annotations

import json
import zipfile
from importlib import resources
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

from ziping import __version__
from ziping.excel import places
from ziping.excel.libreoffice import menu
from ziping.excel.libreoffice.registry import component, node, text

IDENTIFIER = "ziping.libreoffice"
CONFIGURATION = "application/vnd.sun.star.configuration-data"
COMPONENTS = "application/vnd.sun.star.uno-components"
MANIFEST = "http://openoffice.org/2001/manifest"
OWN = ("commands.py", "functions.py", "launch.py")  # found by the components, not registered
SAME_DATE = (2020, 1, 1, 0, 0, 0)  # two builds are equal


def build(python: Path) -> bytes:
    """The whole extension for this user: the interpreter and the pipe are fixed in it."""
    parts = {
        "META-INF/manifest.xml": b"",
        "description.xml": _described("description.xml"),
        "Addons.xcu": menu.addons(),
        "CalcWindowState.xcu": menu.window_state(),
        "CalcCommands.xcu": menu.commands(),
        "Setup.xcu": _listening(),
        "ziping.json": _settings(python),
    }
    fixed = ("ProtocolHandler.xcu", "Jobs.xcu", "ziping.components", *OWN)
    parts |= {name: _template(name) for name in fixed}
    return _zipped(parts | {"META-INF/manifest.xml": _manifest(list(parts))})


def _template(name: str) -> bytes:
    folder = resources.files("ziping.excel.libreoffice") / "extension"
    return (folder / name).read_bytes()


def _described(name: str) -> bytes:
    return _template(name).replace(b"@VERSION@", __version__.encode("ascii"))


def _listening() -> bytes:
    """LibreOffice listens on this user's pipe from its start on; on no network."""
    address = f"pipe,name={places.pipe_name()};urp;"
    return component(
        "org.openoffice", "Setup", node("Office", text("ooSetupConnectionURL", address))
    )


def _settings(python: Path) -> bytes:
    found = {"python": str(python), "pipe": places.pipe_name()}
    return json.dumps(found, ensure_ascii=True, indent=1).encode("ascii")


def _manifest(names: list[str]) -> bytes:
    root = ElementTree.Element(f"{{{MANIFEST}}}manifest")
    kinds = {".xcu": CONFIGURATION, ".components": COMPONENTS}
    for name in sorted(names):
        if kind := kinds.get(Path(name).suffix):
            entry = ElementTree.SubElement(root, f"{{{MANIFEST}}}file-entry")
            entry.set(f"{{{MANIFEST}}}full-path", name)
            entry.set(f"{{{MANIFEST}}}media-type", kind)
    return bytes(ElementTree.tostring(root, encoding="UTF-8", xml_declaration=True))


def _zipped(parts: dict[str, bytes]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, SAME_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return buffer.getvalue()
