"""The report in LibreOffice: pages, repeated heads, page numbers; and our own way to PDF."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.support import render
from tests.support.models import replace
from tests.support.office import Office
from tests.word import models
from ziping.errors import UnusableFileError, UnwritableError, ZipingError
from ziping.model import Project, SelfAssessment
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


def test_sixty_indicators_and_ten_projects_paginate(office: Office, tmp_path: Path) -> None:
    """Heads repeat, titles stand on top of their pages, no total stands alone."""
    projects = tuple(_long_project(rows) for rows in range(15, 25))
    given = replace(models.many(60), projects=projects)
    target = made(given, "junshan", tmp_path, office)
    texts = [render.text(target, page) for page in range(1, render.pages(target) + 1)]
    first = next(at for at, page in enumerate(texts) if page.split()[:2] == ["附件", "1"])
    forms = texts[first + 1 :]
    assert 20 <= len(forms) <= 26
    assert all("三级指标" in page and "二级指标" in page for page in forms)
    tops = [page.replace(" ", "").split()[0] for page in texts if "自评表\n" in page]
    assert [top for top in tops if top.startswith("附件3-")] == [f"附件3-{n}" for n in range(1, 11)]
    totals = [page for page in forms if "总分" in page]
    assert len(totals) == 11
    assert all(page.count("群众满意度") + page.count("长指标") >= 2 for page in totals)


def _long_project(count: int) -> Project:
    project = models.project(f"项目{count}", "100", "90")
    rows = project.form.indicators
    long = tuple(
        replace(rows[at % len(rows)], row=20 + at, name=models.text(f"长指标第{at}号"))
        for at in range(count)
    )
    return replace(project, form=replace(project.form, indicators=long))


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
