"""How files are named in the sheets: from the folder that all of them lie in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ziping.collect.reading import Reading
from ziping.collect.source import STEP, Source, seen
from ziping.collect.standing import Collected, Office, Standing, Submission


class Files:
    """`folder` is what the paths of all files have in common, "" where there is nothing."""

    def __init__(self, collected: Collected) -> None:
        paths = {seen(one.entry.source.path).replace("\\", "/") for one in submissions(collected)}
        self.folder = _common(paths)
        self._cut = len(self.folder)

    def shown(self, source: Source) -> str:
        """The file from that folder on, with the mail or zip that it came in."""
        path = seen(source.path).replace("\\", "/")
        return STEP.join((path[self._cut :], *source.inner))

    @property
    def note(self) -> str:
        return f"文件所在文件夹：{self.folder}" if self.folder else ""


class Counted(NamedTuple):
    """What counts of an office, and its file as it is shown."""

    standing: Standing
    reading: Reading
    file: str

    @property
    def office(self) -> Office:
        return self.standing.office


def counted(collected: Collected, files: Files) -> list[Counted]:
    """The offices of which something was read."""
    return [
        Counted(one, one.reading, files.shown(one.counted.entry.source))
        for one in collected.standings
        if one.counted is not None and one.reading is not None
    ]


def submissions(collected: Collected) -> Iterator[Submission]:
    """All that came, in the order of the offices, then what belongs to none."""
    for standing in collected.standings:
        if standing.counted is not None:
            yield standing.counted
        yield from standing.others
    yield from collected.loose


def _common(paths: set[str]) -> str:
    if not paths:
        return ""
    low, high = min(paths), max(paths)
    at = 0
    for one, other in zip(low, high, strict=False):
        if one != other:
            break
        at += 1
    return low[: low.rfind("/", 0, at) + 1]
