"""Names out of somebody's data as names of files."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ziping.package.filename import UNNAMED, clean_name

# what the data say → the name
NAMES = [
    ("甲县水利局_2025年度_绩效自评_v3", "甲县水利局_2025年度_绩效自评_v3"),
    ("甲县水利局（本级）.xlsx", "甲县水利局（本级）.xlsx"),
    ("", UNNAMED),
    ("  \t　", UNNAMED),
    (".", UNNAMED),
    ("..", UNNAMED),
    (". . .", UNNAMED),
    ("../../etc/passwd", "_._etc_passwd"),
    ("..\\..\\甲局", "_._甲局"),
    ('C:\\甲局?*<b>|"x"', "C__甲局___b___x_"),
    (".隐藏", "隐藏"),
    ("甲局. . ", "甲局"),
    ("甲局\r\n乙局\x00\x07", "甲局 乙局"),
    ("甲局\u202excod.exe", "甲局xcod.exe"),
    ("\ufeff甲\u200b局\u2066", "甲局"),
    ("甲　　局", "甲 局"),
    ("CON", "_CON"),
    ("nul.txt", "_nul.txt"),
    ("Aux .xlsx", "_Aux.xlsx"),
    ("lpt1.tar.gz", "_lpt1.tar.gz"),
    ("COM¹", "_COM¹"),
    ("CONTRACT", "CONTRACT"),
    ("com10", "com10"),
    ("\ud800甲局\udfff", "甲局"),
    ("甲局\uffff", "甲局"),
    ("㐂㙍\U00031350局", "㐂㙍\U00031350局"),
    ("e\u0301", "é"),
]


@pytest.mark.parametrize(("text", "name"), NAMES)
def test_what_a_file_may_be_called(text: str, name: str) -> None:
    assert clean_name(text) == name


def test_long_names_are_cut_and_keep_their_ending() -> None:
    assert clean_name("甲" * 300 + ".xlsx", longest=20) == "甲" * 15 + ".xlsx"
    assert len(clean_name("甲" * 300)) <= 80
    assert len(clean_name("甲" * 300, longest=500).encode()) < 200
    assert clean_name("甲" * 300 + ".xlsx", longest=500).endswith("甲.xlsx")


@given(st.text(max_size=120), st.integers(5, 120))
def test_every_text_becomes_one_name(text: str, longest: int) -> None:
    name = clean_name(text, longest=longest)
    assert 0 < len(name) <= longest and len(name.encode()) < 200
    assert not set(name) & set('<>:"/\\|?*\0') and name == name.strip(" .")
    assert clean_name(name, longest=longest) == name


@pytest.mark.parametrize("text", [text for text, _ in NAMES])
def test_the_name_can_be_made_here(tmp_path: Path, text: str) -> None:
    (tmp_path / clean_name(text)).write_bytes(b"")
    assert [at.name for at in tmp_path.iterdir()] == [clean_name(text)]
