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

COLLECT_AGAIN = "请先重新运行 ziping collect，再退回"


class Missing(NamedTuple):
    """Why a file that was collected can't be had any more."""

    problem: str
    remedy: str = COLLECT_AGAIN


Places = Mapping[Source, Path | Missing]


def fetched(sources: Iterable[Source], known: Iterable[str], folder: Path) -> Places:
    """Each source with a path where it can be read; mails and zips are taken apart in `folder`.

    `known` are absolute paths of the last run: names were told as they were given then.
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
    """The file on disk, wherever we are now."""
    if Path(path).is_absolute():
        return Path(path) if Path(path).exists() else None
    tail = os.sep + os.path.normpath(path)
    fits = [one for one in known if one.endswith(tail) and Path(one).exists()]
    if len(fits) == 1:
        return Path(fits[0])
    return Path(path) if Path(path).exists() else None


def _same(place: Path, source: Source) -> Path | Missing:
    """The file, if its content is what was collected."""
    try:
        raw = read_file(place)
    except ZipingError as error:
        return Missing(error.problem, error.remedy)
    if source.digest and hashlib.sha256(raw).hexdigest() != source.digest:
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
