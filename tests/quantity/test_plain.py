"""The plain grammar's edges, which the sheet's formulas share, and a number cell's text."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ziping.quantity import (
    LEADING_WORDS,
    UNIT_FORBIDDEN,
    UNIT_FORBIDDEN_START,
    Quantity,
    format,
    format_quantity,
    general_text,
    needs_rewriting,
    plain,
    plain_clean,
)


def test_clean_removes_blanks_anywhere() -> None:
    assert plain_clean(" ≥\u30003\u00a00\r\n\t ％") == "≥30%"
    assert plain_clean(None) == ""


@pytest.mark.parametrize("char", [*UNIT_FORBIDDEN])
def test_forbidden_character_in_unit(char: str) -> None:
    assert plain(f"30个{char}") is None
    assert plain(f"30个{char}件") is None


@pytest.mark.parametrize("char", [*UNIT_FORBIDDEN_START])
def test_forbidden_start_of_unit(char: str) -> None:
    assert plain(f"30万{char}件") is None
    assert plain(f"30个{char}件") is not None


@pytest.mark.parametrize(
    ("text", "readable"),
    [
        ("123456789012345", True),
        ("1234567890123456", False),
        ("1234567890123.5", True),
        ("12345678901234.5", False),
        ("1..5", False),
        (".5", False),
        ("5.", False),
        ("1.2.3", False),
        ("30甲乙丙丁戊己", True),
        ("30甲乙丙丁戊己七", False),
        ("30甲乙丙/年丁戊己", True),
        ("30%以上", False),
        ("30%%", False),
        ("30万%", False),
        ("≥", False),
        (">30", False),
        ("＝30", False),
        ("３０", False),
    ],
)
def test_edge(text: str, readable: bool) -> None:
    assert (plain(text) is not None) == readable
    assert needs_rewriting(text) != readable


@pytest.mark.parametrize("word", LEADING_WORDS)
def test_leading_word_is_held_back(word: str) -> None:
    assert needs_rewriting(word + "上年")
    assert not needs_rewriting("水平" + word + "上年")


def test_measures_decide_comparison() -> None:
    yearly, once = Quantity("≥", Decimal(4), "", "次/年"), Quantity("", Decimal(5), "", "次")
    percent = Quantity("", Decimal(5), "%", "")
    assert yearly.comparable(once)
    assert not percent.comparable(once)
    assert format is format_quantity


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Decimal("30"), "30"),
        (Decimal("30.50"), "30.5"),
        (Decimal("1E+3"), "1000"),
        (30.0, "30"),
        (0.1 + 0.2, "0.3"),
        (-0.5, "-0.5"),
        (-0.0, "0"),
        (0.00001, "0.00001"),
        (1 / 3, "0.333333333333333"),
        (123456789012345.0, "123456789012345"),
        (1e15, "1000000000000000"),
        (1e21, "1E+21"),
    ],
)
def test_general_text(number: Decimal | float, text: str) -> None:
    assert general_text(number) == text
