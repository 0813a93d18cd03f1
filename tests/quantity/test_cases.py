"""Each row of the case table, through every function of the package."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from ziping.quantity import Kind, needs_rewriting, parse, plain, propose

TABLE = tomllib.loads(
    (Path(__file__).parent.parent / "cases" / "quantity.toml").read_text(encoding="utf-8")
)
Row = dict[str, Any]


def rows(*families: str) -> list[Any]:
    """The rows of these families as named parameters."""
    return [
        pytest.param({"family": family, **row}, id=f"{family}:{row['text']!r}")
        for family in families
        for row in TABLE[family]
    ]


def test_table_is_large_and_has_no_doubles() -> None:
    keys = [
        (row["text"], row.get("actual", False))
        for family in ("plain", "rich", "none", "qualitative")
        for row in TABLE[family]
    ]
    assert len(keys) >= 120
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("row", rows("plain", "rich"))
def test_quantity(row: Row) -> None:
    reading = parse(row["text"], actual=row.get("actual", False))
    assert (reading.kind, reading.reason) == (Kind.QUANTITY, "")
    quantity = reading.quantity
    assert quantity is not None
    assert quantity.sign == row.get("sign", "")
    assert quantity.value == Decimal(row["value"])
    assert quantity.scale == row.get("scale", "")
    assert quantity.unit == row.get("unit", "")
    assert quantity.measure == row.get("measure", row.get("unit", ""))


@pytest.mark.parametrize("row", rows("plain", "rich"))
def test_plain_or_proposed(row: Row) -> None:
    is_plain = row["family"] == "plain"
    assert (plain(row["text"]) is not None) == is_plain
    assert needs_rewriting(row["text"]) == row.get("rewrite", not is_plain)
    assert propose(row["text"], actual=row.get("actual", False)) == row.get("propose")


@pytest.mark.parametrize("row", rows("none"))
def test_not_a_quantity(row: Row) -> None:
    reading = parse(row["text"], actual=row.get("actual", False))
    assert (reading.kind, reading.quantity) == (Kind.NONE, None)
    assert row["reason"] in reading.reason
    assert needs_rewriting(row["text"]) == row.get("rewrite", True)
    assert propose(row["text"], actual=row.get("actual", False)) is None


@pytest.mark.parametrize("row", rows("qualitative"))
def test_word(row: Row) -> None:
    reading = parse(row["text"])
    assert reading.kind == Kind.QUALITATIVE
    assert (reading.text, reading.reason) == (row.get("word", row["text"]), "")
    assert needs_rewriting(row["text"]) == row.get("rewrite", False)
    assert propose(row["text"]) is None


@pytest.mark.parametrize("text", [None, *TABLE["blank"]])
def test_blank(text: str | None) -> None:
    assert parse(text).kind == Kind.BLANK
    assert plain(text) is None
    assert not needs_rewriting(text)
    assert propose(text) is None
