"""The offices and findings of a round as pandas frames; every count of 总览 comes from here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas

from ziping.collect.rollup.values import YES, number, yes
from ziping.collect.standing import Collected, Standing

RECEIVED, MISSING, UNLISTED = "已收", "未收", "名单外"
NO_GRADE = "未定等级"
BINS = (
    ("不足60%", None, 0.6),
    ("60～80%", 0.6, 0.8),
    ("80～90%", 0.8, 0.9),
    ("90～95%", 0.9, 0.95),
    ("95～100%", 0.95, 1.0),
    ("100%", 1.0, 1.0),
    ("超100%", 1.0, None),
)
_OFFICE = {
    "key": "object",
    "unit": "object",
    "department": "object",
    "status": "object",
    "late": "object",
    "total": "float64",
    "computed": "float64",
    "rate": "float64",
    "grade": "object",
    "errors": "int64",
    "warnings": "int64",
    "submissions": "int64",
    "returns": "object",
}


def office_frame(collected: Collected, choices: Sequence[str]) -> pandas.DataFrame:
    """One row an office, in the order of the standings, ranked; equal totals share a rank.

    `choices`: 是 or 否 a standing, whether it is to be returned.
    """
    pairs = zip(collected.standings, choices, strict=True)
    rows = [_office(standing, choice, collected.has_list) for standing, choice in pairs]
    frame = pandas.DataFrame(rows, columns=list(_OFFICE)).astype(_OFFICE)
    frame["rank"] = frame["total"].rank(method="min", ascending=False)
    return frame


def finding_frame(collected: Collected) -> pandas.DataFrame:
    """Code, severity and office of every finding that counts: one a cause, as everywhere."""
    rows = [
        (finding.code, finding.severity, standing.office.key)
        for standing in collected.standings
        if standing.reading is not None
        for finding in standing.reading.findings
        if finding.is_head
    ]
    return pandas.DataFrame(rows, columns=["code", "severity", "key"])


def problems(findings: pandas.DataFrame, most: int) -> pandas.DataFrame:
    """The codes that most offices have: `offices` and `rows` (findings), hints left out."""
    told = findings[findings["severity"] != "hint"]
    groups = told.groupby(["code", "severity"], sort=True)["key"]
    ordered = (
        groups.agg(offices="nunique", rows="size")
        .reset_index()
        .sort_values(["offices", "rows", "code"], ascending=[False, False, True], kind="stable")
    )
    return ordered.head(most)


def departments(offices: pandas.DataFrame) -> pandas.DataFrame:
    """Counts and averages by 主管部门, those with most offices first."""
    groups = offices.assign(
        received=offices["status"] != MISSING,
        late=offices["late"] == YES,
    ).groupby("department", sort=True)
    table = groups.agg(
        offices=("key", "size"),
        received=("received", "sum"),
        late=("late", "sum"),
        total=("total", "mean"),
        rate=("rate", "mean"),
        errors=("errors", "sum"),
        warnings=("warnings", "sum"),
    )
    return table.reset_index().sort_values("offices", ascending=False, kind="stable")


def grades(offices: pandas.DataFrame) -> pandas.DataFrame:
    """How many offices have each grade, the best first; those received without one come last."""
    received = offices[offices["status"] != MISSING]
    named = received[received["grade"] != ""]
    groups = named.groupby("grade", sort=True)["total"].agg(["mean", "size"]).reset_index()
    ordered = groups.sort_values("mean", ascending=False, kind="stable", na_position="last")
    table = ordered.rename(columns={"size": "offices"})[["grade", "offices"]]
    rest = len(received) - len(named)
    if rest:
        table.loc[len(table)] = [NO_GRADE, rest]
    return table.reset_index(drop=True)


def in_bin(rates: pandas.Series[Any], low: float | None, high: float | None) -> int:
    """Rates from `low` on and below `high`; exactly there where both are the same."""
    if low == high:
        return int((rates == low).sum())
    found = rates.notna()
    if low is not None:
        found &= rates > low if high is None else rates >= low
    if high is not None:
        found &= rates < high
    return int(found.sum())


def status_of(standing: Standing, has_list: bool) -> str:
    """Without a list nobody is outside of it."""
    if standing.reading is None:
        return MISSING
    return RECEIVED if standing.is_listed or not has_list else UNLISTED


def late_of(standing: Standing) -> str:
    """是 or 否 of what came; of an office that sent nothing neither."""
    return "" if standing.reading is None else yes(standing.is_late)


def department_of(standing: Standing) -> str:
    """As the list of offices has it, else as the file says."""
    reading = standing.reading
    return standing.office.supervising_department or (
        "" if reading is None else reading.supervising_department
    )


def _office(standing: Standing, choice: str, has_list: bool) -> tuple[Any, ...]:
    reading, office = standing.reading, standing.office
    overall = None if reading is None else reading.overall
    return (
        office.key,
        office.name,
        department_of(standing),
        status_of(standing, has_list),
        late_of(standing),
        _float(None if overall is None else overall.total),
        _float(None if overall is None else overall.computed_total),
        _float(None if overall is None else overall.rate),
        "" if overall is None else overall.grade,
        0 if reading is None else reading.count("error"),
        0 if reading is None else reading.count("warning"),
        standing.submissions,
        choice,
    )


def _float(text: str | None) -> float:
    """With the 15 digits of a cell, so that bins and ranks here and in the sheet are the same."""
    found = number(text)
    return float("nan") if found is None else float(f"{found:.15g}")
