"""Whether all offices of a round were scored under one and the same rule pack.

A workbook brings its pack along, and whoever fills it could bring another. A pack that is none of
ours cannot be told from one of an earlier version: so it is said what it is, not what was meant.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from ziping.collect.names import told
from ziping.collect.reading import At, Change, Reading
from ziping.collect.standing import Standing

LABEL = "文件里所带的规则包"
NOT_COMPARABLE = "所用规则包与本轮不同，得分不能直接比"
ADVICE = "是本县自己的规则包的，请用 --rules 我县.toml 写明，重新汇总"


class Packs(NamedTuple):
    """The standings with what is to be said of their packs, and what holds for the round."""

    standings: tuple[Standing, ...]
    notes: tuple[str, ...] = ()


def compared(standings: Sequence[Standing]) -> Packs:
    """Each office's pack against that of the round."""
    readings = [one.reading for one in standings if one.is_listed and one.reading is not None]
    votes = Counter(map(_kind, readings))
    usual = max(votes, key=lambda kind: (votes[kind], kind.is_known, kind), default=_OURS)
    known = sum(count for kind, count in votes.items() if kind.is_known)
    if known and 2 * known >= votes.total():
        is_ours, is_one = True, usual.is_known and 2 * votes[usual] > votes.total()
    else:
        is_ours, is_one = False, 2 * votes[usual] > votes.total()
    judged = tuple(_judged(one, usual if is_one else None, is_ours=is_ours) for one in standings)
    return Packs(judged, () if is_ours or not readings else (_note(readings, is_one),))


def other_pack(reading: Reading | None) -> str:
    """What `compared` has said of the pack of this reading; "" where it is that of the round."""
    changes = reading.changes if reading is not None else ()
    return next((one.found for one in changes if one.label == LABEL and one.grave), "")


class _Kind(NamedTuple):
    is_known: bool
    digest: str


_OURS = _Kind(True, "")


def _kind(reading: Reading) -> _Kind:
    return _Kind(reading.pack_known, reading.pack_digest or reading.rules)


def _judged(standing: Standing, usual: _Kind | None, *, is_ours: bool) -> Standing:
    """Unknown where the round is ours, or another unknown one than the round's: grave."""
    reading = standing.reading
    if reading is None or standing.counted is None or _kind(reading) == usual:
        return standing
    if reading.pack_known or not (is_ours or usual):
        return _remarked(standing, NOT_COMPARABLE) if usual else standing
    found = f"{told(reading.rules)} {told(reading.rules_version)}，不是本程序所带的版本"
    change = Change("rule", At("规则"), LABEL, "本轮所用的规则包", found, grave=True)
    entry = standing.counted.entry
    entry = entry._replace(reading=reading._replace(changes=(*reading.changes, change)))
    standing = standing._replace(counted=standing.counted._replace(entry=entry))
    return _remarked(standing, f"{NOT_COMPARABLE}（{found}）")


def _remarked(standing: Standing, remark: str) -> Standing:
    return standing._replace(remark="；".join(filter(None, (standing.remark, remark))))


def _note(readings: Sequence[Reading], is_one: bool) -> str:
    names = sorted({told(one.rules) for one in readings if not one.pack_known})
    shown = "、".join(f"“{name}”" for name in names[:3])
    if is_one:
        return f"文件所带的规则包{shown}不是本程序所带的版本；{ADVICE}"
    return (
        f"文件所带的规则包不止一种，多数不是本程序所带的版本（{shown}），得分不能直接比。{ADVICE}"
    )
