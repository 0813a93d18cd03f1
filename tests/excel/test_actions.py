"""The actions on a workbook that is open in a live LibreOffice: as the command line does them."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from tests.excel.open_book import (
    MASTER,
    inputs,
    shown_in_file,
    shown_in_program,
    suining_file,
)
from ziping.errors import ZipingError
from ziping.excel.actions import run
from ziping.tasks.check import check_file
from ziping.tasks.score import score_file
from ziping.tasks.view import check_json, score_json
from ziping.workbook.layout import OVERALL, RESULTS

TIME = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d")
MARK, REASON = "H14", "I26"


def opened(calc: Any, path: Path) -> Any:
    return calc.Book(str(path))


def timeless(shown: dict[Any, Any]) -> dict[Any, Any]:
    """Without the time of the run."""
    return {at: TIME.sub("", v) if isinstance(v, str) else v for at, v in shown.items()}


def differences(one: dict[Any, Any], other: dict[Any, Any]) -> list[Any]:
    return [(at, one.get(at), other.get(at)) for at in one | other if one.get(at) != other.get(at)]


@pytest.fixture
def suining(calc: Any, tmp_path: Path) -> Any:
    return opened(calc, suining_file(tmp_path / "自评 & 100%.xlsx"))


def test_the_master_filled_by_hand_is_scored_as_the_file_is(calc: Any, tmp_path: Path) -> None:
    """The Suining figures typed into the master; then 评分 here, `ziping score` there."""
    filled = suining_file(tmp_path / "filled.xlsx", "national")
    book = opened(calc, Path(shutil.copyfile(MASTER, tmp_path / "master.xlsx")))
    typed = inputs(filled)
    assert len(typed) > 150
    for sheet, address, content in typed:
        book.sheets[sheet].range(address).formula = content
    outcome = run(book, "score")
    done = score_file(filled)
    assert outcome.scored and outcome.report, outcome.text
    assert score_json(outcome.scored) == score_json(done.scored)
    assert check_json(outcome.scored, outcome.report) == check_json(done.scored, done.report)
    found = differences(timeless(shown_in_program(book)), timeless(shown_in_file(filled)))
    assert not found, found[:5]


def test_scored_in_the_program_as_in_the_file(suining: Any, tmp_path: Path) -> None:
    there = suining_file(tmp_path / "there.xlsx")
    score_file(there)
    outcome = run(suining, "score")
    assert not outcome.is_error and "总分 97" in outcome.message
    found = differences(timeless(shown_in_program(suining)), timeless(shown_in_file(there)))
    assert not found, found[:5]


def test_checked_only(suining: Any, tmp_path: Path) -> None:
    """The findings come, 评分依据 stays as it was."""
    before = suining.sheets[OVERALL].range("R1:R80").raw_value
    outcome = run(suining, "check")
    report = check_file(suining_file(tmp_path / "there.xlsx")).report
    assert outcome.report is not None
    assert [f.message for f in outcome.report.findings] == [f.message for f in report.findings]
    assert suining.sheets[OVERALL].range("R1:R80").raw_value == before
    codes = [row[0] for row in suining.sheets[RESULTS].range("F5:F40").raw_value if row[0]]
    assert codes == [finding.code for finding in report.findings]


def test_few_calls_to_the_program(suining: Any) -> None:
    from ziping.excel.libreoffice import Contents

    # what the officer may have typed meanwhile is looked at once where she has cells
    actions = (("score", 2), ("check", 2), ("adopt", 5), ("undo", 5))
    for weight, (action, most) in enumerate(actions, 5):
        suining.sheets[OVERALL].range("G20").formula = float(weight)
        Contents.calls = []
        assert not run(suining, action).is_error
        counted = Counter(sheet for sheet, _ in Contents.calls)
        Contents.calls = None
        assert counted and max(counted.values()) <= most, (action, counted)


def test_adopted(suining: Any, tmp_path: Path) -> None:
    """Blank marks and reasons are filled as `ziping score --adopt` fills them."""
    there = suining_file(tmp_path / "there.xlsx")
    score_file(there, adopt_marks=True)
    outcome = run(suining, "adopt")
    assert "填了 2 格" in outcome.text
    found = differences(timeless(shown_in_program(suining)), timeless(shown_in_file(there)))
    assert not found, found[:5]


def test_adopted_where_selected(suining: Any) -> None:
    """A selected own mark that is filled gives way to the computed one only after a yes."""
    sheet = suining.sheets[OVERALL]
    own = sheet.range("H26").raw_value
    computed = sheet.range("N26").raw_value
    assert own != computed
    sheet.activate()
    sheet.range("H26").select()
    asked: list[str] = []

    def no(title: str, question: str) -> bool:
        asked.append(question)
        return False

    assert not run(suining, "adopt", no).is_error
    assert len(asked) == 1 and "已经填了" in asked[0]
    assert sheet.range("H26").raw_value == own
    assert not run(suining, "adopt").is_error
    assert sheet.range("H26").raw_value == computed
    assert suining.selection.address == "$H$26"


def test_normalized_after_a_yes(suining: Any) -> None:
    cell = suining.sheets[OVERALL].range("E14")
    cell.formula = "'≥百万件"
    asked: list[str] = []

    def no(title: str, question: str) -> bool:
        asked.append(question)
        return False

    assert run(suining, "normalize", no).message == "没有改动"
    assert "“≥百万件” → “≥100万件”" in asked[0]
    assert cell.raw_value == "≥百万件"
    outcome = run(suining, "normalize")
    assert "已改写 1 处" in outcome.message
    assert cell.raw_value == "≥100万件"


def test_undone_and_done_again(suining: Any) -> None:
    before = shown_in_program(suining)
    run(suining, "adopt")
    after = shown_in_program(suining)
    assert differences(before, after)
    assert "采用测算分" in run(suining, "undo").message
    assert not differences(before, shown_in_program(suining))
    run(suining, "undo")
    assert not differences(after, shown_in_program(suining))


def test_what_was_typed_since_is_not_undone(suining: Any) -> None:
    run(suining, "adopt")
    cell = suining.sheets[OVERALL].range(REASON)
    assert "【草稿】" in cell.raw_value
    cell.formula = "'自己写的原因"
    outcome = run(suining, "undo")
    assert cell.raw_value == "自己写的原因"
    assert "另有 1 格在那之后又改过" in outcome.text


def test_what_is_typed_meanwhile_stays(suining: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the copy and the writing: into a cell that would be filled, and into one between."""
    from ziping.excel import marking
    from ziping.tasks.score import work_out

    sheet = suining.sheets[OVERALL]
    sheet.range("I14").formula = "'"

    def slowly(*given: Any, **named: Any) -> Any:
        done = work_out(*given, **named)
        sheet.range(REASON).formula = "'自己写的原因"
        sheet.range("I20").formula = "'也是自己写的"
        sheet.range("H20").formula = 4.5
        return done

    monkeypatch.setattr(marking, "work_out", slowly)
    outcome = run(suining, "adopt")
    assert sheet.range(REASON).raw_value == "自己写的原因"
    assert sheet.range("I20").raw_value == "也是自己写的"
    assert sheet.range("H20").raw_value == 4.5
    assert f"处理时 {OVERALL} {REASON}又有改动" in outcome.text, outcome.text


