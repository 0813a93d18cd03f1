"""What the tamper report says of each change in tests/cases/tampering.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from ziping import rules
from ziping.package.gate import open_package
from ziping.package.patch import CellEdit
from ziping.package.refs import parse_cell
from ziping.package.rewrite import write_new
from ziping.tasks.create import create, create_sample
from ziping.workbook.build.samples import SAMPLES
from ziping.workbook.layout import LAYOUT_VERSION
from ziping.workbook.read import read_workbook
from ziping.workbook.tampering import TemplateChange, changes_of, pack_note
from ziping.workbook.tampering.stored import stored_template
from ziping.workbook.tampering.template import build_template
from ziping.workbook.write import SheetEdit, patched_parts

CASES = tomllib.loads(
    (Path(__file__).parent.parent / "cases" / "tampering.toml").read_text(encoding="utf-8"),
    parse_float=Decimal,
)["case"]
Case = Mapping[str, Any]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "样本.xlsx"
    create_sample(SAMPLES[0], path)
    return path


def changes(path: Path) -> list[TemplateChange]:
    read = read_workbook(path)
    return changes_of(read.opened, read.pack)


def tampered(sample: Path, case: Case, target: Path) -> Path:
    """The sample with the case's change in it."""
    opened = read_workbook(sample).opened
    parts = {name: opened.package.read(name) for name in opened.package.names()}
    parts |= patched_parts(opened, [_edit(*given) for given in case.get("set", ())])
    if "clear" in case:
        sheet, row, columns = case["clear"]
        parts |= patched_parts(opened, [_edit(sheet, f"{col}{row}", "") for col in columns])
    if "replace" in case:
        part, old, new = case["replace"]
        assert parts[part].count(old.encode()) >= 1, old
        parts[part] = parts[part].replace(old.encode(), new.encode(), 1)
    write_new(list(parts.items()), target, overwrite=False)
    return target


def _edit(sheet: str, cell: str, value: Any) -> SheetEdit:
    row, col = parse_cell(cell)
    if isinstance(value, str) and value.startswith("="):
        return SheetEdit(sheet, CellEdit(row, col, 10, value))
    return SheetEdit(sheet, CellEdit(row, col, value if value != "" else None))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_change_is_told(sample: Path, tmp_path: Path, case: Case) -> None:
    found = changes(tampered(sample, case, tmp_path / "退回.xlsx"))
    expected = case["expect"]
    assert len(found) == case.get("count", len(expected)), found
    for change, (kind, sheet, cell, grave, wanted, shown) in zip(found, expected, strict=False):
        assert (change.kind, *change.place, change.grave) == (kind, sheet, cell, grave)
        assert change.expected.startswith(wanted), change
        assert change.found.startswith(shown), change
        assert change.label


def test_unusual_spelling_is_read_alike(sample: Path, tmp_path: Path) -> None:
    """A sheet part with a comment in it goes through the tree: same changes, none without."""
    note = ["xl/worksheets/sheet4.xml", "<sheetData>", "<!-- x --><sheetData>"]
    assert changes(tampered(sample, {"replace": note}, tmp_path / "原样.xlsx")) == []
    typed = {"replace": note, "set": [["整体自评表", "O20", 5], ["整体自评表", "N8", "=100"]]}
    found = changes(tampered(sample, typed, tmp_path / "改动.xlsx"))
    assert [(one.kind, one.place.cell) for one in found] == [("formula", "N8"), ("formula", "O20")]


@pytest.mark.parametrize(
    ("name", "rolled"), [*((name, False) for name in rules.names()), ("national", True)]
)
def test_stored_templates_are_those_that_are_built(name: str, rolled: bool) -> None:
    """Rebuilt by `python -m ziping.tasks.build`."""
    pack = rules.load(name)
    stored = stored_template(LAYOUT_VERSION, pack, rolled=rolled)
    assert stored == build_template(pack, rolled)


def test_pack_from_elsewhere_is_no_change_and_compared_with_itself(tmp_path: Path) -> None:
    own = tmp_path / "本县.toml"
    text = (rules.loader.PACKS / "suining.toml").read_text(encoding="utf-8")
    own.write_text(text.replace('name = "suining"', 'name = "本县"'), encoding="utf-8")
    pack = rules.load(str(own), 2024)
    create(pack, {"unit": {"name": "甲县水利局", "year": 2024}}, tmp_path / "一.xlsx")
    assert changes(tmp_path / "一.xlsx") == []
    assert pack_note(pack).startswith("规则包“本县”是文件自带的")
    typed = tampered(tmp_path / "一.xlsx", {"set": [["规则", "B5", 20]]}, tmp_path / "二.xlsx")
    graves = [(one.place.cell, one.found) for one in changes(typed) if one.grave]
    assert graves == [("B5", "20")]


def test_pack_of_another_version_is_no_tampering(tmp_path: Path) -> None:
    texts = [text.replace('version = "2026.1"', 'version = "2020.1"') for text in
             rules.read_texts("suining")]  # fmt: skip
    create(rules.parse(texts, 2024), {}, tmp_path / "旧版.xlsx")
    (only,) = changes(tmp_path / "旧版.xlsx")
    assert (only.kind, only.grave) == ("rule", False)
    assert only.found.startswith("suining 2020.1 版")


def test_no_file_is_touched(sample: Path) -> None:
    before = sample.read_bytes()
    changes(sample)
    assert sample.read_bytes() == before
    assert open_package(sample).path == sample
