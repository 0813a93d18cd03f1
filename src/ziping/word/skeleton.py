"""The parts of the .docx that are the same for every report, read once from `parts/`.

GB/T 9704-2012: A4, margins 37, 35, 28 and 26 mm, page number “— 1 —”, odd pages right, even left.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from ziping.errors import RulePackError
from ziping.rules import RulePack
from ziping.word.markup import escape

PARTS = Path(__file__).parent / "parts"
FILES = {
    "[Content_Types].xml": "content_types.xml",
    "_rels/.rels": "package_rels.xml",
    "docProps/app.xml": "app.xml",
    "word/_rels/document.xml.rels": "document_rels.xml",
    "word/settings.xml": "settings.xml",
    "word/fontTable.xml": "fontTable.xml",
    "word/footer1.xml": "footer1.xml",
    "word/footer2.xml": "footer2.xml",
}
TEXT_WIDTH = 8844  # twentieths of a point between the margins
_PAGE = (
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984"'
    ' w:left="1588" w:header="851" w:footer="1400" w:gutter="0"/>'
)
_END = '<w:cols w:space="425"/><w:docGrid w:linePitch="312"/>'
COVER_SECTION = f'<w:sectPr><w:type w:val="nextPage"/>{_PAGE}{_END}</w:sectPr>'
BODY_SECTION = (
    '<w:sectPr><w:footerReference w:type="default" r:id="rId4"/>'
    '<w:footerReference w:type="even" r:id="rId5"/><w:type w:val="nextPage"/>'
    f'{_PAGE}<w:pgNumType w:start="1"/>{_END}</w:sectPr>'
)


@lru_cache(maxsize=1)
def _fixed() -> Mapping[str, bytes]:
    return {name: (PARTS / file).read_bytes() for name, file in FILES.items()}


@lru_cache(maxsize=8)
def _styles(line: int) -> bytes:
    text = (PARTS / "styles.xml").read_text(encoding="utf-8")
    return text.replace("@LINE@", str(line)).encode()


@lru_cache(maxsize=1)
def _core() -> str:
    return (PARTS / "core.xml").read_text(encoding="utf-8")


def parts(pack: RulePack, title: str, unit: str) -> dict[str, bytes]:
    """All parts but the document itself; no clock is read, so equal input gives equal bytes."""
    core = _core().replace("@TITLE@", escape(title)).replace("@UNIT@", escape(unit))
    return {
        **_fixed(),
        "word/styles.xml": _styles(_line_spacing(pack)),
        "docProps/core.xml": core.encode(),
    }


def _line_spacing(pack: RulePack) -> int:
    """The pack's fixed line spacing in twentieths of a point."""
    points = pack.value("report.line_spacing")
    good = isinstance(points, int | Decimal) and not isinstance(points, bool)
    if not good or not 16 <= points <= 60:
        raise RulePackError(
            f"规则包“{pack.name}”的“report.line_spacing”是“{points}”，应为 16 至 60 磅",
            "请改正规则文件，GB/T 9704 用 28 磅",
        )
    return int(points * 20)
