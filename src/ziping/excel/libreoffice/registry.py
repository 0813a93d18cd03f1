"""LibreOffice's configuration files (.xcu): nodes and properties as XML."""

from __future__ import annotations

from xml.etree import ElementTree

OOR = "http://openoffice.org/2001/registry"
XML = "http://www.w3.org/XML/1998/namespace"
LANGUAGES = ("zh-CN", "en-US")  # the second stands in for every other language

Element = ElementTree.Element
ElementTree.register_namespace("oor", OOR)


def component(package: str, name: str, *nodes: Element) -> bytes:
    """A whole file."""
    root = Element(f"{{{OOR}}}component-data")
    root.set(f"{{{OOR}}}package", package)
    root.set(f"{{{OOR}}}name", name)
    root.set("xmlns:xs", "http://www.w3.org/2001/XMLSchema")  # named in values alone
    root.extend(nodes)
    ElementTree.indent(root)
    return bytes(ElementTree.tostring(root, encoding="UTF-8", xml_declaration=True)) + b"\n"


def node(name: str, *children: Element, adds: bool = False) -> Element:
    """A node; `adds` where it becomes a new member of a set."""
    element = Element("node")
    element.set(f"{{{OOR}}}name", name)
    if adds:
        element.set(f"{{{OOR}}}op", "replace")
    element.extend(children)
    return element


def text(name: str, value: str) -> Element:
    return _property(name, "xs:string", {None: value})


def said(name: str, value: str) -> Element:
    """A text that people read, the same in every language."""
    return _property(name, "xs:string", dict.fromkeys(LANGUAGES, value))


def number(name: str, value: int) -> Element:
    return _property(name, "xs:int", {None: str(value)})


def switch(name: str, value: bool) -> Element:
    return _property(name, "xs:boolean", {None: str(value).lower()})


def _property(name: str, kind: str, values: dict[str | None, str]) -> Element:
    element = Element("prop")
    element.set(f"{{{OOR}}}name", name)
    element.set(f"{{{OOR}}}type", kind)
    for language, value in values.items():
        child = ElementTree.SubElement(element, "value")
        child.text = value
        if language:
            child.set(f"{{{XML}}}lang", language)
    return element
