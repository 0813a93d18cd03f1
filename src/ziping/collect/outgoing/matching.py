"""Which file of last year is whose: by code, then by name; what is doubtful is taken by nobody."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from ziping.collect.matching import Directory
from ziping.collect.reading import REPORT, WORKBOOK, At, Reading
from ziping.collect.standing import Office
from ziping.package.program import is_word


class Known(NamedTuple):
    """A file that says whose it is; `shown` is its path below the folder that was given."""

    path: Path
    shown: str
    unit: str
    code: str
    year: int
    number: int
    digest: str

    @property
    def is_report(self) -> bool:
        return is_word(self.path)


class Taken(NamedTuple):
    """The file that an office's workbook comes from, with what should be looked at."""

    known: Known
    remark: str = ""


class Matched(NamedTuple):
    """By the office's key: its file, or why none was taken; and what belongs to no office."""

    taken: dict[str, Taken]
    doubts: dict[str, str]
    loose: tuple[str, ...]


def match(offices: Sequence[Office], files: Iterable[Known], year: int) -> Matched:
    """The newest file before `year` of every office."""
    directory = Directory(offices)
    claims: dict[str, list[Taken]] = {}
    loose = []
    for known in files:
        key, said = _office_of(known, directory, year)
        if key:
            claims.setdefault(key, []).append(Taken(known, said))
        else:
            loose.append(f"{known.shown}：{said}")
    taken, doubts = {}, {}
    for key, found in claims.items():
        one = _one(found)
        if isinstance(one, Taken):
            taken[key] = _with_gap(one, year)
        else:
            doubts[key] = one
    return Matched(taken, doubts, tuple(loose))


def _office_of(known: Known, directory: Directory, year: int) -> tuple[str, str]:
    """The key of its office with a remark; or "" with the reason why it is not used."""
    if not known.year:
        return "", "没有写自评年度，没有用"
    if known.year >= year:
        return "", f"是 {known.year} 年度的，不早于 {year} 年度，没有用"
    claim = directory.claim(_reading(known))
    if claim.doubt:
        return "", f"{claim.doubt}，没有用"
    if claim.office is None:
        return "", f"名单里没有“{known.unit}”，没有用"
    office = claim.office
    if not claim.is_sure:
        return office.key, f"编码相同，上年名称是“{known.unit}”，按改名结转，请核对"
    if known.code and office.code and known.code != office.code:
        return office.key, f"名称相同，上年编码是 {known.code}，请核对"
    return office.key, ""


def _reading(known: Known) -> Reading:
    kind = REPORT if known.is_report else WORKBOOK
    who = (known.unit, known.code, "", known.year)
    return Reading(kind, *who, "", "", known.number, At(), (), (), (), 0, 0)


def _one(found: Sequence[Taken]) -> Taken | str:
    """The one file that counts of an office, or why none does."""
    newest = max(one.known.year for one in found)
    last = [one for one in found if one.known.year == newest]
    books = [one for one in last if not one.known.is_report] or last
    copies: dict[str, Taken] = {}
    for one in books:
        copies.setdefault(one.known.digest, one)
    different = list(copies.values())
    if len(different) == 1:
        return different[0]
    number = max(one.known.number for one in different)
    latest = [one for one in different if one.known.number == number]
    if number and len(latest) == 1:
        return latest[0]
    names = "、".join(one.known.shown for one in different)
    return f"{newest} 年度有 {len(different)} 份不同的文件（{names}），都没有用；请只留一份再生成"


def _with_gap(one: Taken, year: int) -> Taken:
    gap = year - one.known.year
    if gap == 1:
        return one
    said = f"上年文件是 {one.known.year} 年度的，隔了 {gap} 年，上年决算数要自己填"
    return one._replace(remark="；".join(filter(None, (one.remark, said))))
