"""Where a file that came lies: on disk, or inside a zip or a mail."""

from __future__ import annotations

import re
import unicodedata
from typing import Any, NamedTuple

STEP = " › "
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def seen(path: str) -> str:
    """A name on disk fit to be read: no line ends, no marks that turn the reading direction."""
    if path.isprintable():
        return path
    text = "/".join(map(_decoded, path.split("/"))).replace("\n", " ")
    return "".join(sign for sign in text if unicodedata.category(sign) not in _UNSEEN)


def _decoded(step: str) -> str:
    """Bytes that are no UTF-8 came from an old Windows, mostly."""
    try:
        step.encode()
        return step
    except UnicodeEncodeError:
        pass
    try:
        return step.encode("utf-8", "surrogateescape").decode("gb18030")
    except UnicodeError:
        return re.sub("[\ud800-\udfff]", "\ufffd", step)


class Source(NamedTuple):
    """One file that came. `path` is the file on disk, `inner` the names inside it, outermost first.

    `size` and `stamp` tell whether the file on disk is still the same (bytes, nanoseconds of its
    last change); `received` is the date of the mail where there is one, else that of the file, as
    ISO text with its offset; `sender` and `subject` are the mail's, "" without; `digest` is the
    SHA-256 of the content, by which copies are known; `arrived` is when the last mail server took
    the mail in, "" without.
    """

    path: str
    inner: tuple[str, ...] = ()
    size: int = 0
    stamp: int = 0
    received: str = ""
    sender: str = ""
    subject: str = ""
    digest: str = ""
    arrived: str = ""

    @property
    def name(self) -> str:
        """The file's own name, without folders."""
        full = self.inner[-1] if self.inner else seen(self.path)
        return full.replace("\\", "/").rpartition("/")[2]

    @property
    def shown(self) -> str:
        """As people read it: `收件箱/某局.eml › 附件.zip › 某局_2024_绩效自评_v1.xlsx`."""
        return STEP.join((seen(self.path), *self.inner))

    def to_json(self) -> dict[str, Any]:
        return {**self._asdict(), "inner": list(self.inner)}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Source:
        return cls(**{**data, "inner": tuple(data["inner"])})
