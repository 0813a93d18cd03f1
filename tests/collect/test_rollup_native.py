"""What stands beside a formula is what a spreadsheet program makes of it."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.collect.standing_cases import Size, collected
from tests.support import render
from tests.support.office import Office
from ziping.collect.rollup import write_rollup
from ziping.collect.sheets import BASIC, OVERVIEW, RANKING
from ziping.collect.standing import Collected


def shared_causes(given: Collected) -> Collected:
    """Every other finding of an office stands under the one before it."""
    standings = []
    for one in given.standings:
        if one.counted is not None and one.reading is not None:
            found = enumerate(one.reading.findings)
            marked = tuple(each._replace(is_head=at % 2 == 0) for at, each in found)
            read = one.reading._replace(findings=marked)
            entry = one.counted.entry._replace(reading=read)
            one = one._replace(counted=one.counted._replace(entry=entry))
        standings.append(one)
    return given._replace(standings=tuple(standings))


ROUNDS = {
    "usual": collected(Size(offices=60)),
    "no list": collected(Size(offices=12, has_list=False), seed=5),
    "shared causes": shared_causes(collected(Size(offices=12))),
    "nobody": collected(Size(offices=0, refused=0)),
    "only missing": collected(Size(offices=3, missing=3, late=0, unlisted=0)),
}


def no_department(given: Collected) -> Collected:
    """Some offices of which nobody knows the department."""
    standings = list(given.standings)
    for at in (3, 7):
        one = standings[at]
        assert one.counted is not None and one.reading is not None
        read = one.reading._replace(supervising_department="")
        entry = one.counted.entry._replace(reading=read)
        standings[at] = one._replace(
            office=one.office._replace(supervising_department=""),
            counted=one.counted._replace(entry=entry),
        )
    return given._replace(standings=tuple(standings))


@pytest.mark.parametrize("name", [*ROUNDS, "no department"])
def test_recalculated_values_are_those_written(name: str, office: Office, tmp_path: Path) -> None:
    given = ROUNDS.get(name) or no_department(ROUNDS["usual"])
    path = tmp_path / "汇总.xlsx"
    write_rollup(given, path)
    found = office.run(path, [{"op": "calculate"}, {"op": "formulas"}]).formulas
    book = openpyxl.load_workbook(path, data_only=True)
    cached = {(sheet, at): book[sheet][at].value for sheet, at in found}
    texts = {at: value for at, value in cached.items() if isinstance(value, str)}
    numbers = {at: value for at, value in cached.items() if at not in texts}
    assert {at: found[at] for at in texts} == texts
    assert {at: found[at] for at in numbers} == pytest.approx(numbers, abs=1e-9)
    sheets = {sheet for sheet, _ in found}
    assert sheets >= ({OVERVIEW, RANKING, BASIC} if name == "usual" else {OVERVIEW})


def test_the_overview_prints_on_one_page(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "汇总.xlsx"
    write_rollup(ROUNDS["usual"], path)
    office.run(path, [], pdf=tmp_path / "汇总.pdf")
    pdf = tmp_path / "汇总.pdf"
    assert "A4" in render.page_size(pdf)
    assert "四、按主管部门" in render.text(pdf, 1)
    assert "排名" in render.text(pdf, 2)
