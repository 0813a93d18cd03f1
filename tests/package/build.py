"""Small packages made by hand, and the damage done to them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_REL = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE_REL = "http://schemas.openxmlformats.org/package/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SHEET1 = "xl/worksheets/sheet1.xml"


def sheet(rows: str, before: str = "", ns: str = MAIN) -> str:
    return f'{HEAD}<worksheet xmlns="{ns}">{before}<sheetData>{rows}</sheetData></worksheet>'


def parts(
    *sheets: str,
    names: str = "",
    strings: str | None = None,
    styles: str | None = None,
    ns: str = MAIN,
    rel: str = REL,
    pr: str = "",
) -> dict[str, str | bytes]:
    """The parts of a workbook with these sheet parts, named 表1, 表2, …"""
    sheets = sheets or (sheet('<row r="1"><c r="A1"><v>1</v></c></row>'),)
    links = "".join(
        f'<Relationship Id="r{i}" Type="{rel}/worksheet" Target="worksheets/sheet{i}.xml"/>'
        for i in range(1, len(sheets) + 1)
    )
    listed = "".join(
        f'<sheet name="表{i}" sheetId="{i}" r:id="r{i}"/>' for i in range(1, len(sheets) + 1)
    )
    types = "".join(
        f'<Override PartName="/xl/worksheets/sheet{i}.xml" ContentType="application/'
        'vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
        for i in range(1, len(sheets) + 1)
    )
    found: dict[str, str | bytes] = {}
    extra = (("sharedStrings", strings), ("styles", styles))
    for name, text in extra:
        if text is not None:
            links += f'<Relationship Id="{name}" Type="{rel}/{name}" Target="/xl/{name}.xml"/>'
            types += (
                f'<Override PartName="/xl/{name}.xml" ContentType="application/'
                f'vnd.openxmlformats-officedocument.spreadsheetml.{name}+xml"/>'
            )
            found[f"xl/{name}.xml"] = text
    base: dict[str, str | bytes] = {
        "[Content_Types].xml": HEAD
        + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/'
        'vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/xl/workbook.xml" ContentType="application/'
        'vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>' + types + "</Types>",
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{PACKAGE_REL}"><Relationship Id="r1" '
        f'Type="{rel}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{ns}" xmlns:r="{rel}">{pr}<sheets>{listed}'
        f"</sheets>{names}</workbook>",
        "xl/_rels/workbook.xml.rels": f'{HEAD}<Relationships xmlns="{PACKAGE_REL}">{links}'
        "</Relationships>",
    }
    for i, text in enumerate(sheets, 1):
        base[f"xl/worksheets/sheet{i}.xml"] = text
    return base | found


def zipped(content: Mapping[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in content.items():
            info = zipfile.ZipInfo(name, (2024, 3, 1, 8, 30, 2))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, body)
    return buffer.getvalue()


def save(folder: Path, content: Mapping[str, str | bytes] | bytes, name: str = "甲.xlsx") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else zipped(content))
    return path


class Unseekable(io.RawIOBase):
    """Makes zipfile write data descriptors."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        piece = bytes(data)  # type: ignore[call-overload]
        self.pieces.append(piece)
        return len(piece)


def streamed(content: Mapping[str, str | bytes], zip64: bool = False) -> bytes:
    """A zip as streaming writers make it: bit 3, descriptors, perhaps zip64 fields."""
    out = Unseekable()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in content.items():
            with archive.open(name, "w", force_zip64=zip64) as entry:
                entry.write(body.encode() if isinstance(body, str) else body)
    return b"".join(out.pieces)
