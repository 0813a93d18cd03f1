"""What the pages for officers say of buttons and of the doctor is what the program has."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.excel.machine import PACKED, fresh
from ziping.excel.addin import spots
from ziping.excel.addin.doctor import diagnose
from ziping.excel.addin.install import install
from ziping.excel.names import ACTIONS, XLWINGS
from ziping.excel.places import REGISTRY_KEY
from ziping.excel.stubs import dll_name

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGE, LIST = DOCS / "excel.md", DOCS / "first-try-on-windows.md"


def test_every_button_is_on_the_page() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for action in ACTIONS:
        assert f"| {action.label} | {action.hint} |" in page


def test_every_row_of_the_doctor_is_on_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ziping.xlam").write_bytes(PACKED)
    monkeypatch.setattr(spots, "PACKED", (tmp_path / "ziping.xlam",))
    machine = fresh()
    install(machine)
    machine.put_file(r"D:\甲.xlsx")
    shown = [row.name for row in diagnose(machine, Path(r"D:\甲.xlsx"))]
    table = PAGE.read_text(encoding="utf-8").partition("| 项目 | 查什么 |")[2]
    assert re.findall(r"^\| ([^|]+) \|", table.partition("\n\n")[0], re.MULTILINE) == shown


def test_the_functions_and_the_doctor_mean_the_same_xlwings() -> None:
    assert f'"xlwings=={XLWINGS}"' in (DOCS.parent / "pyproject.toml").read_text(encoding="utf-8")
    assert [dll_name(bits) for bits in (64, 32)] == [
        f"xlwings{bits}-{XLWINGS}.dll" for bits in (64, 32)
    ]


def test_the_place_of_the_record_is_on_the_page() -> None:
    assert REGISTRY_KEY in PAGE.read_text(encoding="utf-8")


def test_the_boxes_of_the_list_are_counted_through() -> None:
    text = LIST.read_text(encoding="utf-8")
    numbers = [int(number) for number in re.findall(r"^\| □ (\d+) \|", text, re.MULTILINE)]
    assert numbers == list(range(1, len(numbers) + 1)) and len(numbers) > 50


@pytest.mark.parametrize("path", [PAGE, LIST], ids=lambda path: path.name)
def test_both_say_that_real_excel_was_not_tried(path: Path) -> None:
    assert re.search(r"没有在真正的 Excel、WPS 和 Windows 上试过", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", [PAGE, LIST], ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)", path.read_text(encoding="utf-8")):
        assert (DOCS / target).is_file(), target