def test_what_is_typed_while_a_question_stands(suining: Any) -> None:
    sheet = suining.sheets[OVERALL]
    sheet.range("E14").formula = "'三十"
    sheet.range("E18").formula = "'十二个"

    def typing(title: str, question: str) -> bool:
        sheet.range("E16").formula = "'≥999"
        sheet.range("E18").formula = "'≥15个"
        return True

    assert "已改写 1 处" in run(suining, "normalize", typing).message
    values = [sheet.range(f"E{row}").raw_value for row in (14, 16, 18)]
    assert values == ["30", "≥999", "≥15个"]


def test_all_retyped_while_the_question_stands(suining: Any) -> None:
    cell = suining.sheets[OVERALL].range("E14")
    cell.formula = "'三十"

    def typing(title: str, question: str) -> bool:
        cell.formula = "'≥5"
        return True

    assert "没有改写" in run(suining, "normalize", typing).message
    assert cell.raw_value == "≥5"


def test_a_formula_in_a_shut_cell_does_not_hold_up_the_rest(suining: Any) -> None:
    home = suining.sheets[OVERALL].impl.api
    home.unprotect("")
    suining.sheets[OVERALL].range("N14").formula = 55.0
    home.protect("secret")
    outcome = run(suining, "score")
    assert not outcome.is_error and f"{OVERALL} N14被锁定，没有写入" in outcome.text
    assert suining.sheets[RESULTS].range("F5").raw_value
    assert suining.sheets[OVERALL].range("N14").raw_value == 55.0


@pytest.mark.parametrize("target", [f"${OVERALL}.$E$19", f"${RESULTS}.$F$5:$F$9"])
def test_a_name_that_leads_elsewhere_is_not_written_to(suining: Any, target: str) -> None:
    names = suining.impl.api.NamedRanges
    names.getByName("zp_result_summary").setContent(target)
    before = shown_in_program(suining)
    outcome = run(suining, "nothing of ours")
    assert outcome.is_error
    assert not differences(before, shown_in_program(suining))


def test_nothing_to_undo(suining: Any) -> None:
    outcome = run(suining, "undo")
    assert outcome.is_error and "没有可以撤销的操作" in outcome.message


