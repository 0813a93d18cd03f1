"""What lies inside a zip or a mail: one thing at a time, its name cleaned for showing.

No name from inside is ever used on disk; here it is only made fit to be read: no control marks, no
marks that turn the reading direction, no drive letters, no `..`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

MAX_SHOWN = 160  # characters of a name
UNNAMED = "未命名"


class Trouble(NamedTuple):
    """Why something inside is not taken out; `kind` as in `Refusal`."""

    kind: str
    problem: str
    remedy: str


class Item(NamedTuple):
    """One file inside: `pour` gives its bytes block by block, `trouble` says why it is not taken.

    `kind` is "file", or "mail" where the container says that it is a mail whatever its name.
    """

    name: str
    pour: Callable[[], Iterator[bytes]] | None = None
    trouble: Trouble | None = None
    kind: str = "file"


class SpoiledError(Exception):
    """One thing inside cannot be read, the others can."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.problem)
        self.trouble = trouble


_UNPACK = "请对方改用 zip 压缩后重发，或解压后把里面的文件直接作为附件"
# formats that are told and never opened, by the suffix of the name
FOREIGN: Mapping[str, tuple[str, str]] = {
    ".msg": (
        "这是 Outlook 的邮件文件（.msg）",
        "请在 Outlook 中打开它，把附件另存出来，或另存为 .eml",
    ),
    ".rar": ("这是 RAR 压缩包，没有打开", _UNPACK),
    ".7z": ("这是 7z 压缩包，没有打开", _UNPACK),
    ".tar": ("这是 tar 压缩包，没有打开", _UNPACK),
    ".gz": ("这是 gz 压缩包，没有打开", _UNPACK),
    ".tgz": ("这是 tgz 压缩包，没有打开", _UNPACK),
    ".bz2": ("这是 bz2 压缩包，没有打开", _UNPACK),
    ".xz": ("这是 xz 压缩包，没有打开", _UNPACK),
    ".tnef": (
        "附件被对方的 Outlook 包进了 winmail.dat，取不出来",
        "请对方的 Outlook 改用纯文本或 HTML 格式重发，或转发时重新添加附件",
    ),
    ".mbox": (
        "这是整个邮箱的导出文件（.mbox）",
        "请在邮件程序里选中邮件，另存为 .eml 文件，再放进文件夹",
    ),
    ".pst": (
        "这是 Outlook 的数据文件（.pst）",
        "请在 Outlook 里选中邮件，把附件另存到文件夹",
    ),
}
_LITTER = frozenset({".ds_store", "thumbs.db", "desktop.ini"})
_MAGIC = {
    b"Rar!": ".rar",
    b"7z\xbc\xaf": ".7z",
    b"\x1f\x8b": ".gz",
    b"BZh": ".bz2",
    b"\xfd7zXZ": ".xz",
    b"\x78\x9f\x3e\x22": ".tnef",
}


def foreign(name: str) -> Trouble | None:
    """The trouble with a file of this name, if it is of a format that is only told."""
    name = name.lower()
    suffix = ".tnef" if name.endswith("winmail.dat") else suffix_of(name)
    return _told(suffix)


def foreign_content(head: bytes) -> Trouble | None:
    """The same by the first bytes: RAR files that were renamed to .zip are common."""
    return _told(next((suffix for magic, suffix in _MAGIC.items() if head.startswith(magic)), ""))


def _told(suffix: str) -> Trouble | None:
    return Trouble("foreign", *FOREIGN[suffix]) if suffix in FOREIGN else None


def is_litter(name: str) -> bool:
    """What file managers and open Office windows leave behind; nobody misses it."""
    steps = name.replace("\\", "/").lower().split("/")
    last = steps[-1]
    return "__macosx" in steps or last in _LITTER or last.startswith("~$")


def suffix_of(name: str) -> str:
    """`.xlsx` of `甲县水利局.XLSX`, "" without."""
    stem, dot, suffix = name.rpartition("/")[2].rpartition(".")
    return f".{suffix.lower().rstrip()}" if dot and stem else ""


def shown_name(text: str) -> str:
    """A name from inside, fit to be read and no longer than a line; folders stay with `/`."""
    steps = (step.strip() for step in _printable(text).replace("\\", "/").split("/"))
    kept = [s for s in steps if s not in ("", ".", "..") and not (len(s) == 2 and s[1] == ":")]
    name = "/".join(kept) or UNNAMED
    if len(name) <= MAX_SHOWN:
        return name
    suffix = suffix_of(name)[:12]
    return f"{name[: MAX_SHOWN - len(suffix) - 1]}…{suffix}"


def shown_line(text: str, longest: int = 200) -> str:
    """A subject or a sender on one line."""
    line = " ".join(_printable(text.replace("\t", " ")).split())
    return line if len(line) <= longest else f"{line[:longest]}…"


def _printable(text: str) -> str:
    """Without control, format and direction marks; `›` is our own sign between names."""
    text = unicodedata.normalize("NFC", text.replace("\n", " ").replace("›", ">"))
    return "".join(c for c in text if unicodedata.category(c) not in _UNSEEN)


_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


class NamesApart:
    """Gives equal names a number, so that both can be told apart in every list."""

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}

    def apart(self, name: str) -> str:
        """`自评.xlsx`, then `自评（同名第 2 个）.xlsx`."""
        count, given = self._seen.get(name.lower(), 0), name
        while given.lower() in self._seen:  # somebody may have called a file just so
            count += 1
            given = _numbered(name, count)
        self._seen[name.lower()] = max(count, 1)
        self._seen.setdefault(given.lower(), 1)
        return given


def _numbered(name: str, count: int) -> str:
    suffix = suffix_of(name)
    stem = name[: len(name) - len(suffix)] if suffix else name
    return f"{stem}（同名第 {count} 个）{name[len(stem) :]}"
