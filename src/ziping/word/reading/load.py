"""A .docx as a `Document`: through the gate, refused where something in it runs, then read."""

from __future__ import annotations

from pathlib import Path

from ziping.errors import UnusableFileError
from ziping.package.gate import Package, open_package
from ziping.package.markup import local
from ziping.package.relations import part_of_kind
from ziping.word.reading.beside import beside
from ziping.word.reading.document import Document
from ziping.word.reading.numbering import Numbering
from ziping.word.reading.refusal import refuse_active, refuse_macro_name
from ziping.word.reading.stream import stream, tree
from ziping.word.reading.styles import Styles, outline
from ziping.word.reading.texts import Properties
from ziping.word.reading.walk import Walker


def load_document(path: str | Path) -> Document:
    """Read a Word report; an error in plain Chinese for everything that cannot be read."""
    path = Path(path)
    refuse_macro_name(path)
    package = open_package(path, extensions=frozenset({".docx"}))
    active = refuse_active(package)
    main = part_of_kind(package, "", "officeDocument")
    if main is None:
        raise UnusableFileError(
            path, "文件不完整：里面没有正文部件", "请重新下载或请对方重发；能打开的，另存一份再试"
        )
    walker = Walker(path, _Numbers(package, main))
    stream(package.read(main), path, main, walker)
    skipped = (*walker.skipped, *beside(package, main))
    return Document(walker.blocks(), active, skipped, _keywords(package))


def _keywords(package: Package) -> str:
    """The keywords among the properties; a file without any is none the worse."""
    part = part_of_kind(package, "", "core-properties")
    if part is None or package.entry(part) is None:
        return ""
    found = (one.text for one in tree(package, part) if local(one.tag) == "keywords")
    return next((text.strip() for text in found if text), "")


class _Numbers:
    """Outline levels and automatic numbers; the parts they need are read when first needed."""

    def __init__(self, package: Package, main: str) -> None:
        self._package = package
        self._main = main
        self._styles: Styles | None = None
        self._numbering: Numbering | None = None

    def __call__(self, given: Properties) -> tuple[int, str]:
        level = outline(given.level)
        num_id, num_level = given.num_id, given.num_level
        if given.style:
            styles = self._styles = self._styles or self._read_styles()
            level = styles.level(given.style) if level is None else level
            if num_id is None:
                num_id, own_level = styles.numbering(given.style)
                num_level = own_level if num_level is None else num_level
        return level or 0, self._number(num_id, num_level, given.style)

    def _number(self, num_id: str | None, level: str | None, style: str) -> str:
        if num_id in (None, "", "0"):
            return ""
        self._numbering = self._numbering or self._read_numbering()
        return self._numbering.number(str(num_id), level, style)

    def _read_styles(self) -> Styles:
        part = part_of_kind(self._package, self._main, "styles")
        return Styles(tree(self._package, part) if part else None)

    def _read_numbering(self) -> Numbering:
        part = part_of_kind(self._package, self._main, "numbering")
        return Numbering(tree(self._package, part) if part else None)
