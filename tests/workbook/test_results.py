"""校验结果: its order, its links, the reasons that officers write there, and what crashed."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

from tests.support.models import replace
from ziping.checks import Crashed, Finding, Report, Severity
from ziping.model import Place
from ziping.package.refs import cell_ref
from ziping.tasks.check import check_file
from ziping.tasks.create import create_sample
from ziping.tasks.score import Scored, score_file
from ziping.workbook.layout import HOME, OVERALL, RESULT_COLUMNS, RESULT_FIRST_ROW, RESULTS
from ziping.workbook.opened import Opened
from ziping.workbook.results import MEMBER, result_edits, summary
from ziping.workbook.write import value_edit, write_values

REASON = "年中追加两批专项资金，批文附后"


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    path = tmp_path / "自评.xlsx"
    create_sample("君山区数据局_2024", path)
    score_file(path)
    return path


def rows(path: Path) -> list[dict[str, str]]:
    """The filled lines of 校验结果 by the names of their columns."""
    opened = Opened(path)
    names = [*(name for name, *_ in RESULT_COLUMNS), "result_remark", "result_key"]
    spots = {name: opened.find(RESULTS, name) for name in names if ("", name) in opened.places}
    block = spots["result_code"]
    found = []
    for row in range(block.row, block.last + 1):
        line = {name: opened.cell(RESULTS, row, spot.col).text for name, spot in spots.items()}
        if line["result_code"]:
            found.append({**line, "row": str(row)})
    return found


def row_of(path: Path, code: str, cell: str = "") -> dict[str, str]:
    key = f"{code}@"
    return next(
        one for one in rows(path) if one["result_key"].startswith(key) and cell in one["result_key"]
    )


def explain(path: Path, code: str, text: str, cell: str = "") -> None:
    """Write a reason beside a finding, as the officer does."""
    place = Place(RESULTS, f"G{row_of(path, code, cell)['row']}")
    write_values(Opened(path), [value_edit(place, text)])


def type_in(path: Path, sheet: str, name: str, value: str) -> None:
    opened = Opened(path)
    rect = opened.find(sheet, name)
    write_values(opened, [value_edit(Place(sheet, cell_ref(rect.row, rect.col)), value)])


def test_rows_come_by_severity_and_place(sample: Path) -> None:
    levels = [one["result_severity"] for one in rows(sample)]
    assert levels == sorted(levels, key=["错误", "警告", "提示"].index)
    keys = [one["result_key"] for one in rows(sample)]
    report = check_file(sample).report
    assert keys == [f"{one.code}@{one.places[0]}" for one in report.findings]


def test_a_reason_stays_beside_its_finding(sample: Path) -> None:
    explain(sample, "ZP129", REASON)
    done = score_file(sample)
    (line,) = (one for one in rows(sample) if one["result_remark"] == REASON)
    assert line["result_code"] == "ZP129"
    warnings = [one for one in rows(sample) if one["result_severity"] == "警告"]
    assert warnings[-1] == line, "the explained come last of their severity"
    assert done.report.explained(Severity.WARNING) == 1
    told = f"警告 {done.report.count(Severity.WARNING)} 条，其中已说明 1 条"
    assert told in _text(sample, RESULTS, "result_summary")
    assert told in _text(sample, HOME, "checked_at")
    again = [{**one, "row": ""} for one in rows(sample)]
    score_file(sample)
    assert again == [{**one, "row": ""} for one in rows(sample)], "a second run changes nothing"


def _text(path: Path, sheet: str, name: str) -> str:
    opened = Opened(path)
    rect = opened.find(sheet, name)
    return opened.cell(sheet, rect.row, rect.col).text


def test_check_reads_the_reasons_as_well(sample: Path) -> None:
    explain(sample, "ZP129", REASON)
    found = [one for one in check_file(sample).report.findings if one.explained]
    assert [(one.code, one.explained) for one in found] == [("ZP129", REASON)]


def test_an_error_is_not_explained_away(sample: Path) -> None:
    explain(sample, "ZP101", "就是这样")
    errors = check_file(sample).report.count(Severity.ERROR)
    report = score_file(sample).report
    line = row_of(sample, "ZP101")
    assert (line["result_severity"], line["result_remark"]) == ("错误", "就是这样")
    assert line["result_fix"].endswith("错误要改正，不能只作说明")
    assert report.count(Severity.ERROR) == errors and not report.explained()


def test_a_reason_goes_when_its_finding_is_gone(sample: Path) -> None:
    explain(sample, "ZP204", "按当地办法")
    type_in(sample, OVERALL, "declared_execution_score", "9.91")
    done = score_file(sample)
    assert [(one.code, one.text) for one in done.report.dropped] == [("ZP204", "按当地办法")]
    assert "按当地办法" not in {one["result_remark"] for one in rows(sample)}
    assert not score_file(sample).report.dropped


def test_a_workbook_without_the_column_is_scored_all_the_same(sample: Path) -> None:
    """The first workbooks of this layout had no 说明."""
    path = without_names(sample, "zp_result_remark", "zp_result_key")
    before = Opened(path)
    assert ("", "result_remark") not in before.places
    type_in(path, OVERALL, "declared_execution_score", "9.5")
    done: Scored = score_file(path)
    assert not done.report.crashed and done.report.findings
    opened = Opened(path)
    last = RESULT_FIRST_ROW + len(done.report.findings)
    kept = [opened.cell(RESULTS, row, 7).text for row in range(RESULT_FIRST_ROW, last)]
    assert kept == [before.cell(RESULTS, row, 7).text for row in range(RESULT_FIRST_ROW, last)]
    assert len(rows(path)) == len(done.report.findings)


def without_names(path: Path, *names: str) -> Path:
    target = path.with_name("旧.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/workbook.xml":
                for gone in names:
                    pattern = rf'<definedName name="{gone}"[^>]*>[^<]*</definedName>'
                    content, count = re.subn(pattern.encode(), b"", content)
                    assert count == 1
            new.writestr(name, content)
    return target


def _finding(number: int, **changes: object) -> Finding:
    here = (Place(OVERALL, f"E{number}"),)
    message = f"ZP999 警告｜{OVERALL} E{number}｜第{number}条｜依据：据｜改法：改"
    model = Finding("ZP999", "x", Severity.WARNING, here, "1", "2", None, message, "据", "改")
    return replace(model, key=f"ZP999@{here[0]}", **changes)


def lines(path: Path, report: Report) -> list[tuple[int, int, str, str]]:
    """(row, column, value, formula) of what would be written into 校验结果."""
    return [
        (edit.row, edit.col, str(edit.value or ""), str(edit.formula or ""))
        for sheet, edit in result_edits(Opened(path), report)
        if sheet == RESULTS
    ]


def test_a_line_of_prose_links_to_its_cell(sample: Path) -> None:
    findings = (
        _finding(1, places=(Place("报告正文", "C12"),)),
        _finding(2, places=(Place("报告正文", "C12 第3行"),)),
        _finding(3, places=(Place("", ""),)),
    )
    written = lines(sample, Report(findings))
    links = [formula for _, col, _, formula in written if col == 2 and formula]
    assert links == [
        """HYPERLINK("#'报告正文'!C12","报告正文 C12")""",
        """HYPERLINK("#'报告正文'!C12","报告正文 C12 第3行")""",
    ]


def test_a_finding_under_another_is_marked(sample: Path) -> None:
    head = _finding(1)
    report = Report((head, _finding(2, under=head.key)))
    problems = [value for _, col, value, _ in lines(sample, report) if col == 3 and value]
    assert problems == ["第1条", f"{MEMBER}第2条"]
    assert "警告 1 条" in summary(report)


def test_what_crashed_has_its_row(sample: Path) -> None:
    report = Report((_finding(1),), crashed=(Crashed("ZP998", "y", "KeyError: 'planted'"),))
    row = [value for at, _, value, _ in lines(sample, report) if at == RESULT_FIRST_ROW + 1]
    assert "出错" in row and "ZP998" in row
    assert any("KeyError: 'planted'" in value and "不是填报的问题" in value for value in row)
    assert "程序自身出错 1 项" in summary(report)


def test_more_than_there_is_room_for(sample: Path) -> None:
    opened = Opened(sample)
    block = opened.find(RESULTS, "result_code")
    room = block.last - block.row + 1
    report = Report(
        tuple(_finding(number) for number in range(1, room + 30)),
        crashed=(Crashed("ZP998", "y", "KeyError"),),
    )
    written = lines(sample, report)
    assert {row for row, *_ in written if row > 2} == set(range(block.row, block.last + 1))
    said = {row: value for row, col, value, _ in written if col == 3}
    assert said[block.last - 1] == "另有 31 条未列出，改正以上各条后再校验一次。"
    assert "KeyError" in said[block.last]
