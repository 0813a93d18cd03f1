"""Addresses and file names, without a program."""

from __future__ import annotations

import pytest

from ziping.excel.libreoffice import address, files
from ziping.excel.libreoffice.address import Block


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("A1", (1, 1, 1, 1)),
        ("$B$12", (12, 2, 12, 2)),
        ("c3:A1", (1, 1, 3, 3)),
        ("A:C", (1, 1, 1_048_576, 3)),
        ("2:4", (2, 1, 4, 16_384)),
        ("XFD1048576", (1_048_576, 16_384, 1_048_576, 16_384)),
    ],
)
def test_addresses_are_read(text: str, block: tuple[int, int, int, int]) -> None:
    assert address.parsed(text) == Block(*block)


@pytest.mark.parametrize(
    "text",
    ["", "A", "1", "A0", "zp_total", "XFE1", "A1048577", "A1:", "A:1", "A1:B", "表!A1", "ＡＢ1"],
)
def test_what_is_no_address(text: str) -> None:
    assert address.parsed(text) is None


def test_addresses_are_written() -> None:
    assert address.spelled(Block(1, 1, 1, 1)) == "$A$1"
    assert address.spelled(Block(2, 27, 3, 703)) == "$AA$2:$AAA$3"
    assert address.spelled(Block(2, 1, 3, 2), False, False) == "A2:B3"
    assert address.quoted("it's") == "'it''s'"


@pytest.mark.parametrize(
    "path", ["/a b/绩效%25#&.xlsx", "/100%.xlsx", "/\udcffx.xlsx", "/a?b;c.xlsx"]
)
def test_a_path_and_its_address(path: str) -> None:
    assert files.system_path(files.url(path)) == path


def test_an_address_on_the_net_stays() -> None:
    assert files.system_path("https://example.org/a%20b.xlsx") == "https://example.org/a%20b.xlsx"
    assert files.base_name("https://example.org/x/a.xlsx") == "a.xlsx"
