"""Names that lead what a click writes to somewhere else: refused, and nothing is overwritten."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

from tests.cli.conftest import Copy
from ziping.cli import main

BOOK = "xl/workbook.xml"
CASES = (
    ("zp_result_summary", "'整体自评表'!$E$19"),
    ("zp_result_code", "'整体自评表'!$E$14:$E$40"),
    ("zp_checked_at", "'基本情况'!$B$4"),
    ("zp_count_errors", "'规则'!$B$5"),
    ("zp_basis", "'整体自评表'!$E$13:$E$74"),
    ("zp_check_basis", "'整体自评表'!$H$14:$H$21"),
    ("zp_subtotal_basis", "'整体自评表'!$B$11"),
    ("zp_basis", "'基础数据表'!$R$13:$R$74"),
)


def mislead(path: Path, name: str, target: str) -> None:
    """The first name of this spelling leads elsewhere."""
    with zipfile.ZipFile(path) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    pattern = rf'(<definedName name="{name}"[^>]*>)[^<]*<'
    changed, count = re.subn(pattern, rf"\g<1>{target}<", parts[BOOK].decode(), count=1)
    assert count == 1
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for one, content in (parts | {BOOK: changed.encode()}).items():
            archive.writestr(one, content)


@pytest.mark.parametrize(("name", "target"), CASES)
def test_refused(copy: Copy, name: str, target: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = copy("suining")
    mislead(path, name, target)
    before = path.read_bytes()
    assert main(["score", str(path)]) == 2
    said = capsys.readouterr().err
    assert name in said and "改法：" in said
    assert path.read_bytes() == before
    assert not path.with_name(path.name + ".bak").exists()


def test_a_name_that_moved_on_its_own_sheet(copy: Copy) -> None:
    """A cell that was moved by hand is still written to."""
    path = copy("suining")
    mislead(path, "zp_checked_at", "'首页'!$B$30")
    assert main(["score", str(path)]) in (0, 1)
