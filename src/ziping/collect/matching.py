"""Whose file it is: by the code, else by the name; a doubtful match is told and not made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches
from typing import NamedTuple

from ziping.collect.names import bare_name, county_of, plain_code, plain_name, told
from ziping.collect.reading import Reading
from ziping.collect.source import Source
from ziping.collect.standing import Entry, Office

LIKE = 0.75  # how alike a name must be to be suggested; nothing is matched by likeness
SHORTEST_NAME, SHORTEST_CODE = 3, 3  # shorter ones are found in a file name by chance


class Claim(NamedTuple):
    """What a file says of its office. `is_sure`: the name (or its lack) speaks for the office.

    `remark` is to be looked at by a person; `doubt` is why the file is given to no office.
    """

    office: Office | None = None
    is_sure: bool = True
    remark: str = ""
    doubt: str = ""


class Directory:
    """The list of offices, searched by code and by name."""

    def __init__(self, offices: Sequence[Office], other_names: Iterable[str] = ()) -> None:
        self.offices = tuple(offices)
        county = county_of([*(office.name for office in offices), *other_names])
        self._codes = _grouped(offices, lambda office: plain_code(office.code))
        self._names = (
            _grouped(offices, lambda office: office.name.strip()),
            _grouped(offices, lambda office: plain_name(office.name)),
            _grouped(offices, lambda office: bare_name(office.name, county)),
        )
        self._county = county
        self._plain = [
            (plain_name(office.name), office)
            for office in offices
            if len(office.name) >= SHORTEST_NAME
        ]

    def claim(self, reading: Reading) -> Claim:
        """The office of a file, by what the file itself says."""
        coded = self._codes.get(plain_code(reading.code), ())
        named = self.named(reading.unit)
        if coded:
            return _by_code(reading, coded, named)
        if len(named) == 1:
            return Claim(named[0], remark=_other_code(reading, named[0]))
        if named:
            return Claim(
                doubt=f"名单里有 {len(named)} 个叫“{told(reading.unit)}”的单位，文件里没有编码"
            )
        if not (reading.unit.strip() or reading.code.strip()):
            return Claim(doubt="文件里没有写单位名称，也没有单位编码")
        return Claim()

    def named(self, name: str) -> tuple[Office, ...]:
        """The offices of this name, compared more and more loosely until there is one."""
        spellings = (name.strip(), plain_name(name), bare_name(name, self._county))
        for known, spelling in zip(self._names, spellings, strict=True):
            if spelling and spelling in known:
                return known[spelling]
        return ()

    def like(self, name: str) -> str:
        """A listed name that looks like this one; "" where none does."""
        known = [office.name for office in self.offices]
        return next(iter(get_close_matches(name, known, 1, LIKE)), "")

    def sender_of(self, entry: Entry) -> Office | None:
        """Whose file it must be by its name or its mail, though nothing was read of it."""
        found = tuple(self._told(entry.source))
        return found[0] if len(found) == 1 else None

    def named_in(self, source: Source) -> Office | None:
        """The one office that the file's name names; None where it names none or several."""
        found = self._named_in(source)
        return found[0] if len(found) == 1 else None

    def _named_in(self, source: Source) -> list[Office]:
        """Of 甲县水利局 and 甲县水利局水库管理所 the longer one is meant."""
        name = plain_name(source.name)
        named = [office for spelled, office in self._plain if spelled in name]
        longest = max((len(office.name) for office in named), default=0)
        return [office for office in named if len(office.name) == longest]

    def _told(self, source: Source) -> Iterable[Office]:
        """The offices whose name or code is in the file name; else those whose address wrote."""
        if named := self._named_in(source):
            return named
        words = set(_words(source.name))
        coded = [office for office in self.offices if plain_code(office.code) in words]
        sender = source.sender.rpartition("<")[2].strip(" >").casefold()
        by_mail = (office for office in self.offices if office.email.casefold() == sender)
        return coded or (list(by_mail) if sender else [])


def _words(name: str) -> Iterable[str]:
    """The pieces of a file name that could be a code."""
    pieces = "".join(one if one.isalnum() and one.isascii() else " " for one in name).split()
    return (plain_code(piece) for piece in pieces if len(piece) >= SHORTEST_CODE)


def _grouped(
    offices: Iterable[Office], spelling: Callable[[Office], str]
) -> dict[str, tuple[Office, ...]]:
    found: dict[str, tuple[Office, ...]] = {}
    for office in offices:
        key = spelling(office)
        if key:
            found[key] = (*found.get(key, ()), office)
    return found


def _by_code(reading: Reading, coded: Sequence[Office], named: Sequence[Office]) -> Claim:
    both = [office for office in coded if office in named]
    if len(both) == 1:
        return Claim(both[0])
    if len(coded) > 1:
        return Claim(
            doubt=f"名单里有 {len(coded)} 个单位的编码是 {told(reading.code)}，名称也对不上"
        )
    office = coded[0]
    if named:
        return Claim(doubt=another_name(reading, office))
    if not reading.unit.strip():
        return Claim(office, remark="文件里没有写单位名称，按编码计入")
    remark = (
        f"文件里的单位名称是“{told(reading.unit)}”，与名单不同，按编码 {told(reading.code)} 计入"
    )
    return Claim(office, is_sure=False, remark=remark)


def another_name(reading: Reading, office: Office) -> str:
    """The code is that of one office, the name is not."""
    code, name = told(reading.code), told(reading.unit)
    return f"编码 {code} 是“{office.name}”的，单位名称却是“{name}”"


def _other_code(reading: Reading, office: Office) -> str:
    """An office that is found by its name and bears another code."""
    if reading.code.strip() and office.code:
        return f"文件里的单位编码是 {told(reading.code)}，名单里是 {office.code}，按名称计入"
    return ""
