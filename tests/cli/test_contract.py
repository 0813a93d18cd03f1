"""What each command promises: exit codes, the keys of the JSON, the figures that must show."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from tests.cli.conftest import JUNSHAN, SUINING, Copy
from tests.cli.running import Ran, run, run_process, state
from tests.cli.shapes import FINDING, check_score_json
from ziping import rules
from ziping.checks.fact import Outcomes
from ziping.scoring import ScoredAssessment
from ziping.tasks.create import create
from ziping.workbook.build.samples import sample

MUST_SHOW = [
    ("suining", "0.9988", "9.99", "9", "97", "99.89", "优秀"),
    ("junshan", "0.9913", "9.91", "9", "98", "95.83", "优"),
]


@pytest.mark.parametrize(
    ("name", "rate", "computed", "own", "total", "computed_total", "grade"), MUST_SHOW
)
def test_the_published_reports(
    copy: Copy,
    name: str,
    rate: str,
    computed: str,
    own: str,
    total: str,
    computed_total: str,
    grade: str,
) -> None:
    ran = run("score", copy(name), "--json")
    assert (ran.code, ran.err) == (1, "")
    value = check_score_json(ran)
    execution = value["execution"]
    assert execution["rate"] == rate
    assert (execution["computed_score"], execution["declared_score"]) == (computed, own)
    assert {
        "execution": "10", "output": "50", "benefit": "30", "satisfaction": "10", "total": "100"
    }.items() <= value["weights"].items()  # fmt: skip
    assert value["declared_total"] == value["total"] == total
    assert (value["computed_total"], value["grade"]) == (computed_total, grade)
    assert (value["year"], value["rules"]) == (2024, name)


def test_the_junshan_project(copy: Copy) -> None:
    value = check_score_json(run("score", copy("junshan"), "--json"))
    project = next(item for item in value["projects"] if item["name"] == "行政审批专项")
    assert project["execution"]["rate"] == "1"
    assert project["execution"]["computed_score"] == "10"
    assert project["execution"]["declared_score"] == "10"
    assert project["weights"]["total"] == "100"
    assert project["total"] == "99"
    assert project["computed_total"] is None
    rows = [row for row in project["indicators"] if row["computed_score"] is None]
    assert [row["name"] for row in rows] == ["协同办公平台搭建"]


BROKEN = [
    ("整体自评表", "财政资金支出", "≤1116.88万元", "1885.44万元", "5.92"),
    ("项目自评表", "项目支出", "≤402万元", "755.68万元", "5.32"),
    ("项目自评表 (2)", "财政资金支出", "≤402.7万元", "551.36万元", "7.3"),
]


def test_each_broken_target_is_a_finding(copy: Copy) -> None:
    path = copy("junshan")
    value = run("score", path, "--json").json
    forms = [value, *value["projects"]]
    found = [
        item for item in run("check", path, "--json").json["findings"] if item["code"] == "ZP210"
    ]
    assert len(found) == len(BROKEN)
    for form, (sheet, name, target, actual, marks), finding in zip(
        forms, BROKEN, found, strict=True
    ):
        row = next(row for row in form["indicators"] if row["name"] == name)
        assert (row["target"], row["actual"]) == (target, actual)
        assert (row["computed_score"], row["declared_score"], row["full_marks"]) == (
            marks,
            "9",
            "10",
        )
        assert finding["severity"] == "E"
        assert {place["sheet"] for place in finding["places"]} == {sheet}
        assert Decimal(finding["difference"]) == 9 - Decimal(marks)


@pytest.mark.parametrize("name", [SUINING, JUNSHAN])
def test_under_the_central_pack_the_execution_mark_is_seven(tmp_path: Path, name: str) -> None:
    path = tmp_path / "a.xlsx"
    create(rules.load("central101", 2024), sample(name), path)
    value = check_score_json(run("score", path, "--json"))
    assert value["execution"]["computed_score"] == "7"
    assert "cost" in value["weights"]


def test_check_json(copy: Copy) -> None:
    path = copy("junshan")
    before = state(path.parent)
    ran = run("check", path, "--json")
    assert (ran.code, ran.err) == (1, "")
    value = ran.json
    assert value.keys() >= {"findings", "not_evaluated", "crashed"}
    assert all(item.keys() >= FINDING for item in value["findings"])
    assert all(
        place.keys() == {"sheet", "cell"} for f in value["findings"] for place in f["places"]
    )
    assert {item["severity"] for item in value["findings"]} <= {"E", "W", "I"}
    assert value["not_evaluated"] and value["crashed"] == []
    assert state(path.parent) == before


def test_a_file_without_errors_exits_zero(copy: Copy) -> None:
    path = copy("clean")
    for command in (["check"], ["score"], ["check", "--json"], ["score", "--json"], ["normalize"]):
        ran = run(*command, path)
        assert (ran.code, ran.err) == (0, ""), command
    assert run("report", path, "-o", path.with_suffix(".docx")).code == 0


def test_a_blank_file_has_no_zeros(copy: Copy) -> None:
    """Blank is null everywhere, never 0."""
    path = copy("empty")
    value = check_score_json(run("score", path, "--json"))
    assert value["execution"]["rate"] is None
    assert value["execution"]["computed_score"] is None
    assert value["weights"]["output"] is value["total"] is value["computed_total"] is None
    assert value["grade"] is None
    assert "还没有填绩效指标" in run("score", path).out


def test_demo(tmp_path: Path) -> None:
    folder = tmp_path / "结果"
    first = run("demo", "--out", folder)
    assert (first.code, first.err) == (0, "")
    for number in ("99.88%", "9.99", "97", "99.89", "优秀"):
        assert number in first.out
    paths = printed_paths(first)
    assert [path.suffix for path in paths] == [".xlsx", ".docx"]
    kept = {path: path.read_bytes() for path in folder.iterdir()}
    second = run("demo", "--out", folder)
    assert second.code == 0
    assert not set(printed_paths(second)) & set(paths)
    assert {path: path.read_bytes() for path in kept} == kept


def printed_paths(ran: Ran) -> list[Path]:
    """The paths to open, which must be there."""
    lines = [line.split(maxsplit=1) for line in ran.out.splitlines()]
    paths = [Path(words[1]) for words in lines if words[:1] in (["工作簿"], ["报告"])]
    assert len(paths) == 2 and all(path.is_file() for path in paths)
    return paths


@pytest.mark.parametrize("pack", rules.names())
def test_new(tmp_path: Path, pack: str) -> None:
    path = tmp_path / "新.xlsx"
    ran = run("new", "--unit", "某县某局", "--year", 2024, "--rules", pack, "-o", path)
    assert (ran.code, ran.err) == (0, "")
    assert str(path) in ran.out
    value = check_score_json(run("score", path, "--json"))
    assert (value["unit"], value["year"], value["rules"]) == ("某县某局", 2024, pack)
    assert sorted(item.name for item in tmp_path.iterdir()) == ["新.xlsx", "新.xlsx.bak"]


def test_report(copy: Copy) -> None:
    path = copy("junshan")
    before = state(path.parent)
    target = path.with_name("报告.docx")
    ran = run("report", path, "-o", target)
    assert (ran.code, ran.err) == (1, "")
    assert str(target) in ran.out
    assert target.read_bytes()[:2] == b"PK"
    after = state(path.parent)
    assert after.keys() - before.keys() == {"报告.docx"}
    assert before.items() <= after.items()


def test_an_older_report_is_kept(copy: Copy) -> None:
    path = copy("clean")
    target = path.with_name("报告.docx")
    target.write_bytes("改过的报告".encode())
    ran = run("report", path, "-o", target)
    kept = path.with_name("报告.docx.bak")
    assert str(kept) in ran.out
    assert kept.read_bytes() == "改过的报告".encode()
    before = state(path.parent)
    run("report", path, "-o", target)
    assert state(path.parent) == before, "the same report again makes no further copy"


def test_rules(tmp_path: Path) -> None:
    listed = run("rules")
    assert listed.code == 0
    assert all(name in listed.out for name in rules.names())
    for name in rules.names():
        ran = run("rules", name)
        assert (ran.code, ran.err) == (0, "")
        assert all(rule.source in ran.out.replace("\n        ", "") for rule in list_of(name))
        assert all(key in ran.out for key in rules.load(name).rules)


def list_of(name: str) -> list[rules.Rule]:
    return list(rules.load(name).rules.values())


@pytest.mark.parametrize("code", ["ZP101", "zp101", "101"])
def test_explain(code: str) -> None:
    ran = run("explain", code)
    assert (ran.code, ran.err) == (0, "")
    assert all(part in ran.out for part in ("毛病", "为什么", "反例", "正例", "改法", "依据"))


def test_a_crashed_check_is_ours(copy: Copy, monkeypatch: pytest.MonkeyPatch) -> None:
    """A check that raises is reported as our bug, the others run, and the exit code says so."""
    from ziping.checks import registry

    check = registry.all_checks()[0]

    def fails(scored: ScoredAssessment) -> Outcomes:
        raise ZeroDivisionError

    broken = check._replace(function=fails)
    monkeypatch.setitem(registry._checks, check.code, broken)
    registry.all_checks.cache_clear()
    try:
        ran = run("check", copy("clean"), "--json")
    finally:
        registry.all_checks.cache_clear()
    assert ran.code == 2
    assert [item["code"] for item in ran.json["crashed"]] == [check.code]
    assert "不是填报的问题" in ran.json["crashed"][0]["message"]
    assert len(ran.json["passed"]) > 10


def test_json_is_all_that_stdout_holds(copy: Copy) -> None:
    """In a process of its own, with a locale that knows no Chinese."""
    path = copy("junshan")
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    for command in ("check", "score"):
        ran = run_process(command, path, "--json", environment=plain)
        assert ran.err == ""
        assert ran.out.startswith("{") and ran.out.endswith("}\n")
        assert isinstance(json.loads(ran.out), dict)
        assert "君山区" in ran.out


def test_help_is_chinese() -> None:
    for command in ([], ["score"], ["new"], ["report"], ["normalize"]):
        ran = run(*command, "--help")
        assert ran.code == 0
        assert "用法" in ran.out and "usage" not in ran.out and "show this" not in ran.out
    assert run("--version").out.startswith("ziping ")
