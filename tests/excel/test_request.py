"""The command line of a button: a name in hexadecimal digits survives any shell and code page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ziping.errors import ZipingError
from ziping.excel.request import Request, encoded, parse


@pytest.mark.parametrize(
    "name",
    [
        r"D:\自评 2024\某局 \"引号\" & %PATH% (1).xlsm",
        "/home/某 人/自评'; rm -rf &.xlsx",
        "",
        "😀.xlsx",
        "\ud800.xlsx",
    ],
)
def test_a_name_there_and_back(name: str) -> None:
    words = ["score", "1234", encoded(name)]
    assert all(word.isascii() and " " not in word for word in words)
    assert parse(words) == Request("score", 1234, name)


@given(st.text(alphabet=st.characters()))
def test_any_name_there_and_back(name: str) -> None:
    assert parse(["check", "0", encoded(name)]).full_name == name


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["score"],
        ["score", "0"],
        ["score", "0", "4E2"],
        ["score", "0", "4E2D 6587"],
        ["score", "-1", "4E2D"],
        ["score", "x", "4E2D"],
        ["score", "0", "ZZZZ"],
        ["score", "0", "4E2D", "more"],
    ],
)
def test_what_is_no_call_of_ours(arguments: list[str]) -> None:
    with pytest.raises(ZipingError, match="读不懂"):
        parse(arguments)
