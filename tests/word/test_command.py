"""`ziping report`: what it prints of corrections and gaps, its options, and its page of help."""

from __future__ import annotations

import zipfile
from decimal import Decimal
from pathlib import Path
from shutil import copyfile

import pytest

from tests.cli.planting import plant
from tests.cli.running import run
from ziping.word.figures import PLACEHOLDERS
from ziping.workbook.layout import OVERALL

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "workbooks" / "samples" / "君山区数据局_2024.xlsx"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    copied = Path(copyfile(SAMPLE, tmp_path / "自评.xlsx"))
    plant(copied, OVERALL, "declared_rate", Decimal("0.5"))
    return copied


def printed(report: Path) -> str:
    with zipfile.ZipFile(report) as package:
        return package.read("word/document.xml").decode()


def test_what_was_put_right_is_listed(book: Path) -> None:
    target = book.with_name("报告.docx")
    listed = run("report", book, "-o", target).out
    assert "执行率：单位填 50.00%，报告按 " in listed
    assert "整体自评表 " in listed and "--as-declared" in listed
    assert ">50.00%<" not in printed(target)


def test_json_has_the_same_as_values(book: Path) -> None:
    target = book.with_name("报告.docx")
    made = run("report", book, "-o", target, "--json").json
    told = {"gaps", "corrections", "findings", "unprinted", "outgrown", "awaiting"}
    assert set(made) == {"target", "pdf", "kept", *told}
    rate = next(one for one in made["corrections"] if one["label"] == "执行率")
    assert rate["declared"] == "50.00%" and rate["place"].startswith("整体自评表 ")
    assert made["target"] == str(target) and made["findings"] > 0


def test_as_declared_prints_the_offices_own(book: Path) -> None:
    target = book.with_name("报告.docx")
    ran = run("report", book, "-o", target, "--as-declared")
    assert "报告按" not in ran.out
    assert printed(target).count(">50.00%<") == 2  # in the prose and in the form


def test_a_template_is_asked_for_by_name(book: Path) -> None:
    target, template = book.with_name("报告.docx"), book.with_name("模板.toml")
    template.write_text('[[section]]\nkey = "basic_expenditure"\ntemplate = "{工资}"', "utf-8")
    ran = run("report", book, "-o", target, "--template", template)
    assert ran.code == 2 and "第 1 个字：不认识的占位符“{工资}”" in ran.err
    assert not target.exists()
    template.write_text(
        '[[section]]\nkey = "basic_expenditure"\ntemplate = "基本支出如表。"', "utf-8"
    )
    assert run("report", book, "-o", target, "--template", template).code in (0, 1)
    assert "基本支出如表。" in printed(target)


def test_every_placeholder_is_told_in_the_docs() -> None:
    told = (ROOT / "docs" / "report.md").read_text(encoding="utf-8")
    for word, key in PLACEHOLDERS.items():
        assert f"| `{{{word}}}` | {key} |" in told
