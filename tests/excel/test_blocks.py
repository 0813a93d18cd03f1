"""Edits gathered into rectangles: every edit is written, nothing else changes."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ziping.excel.blocks import SMALL, Area, Position, blocks
from ziping.excel.content import Content

Wanted = dict[Position, Content]


def written(wanted: Wanted, open_cells: Mapping[Position, Content]) -> tuple[int, Wanted]:
    """How many calls, and what they write; a cell that is written twice fails."""
    found: Wanted = {}
    made = blocks(wanted, lambda row, col: open_cells.get((row, col)))
    for block in made:
        assert len(block.rows) == len(block.area.rows)
        for row, line in zip(block.area.rows, block.rows, strict=True):
            for col, content in zip(block.area.columns, line, strict=True):
                assert (row, col) not in found
                found[row, col] = content
    return len(made), found


def test_a_gap_is_filled_with_what_stands_there() -> None:
    calls, found = written({(2, 18): "'a", (9, 18): "'b"}, {(r, 18): f"'{r}" for r in range(3, 9)})
    assert calls == 1
    assert found[2, 18] == "'a" and found[5, 18] == "'5" and len(found) == 8


def test_a_shut_cell_parts_two_blocks() -> None:
    calls, found = written({(2, 1): 1.0, (4, 1): 2.0}, {})
    assert calls == 2
    assert found == {(2, 1): 1.0, (4, 1): 2.0}


def test_neighbouring_columns_are_one_rectangle() -> None:
    wanted: Wanted = {(row, col): float(row) for row in range(5, 30) for col in range(1, 9)}
    assert written(wanted, {}) == (1, wanted)


def test_far_cells_are_not_joined_through_a_sea_of_others() -> None:
    sea = {(row, col): 0.0 for row in range(1, 60) for col in range(1, 60)}
    calls, found = written({(1, 1): 1.0, (59, 59): 2.0}, sea)
    assert calls == 2 and len(found) == 2
    assert len(sea) > SMALL


@pytest.mark.parametrize("count", [0, 1])
def test_few_edits(count: int) -> None:
    wanted: Wanted = {(3, 3): "'x"} if count else {}
    assert written(wanted, {}) == (count, wanted)


positions = st.tuples(st.integers(1, 14), st.integers(1, 9))


@given(
    st.dictionaries(positions, st.floats(allow_nan=False), max_size=30),
    st.dictionaries(positions, st.text(max_size=3), max_size=60),
)
def test_every_edit_once_and_every_other_cell_as_it_was(
    wanted: Wanted, open_cells: dict[Position, Content]
) -> None:
    calls, found = written(wanted, open_cells)
    assert calls <= len(wanted)
    for at, content in wanted.items():
        assert found[at] == content
    for at in found.keys() - wanted.keys():
        assert found[at] == open_cells[at]


def test_an_area_around_two() -> None:
    assert Area(2, 3, 4, 5).around(Area(1, 4, 3, 9)) == Area(1, 3, 4, 9)
    assert Area(2, 3, 4, 5).size == 9
