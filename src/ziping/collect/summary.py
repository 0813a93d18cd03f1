"""A round in counts and short lists: what the terminal and `--json` tell of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from ziping.collect import standing as status
from ziping.collect.standing import Collected, Standing, Submission

NO_GRADE = "未定等级"


def summary_of(collected: Collected) -> dict[str, Any]:
    """Plain values only: it goes into the journal, too."""
    standings = collected.standings
    came = [one for one in standings if one.counted is not None]
    rest = [*collected.loose, *(other for one in standings for other in one.others)]
    statuses = Counter(one.status for one in rest)
    return {
        "year": collected.year,
        "deadline": collected.deadline.isoformat() if collected.deadline else None,
        "has_list": collected.has_list,
        "offices": sum(one.is_listed for one in standings),
        "counted": len(came),
        "late": _names(one for one in standings if one.is_late),
        "missing": _names(one for one in standings if one.counted is None),
        "unlisted": _names(one for one in standings if not one.is_listed),
        "older": statuses[status.OLDER],
        "duplicate": statuses[status.DUPLICATE],
        "attachments": statuses[status.ATTACHED],
        "grades": dict(Counter(map(_grade, came)).most_common()),
        "to_return": _names(one for one in standings if one.needs_return),
        "unreadable": [_unreadable(one) for one in rest if one.status == status.REFUSED],
        "not_counted": [
            {"file": one.entry.source.shown, "remark": one.remark}
            for one in rest
            if one.status == status.UNMATCHED
        ],
        "active": list(_active(collected)),
        "notes": list(collected.notes),
        "remarks": [
            {"office": one.office.name, "remark": one.remark} for one in standings if one.remark
        ],
    }


def _names(standings: Iterator[Standing]) -> list[str]:
    return [one.office.name for one in standings]


def _grade(standing: Standing) -> str:
    reading = standing.reading
    overall = reading.overall if reading is not None else None
    return (overall.grade if overall is not None else "") or NO_GRADE


def _unreadable(one: Submission) -> dict[str, str]:
    refusal = one.entry.refusal
    told = refusal.to_json() if refusal is not None else {}
    return {"file": one.entry.source.shown, **told}


def _active(collected: Collected) -> Iterator[dict[str, Any]]:
    """Good files that hold macros or links all the same."""
    for standing in collected.standings:
        for one in (standing.counted, *standing.others):
            reading = one.entry.reading if one is not None else None
            if one is not None and reading is not None and reading.active:
                yield {"file": one.entry.source.shown, "found": list(reading.active)}
