"""The files of a task: what a machine must see, and the bytes where it does not."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from ziping.collect.cluster_task import FILES, RULES, fingerprint
from ziping.collect.jobs import Job
from ziping.package.gate import MAX_FILE


class File(NamedTuple):
    path: str
    size: int
    digest: str


def files_of(job: Job) -> dict[str, File] | None:
    """What a machine must see to do the job; None where it is better done here.

    That is a file that cannot be read or is beyond the gate's size: a child here says so at once.
    """
    files = {}
    for key in FILES:
        name = job.given.get(key)
        if not isinstance(name, str) or not name:
            continue
        path = os.path.abspath(name)  # noqa: PTH100  links stay as they are
        if key == RULES and not Path(path).is_file():
            continue  # the name of a pack that every machine has
        try:
            found = fingerprint(path) if Path(path).stat().st_size <= MAX_FILE else None
        except (OSError, ValueError):
            found = None
        if found is None:
            return None
        files[key] = File(path, *found)
    return files


def contents(files: Mapping[str, File]) -> dict[str, bytes]:
    """The bytes to send; what cannot be read any more is missing, and told so by the machine."""
    found = {}
    for key, file in files.items():
        with suppress(OSError), Path(file.path).open("rb") as opened:
            found[key] = opened.read(MAX_FILE)
    return found


def folder(path: str) -> str:
    return str(Path(path).parent)
