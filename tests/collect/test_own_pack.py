"""A county with a rule pack of its own: its workbooks, its reports, and what goes back of them."""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.cli.running import run
from ziping import rules
from ziping.collect.gather import Request, gather
from ziping.collect.journal import Journal, journal_path
from ziping.collect.read import read_job
from ziping.collect.returning_package import Request as Returning
from ziping.collect.returning_round import return_round
from ziping.errors import UnusableFileError, ZipingError
from ziping.rules import RulePack
from ziping.tasks.beside import Beside
from ziping.tasks.check import check_file
from ziping.tasks.create import create
from ziping.tasks.packing.altered import alterations
from ziping.tasks.report import report_file
from ziping.word.reading.report import read_report
from ziping.workbook.build.samples import DEMO, FOLDER
from ziping.workbook.read import read_workbook
from ziping.workbook.tampering import TemplateChange, changes_of

NAME, UNIT = "某县", "某县水利局"
NO_COUNTY = "看不出这份报告用哪个县的规则"


class County(NamedTuple):
    """The pack, a workbook of it, its Word report, and the report of the year before."""

    rules: Path
    book: Path
    report: Path
    before: Path


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> County:
    folder = tmp_path_factory.mktemp("某县")
    own = folder / "我县.toml"
    text = (rules.loader.PACKS / "suining.toml").read_text(encoding="utf-8")
    own.write_text(text.replace("suining", NAME).replace("绥宁", "某"), encoding="utf-8")
    told = (FOLDER / f"{DEMO}.toml").read_text(encoding="utf-8")
    made = {year: folder / f"{UNIT}_{year}.xlsx" for year in (2024, 2023)}
    for year, path in made.items():
        data = tomllib.loads(told.replace("绥宁", "某"), parse_float=Decimal)
        data["unit"] |= {"name": UNIT, "year": year}
        create(rules.load(str(own), year), data, path)
        report_file(path, path.with_suffix(".docx"))
    return County(own, made[2024], *(path.with_suffix(".docx") for path in made.values()))


def test_files_beside_are_read_under_the_pack_of_the_workbook(county: County) -> None:
    given = {"path": county.book, "report": county.report, "last_year": county.before}
    told = read_job({key: str(path) for key, path in given.items()})
    assert (told["rules"], told["refused"]) == (NAME, {})
    done = check_file(county.book, Beside(county.report, county.before))
    assert done.scored.beside is not None and done.scored.last_year is not None
    assert (done.scored.beside.rules, done.scored.last_year.rules) == (NAME, NAME)


def test_last_year_is_read_under_the_values_of_its_year(county: County) -> None:
    text, rule = (
        county.rules.read_text(encoding="utf-8"),
        '{ value = "actual_expenditure", from = 2023',
    )
    new = '{ value = "adjusted_budget", from = 2024, source = "通知", status = "confirmed" }'
    start = text.index(rule)
    end = text.index("\n", start)
    dated = f"{text[:start]}[{text[start:end]}, {new}]{text[end:]}"
    pack = rules.parse((*rules.read_texts("national"), dated), 2024)
    found = [read_report(path, pack).pack for path in (county.report, county.before)]
    assert [one.year for one in found] == [2024, 2023]
    basis = [one.value("income.basis") for one in found]
    assert basis == ["adjusted_budget", "actual_expenditure"]


@pytest.mark.parametrize("key", ["report", "last_year"])
@pytest.mark.parametrize("told_of", ["", "另一处.docx"])
def test_whatever_is_wrong_beside_the_workbook_is_read(
    county: County, monkeypatch: pytest.MonkeyPatch, key: str, told_of: str
) -> None:
    """Also where the error names no file, or a copy of it in our format."""

    def fail(*_: object) -> None:
        error = UnusableFileError(told_of, "看不懂", "请核对")
        raise error if told_of else ZipingError("看不懂", "请核对")

    monkeypatch.setattr("ziping.tasks.importing.read_report", fail)
    told = read_job({"path": str(county.book), key: str(county.report)})
    assert (told["unit"], told["refused"]) == (UNIT, {key: ["看不懂", "请核对"]})


def test_bare_report_needs_the_rules_file(county: County) -> None:
    with pytest.raises(ZipingError, match=NO_COUNTY) as caught:
        read_job({"path": str(county.report)})
    assert "--rules 我县.toml" in caught.value.remedy
    told = read_job({"path": str(county.report), "rules": str(county.rules)})
    assert (told["rules"], told["unit"]) == (NAME, UNIT)


