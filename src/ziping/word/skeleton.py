"""The parts of the .docx that are the same for every report, read once from `parts/`.

Margins, fonts and sizes are the pack's settings, put in where a part says @NAME@.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from ziping.word.inline import escape
from ziping.word.keywords import keywords
from ziping.word.options import PLAIN, Options
from ziping.word.page import HEIGHT, WIDTH, Page

PARTS = Path(__file__).parent / "parts"
FILES = {
    "[Content_Types].xml": "content_types.xml",
    "_rels/.rels": "package_rels.xml",
    "docProps/app.xml": "app.xml",
    "word/_rels/document.xml.rels": "document_rels.xml",
    "word/settings.xml": "settings.xml",
}
_END = '<w:cols w:space="425"/><w:docGrid w:linePitch="312"/>'
KNOWN_AS = {  # where a font is absent, the one that looks like it
    "仿宋_GB2312": "仿宋", "楷体_GB2312": "楷体", "黑体": "SimHei", "宋体": "SimSun",
    "方正小标宋简体": "宋体",
}  # fmt: skip


def _paper(page: Page) -> str:
    margins = page.margins
    return (
        f'<w:pgSz w:w="{WIDTH}" w:h="{HEIGHT}"/><w:pgMar w:top="{margins["top"]}"'
        f' w:right="{margins["right"]}" w:bottom="{margins["bottom"]}" w:left="{margins["left"]}"'
        f' w:header="851" w:footer="{margins["bottom"] * 12 // 17}" w:gutter="0"/>'
    )


def cover_section(page: Page) -> str:
    """The section of a cover, which has no page number."""
    return f'<w:sectPr><w:type w:val="nextPage"/>{_paper(page)}{_END}</w:sectPr>'


def body_section(page: Page) -> str:
    """The section of all the rest."""
    return (
        '<w:sectPr><w:footerReference w:type="default" r:id="rId4"/>'
        '<w:footerReference w:type="even" r:id="rId5"/><w:type w:val="nextPage"/>'
        f'{_paper(page)}<w:pgNumType w:start="1"/>{_END}</w:sectPr>'
    )


@lru_cache(maxsize=1)
def _fixed() -> Mapping[str, bytes]:
    return {name: (PARTS / file).read_bytes() for name, file in FILES.items()}


@lru_cache(maxsize=8)
def _text(name: str) -> str:
    return (PARTS / name).read_text(encoding="utf-8")


def _filled(name: str, values: Mapping[str, object]) -> bytes:
    """A part with its @NAMES@ replaced."""
    text = _text(name)
    for key, value in values.items():
        text = text.replace(f"@{key}@", str(value))
    return text.encode()


def parts(
    page: Page, title: str, unit: str, rules: str, options: Options = PLAIN
) -> dict[str, bytes]:
    """All parts but the document itself; no clock is read, so equal input gives equal bytes.

    Rules and options are told among the keywords: the report is read and updated by them.
    """
    return {**_fixed(), **_page_parts(page), **_core(title, unit, keywords(rules, options))}


def _core(title: str, unit: str, told: str) -> dict[str, bytes]:
    values = {"TITLE": escape(title), "UNIT": escape(unit), "KEYWORDS": escape(told)}
    return {"docProps/core.xml": _filled("core.xml", values)}


def _page_parts(page: Page) -> dict[str, bytes]:
    """Styles, fonts and page numbers by the settings."""
    sizes = {f"{key.upper()}_SIZE": int(size * 2) for key, size in page.sizes.items()}
    fonts = {f"{key.upper()}_FONT": font for key, font in page.fonts.items()}
    indent = f'w:firstLineChars="{page.indent}00" w:firstLine="{page.characters(page.indent)}"'
    title, form_title = page.characters(1, "title"), page.characters(1, "form_title")
    styles = {
        **sizes,
        **fonts,
        "LINE": page.line,
        "INDENT": indent,
        "TITLE_LINE": title * 16 // 11,
        "COVER_LINE": title * 20 // 11,
        "FORM_TITLE_LINE": form_title * 4 // 3,
    }
    return {
        "word/styles.xml": _filled("styles.xml", styles),
        "word/fontTable.xml": _filled("fontTable.xml", {"FONTS": _fonts(page)}),
        "word/footer1.xml": _footer(page, "right"),
        "word/footer2.xml": _footer(page, "left"),
    }


def _footer(page: Page, side: str) -> bytes:
    """One character in from the outer edge, or in the middle."""
    one = f'<w:ind w:{side}Chars="100" w:{side}="{page.characters(1, "footer")}"/>'
    outer = page.number == "outer"
    values = {"INDENT": one if outer else "", "SIDE": side if outer else "center"}
    return _filled("footer.xml", values)


def _fonts(page: Page) -> str:
    """Every font that is named, each once; 方正小标宋简体 and the like are often absent."""
    named = dict.fromkeys((*page.fonts.values(), *KNOWN_AS))
    return "".join(
        f'<w:font w:name="{font}"><w:altName w:val="{KNOWN_AS.get(font, "宋体")}"/>'
        '<w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="default"/></w:font>\n'
        for font in named
    )
