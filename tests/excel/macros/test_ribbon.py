"""The ribbon tab: valid, in its place in the package, and one button for each action."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
import xmlschema

from tests.excel.macros.products import ADDIN_FILE, BOOK, parts, text_of
from ziping.excel.names import ACTIONS, LIVE
from ziping.workbook.macros.addin import ADDIN_TYPE, RIBBON, RIBBON_KIND

UI = "{http://schemas.microsoft.com/office/2009/07/customui}"
SCHEMA = xmlschema.XMLSchema(str(Path(__file__).with_name("ribbon.xsd")))


def ribbon() -> ET.Element:
    return ET.fromstring(parts(ADDIN_FILE)[RIBBON])


def test_the_part_is_the_text_in_macros_and_valid() -> None:
    content = parts(ADDIN_FILE)[RIBBON]
    assert content == text_of("addin").ribbon
    SCHEMA.validate(content.decode())


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ('size="large"', 'size="huge"'),
        ('id="zipingCheck"', 'id="zipingScore"'),
        ("2009/07", "2006/01"),
        ("<ribbon>", "<ribbon><what/>"),
    ],
)
def test_the_schema_refuses_what_is_wrong(right: str, wrong: str) -> None:
    text = text_of("addin").ribbon.decode()
    assert right in text
    assert not SCHEMA.is_valid(text.replace(right, wrong))


def test_one_button_for_each_action_with_its_words() -> None:
    buttons = {button.get("onAction"): button for button in ribbon().iter(f"{UI}button")}
    assert set(buttons) == {action.callback for action in (*ACTIONS, LIVE)}
    for action in (*ACTIONS, LIVE):
        button = buttons[action.callback]
        told = [button.get(key) for key in ("label", "screentip", "supertip")]
        assert told == [action.label, action.label, action.hint]


def test_one_tab_of_our_own() -> None:
    (tab,) = ribbon().iter(f"{UI}tab")
    assert tab.get("label") == "绩效自评"
    assert tab.get("idMso") is None


def test_the_package_leads_to_the_part() -> None:
    found = parts(ADDIN_FILE)
    links = [link.attrib for link in ET.fromstring(found["_rels/.rels"])]
    assert [link["Target"] for link in links if link["Type"] == RIBBON_KIND] == [RIBBON]
    assert len({link["Id"] for link in links}) == len(links)
    types = [item.attrib for item in ET.fromstring(found["[Content_Types].xml"])]
    assert ("/xl/workbook.xml", ADDIN_TYPE) in [
        (item.get("PartName"), item["ContentType"]) for item in types
    ]


def test_the_workbook_has_no_ribbon() -> None:
    """Its buttons stand on 首页; the tab is the add-in's, for every workbook."""
    assert not [name for name in parts(BOOK) if "customui" in name.lower()]
