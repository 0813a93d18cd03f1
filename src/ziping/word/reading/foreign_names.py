"""Names of other vocabularies that stand inside a Word document: namespace and word."""

from __future__ import annotations

Name = tuple[str, str]

_MARKUP = "http://schemas.openxmlformats.org/markup-compatibility/2006"
ALTERNATE: Name = (_MARKUP, "AlternateContent")
CHOICES: tuple[Name, ...] = ((_MARKUP, "Choice"), (_MARKUP, "Fallback"))
MATH_TEXT: tuple[Name, ...] = (
    ("http://schemas.openxmlformats.org/officeDocument/2006/math", "t"),
    ("http://purl.oclc.org/ooxml/officeDocument/math", "t"),
)
WORD_ART: Name = ("urn:schemas-microsoft-com:vml", "textpath")

_DRAWING = (
    "http://schemas.openxmlformats.org/drawingml/2006",
    "http://purl.oclc.org/ooxml/drawingml",
)
_KINDS = {("picture", "pic"): "图片", ("chart", "chart"): "图表", ("diagram", "relIds"): "图示"}
PICTURES: dict[Name, str] = {
    ("urn:schemas-microsoft-com:vml", "imagedata"): "图片",
    ("urn:schemas-microsoft-com:office:office", "OLEObject"): "嵌入对象",
    **{
        (f"{base}/{kind}", word): label
        for base in _DRAWING
        for (kind, word), label in _KINDS.items()
    },
}