def words(report: Path) -> str:
    """The whole text of a report; python-docx leaves out what stands in controls."""
    document = ElementTree.fromstring(ZipFile(report).read("word/document.xml"))
    return "".join(document.itertext())


def test_report_written_then_brought_up_to_date(suining: Any, tmp_path: Path) -> None:
    target = tmp_path / "自评 & 100%_自评报告.docx"
    first = run(suining, "report")
    assert first.files == (target,) and "报告已生成" in first.message
    assert "805.82" in words(target)
    suining.sheets[OVERALL].range("D4").formula = 806.82
    again = run(suining, "report")
    assert "报告已更新" in again.message, again.text
    assert "806.82" in words(target)
    assert len(list(tmp_path.glob("*.bak*"))) == 1


def test_rolled_into_a_new_file(suining: Any, calc: Any, tmp_path: Path) -> None:
    outcome = run(suining, "roll")
    target = tmp_path / "绥宁县数据局_2025_绩效自评.xlsx"
    assert outcome.files == (target,) and target.is_file(), outcome.text
    assert str(target) in [book.fullname for book in calc.apps.active.books]
    second = run(suining, "roll")
    assert second.files != outcome.files and second.files[0].is_file()


@pytest.mark.parametrize("mode", ["manual", "automatic"])
def test_the_program_is_left_as_it_was(suining: Any, mode: str) -> None:
    app = suining.app
    sheet = suining.sheets["基本情况"]
    sheet.activate()
    sheet.range("C9").select()
    app.calculation = mode
    for action in ("score", "check", "normalize", "undo", "nothing of ours"):
        run(suining, action)
        assert app.calculation == mode, action
        assert app.screen_updating is True, action
        assert suining.selection.address == "$C$9" and suining.selection.sheet.name == "基本情况"
    app.calculation = "automatic"


def test_a_sheet_that_refuses_leaves_all_as_it_was(
    suining: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last sheet takes nothing: what was written on the others is put back."""
    from ziping.excel import host

    before = shown_in_program(suining)
    write_block = host.write_block

    def refusing(book: Any, sheet: str, *given: Any) -> None:
        if sheet == "首页":
            raise ZipingError("“首页”没能写入", "请再点一次")
        write_block(book, sheet, *given)

    monkeypatch.setattr(host, "write_block", refusing)
    outcome = run(suining, "score")
    assert outcome.is_error and "“首页”没能写入" in outcome.message
    found = [at for at, *_ in differences(before, shown_in_program(suining))]
    assert found == [(RESULTS, "A2")]
    assert suining.sheets[RESULTS].range("A2").raw_value.startswith("评分：没有完成")
    assert suining.app.screen_updating is True


def test_a_locked_sheet_is_told(suining: Any) -> None:
    """首页 was locked with a password, its cells too: the others are written."""
    home = suining.sheets["首页"].impl.api
    home.unprotect("")
    home.getCellRangeByName("A1:H40").CellProtection = _locked()
    home.protect("secret")
    outcome = run(suining, "score")
    assert not outcome.is_error and "首页 B18" in outcome.text and "被锁定" in outcome.text
    assert suining.sheets[RESULTS].range("F5").raw_value


def _locked() -> Any:
    import uno

    protection = uno.createUnoStruct("com.sun.star.util.CellProtection")
    protection.IsLocked = True
    return protection


def test_a_workbook_of_somebody_else(calc: Any, tmp_path: Path) -> None:
    book = calc.apps.active.books.add()
    book.sheets[0].range("A1").formula = "'自评"
    outcome = run(book, "score")
    assert outcome.is_error and "这不是绩效自评工作簿" in outcome.message
    assert "ziping-" not in outcome.text and "/tmp" not in outcome.text
    assert book.sheets[0].range("A1:B2").raw_value == ((("自评", None), (None, None)))


def test_text_stays_text(suining: Any) -> None:
    """A name that looks like a formula comes back in a finding as text."""
    sheet = suining.sheets[OVERALL]
    sheet.range("D14").formula = "'=1+1"
    sheet.range("E14").formula = "'"
    assert not run(suining, "score").is_error
    rows = suining.sheets[RESULTS].range("C5:C60")
    said = [row[0] for row in rows.raw_value if row[0] and "=1+1" in str(row[0])]
    assert said
    assert not [row for row in rows.formula if str(row[0]).startswith("=")]


def test_a_bug_of_ours_is_told_as_ours(suining: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from ziping.excel import marking

    def broken(*given: Any, **named: Any) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr(marking, "work_out", broken)
    outcome = run(suining, "score")
    assert outcome.is_error and "程序自身出错（RuntimeError：boom）" in outcome.message
