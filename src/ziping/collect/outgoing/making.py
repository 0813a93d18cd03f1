"""A list of offices → a folder: one workbook and one letter an office, and a register of them.

Nothing that is there is overwritten, and every file is written whole or not at all: a run that was
broken off, or a list with two offices more, is carried on by running the same again.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from ziping import rules
from ziping.collect.outgoing.earlier import check_earlier
from ziping.collect.outgoing.finding import check_folder
from ziping.collect.outgoing.request import Asked, Made, Places, Progress
from ziping.collect.outgoing.run import TEMPLATE, Run
from ziping.collect.standing import Office
from ziping.collect.units import read_units
from ziping.errors import UnwritableError
from ziping.package.atomic import plain_errors
from ziping.rules import RulePack
from ziping.tasks.create import new_file


def send_out(asked: Asked, progress: Progress = lambda *_: None) -> Made:
    """Make what is not there yet; a `ZipingError` before anything is made, wherever possible."""
    listed = read_units(asked.units)
    if asked.last_year is not None:
        check_folder(asked.last_year)
    _check_target(asked.folder)
    with tempfile.TemporaryDirectory(prefix="ziping-", ignore_cleanup_errors=True) as folder:
        work = Path(folder)
        pack = _pack(asked, listed.offices, work / TEMPLATE)
        check_earlier(asked, pack)
        with plain_errors(asked.folder):
            asked.folder.mkdir(parents=True, exist_ok=True)
        return Run(asked, listed, pack, work, progress).made()


def _pack(asked: Asked, offices: tuple[Office, ...], template: Path) -> RulePack:
    """The rules; and the template, where an office has no workbook yet."""
    places = Places(asked.folder, offices, asked.year)
    if all(os.path.lexists(places.book(office)) for office in offices):
        return rules.load(asked.rules, asked.year)
    return new_file(offices[0].name, asked.year, asked.rules, template)


def _check_target(folder: Path) -> None:
    with plain_errors(folder):
        if os.path.lexists(folder) and not folder.is_dir():
            raise UnwritableError(folder, "这是文件，-o 要的是文件夹", "请换一个文件夹名")
