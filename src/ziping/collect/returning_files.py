"""Where the files lie that are to be returned: on disk, or to be taken out of their mail again."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from ziping.collect.jobs import Answer, Job
from ziping.collect.pool import run_jobs
from ziping.collect.source import Source
from ziping.errors import ZipingError
from ziping.package.gate import read_file
from ziping.package.program import is_word

COLLECT_AGAIN = "请先重新运行 ziping collect，再退回"


class Missing(NamedTuple):
    """Why a file that was collected can't be had any more."""

    problem: str
    remedy: str = COLLECT_AGAIN


Places = Mapping[Source, Path | Missing]


def fetched(sources: Iterable[Source], known: Iterable[str], folder: Path) -> Places:
    """Each source with a path where it can be read; mails and zips are taken apart in `folder`.

    `known` are absolute paths of the last run: names were told as they were given then. What was
    not read then is not sent to anybody now, whatever the journal says of it.
    """
    wanted = list(dict.fromkeys(sources))
    absolute = tuple(known)
    places: dict[Source, Path | Missing] = {}
    inside: dict[str, list[Source]] = {}
    for source in wanted:
        place = _place(source.path, absolute)
        if place is None:
            places[source] = Missing(f"收到的文件“{source.path}”不在原来的位置了")
        elif source.inner:
            inside.setdefault(str(place), []).append(source)
        else:
            places[source] = _same(place, source)
    for answer in run_jobs(_expansions(inside, folder), workers=1):
        places.update(_members(inside[answer.key[0]], answer))
    return places


def _place(path: str, known: tuple[str, ...]) -> Path | None:
    """The file on disk, wherever we are now: of the last run, or a report beside one of those."""
    here, name = os.path.normpath(Path(path).absolute()), os.path.basename(path)  # noqa: PTH119
    beside = [os.path.join(os.path.dirname(one), name) for one in known if _is_mate(name, one)]  # noqa: PTH118, PTH120
    ours = {one for one in (*known, *beside) if Path(one).exists()}
    if Path(path).is_absolute():
        return Path(here) if here in ours else None
    tail = os.sep + os.path.normpath(path)
    fits = [one for one in ours if one.endswith(tail)]
    if len(fits) == 1:
        return Path(fits[0])
    return Path(here) if here in ours else None


def _is_mate(name: str, known: str) -> bool:
    """Whether a report of this name is taken for that of a workbook that was read."""
    own, other = os.path.splitext(name), os.path.splitext(os.path.basename(known))  # noqa: PTH119, PTH122
    return is_word(name) and own[0].lower() == other[0].lower()


def _same(place: Path, source: Source) -> Path | Missing:
    """The file, if its content is what was collected."""
    try:
        raw = read_file(place)
    except ZipingError as error:
        return Missing(error.problem, error.remedy)
    if not source.digest:
        return Missing(f"收件记录里没有“{source.path}”的内容摘要")
    if hashlib.sha256(raw).hexdigest() != source.digest:
        return Missing(f"收到的文件“{source.path}”在汇总以后改动过")
    return place


def _expansions(inside: Mapping[str, list[Source]], folder: Path) -> Iterable[Job]:
    for number, path in enumerate(inside, 1):
        into = folder / f"{number:04d}"
        into.mkdir()
        yield Job((path, str(into)), "expand", {"path": path, "folder": str(into)})


def _members(sources: list[Source], answer: Answer) -> dict[Source, Path | Missing]:
    folder = Path(answer.key[1])
    if answer.result is None:
        told = answer.refusal
        missing = Missing(told.problem, told.remedy) if told else Missing("邮件或压缩包打不开")
        return dict.fromkeys(sources, missing)
    found: dict[tuple[str, ...], Path] = {}
    for member in answer.result.get("members", ()):
        inner = tuple(map(str, member["inner"]))
        found[inner] = folder / Path(str(member["file"])).name
    return {
        source: _same(found[source.inner], source)
        if source.inner in found
        else Missing(f"“{source.shown}”里没有这个文件了")
        for source in sources
    }
