"""A name out of somebody's data, made fit to be one file's name on Windows and on Linux."""

import re
import unicodedata

UNNAMED = "未命名"
MOST_BYTES = 199
_RESERVED = re.compile(r'[<>:"/\\|?*]')
_DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|clock\$|com[0-9¹²³]|lpt[0-9¹²³])", re.I)


def clean_name(text: str, *, longest: int = 80) -> str:
    """`text` as one name: at most `longest` characters, and short enough in bytes for Linux."""
    name = "".join(_shown(one) for one in unicodedata.normalize("NFC", _sound(text)))
    name = re.sub(r"\s+", " ", _RESERVED.sub("_", name))
    name = _cut(_trimmed(re.sub(r"\.{2,}", ".", name)), longest)
    if _DEVICE.fullmatch(name.split(".", 1)[0].rstrip()):
        name = _cut(f"_{name}", longest)
    return name or UNNAMED


def _sound(text: str) -> str:
    """Without halves of surrogate pairs: no file system takes them."""
    return text.encode("utf-8", "ignore").decode("utf-8")


def _shown(one: str) -> str:
    """Blanks of every kind are a blank; what cannot be seen (controls, bidi marks) is left out.

    Characters that this Python does not know yet stay: rare place names are among them.
    """
    if one.isspace():
        return " "
    point = ord(one)
    noncharacter = point & 0xFFFE == 0xFFFE or 0xFDD0 <= point <= 0xFDEF
    return "" if noncharacter or unicodedata.category(one) in ("Cc", "Cf") else one


def _trimmed(name: str) -> str:
    return name.strip(" .")


def _cut(name: str, longest: int) -> str:
    """The head that fits, the ending (.xlsx) kept: a file without it no longer opens by a click."""
    stem, dot, ending = name.rpartition(".")
    if not stem or not re.fullmatch(r"[A-Za-z0-9]{1,5}", ending) or len(ending) + 1 >= longest:
        stem, dot, ending = name, "", ""
    room = len(dot + ending)
    kept = stem[: longest - room].encode()[: MOST_BYTES - room].decode("utf-8", "ignore")
    return _trimmed(_trimmed(kept) + dot + ending)
