"""How files are named in the sheets: from the folder that all of them lie in."""

from __future__ import annotations

from collections.abc import Iterator

from ziping.collect.source import STEP, Source
from ziping.collect.standing import Collected, Submission


class Files:
    """`folder` is what the paths of all files have in common, "" where there is nothing."""

    def __init__(self, collected: Collected) -> None:
        paths = {one.entry.source.path.replace("\\", "/") for one in submissions(collected)}
        self.folder = _common(paths)
        self._cut = len(self.folder)

    def shown(self, source: Source) -> str:
        """The file from that folder on, with the mail or zip that it came in."""
        return STEP.join((source.path.replace("\\", "/")[self._cut :], *source.inner))

    @property
    def note(self) -> str:
        return f"文件所在文件夹：{self.folder}" if self.folder else ""


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
