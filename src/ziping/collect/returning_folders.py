"""The folder of each office among what goes back: none is ever of two offices."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from ziping.collect.standing import Office, Returned
from ziping.package.filename import clean_name


def folders_of(
    folder: Path, offices: Iterable[Office], returned: Iterable[Returned]
) -> Mapping[str, Path]:
    """By key the folder of every office of the round, also of those that get nothing today.

    An office keeps the folder that it had; names that are the same once they are made fit for the
    disk are numbered, and so is one that another office had in an earlier run.
    """
    home = os.path.normpath(folder.absolute())
    taken: dict[str, str] = {}
    had: dict[str, str] = {}
    for one in returned:
        parent, name = os.path.split(os.path.normpath(one.file))
        if one.file and parent == home and taken.setdefault(name.casefold(), one.key) == one.key:
            had[one.key] = name
    found: dict[str, Path] = {}
    for office in offices:
        name = had.get(office.key) or _free(office, taken)
        taken[name.casefold()] = office.key
        found[office.key] = folder / name
    return found


def _free(office: Office, taken: Mapping[str, str]) -> str:
    whole = f"{office.code}_{office.name}" if office.code else office.name
    plain = name = clean_name(whole)
    number = 1
    while taken.get(name.casefold(), office.key) != office.key:
        number += 1
        name = f"{plain} ({number})"
    return name
