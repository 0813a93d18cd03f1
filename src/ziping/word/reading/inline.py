"""Paragraphs, runs, controls and drawings: one pass over the tags, without any tree.

A handler may return what is to be done at the end of its element. Nothing recurses, and every
bound holds as soon as it is passed.
"""

from __future__ import annotations

from ziping.errors import UnusableFileError
from ziping.word.controls import BOOKMARK
from ziping.word.reading.driver import AtEnd, Driver, Handler
from ziping.word.reading.foreign_names import ALTERNATE, CHOICES, MATH_TEXT, PICTURES, WORD_ART
from ziping.word.reading.signs import symbol
from ziping.word.reading.stream import WORD, Attributes, KeyOf, is_on, too_much
from ziping.word.reading.texts import OpenText, Properties

MAX_TEXT = 5_000_000


class OpenControl:
    """A `w:sdt` while it is read."""

    __slots__ = ("is_placeholder", "start", "tag", "text")

    def __init__(self, text: OpenText | None) -> None:
        self.text = text
        self.start = 0 if text is None else text.length
        self.tag = ""
        self.is_placeholder = False


class InlineWalker(Driver):
    """Takes the tags of a part; whoever extends it says what becomes of a paragraph."""

    def __init__(self, path: object) -> None:
        super().__init__()
        self.skipped: list[str] = []
        self._path = path
        self._uri = ""  # this and the next two are known from the root on
        self._value = ""
        self._key: KeyOf = "".join  # type: ignore[assignment]
        self._normal_names: dict[str, Handler] = {}
        self._room = MAX_TEXT
        self._text: OpenText | None = None
        self._carried: OpenText | None = None  # its paragraph mark is deleted
        self._is_hidden = False
        self._properties: Properties | None = None  # inside those of a paragraph
        self._controls: list[OpenControl] = []
        self._placeholders = 0
        self._alternatives: list[tuple[int, ...]] = []
        self._picture = ""

    def begin(self, uri: str, word: str, key: KeyOf) -> None:
        """The parser's call at the root."""
        if word != "document" or uri not in WORD:
            raise UnusableFileError(
                self._path, "这不是 Word 文档（可能只改了扩展名）", "请指定 .docx 报告"
            )
        self._key = key
        self._uri = uri
        self._value = key(uri, "val")
        self._names = self._normal_names = self._vocabulary()
        change = {"rPrChange": self._leave_out}
        self._run_names = self._own({"vanish": self._vanish, **change})
        self._mark_names = self._own({"del": self._joins, "moveFrom": self._joins, **change})
        self._ends.append(None)

    def _tell(self, text: OpenText) -> None:
        """A paragraph has ended."""
        raise NotImplementedError

    def _here(self) -> str:
        """Where we are, for a reader."""
        raise NotImplementedError

    def _told(self) -> tuple[int, ...]:
        """Changes with everything that has been read."""
        return self._room, len(self.skipped)

    def _text_box(self, attributes: Attributes) -> AtEnd:
        raise NotImplementedError

    # The vocabulary

    def _own(self, handlers: dict[str, Handler]) -> dict[str, Handler]:
        return {self._key(self._uri, word): handler for word, handler in handlers.items()}

    def _get(self, attributes: Attributes, word: str) -> str:
        return attributes.get(self._key(self._uri, word), "")

    def _vocabulary(self) -> dict[str, Handler]:
        left_out = (
            "del", "moveFrom", "tabs", "sectPr", "rt", "pPrChange", "tblPrChange", "tcPrChange",
            "tblGridChange", "tblPrExChange", "numberingChange",
        )  # fmt: skip
        own: dict[str, Handler] = {
            **dict.fromkeys(left_out, self._leave_out),
            "p": self._p,
            "pPr": self._p_properties,
            "pStyle": self._p_style,
            "outlineLvl": self._outline,
            "numId": self._num_id,
            "ilvl": self._num_level,
            "r": self._r,
            "rPr": self._r_properties,
            "t": self._t,
            "tab": lambda attributes: self._put("\t"),
            "ptab": lambda attributes: self._put("\t"),
            "br": lambda attributes: self._put("\n"),
            "cr": lambda attributes: self._put("\n"),
            "noBreakHyphen": lambda attributes: self._put("-"),
            "sym": self._sym,
            "fldChar": self._field,
            "sdt": self._sdt,
            "tag": self._tag,
            "showingPlcHdr": self._placeholder,
            "bookmarkStart": self._bookmark_start,
            "bookmarkEnd": self._bookmark_end,
            "drawing": self._drawing,
            "pict": self._drawing,
            "object": self._drawing,
            "txbxContent": self._text_box,
            "footnoteReference": lambda attributes: self._note("脚注"),
            "endnoteReference": lambda attributes: self._note("尾注"),
            "altChunk": lambda attributes: self._note("嵌入文档"),
        }
        others: dict[tuple[str, str], Handler] = {
            **dict.fromkeys(MATH_TEXT, self._t),
            **dict.fromkeys(CHOICES, self._choice),
            **{name: self._pictured(label) for name, label in PICTURES.items()},
            ALTERNATE: self._alternate,
            WORD_ART: self._word_art,
        }
        return {self._key(*name): handler for name, handler in others.items()} | self._own(own)

    def _note(self, label: str) -> None:
        self.skipped.append(f"{self._here()}的{label}")

    # Paragraphs

    def _p(self, attributes: Attributes) -> AtEnd:
        if self._text is not None:
            return None
        self._text, self._carried = self._carried or OpenText(), None
        return self._p_end

    def _p_end(self) -> None:
        text, self._text = self._text, None
        if text is None:
            return
        if text.properties is not None and text.properties.is_joined:
            text.properties = None
            self._carried = text
        else:
            self._tell(text)

    def _flush(self) -> None:
        """A deleted paragraph mark at the end of its container has nothing to join."""
        carried, self._carried = self._carried, None
        if carried is not None and carried.length:
            self._tell(carried)

    def _p_properties(self, attributes: Attributes) -> AtEnd:
        if self._text is None:
            return None
        self._properties = self._text.properties = Properties()
        return self._p_properties_end

    def _p_properties_end(self) -> None:
        self._properties = None

    def _p_style(self, attributes: Attributes) -> None:
        if self._properties is not None:
            self._properties.style = attributes.get(self._value, "")

    def _outline(self, attributes: Attributes) -> None:
        if self._properties is not None:
            self._properties.level = attributes.get(self._value, "")

    def _num_id(self, attributes: Attributes) -> None:
        if self._properties is not None:
            self._properties.num_id = attributes.get(self._value, "")

    def _num_level(self, attributes: Attributes) -> None:
        if self._properties is not None:
            self._properties.num_level = attributes.get(self._value, "")

    # Runs

    def _add(self, text: str) -> None:
        self._room -= len(text)
        if self._room < 0:
            self._refuse_text()
        if self._is_hidden or self._placeholders:
            self._hide(text)
        elif self._text is not None:
            self._text.add(text)

    def _refuse_text(self) -> None:
        too_much(self._path, f"文字超过 {MAX_TEXT // 10_000} 万字")

    def _hide(self, text: str) -> None:
        if text.strip():
            self._note(f"{'隐藏文字' if self._is_hidden else '占位提示'}：{text}")

    def _put(self, text: str) -> None:
        if self._properties is None:
            self._add(text)

    def _r(self, attributes: Attributes) -> None:
        self._is_hidden = False

    def _r_properties(self, attributes: Attributes) -> AtEnd:
        self._names = self._run_names if self._properties is None else self._mark_names
        return self._properties_end

    def _properties_end(self) -> None:
        self._names = self._normal_names

    def _vanish(self, attributes: Attributes) -> None:
        self._is_hidden = is_on(attributes.get(self._value))

    def _joins(self, attributes: Attributes) -> None:
        if self._properties is not None:
            self._properties.is_joined = True

    def _t(self, attributes: Attributes) -> AtEnd:
        self._reads = True
        return self._t_end

    def _t_end(self) -> None:
        self._reads = False

    def _sym(self, attributes: Attributes) -> None:
        font = self._get(attributes, "font")
        self._put(symbol(font, self._get(attributes, "char")))

    def _field(self, attributes: Attributes) -> None:
        if self._text is not None:
            self._text.field(self._get(attributes, "fldCharType"))

    # Controls and bookmarks

    def _sdt(self, attributes: Attributes) -> AtEnd:
        self._controls.append(OpenControl(self._text))
        return self._sdt_end

    def _sdt_end(self) -> None:
        control = self._controls.pop()
        self._placeholders -= control.is_placeholder
        if control.text is not None and control.text is self._text:
            control.text.control(control.start, control.tag)

    def _tag(self, attributes: Attributes) -> None:
        if self._controls:
            self._controls[-1].tag = attributes.get(self._value, "")

    def _placeholder(self, attributes: Attributes) -> None:
        if self._controls and not self._controls[-1].is_placeholder:
            self._controls[-1].is_placeholder = is_on(attributes.get(self._value))
            self._placeholders += self._controls[-1].is_placeholder

    def _bookmark_start(self, attributes: Attributes) -> None:
        name = self._get(attributes, "name")
        if name.startswith(BOOKMARK) and self._text is not None:
            self._text.bookmark_begins(self._get(attributes, "id"), name)

    def _bookmark_end(self, attributes: Attributes) -> None:
        if self._text is not None and self._text.bookmarks:
            self._text.bookmark_ends(self._get(attributes, "id"))

    # Drawings, and two ways of saying the same thing

    def _drawing(self, attributes: Attributes) -> AtEnd:
        noted, before, self._picture = len(self.skipped), self._picture, "图形"

        def at_end() -> None:
            if len(self.skipped) == noted:
                self._note(self._picture)
            self._picture = before

        return at_end

    def _pictured(self, label: str) -> Handler:
        def handler(attributes: Attributes) -> None:
            self._picture = label

        return handler

    def _word_art(self, attributes: Attributes) -> None:
        if words := attributes.get("string", ""):
            self._note(f"艺术字：{words}")

    def _alternate(self, attributes: Attributes) -> AtEnd:
        self._alternatives.append(self._told())
        return self._alternate_end

    def _alternate_end(self) -> None:
        self._alternatives.pop()

    def _choice(self, attributes: Attributes) -> None:
        """The first of them that says anything is taken, and no other."""
        if self._alternatives and self._alternatives[-1] != self._told():
            self._skip = 1
