"""How far two texts are the same: exact on usual ones, bounded on endless ones."""

from __future__ import annotations

import pytest

from ziping.checks.likeness import LONGEST, SAME, core, likeness, squeezed

GOAL = "新建村级文化广场六个，惠及群众四千人，全部通过验收并交付使用"


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        (GOAL, GOAL, True),
        (GOAL, GOAL.replace("六", "七"), True),
        (GOAL, GOAL[:10], False),
        (GOAL, GOAL[::-1], False),
        ("", "", False),
    ],
)
def test_likeness(one: str, other: str, is_same: bool) -> None:
    assert (likeness(one, other) >= SAME) is is_same


def test_of_an_endless_text_the_beginning_is_compared() -> None:
    head = "".join(chr(0x4E00 + at % 3000) for at in range(LONGEST))
    tail = "".join(chr(0x5E00 + at) for at in range(200))
    assert likeness(head + tail, head + tail[::-1]) == 1.0
    assert likeness(tail + head, tail[::-1] + head) < 1.0


def test_what_does_not_matter_is_left_out() -> None:
    assert core("1、建成广场。\n（二） 验收 合格；") == "建成广场验收合格"
    assert squeezed("2023年 完成") == squeezed("2024年完成")
