"""What stands in a paragraph: text made safe, runs, and values as content controls.

Everything that an officer typed goes through `escape`, so nothing typed can become markup.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from ziping.word import codes, controls

FIRST_ID = 100_000  # of the controls: Word gives its own ones large numbers
EMPTY_RUN = "<w:r><w:t></w:t></w:r>"
_CUT = "\x01"  # where `numbered` cuts; no XML text can hold it
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def escape(text: str) -> str:
    """Text as XML may hold it: the three marks escaped, illegal characters gone."""
    if not text.isprintable():
        text = _ILLEGAL.sub("", text)
    if "&" in text or "<" in text or ">" in text:
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text


class Value(NamedTuple):
    """A text that is a value of the model, printed as a content control of this key."""

    key: str
    text: str


Content = str | Value | tuple[str | Value, ...]


def plain_text(content: Content) -> str:
    """The text alone."""
    if isinstance(content, str):
        return content
    if isinstance(content, Value):
        return content.text
    return "".join(piece if isinstance(piece, str) else piece.text for piece in content)


def lines(text: str) -> list[str]:
    """The lines of a text, without the blanks that officers indent with, without empty ones."""
    normal = text.replace("\r\n", "\n").replace("\r", "\n")
    return [line for line in (one.strip() for one in _ILLEGAL.sub("", normal).split("\n")) if line]


def run(text: str) -> str:
    """One run; line ends and tabs become what Word knows them as."""
    safe = escape(text)
    if not safe.isprintable():
        safe = safe.replace("\r\n", "\n").replace("\r", "\n")
        safe = safe.replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
        safe = safe.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    if not safe:
        return ""
    if " " not in safe:  # which only needs to be kept where it is
        return f"<w:r><w:t>{safe}</w:t></w:r>"
    return f'<w:r><w:t xml:space="preserve">{safe}</w:t></w:r>'


def inline(content: Content, blank: str = "") -> str:
    """Runs and controls; `blank` is what a control that stands alone holds where it is empty.

    So it can be clicked; beside other text it holds nothing, which can't push a word off the line.
    """
    if isinstance(content, str):
        return run(content)
    if isinstance(content, Value):
        return _control(content, blank)
    return "".join(
        run(piece) if isinstance(piece, str) else _control(piece, "") for piece in content
    )


def _control(value: Value, blank: str) -> str:
    """A control between the ends of its bookmark, as `numbered` will write it."""
    key, text = value
    if not text.isprintable():
        text = _ILLEGAL.sub("", text)
    mark = controls.mark(text)
    letters, head = _names(key)
    inner = run(text or blank) or EMPTY_RUN
    return f'{_CUT}{letters}_{mark}{_CUT}{head}{mark}"/>{_CUT}{inner}{_CUT}'


@lru_cache(maxsize=8192)
def _names(key: str) -> tuple[str, str]:
    """The key's letters, and its control's properties up to the mark in the tag."""
    alias, tag = escape(codes.name(key)), escape(controls.tag_head(key))
    return codes.code(key), f'<w:alias w:val="{alias}"/><w:tag w:val="{tag}'


def sentence_mark(section: str) -> str:
    """The bookmark at the head of a paragraph that was generated."""
    return f"{_CUT}{controls.SENTENCE[len(controls.BOOKMARK) :]}{section}{_CUT}{_CUT}{_CUT}"


def numbered(body: str) -> str:
    """Bookmarks and controls with their numbers, which are those of their order."""
    pieces = body.split(_CUT)
    texts, names, heads, inners = (pieces[at::4] for at in range(4))
    written, seen = [texts[0]], dict[str, int]()
    marks = zip(names, heads, inners, texts[1:], strict=True)
    for at, (name, head, inner, after) in enumerate(marks, 1):
        control, nth = "", 1
        if head:
            letters = name.rpartition("_")[0]
            nth = seen[letters] = seen.get(letters, 0) + 1
            control = (
                f'<w:sdt><w:sdtPr>{head}<w:id w:val="{FIRST_ID + at}"/></w:sdtPr>'
                f"<w:sdtContent>{inner}</w:sdtContent></w:sdt>"
            )
        of_key = f"_{nth}" if nth > 1 else ""
        written.append(
            f'<w:bookmarkStart w:id="{at}" w:name="{controls.BOOKMARK}{name}{of_key}"/>'
            f'{control}<w:bookmarkEnd w:id="{at}"/>{after}'
        )
    return "".join(written)
