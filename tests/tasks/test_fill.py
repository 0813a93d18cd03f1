"""Figures out of exported tables: every layout that we know, and everything that is not taken."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.tasks.fill_files import save_grid, save_workbook
from ziping.errors import ZipingError
from ziping.tasks.create import create_sample
from ziping.tasks.fill import figures
from ziping.tasks.fill.plain import plain_label
from ziping.tasks.fill.plan import changes_of
from ziping.tasks.fill.shapes import Asked, Filling
from ziping.tasks.fill.words import LABELS
from ziping.workbook.read import ReadFile, read_workbook

CASES = Path(__file__).parents[1] / "cases" / "fill"


def cases() -> Iterator[Any]:
    for file in sorted(CASES.glob("*.toml")):
        listed = tomllib.loads(file.read_text(encoding="utf-8"))["case"]
        for number, case in enumerate(listed, 1):
            yield pytest.param(case, id=f"{file.stem}-{number}")


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> ReadFile:
    return read_workbook(save_workbook(tmp_path_factory.mktemp("fill")))


@pytest.mark.parametrize("case", list(cases()))
def test_case(workbook: ReadFile, case: dict[str, Any], tmp_path: Path) -> None:
    export = save_grid(tmp_path / "导出.xlsx", case["grid"])
    asked = Asked(case.get("money", ""), case.get("unit", ""))
    if "error" in case:
        with pytest.raises(ZipingError) as caught:
            changes_of(workbook, export, asked)
        assert case["error"] in caught.value.problem
        return
    found = changes_of(workbook, export, asked)
    assert taken(found) == {key: Decimal(value) for key, value in case["takes"].items()}
    assert [one.label for one in found.conflicts] == case.get("conflicts", [])
    assert {one.label: one.suggestion for one in found.unknown} == case.get("unknown", {})
    assert [one.label for one in found.unreadable] == case.get("unreadable", [])
    assert [one.label for one in found.unclear] == case.get("unclear", [])
    told = "；".join(found.notes)
    for key in ("noted", "counted"):
        assert case.get(key, "") in told, told


def taken(found: Filling) -> dict[str, Decimal]:
    return {change.label: change.new for change in found.changes}


def test_figures_of_several_sheets_are_compared(workbook: ReadFile, tmp_path: Path) -> None:
    first = "2024年决算（单位：万元）\n项目 | 决算数\n公务接待费 | 1.5\n公车购置 | 2"
    second = "2024年三公经费（单位：元）\n项目 | 决算数\n公务接待费 | 16000\n公车购置 | 20000"
    found = changes_of(workbook, save_grid(tmp_path / "导出.xlsx", first, second))
    assert taken(found) == {"公车购置·本年决算数": Decimal(2)}
    (conflict,) = found.conflicts
    assert [str(source) for source, _ in conflict.offers] == [
        "表1 B3（1.5万元）",
        "表2 B3（16000元）",
    ]


def test_what_is_hidden_is_not_read(workbook: ReadFile, tmp_path: Path) -> None:
    grid = "单位：万元\n项目 | 决算数\n公务接待费 | 1.5\n公车购置 | 2"
    path = save_grid(tmp_path / "导出.xlsx", grid, grid.replace("1.5", "9"))
    book = openpyxl.load_workbook(path)
    book["表1"].row_dimensions[4].hidden = True
    book["表2"].sheet_state = "hidden"
    book.save(path)
    found = changes_of(workbook, path)
    assert taken(found) == {"公务接待·本年决算数": Decimal("1.5")}
    assert any("表“表2”是隐藏的" in note for note in found.notes)
    assert any("表“表1”有 1 行是隐藏的" in note for note in found.notes)


def test_the_budget_that_income_stands_for_is_the_packs(tmp_path: Path) -> None:
    """Junshan's 按收入性质分 is the adjusted budget, Suining's what was spent."""
    path = tmp_path / "君山.xlsx"
    create_sample("君山区数据局_2024", path)
    grid = (
        "单位：万元\n项目 | 全年预算数 | 决算数\n一般公共预算收入 | 11 | 12\n本年收入合计 | 13 | 14"
    )
    found = changes_of(read_workbook(path), save_grid(tmp_path / "导出.xlsx", grid))
    assert taken(found) == {
        "按收入性质分": Decimal(13),
        "按收入性质分·一般公共预算": Decimal(11),
    }


def test_every_label_is_told_once() -> None:
    """A label in two groups would be read as the later of them."""
    table = tomllib.loads(LABELS.read_text(encoding="utf-8"))
    groups = {**table["measures"], **table["words"]}
    groups |= {key: item["labels"] for key, item in table["items"].items()}
    cores = [plain_label(label).core for labels in groups.values() for label in set(labels)]
    owners: dict[str, set[str]] = {}
    for key, labels in groups.items():
        for label in labels:
            owners.setdefault(plain_label(label).core, set()).add(key)
    assert cores and {core: keys for core, keys in owners.items() if len(keys) > 1} == {}


LABELS_READ = [
    ("　（一）2024年“三公”经费决算数（万元）：", "三公经费决算数", 10_000, (2024,)),
    ("30217 公务接待费", "公务接待费", 0, ()),
    ("其中：1.因公出国（境）费用", "因公出国境费用", 0, ()),
    ("全年预算数(A)", "全年预算数", 0, ()),
    ("１．５万元以上", "15万元以上", 0, ()),
    ("２０２４年度", "", 0, (2024,)),
    ("决算数（单位：元）", "决算数", 1, ()),
    ("执行数/千元", "执行数", 1_000, ()),
]


@pytest.mark.parametrize(("text", "core", "money", "years"), LABELS_READ)
def test_a_label_is_made_plain(text: str, core: str, money: int, years: tuple[int, ...]) -> None:
    label = plain_label(text)
    assert (label.core, label.money, label.years) == (core, money, years)


def test_a_sheet_of_too_many_cells_is_told(
    workbook: ReadFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(figures, "MOST_CELLS", 5)
    grid = "单位：万元\n项目 | 决算数\n公务接待费 | 1.5"
    more = f"{grid}\n公车购置 | 2"
    found = changes_of(workbook, save_grid(tmp_path / "导出.xlsx", grid, more))
    assert taken(found) == {"公务接待·本年决算数": Decimal("1.5")}
    assert any("表“表2”格子太多，没有读" in note for note in found.notes)
