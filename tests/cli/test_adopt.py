"""`ziping score --adopt`: blanks get the computed mark, what an officer wrote is never touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Copy
from tests.cli.planting import Value, find, plant
from tests.cli.running import run, state
from ziping.package.cells import Cell
from ziping.workbook.layout import OVERALL
from ziping.workbook.opened import Opened

LAST = 13  # 办事群众满意度: 99% against 100%


def cell(path: Path, name: str, index: int = 0) -> Cell:
    return Opened(path).cell(OVERALL, *find(path, OVERALL, name, index))


def marks(path: Path) -> list[object]:
    return [cell(path, "declared_score", index).value for index in range(1, LAST + 1)]


def test_blank_marks_are_filled_and_given_ones_stay(copy: Copy) -> None:
    path = copy("suining")
    given = marks(path)
    plant(path, OVERALL, "declared_score", None, nth=1)
    plant(path, OVERALL, "declared_execution_score", None)
    ran = run("score", path, "--adopt")
    assert "填入得分 2 格，已有的得分没有改动" in ran.out
    assert marks(path) == given  # the computed mark of row 1 is the office's 10
    assert cell(path, "declared_execution_score").text == "9.99"


def test_without_adopt_no_mark_is_filled(copy: Copy) -> None:
    path = copy("suining")
    plant(path, OVERALL, "declared_score", None, nth=1)
    value = run("score", path, "--json").json
    assert cell(path, "declared_score", 1).kind == ""
    assert value["indicators"][0]["declared_score"] is None
    assert value["total"] == "97"  # the computed mark counts where the own one is blank


def test_a_drafted_reason_is_marked_and_does_not_silence_the_finding(copy: Copy) -> None:
    path = copy("suining")
    assert reason_findings(path)
    ran = run("score", path, "--adopt")
    assert "以“【草稿】”开头，请改写成实际原因并去掉这个标记" in ran.out
    assert cell(path, "deviation_reason", LAST).text.startswith("【草稿】")
    assert reason_findings(path), "a draft explains nothing"
    plant(path, OVERALL, "deviation_reason", "个别窗口排队时间长，已增设窗口。", nth=LAST)
    assert not reason_findings(path)
    run("score", path, "--adopt")
    assert cell(path, "deviation_reason", LAST).text == "个别窗口排队时间长，已增设窗口。"


def reason_findings(path: Path) -> list[str]:
    found = run("check", path, "--json").json["findings"]
    return [item["message"] for item in found if item["code"] == "ZP209"]


def test_twice_changes_nothing_more(copy: Copy, monkeypatch: pytest.MonkeyPatch) -> None:
    path = copy("suining")
    monkeypatch.setattr("ziping.tasks.score.strftime", lambda form: "2025-03-20 08:30")
    run("score", path, "--adopt")
    before = state(path.parent)
    ran = run("score", path, "--adopt")
    assert "填入得分 0 格" in ran.out and "没有改动" in ran.out
    assert state(path.parent) == before


KEPT: list[tuple[Value, str | None]] = [
    (7, None),
    (0, None),
    ("7", None),
    ("约7", None),
    (7, "3+4"),
    ("", 'IF(1,"")'),
    (None, "A1000"),
    (True, None),
]


@pytest.mark.parametrize(("value", "formula"), KEPT)
def test_whatever_stands_there_stays(copy: Copy, value: Value, formula: str | None) -> None:
    """A formula that shows nothing at the moment is the officer's all the same."""
    path = copy("suining")
    plant(path, OVERALL, "declared_score", value, formula=formula, nth=1)
    plant(path, OVERALL, "deviation_reason", "" if formula else "无", formula=formula, nth=LAST)
    before = [
        cell(path, name, i) for name, i in (("declared_score", 1), ("deviation_reason", LAST))
    ]
    run("score", path, "--adopt")
    after = [cell(path, name, i) for name, i in (("declared_score", 1), ("deviation_reason", LAST))]
    assert [(c.text, c.formula) for c in after] == [(c.text, c.formula) for c in before]
