"""`ziping check`: a calm table, what was not checked, the files beside it, the note."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Copy
from tests.cli.planting import edit_cells, plant
from tests.cli.running import refused, run, state
from tests.support.models import replace
from ziping.checks import registry
from ziping.checks.fact import Blank, Fact, Outcomes
from ziping.cli.table import width
from ziping.model import Place
from ziping.package.patch import CellEdit
from ziping.scoring import ScoredAssessment
from ziping.tasks.check import check_file
from ziping.tasks.report import report_file
from ziping.workbook.layout import BASIC_DATA, OVERALL, UNIT
from ziping.workbook.opened import Opened

COLUMNS = 100


@pytest.fixture
def planted() -> Iterator[dict[str, object]]:
    """Put other functions in the place of checks: code → function; all others yield nothing."""
    kept = {check.code: check for check in registry.all_checks()}
    functions: dict[str, object] = {}

    def install() -> None:
        registry.all_checks.cache_clear()
        for code, check in kept.items():
            function = functions.get(code, _silent)
            registry._checks[code] = replace(check, function=function, needs="")

    functions["install"] = install
    yield functions
    registry._checks.update(kept)
    registry.all_checks.cache_clear()


def _silent(scored: ScoredAssessment) -> Outcomes:
    yield from ()


def _install(planted: dict[str, object], **functions: object) -> None:
    planted.update(functions)
    planted["install"]()  # type: ignore[operator]


def _fact(scored: ScoredAssessment) -> Outcomes:
    yield Fact((Place("甲", "A1"), Place("甲", "A2")), "发现一个问题", "1", "2", "改过来")


def _crash(scored: ScoredAssessment) -> Outcomes:
    raise KeyError("planted")
    yield  # the runner expects a generator


def test_no_line_is_wider_than_the_terminal(copy: Copy) -> None:
    for name in ("junshan", "suining", "empty"):
        ran = run("check", copy(name))
        wide = [line for line in ran.out.splitlines() if width(line) > COLUMNS]
        assert not wide, wide[:3]


def test_the_counts_stand_on_one_line(copy: Copy) -> None:
    path = copy("junshan")
    counts = run("check", path, "--json").json["counts"]
    line = f"校验  错误 {counts['E']} 条，警告 {counts['W']} 条，提示 {counts['I']} 条"
    for command in ("check", "score"):
        assert line in run(command, path).out.splitlines()


def test_levels_come_in_their_order(copy: Copy) -> None:
    lines = run("check", copy("junshan")).out.splitlines()
    levels = [line[:2] for line in lines if line[:2] in ("错误", "警告", "提示")]
    assert levels == sorted(levels, key=["错误", "警告", "提示"].index)
    assert len(levels) > 10


def test_each_finding_says_where_what_and_the_remedy(
    copy: Copy, planted: dict[str, object]
) -> None:
    _install(planted, ZP101=_fact)
    lines = run("check", copy("clean")).out.splitlines()
    at = next(at for at, line in enumerate(lines) if line.startswith("错误  ZP101  甲 A1、A2"))
    assert lines[at].endswith("发现一个问题")
    assert lines[at + 1].strip() == "改法：改过来"
    assert lines[at + 2].strip().startswith("依据：")


def test_what_shares_a_cause_is_indented_under_its_head(copy: Copy) -> None:
    path = copy("clean")
    plant(path, UNIT, "report_operating_expense", "1.5")
    value = run("check", path, "--json").json
    members = [one for one in value["findings"] if one["under"]]
    assert members and value["counts"]["grouped"] == len(members)
    out = run("check", path).out
    assert f"另有 {len(members)} 条与其中某条同一个原因" in out
    head = next(one for one in value["findings"] if "同时消除" in one["fix"])
    cured = sum(one["under"] == head["key"] for one in members)
    assert f"改这一处后，另有{cured}条同时消除" in "".join(out.split())
    marked = [line for line in out.splitlines() if line.startswith("  └")]
    assert [line.split()[1] for line in marked] == [one["code"] for one in members]


def test_a_head_that_is_an_error_still_fails_the_run(copy: Copy) -> None:
    path = copy("clean")
    plant(path, UNIT, "report_operating_expense", "1.5")
    assert run("check", path).code == 1


def test_nothing_found(copy: Copy, planted: dict[str, object]) -> None:
    _install(planted)
    ran = run("check", copy("clean"))
    assert ran.code == 0
    assert "没有发现问题。" in ran.out and "级别" not in ran.out and "未核对" not in ran.out


def test_what_was_not_checked(copy: Copy, planted: dict[str, object]) -> None:
    def blank(scored: ScoredAssessment) -> Outcomes:
        yield Blank((Place(OVERALL, "E8"),), ("基本支出",))

    _install(planted, ZP101=blank)
    for code, need in (("ZP102", "last_year"), ("ZP103", "beside"), ("ZP104", "last_year")):
        registry._checks[code] = registry._checks[code]._replace(needs=need)
    registry.all_checks.cache_clear()
    path = copy("clean")
    out = run("check", path).out
    assert "未核对 4 项" in out
    assert "与上年对比 2 项（加 --last-year" in out and "与报告对照 1 项（加 --report" in out
    (line,) = (line for line in out.splitlines() if "ZP101" in line)
    assert line.split() == ["ZP101", OVERALL, "E8", "基本支出未填"]
    found = run("check", path, "--json").json["not_evaluated"]
    assert [one["needs"] for one in found] == [None, "last_year", "beside", "last_year"]


def test_a_crashed_check_is_shown_and_the_others_run(
    copy: Copy, planted: dict[str, object]
) -> None:
    _install(planted, ZP101=_crash, ZP102=_fact)
    path = copy("clean")
    note = path.with_name("意见.docx")
    ran = run("check", path, "--note", note)
    assert ran.code == 2
    assert "没有发现问题" not in ran.out and "发现一个问题" in ran.out
    (line,) = (line for line in ran.out.splitlines() if line.startswith("出错"))
    assert "ZP101" in line and "planted" in ran.out
    value = run("check", path, "--json").json
    assert [one["code"] for one in value["crashed"]] == ["ZP101"]
    assert [one["code"] for one in value["findings"]] == ["ZP102"]
    assert "ZP101 未能运行" in _words(note) and "发现一个问题" in _words(note)
    run("score", path)
    assert "出错" in _sheet(path, "result_severity")


def _words(path: Path) -> str:
    with zipfile.ZipFile(path) as package:
        return package.read("word/document.xml").decode()


def _sheet(path: Path, column: str) -> list[str]:
    from ziping.workbook.layout import RESULTS
    from ziping.workbook.opened import Opened

    opened = Opened(path)
    rect = opened.find(RESULTS, column)
    return [opened.cell(RESULTS, row, rect.col).text for row in range(rect.row, rect.last + 1)]


def test_an_explained_warning_is_listed_with_its_reason(copy: Copy) -> None:
    from ziping.workbook.layout import RESULTS

    path = copy("junshan")
    run("score", path)
    row = 5 + _sheet(path, "result_severity").index("警告")
    plant(path, RESULTS, "result_remark", "批文附后", nth=row - 5)
    out = run("check", path).out
    assert "（已说明：批文附后）" in out and "其中已说明 1 条" in out
    value = run("check", path, "--json").json
    assert value["counts"]["explained"] == 1
    assert [one["explained"] for one in value["findings"] if one["explained"]] == ["批文附后"]


def _reads(scored: ScoredAssessment) -> Outcomes:
    """Tells what stands beside the file."""
    for key in ("last_year", "beside"):
        other = getattr(scored, key)
        if other is not None:
            yield Fact((Place("", ""),), f"{key}：{other.unit.name.value}", "1", "2", "改")


def test_last_year_s_file_may_be_a_workbook_or_a_report(
    copy: Copy, planted: dict[str, object], tmp_path: Path
) -> None:
    _install(planted, ZP101=_reads)
    path, old = copy("clean"), _of_year(copy("suining"), 2023)
    report, own = tmp_path / "上年.docx", tmp_path / "本年.docx"
    report_file(old, report)
    report_file(path, own)
    before = state(path.parent)
    for other in (old, report):
        ran = run("check", path, "--last-year", other)
        assert "last_year：绥宁县" in ran.out and "beside" not in ran.out
        assert "last_year：" in run("check", own, "--last-year", other).out
    assert state(path.parent) == before, "checking writes nothing"
    assert "last_year：" in run("score", path, "--last-year", old).out


def test_a_file_of_another_year_is_refused(copy: Copy) -> None:
    path, same = copy("clean"), copy("junshan")
    told = refused(run("check", path, "--last-year", same))
    assert "2024 年度的文件，上年文件应是 2023 年度的" in told
    assert "请换成同一单位前一年度的工作簿或报告" in told


def _of_year(path: Path, year: int) -> Path:
    rect = Opened(path).find(UNIT, "year")
    edit_cells(path, UNIT, [CellEdit(rect.row, rect.col, year)])
    return path


def test_the_report_beside_a_workbook(
    copy: Copy, planted: dict[str, object], tmp_path: Path
) -> None:
    _install(planted, ZP101=_reads)
    path = copy("clean")
    report = tmp_path / "报告.docx"
    report_file(path, report)
    assert "beside：绥宁县" in run("check", path, "--report", report).out


def test_files_beside_that_do_not_fit_are_told(copy: Copy, tmp_path: Path) -> None:
    path = copy("clean")
    report = tmp_path / "报告.docx"
    report_file(path, report)
    assert "--last-year" in refused(run("check", path, "--report", path))
    assert "本身就是 Word 报告" in refused(run("check", report, "--report", report))
    refused(run("check", path, "--last-year", tmp_path / "没有.xlsx"))
    broken = tmp_path / "坏.docx"
    broken.write_bytes(b"no zip")
    assert "坏.docx" in refused(run("check", path, "--last-year", broken))


def test_the_note(copy: Copy) -> None:
    path = copy("junshan")
    note = path.with_name("意见.docx")
    ran = run("check", path, "--note", note)
    assert ran.code == 1 and f"校验意见：{note}" in ran.out
    done = check_file(path).report
    words = _words(note)
    assert f"共查出问题 {len(done.heads)} 条" in words and "岳阳市君山区数据局2024年度" in words
    before = note.read_bytes()
    assert "已经存在，没有覆盖" in refused(run("check", path, "--note", note))
    assert note.read_bytes() == before
    assert ".docx" in refused(run("check", path, "--note", note.with_suffix(".pdf")))


def test_the_note_beside_json(copy: Copy) -> None:
    path = copy("junshan")
    ran = run("check", path, "--json", "--note", path.with_name("意见.docx"))
    assert ran.json["findings"] and path.with_name("意见.docx").is_file()


def test_a_note_of_a_word_report(copy: Copy, tmp_path: Path) -> None:
    report = tmp_path / "报告.docx"
    report_file(copy("junshan"), report)
    note = tmp_path / "意见.docx"
    assert run("check", report, "--note", note).code == 1
    assert "校验意见" in _words(note)


def test_the_short_list_of_a_score_counts_the_rest(copy: Copy) -> None:
    out = run("score", copy("junshan")).out
    assert "见工作簿“校验结果”" in out and "级别" not in out


def test_explain_lists() -> None:
    everything, family = run("explain"), run("explain", "2")
    assert everything.code == family.code == 0
    codes = {check.code for check in registry.all_checks()}
    assert all(code in everything.out for code in codes)
    shown = {code for code in codes if code in family.out}
    assert shown == {code for code in codes if code.startswith("ZP2")}


def test_a_moved_basic_data_row_keeps_its_reason(copy: Copy) -> None:
    """The sheet's name and the sentence tell, where a row was put in above."""
    from ziping.workbook.layout import RESULTS
    from ziping.workbook.opened import Opened

    path = copy("junshan")
    run("score", path)
    opened = Opened(path)
    key = opened.find(RESULTS, "result_key")
    keys = [opened.cell(RESULTS, row, key.col).text for row in range(key.row, key.last + 1)]
    nth = next(at for at, text in enumerate(keys) if text.startswith(f"ZP127@{BASIC_DATA}"))
    plant(path, RESULTS, "result_remark", "没有发生", nth=nth)
    plant(path, RESULTS, "result_key", f"ZP127@{BASIC_DATA} F99", nth=nth)
    value = run("check", path, "--json").json
    assert [one["explained"] for one in value["findings"] if one["explained"]] == ["没有发生"]


def test_copy_is_left_alone(copy: Copy, tmp_path: Path) -> None:
    """A check of a read-only file works: nothing is written."""
    path = Path(shutil.copyfile(copy("clean"), tmp_path / "只读.xlsx"))
    path.chmod(0o444)
    assert run("check", path).code in (0, 1)
