"""How a name or code of an office is compared: blanks, full width and brackets aside, no more.

Two offices must never be taken for one. So a county in front (“甲县水利局” for “水利局”) is passed
over only where it is the county of the round, and everything else must be the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

_BRACKETS = str.maketrans("〔〕【】[]{}｛｝〈〉《》", "()()()()()()()")
_NO_MATTER = re.compile(r"[\s·•・.。,，、_\-—–\"'“”‘’]+")
_COUNTY = re.compile(r"(.{1,9}?[县区市旗])(?=.{3,})")
_ZEROS = re.compile(r"[.]0+$")  # 101 in a number cell may come as 101.0
LONGEST = 60  # characters of a name or code that a file says, where it is told
FEWEST = 2  # names that must share a county before it is believed to be one


def plain_name(text: str) -> str:
    """The name for comparing."""
    return _NO_MATTER.sub("", unicodedata.normalize("NFKC", text).translate(_BRACKETS)).casefold()


def plain_code(text: str) -> str:
    """The code for comparing; leading zeros are part of it."""
    return _ZEROS.sub("", "".join(unicodedata.normalize("NFKC", text).split()).casefold())


def county_of(names: Iterable[str]) -> str:
    """The county that most of these names begin with; "" where too few do."""
    plain = {plain_name(name) for name in names}
    found = Counter(match[1] for match in map(_COUNTY.match, plain) if match)
    county, count = max(found.items(), key=lambda item: (item[1], item[0]), default=("", 0))
    return county if count >= FEWEST else ""


def bare_name(text: str, county: str) -> str:
    """The name for comparing, without the county of the round."""
    return plain_name(text).removeprefix(county)


def told(text: str) -> str:
    """A name or code as a sentence tells it: on one line, not endless."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"
