"""`ziping export`: what is sent out holds no macro, no button and no function that others lack."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest

from ziping.cli import main
from ziping.workbook.read import read_workbook

MACROS = Path(__file__).parents[2] / "workbooks" / "绩效自评工作簿.xlsm"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return Path(shutil.copyfile(MACROS, tmp_path / "自评.xlsm"))


def test_what_goes_out(book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target, before = tmp_path / "发出.xlsx", book.read_bytes()
    assert main(["export", str(book), "-o", str(target)]) == 0
    assert "不含宏和按钮" in capsys.readouterr().out
    assert book.read_bytes() == before
    read = read_workbook(target)
    assert not read.assessment.file.active_content
    with zipfile.ZipFile(target) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert not [name for name in parts if "vba" in name.lower() or "drawing" in name.lower()]
    assert not [name for name, part in parts.items() if b"ZP_" in part or b"macro" in part.lower()]


@pytest.mark.parametrize("name", ["发出.xlsm", "有了.xlsx"])
def test_refused(book: Path, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / name
    (tmp_path / "有了.xlsx").write_text("mine")
    assert main(["export", str(book), "-o", str(target)]) == 2
    assert "改法：" in capsys.readouterr().err
    assert (tmp_path / "有了.xlsx").read_text() == "mine"
    assert not (tmp_path / "发出.xlsm").exists()
