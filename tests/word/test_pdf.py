"""The report in LibreOffice: pages, repeated heads, page numbers; and our own way to PDF."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.support import render
from tests.support.office import Office
from tests.word import models
from ziping.errors import UnusableFileError, UnwritableError, ZipingError
from ziping.model import SelfAssessment
from ziping.word import pdf, to_pdf, write_report


def made(assessment: SelfAssessment, pack: str, folder: Path, office: Office) -> Path:
    docx, target = folder / "report.docx", folder / "report.pdf"
    write_report(models.scored(assessment, pack), docx)
    office.run(docx, pdf=target)
    return target


def test_suining_pages(office: Office, tmp_path: Path) -> None:
    target = made(models.suining(), "suining", tmp_path, office)
    assert 5 <= render.pages(target) <= 7
    assert "A4" in render.page_size(target)
    assert "—1—" in render.text(target, 1).replace(" ", "")
    assert "2024" in render.text(target, 1) and "绥宁县数据局" in render.text(target, 1)


def test_junshan_cover_has_no_page_number(office: Office, tmp_path: Path) -> None:
    target = made(models.junshan(), "junshan", tmp_path, office)
    assert "—" not in render.text(target, 1)
    assert "—1—" in render.text(target, 2).replace(" ", "")
    assert "附件3-2" in render.text(target).replace(" ", "")


def test_heads_repeat_on_each_page(office: Office, tmp_path: Path) -> None:
    target = made(models.many(60), "suining", tmp_path, office)
    texts = [render.text(target, page) for page in range(1, render.pages(target) + 1)]
    assert sum("三级指标" in page and "二级指标" in page for page in texts) >= 3


def test_own_conversion(office: Office, tmp_path: Path) -> None:
    docx, target = tmp_path / "-报告 1.docx", tmp_path / "报告.pdf"
    write_report(models.scored(models.suining()), docx)
    to_pdf(docx, target)
    assert target.read_bytes()[:5] == b"%PDF-"
    with pytest.raises(UnwritableError):
        to_pdf(docx, target, overwrite=False)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["-报告 1.docx", "报告.pdf"]


def test_a_slow_conversion_is_ended(office: Office, tmp_path: Path) -> None:
    docx = tmp_path / "a.docx"
    write_report(models.scored(models.suining()), docx)
    with pytest.raises(ZipingError, match="没有转完"):
        to_pdf(docx, tmp_path / "a.pdf", timeout=0.01)
    assert not (tmp_path / "a.pdf").exists()


def test_without_libreoffice_it_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setattr("ziping.word.libreoffice.USUAL", ())
    with pytest.raises(ZipingError, match="请安装 LibreOffice，或用 Word/WPS"):
        to_pdf(tmp_path / "a.docx", tmp_path / "a.pdf")


def test_a_missing_report_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "find_office", lambda: Path("soffice"))
    with pytest.raises(UnusableFileError, match=r"none\.docx"):
        to_pdf(tmp_path / "none.docx", tmp_path / "a.pdf")
