"""Shared strings cut at their tags are those that the tree gives."""

from __future__ import annotations

from xml.etree.ElementTree import fromstring

import pytest

from ziping.errors import UnusableFileError, ZipingError
from ziping.package.cells import rich_text
from ziping.package.strings import _cut, read_strings

SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
ITEMS = (
    "<si><t>文字</t></si>",
    '<si><t xml:space="preserve"> 前后 </t></si>',
    "<si><t>a&amp;b&lt;c&gt;d&#10;e&#x4E2D;&quot;'</t></si>",
    "<si><t/></si>",
    "<si></si>",
    '<si><r><rPr><sz val="9"/><rFont val="x"/></rPr><t>一</t></r><r><t>2</t></r></si>',
    '<si><t>注音</t><phoneticPr fontId="1" type="noConversion"/></si>',
    '<si><t>漢字</t><rPh sb="0" eb="1"><t>かん</t></rPh></si>',
    "<si><t>_x000D_后_x005F_x41_</t></si>",
    "<si><t>a>b</t></si>",
    "<si>\n  <t>换行\n之后</t>\n</si>",
    '<si><t foo="1">别的属性</t></si>',
    "<si/>",
    "<si><t><!-- 注 -->有注</t></si>",
    "<si><t><![CDATA[<t>]]></t></si>",
)


def part(items: str, root: str = f'sst xmlns="{SPACE}" count="1"') -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{root}>{items}</{root.split()[0]}>'.encode()


def by_tree(xml: bytes) -> list[str]:
    return [rich_text(item) for item in fromstring(xml) if item.tag.endswith("}si")]


@pytest.mark.parametrize("item", ITEMS)
def test_each_spelling(item: str) -> None:
    xml = part(f"<si><t>前</t></si>{item}<si><t>后</t></si>")
    assert read_strings(xml, "a.xlsx", "字") == by_tree(xml)


def test_most_spellings_need_no_tree() -> None:
    xml = part("".join(ITEMS[:7]))
    assert _cut(xml, "a.xlsx", "字") == by_tree(xml)


def test_prefixed_root_goes_to_the_tree() -> None:
    xml = part("<x:si><x:t>文</x:t></x:si>", f'x:sst xmlns:x="{SPACE}"')
    assert _cut(xml, "a.xlsx", "字") is None
    assert read_strings(xml, "a.xlsx", "字") == ["文"]


@pytest.mark.parametrize("broken", [b"<sst ", part("<si><t>a</si>"), part("")[:-3]])
def test_damage_is_told(broken: bytes) -> None:
    with pytest.raises(UnusableFileError):
        read_strings(broken, "a.xlsx", "字")


def test_entities_are_refused() -> None:
    with pytest.raises(ZipingError):
        read_strings(b'<!DOCTYPE sst [<!ENTITY a "b">]><sst xmlns="x"/>', "a.xlsx", "字")
