"""What an earlier run left in the folder: a round has one year and one set of rules."""

from __future__ import annotations

import re
from pathlib import Path

from ziping.collect.out_register import NAME, told_of
from ziping.collect.outgoing.request import BOOK, Asked
from ziping.errors import UnwritableError, ZipingError
from ziping.package.atomic import plain_errors
from ziping.rules import RulePack

MOST_READ = 3  # workbooks: the rest were made with the same command
ANOTHER = "没有生成任何文件；请换一个文件夹（-o）"
_YEAR = re.compile(rf"_(\d{{4}}){re.escape(BOOK)}$")


def check_earlier(asked: Asked, pack: RulePack) -> None:
    """Raise where the folder is of another year or other rules; nothing is made then.

    The register tells one year and one set of rules of all its lines, and each office would get a
    second workbook beside the one that was sent.
    """
    if not asked.folder.is_dir():
        return
    with plain_errors(asked.folder):
        paths = sorted(asked.folder.iterdir())
    books = {path: match for path in paths if (match := _YEAR.search(path.name))}
    register = asked.folder / NAME
    year, rules = told_of(register) if register.exists() else (0, "")
    _check_year(asked, {path.name: int(match[1]) for path, match in books.items()} | {NAME: year})
    given = _rules_of(list(books))
    if given is not None:
        _check_rules(asked, pack, *given, is_same=given[1] == pack.name)
    elif rules:
        _check_rules(asked, pack, NAME, rules, is_same=rules == pack.title)


def _check_year(asked: Asked, years: dict[str, int]) -> None:
    for name, year in sorted(years.items()):
        if year and year != asked.year:
            problem = f"里面有 {year} 年度的“{name}”，这次要生成的是 {asked.year} 年度的"
            raise UnwritableError(asked.folder, problem, ANOTHER)


def _rules_of(books: list[Path]) -> tuple[str, str] | None:
    """A workbook that can be read, and the name of the rules in it."""
    from ziping.workbook.read import read_workbook

    for path in books[:MOST_READ]:
        try:
            return path.name, read_workbook(path).pack.name
        except ZipingError:
            continue  # it is kept as it is, and somebody opens it sooner or later
    return None


def _check_rules(asked: Asked, pack: RulePack, file: str, rules: str, *, is_same: bool) -> None:
    if not is_same:
        problem = f"里面的“{file}”用的规则是“{rules}”，这次写的是“{pack.name}”（{pack.title}）"
        remedy = f"{ANOTHER}；要给这一批添单位的，--rules 写原来的规则包"
        raise UnwritableError(asked.folder, problem, remedy)
