"""What a report tells of itself among its keywords: by which rules and options it was written.

`ziping:suining; as-declared; public; with-telephone`: the rules' name, then the options that were
on. LibreOffice writes all signs between words as blanks; keywords of others may stand around it.
"""

from __future__ import annotations

from typing import NamedTuple

from ziping.word.options import Options

KEYWORD = "ziping:"  # in front of the rules' name
SEPARATOR = "; "
_BLANKS = str.maketrans(dict.fromkeys(":,;：，；", " "))
WORDS = {"declared": "as-declared", "public": "public", "telephone": "with-telephone"}


class Written(NamedTuple):
    """How a report was written."""

    rules: str
    options: Options


def keywords(rules: str, options: Options) -> str:
    return SEPARATOR.join([f"{KEYWORD}{rules}", *flags(options)])


def flags(options: Options) -> list[str]:
    """The options that are on, as the command line calls them without dashes."""
    return [word for name, word in WORDS.items() if getattr(options, name)]


def written(text: str) -> Written | None:
    """How the report with these keywords was written; None where they don't say."""
    words = text.translate(_BLANKS).split()
    mark = KEYWORD.rstrip(":")
    told = words[words.index(mark) + 1 :] if mark in words else []
    if not told:
        return None
    return Written(told[0], Options(**{name: word in told for name, word in WORDS.items()}))
