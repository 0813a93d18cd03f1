"""What in a package could run, fetch or embed something: listed, so that a caller may refuse it.

Names can lie, so content types and relationships are asked too.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from ziping.package.fieldcodes import field_kinds
from ziping.package.markup import local, parse

if TYPE_CHECKING:
    from ziping.package.gate import Package

_BY_NAME = {
    "vbaproject": "宏代码",
    "vbadata": "宏代码",
    "jdedata.bin": "宏代码",
    "macrosheets/": "宏表",
    "intlmacrosheet": "宏表",
    "dialogsheets/": "对话框表",
    "activex": "ActiveX 控件",
    "embeddings/": "嵌入对象",
    "oleobject": "嵌入对象",
    "externallink": "外部链接",
    "xl/connections": "数据连接",
    "querytable": "数据连接",
    "xl/model/": "数据模型",
    "customui": "自定义功能区",
    "usercustomization/": "自定义功能区",
    "attachedtoolbars": "自定义工具栏",
    "webextension": "网页加载项",
    "afchunk": "嵌入文档",
}
_BY_TYPE = {
    "macroenabled": "宏",
    "vbaproject": "宏代码",
    "macrosheet": "宏表",
    "activex": "ActiveX 控件",
    "oleobject": "嵌入对象",
    "externallink": "外部链接",
    "connections+xml": "数据连接",
    "attachedtoolbars": "自定义工具栏",
    "webextension": "网页加载项",
}
_TEXTLESS = ("styles+xml", "styleswitheffects+xml", "theme+xml", "fonttable+xml")
_FIELDS = ("DDE", "INCLUDETEXT", "INCLUDEPICTURE", "DATABASE")


def active_content(package: Package) -> list[str]:
    """One line for each find, in file order, none twice."""
    found: dict[str, None] = {}
    for name in package.names():
        found.update((f"{label}：{name}", None) for label in _named(name))
    for finder in (_typed, _external, _fields):
        found.update(dict.fromkeys(finder(package)))
    return list(found)


def _named(name: str) -> Iterator[str]:
    if not name.lower().endswith(".rels"):
        lower = name.lower()
        yield from {label: None for mark, label in _BY_NAME.items() if mark in lower}


def _typed(package: Package) -> Iterator[str]:
    for item in _root(package, "[Content_Types].xml"):
        kind = item.get("ContentType", "").lower()
        name = item.get("PartName", "*." + item.get("Extension", "")).lstrip("/")
        used = name in package or local(item.tag) == "Default"
        labels = [label for mark, label in _BY_TYPE.items() if mark in kind and used]
        if labels and not (name in package and any(_named(name))):
            yield f"{labels[-1]}：{name}"


def _external(package: Package) -> Iterator[str]:
    """Links out of the package, except the ones that a person has to click."""
    for part in package.names():
        if part.lower().endswith(".rels"):
            for link in _root(package, part):
                kind = link.get("Type", "").rpartition("/")[2]
                if link.get("TargetMode", "").lower() == "external" and kind != "hyperlink":
                    yield f"外部引用（{kind}）：{link.get('Target', '')}"


def _fields(package: Package) -> Iterator[str]:
    """Word fields that start or fetch something."""
    textless = {
        item.get("PartName", "").lstrip("/").lower()
        for item in _root(package, "[Content_Types].xml")
        if item.get("ContentType", "").lower().endswith(_TEXTLESS)
    }
    for part in package.names():
        name = part.lower()
        if name.endswith(".xml") and not name.startswith("xl/") and name not in textless:
            kinds = field_kinds(package.read(part), package.path, part)
            yield from (
                f"域代码 {field}：{part}"
                for field in _FIELDS
                if any(kind.startswith(field) for kind in kinds)
            )


def _root(package: Package, part: str) -> Element:
    return parse(package.read(part), package.path, part)
