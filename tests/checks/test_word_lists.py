"""The word lists: each names where its words come from, and is what the rest of the house says."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from ziping import checks
from ziping.checks.word_lists import LISTS, leftovers
from ziping.tasks.lists import lists
from ziping.word.figures import PLACEHOLDERS

FOLDER = Path(checks.__file__).parent
TABLES = [
    (name, key, table)
    for name in ("leftovers", "topics")
    for key, table in tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8")).items()
]


@pytest.mark.parametrize(("name", "key", "table"), TABLES, ids=lambda one: str(one)[:20])
def test_every_list_names_its_source(name: str, key: str, table: dict[str, object]) -> None:
    assert table["source"]


@pytest.mark.parametrize(("name", "key", "table"), TABLES, ids=lambda one: str(one)[:20])
def test_every_expression_can_be_read(name: str, key: str, table: dict[str, object]) -> None:
    for one in table.get("patterns", []):  # type: ignore[attr-defined]
        re.compile(one)


def test_the_placeholders_that_a_workbook_may_hold() -> None:
    assert set(leftovers("placeholders")["known"]["names"]) == set(PLACEHOLDERS)


def test_the_program_reads_what_the_toml_files_say() -> None:
    assert LISTS.read_text("utf-8") == lists(), "run python -m ziping.tasks.lists"