def test_bare_report_is_returned_under_the_rules_that_collect_was_given(
    county: County, tmp_path: Path
) -> None:
    own, box, rollup = tmp_path / "我县.toml", tmp_path / "收到", tmp_path / "汇总.xlsx"
    own.write_bytes(county.rules.read_bytes())
    box.mkdir()
    (box / f"{UNIT}.docx").write_bytes(county.report.read_bytes())
    done = gather(Request((box,), rollup, workers=1, rules=str(own)))
    assert done.summary["unreadable"] == [] and done.summary["counted"] == 1
    again = gather(Request((box,), rollup, workers=1, rules=str(own)))
    assert not again.is_written
    own.write_text(own.read_text(encoding="utf-8") + "\n# 改过\n", encoding="utf-8")
    assert gather(Request((box,), rollup, workers=1, rules=str(own))).read == 1
    own.unlink()
    asked = Returning(rollup, tmp_path / "退回", date(2025, 4, 2), only=(UNIT,), workers=1)
    back = return_round(asked)
    assert (back.failed, [one.office.name for one in back.made]) == ((), [UNIT])
    with Journal(journal_path(rollup)) as journal:
        journal.set_settings(journal.settings()._replace(rules=()))
    (failed,) = return_round(asked._replace(again=True)).failed
    assert NAME in failed.problem and "ziping collect" in failed.remedy


def test_pack_of_its_own_is_no_change(county: County) -> None:
    assert changes(county.book) == []
    done = check_file(county.book)
    assert list(alterations(done.read, done.report)) == []
    assert read_job({"path": str(county.book)})["changes"] == []
    ran = run("tamper", county.book)
    assert ran.code == 0 and "没有改动" in ran.out and "0 处" not in ran.out
    (note,) = ran.out.splitlines()[1:]
    assert note.startswith("说明：") and NAME in note and "--rules" in note
    told = run("tamper", county.book, "--json").json
    assert (told["changed"], told["changes"], NAME in told["note"]) == (0, [], True)


def changes(book: Path, issued: RulePack | None = None) -> list[TemplateChange]:
    read = read_workbook(book)
    return changes_of(read.opened, read.pack, issued)


def test_rules_file_that_was_issued_is_known(county: County, tmp_path: Path) -> None:
    ran = run("tamper", county.book, "--rules", county.rules)
    assert ran.code == 0 and len(ran.out.splitlines()) == 1
    other = tmp_path / "我县.toml"
    text = county.rules.read_text(encoding="utf-8")
    basis, new = '{ value = "actual_expenditure"', '{ value = "adjusted_budget"'
    assert basis in text
    other.write_text(text.replace(basis, new), encoding="utf-8")
    (change,) = [one for one in changes(county.book, rules.load(str(other))) if "包" in one.label]
    assert (change.label, change.expected) == ("规则包 income.basis", "adjusted_budget")
    assert change.grave
    told = read_job({"path": str(county.book), "rules": str(other)})["changes"]
    assert [one[2] for one in told if "包" in one[2]] == ["规则包 income.basis"]
    assert run("tamper", county.book, "--rules", other).code == 1


def test_rules_file_of_another_version_or_name(county: County, tmp_path: Path) -> None:
    """Told, for the bureau says what it sent; nobody is accused of it."""
    text = county.rules.read_text(encoding="utf-8")
    for new, old in (
        ('version = "9"', 'version = "2026.1"'),
        ('name = "邻县"', f'name = "{NAME}"'),
    ):
        assert old in text
        issued = rules.parse((*rules.read_texts("national"), text.replace(old, new)))
        (change,) = changes(county.book, issued)
        assert not change.grave and change.expected.startswith("规则文件是")


WRONG = [
    (("collect", "x", "-o", "y.xlsx", "--year", 24), "年度“24”不像年份"),
    (("collect", "x", "-o", "y.xlsx", "--year", 0), "年度“0”不像年份"),
    (("collect", "x", "-o", "y.xlsx", "--workers", 0), "写 1 或更大的整数"),
    (("collect", "x", "-o", "y.xlsx", "--workers", -2), "写 1 或更大的整数"),
    (("collect", "x", "-o", "y.xlsx", "--workers", "二"), "写 1 或更大的整数"),
    (("return", ".", "-o", "z"), "这是文件夹，不是文件"),
]


@pytest.mark.parametrize(("words", "says"), WRONG, ids=lambda value: str(value)[-24:])
def test_what_can_not_be_meant(
    words: tuple[object, ...], says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run(*words)
    assert (ran.code, ran.out) == (2, "") and says in ran.err and "改法：" in ran.err
    assert list(tmp_path.iterdir()) == []
