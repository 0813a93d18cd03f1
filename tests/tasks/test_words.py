"""The word list of the checks is what our command makes of jieba's dictionary, and reads right."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from ziping.checks import words
from ziping.checks.doubled import slips

MOST_BYTES = 600_000
CASES = Path(__file__).parents[1] / "cases" / "checks" / "doubled_characters.toml"
SENTENCES = tomllib.loads(CASES.read_text(encoding="utf-8"))


def test_the_list_is_made_of_the_dictionary() -> None:
    pytest.importorskip("jieba", reason="a development dependency: the source of the list")
    from ziping.tasks.words import word_list

    assert words.FILE.read_text(encoding="utf-8") == word_list()
    assert words.FILE.stat().st_size <= MOST_BYTES


def test_every_line_is_found() -> None:
    """They are looked for by halving: so they must stand in the order of their characters."""
    lines = words.FILE.read_text(encoding="utf-8").split("beginnings ")[1].split("\n")[1:-1]
    assert [line[0] for line in lines] == sorted({line[0] for line in lines})
    for line in (lines[0], lines[1], lines[len(lines) // 2], lines[-2], lines[-1]):
        assert all(words.word(line[0] + rest) for rest, _ in words._pairs(line[1:]))
    assert not words.is_word("endings") and not words.is_word("\uffff一")


def test_a_text_falls_into_words() -> None:
    said = [one.text for one in words.split("今年年初安排固定资产采购")]
    assert said == ["今年", "年初", "安排", "固定资产", "采购"]
    assert words.cost(words.split("今年年初")) < words.cost(words.split("年今初年"))
    assert words.word("固定资产") and words.is_word("资金")
    assert not words.is_word("金的") and not words.is_word("金")


@pytest.mark.parametrize("sentence", SENTENCES["right"]["sentences"])
def test_words_that_meet_are_no_slips(sentence: str) -> None:
    assert [sentence[one.at : one.at + 2 * one.size] for one in slips(sentence)] == []


@pytest.mark.parametrize("sentence", SENTENCES["wrong"]["sentences"])
def test_slips_are_found(sentence: str) -> None:
    assert [*slips(sentence)]
