"""What came, sorted by office: a box for each, by the list or, without one, as the files say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ziping.collect.matching import Claim, Directory, another_name
from ziping.collect.names import bare_name, county_of, plain_code, plain_name, told
from ziping.collect.reading import Reading
from ziping.collect.standing import UNMATCHED, Entry, Office, Submission

NAMELESS = "（未写单位名称）"
FEW = 50  # offices that are not in the list; with more of them it is the wrong list


class Box(NamedTuple):
    """What came of one office, while it is being sorted."""

    office: Office
    entries: list[Entry]
    remarks: list[str]
    is_listed: bool = True


Read = Sequence[tuple[Entry, Reading]]


def boxes_of(read: Read, offices: Sequence[Office] | None) -> tuple[list[Box], list[Submission]]:
    """Every office with its files, in the order of the list, the others by name after it."""
    if not offices:
        return _found(read, is_listed=True)
    directory = Directory(offices, (reading.unit for _, reading in read))
    claims = [(entry, reading, directory.claim(reading)) for entry, reading in read]
    boxes = [Box(office, [], []) for office in offices]
    own: dict[int, list[tuple[Entry, Reading, Claim]]] = {}
    for one in claims:
        own.setdefault(id(one[2].office), []).append(one)
    doubtful = []
    for box in boxes:
        doubtful += _fill(box, own.get(id(box.office), ()))
        for entry in box.entries:
            other = directory.named_in(entry.source)
            if other not in (None, box.office):
                box.remarks.append(_other_name(entry, other))
    for entry, reading, claim in claims:
        if claim.doubt:
            doubtful.append(_doubt(entry, claim))
            _tell_both(boxes, reading, entry, claim)
    unlisted = [(entry, reading) for entry, reading, claim in claims if _is_unlisted(claim)]
    others, more = _found(unlisted, is_listed=False)
    for box in others:
        like = directory.like(box.office.name) if len(others) <= FEW else ""
        box.remarks.append(f"名单里没有这个单位{f'，名称相近的有“{like}”' if like else ''}")
    return boxes + others, doubtful + more


def _other_name(entry: Entry, other: Office) -> str:
    return f"“{entry.source.name}”的文件名是“{other.name}”的，内容却是本单位的，请核对"


def _is_unlisted(claim: Claim) -> bool:
    return claim.office is None and not claim.doubt


def _doubt(entry: Entry, claim: Claim) -> Submission:
    return Submission(entry, UNMATCHED, remark=f"{claim.doubt}，没有计入，请核实是哪个单位的")


def _fill(box: Box, own: Sequence[tuple[Entry, Reading, Claim]]) -> list[Submission]:
    """Put into the box what is surely the office's.

    A file of another name under its code counts only where nothing of its own name came, and all
    such files say the same name: it may have been renamed, or another has used its workbook.
    """
    sure = [one for one in own if one[2].is_sure]
    names = {plain_name(reading.unit) for _, reading, claim in own if not claim.is_sure}
    taken = list(own) if not sure and len(names) == 1 else sure
    box.entries.extend(entry for entry, *_ in taken)
    box.remarks.extend(dict.fromkeys(claim.remark for *_, claim in taken if claim.remark))
    left = [one for one in own if one not in taken]
    for entry, reading, _ in left:
        box.remarks.append(f"“{entry.source.name}”用了本单位的编码，名称却是“{told(reading.unit)}”")
    return [
        _doubt(entry, Claim(doubt=another_name(reading, box.office))) for entry, reading, _ in left
    ]


def _tell_both(boxes: Sequence[Box], reading: Reading, entry: Entry, claim: Claim) -> None:
    """The offices that a doubtful file may be of, so that none seems simply missing."""
    code, name = plain_code(reading.code), plain_name(reading.unit)
    for box in boxes:
        office = box.office
        if (code and plain_code(office.code) == code) or (name and plain_name(office.name) == name):
            box.remarks.append(f"有一份“{entry.source.name}”没有计入：{claim.doubt}")


def _found(read: Read, *, is_listed: bool) -> tuple[list[Box], list[Submission]]:
    """Offices as the files themselves name them, by name. One code may hide two offices."""
    found = _Found(county_of(reading.unit for _, reading in read), is_listed)
    doubtful = []
    for entry, reading in sorted(read, key=lambda one: not one[1].code.strip()):
        box = found.box_of(reading)
        if box is None:
            doubtful.append(_doubt(entry, Claim(doubt="文件里没有写单位名称，也没有单位编码")))
        else:
            box.entries.append(entry)
    return sorted(found.boxes, key=lambda box: (box.office.name, box.office.code)), doubtful


class _Found:
    """Boxes by code and name; a file that lacks one of them joins the only box that it fits."""

    def __init__(self, county: str, is_listed: bool) -> None:
        self.boxes: list[Box] = []
        self._county, self._is_listed = county, is_listed
        self._both: dict[tuple[str, str], Box] = {}
        self._by_code: dict[str, list[Box]] = {}
        self._by_name: dict[str, list[Box]] = {}

    def box_of(self, reading: Reading) -> Box | None:
        """None for a file that says neither name nor code."""
        code, name = plain_code(reading.code), bare_name(reading.unit, self._county)
        if not code and not name:
            return None
        same_code, same_name = self._by_code.get(code, []), self._by_name.get(name, [])
        if not (code and name):
            fits = same_code if code else same_name
            if len(fits) == 1:
                return fits[0]
        box = self._both.get((code, name))
        return box or self._new(reading, code, name)

    def _new(self, reading: Reading, code: str, name: str) -> Box:
        """A code that another name has already is told at both, and no key of this one."""
        office = Office(told(reading.unit) or NAMELESS, told(reading.code))
        same_code = self._by_code.setdefault(code, []) if code else []
        same_name = self._by_name.setdefault(name, []) if name else []
        box = Box(office._replace(code="") if same_code else office, [], [], self._is_listed)
        for other in same_code:
            box.remarks.append(_same_code(office.code, other.office.name))
            other.remarks.append(_same_code(office.code, office.name))
        for other in same_name:
            box.remarks.append(_same_name(other.office.code))
            other.remarks.append(_same_name(office.code))
        same_code.append(box)
        same_name.append(box)
        self._both[code, name] = box
        self.boxes.append(box)
        return box


def _same_code(code: str, name: str) -> str:
    return f"单位编码同为 {code}，名称是“{name}”，请核实"


def _same_name(code: str) -> str:
    return f"同名的另有编码 {code or '（空）'}，请核实是不是同一个单位"
