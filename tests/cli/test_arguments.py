"""Commands written wrongly, and places that can't take what is made: said in Chinese, exit 2."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Copy
from tests.cli.running import refused, run, state
from ziping.word import pdf

NEW = ("new", "--unit", "甲局", "--year", "2024", "-o", "新.xlsx")
WRONG: list[tuple[tuple[str, ...], str]] = [
    ((), "没有写命令"),
    (("评分",), "没有这个命令 '评分'"),
    (("score",), "缺少 工作簿.xlsx"),
    (("score", "甲.xlsx", "乙.xlsx"), "不认识的参数 乙.xlsx"),
    (("score", "甲.xlsx", "--adpot"), "不认识的参数 --adpot"),
    (("check",), "缺少 文件"),
    (("report", "甲.xlsx", "-o"), "后面要跟一个值"),
    (("new",), "缺少 --year, -o/--out"),
    ((*NEW[:4], "2024年", *NEW[5:]), "写四位年份，如 2025（写的是“2024年”）"),
    (("roll", "甲.xlsx", "--year", "今年", "-o", "乙.xlsx"), "写四位年份，如 2025"),
    (("demo", "--out"), "后面要跟一个值"),
]


@pytest.mark.parametrize(("words", "says"), WRONG, ids=lambda value: " ".join(value)[:30])
def test_wrong_words(words: tuple[str, ...], says: str) -> None:
    ran = run(*words)
    assert (ran.code, ran.out) == (2, "")
    problem, _, remedy = ran.err.partition("\n改法：")
    assert problem == f"命令写得不对：{problem.removeprefix('命令写得不对：')}" and says in problem
    assert "--help" in remedy
    assert not {"error", "argument", "required", "invalid", "choose"} & set(ran.err.split())


def new(folder: Path, **changed: object) -> list[object]:
    given: dict[str, object] = {"unit": "甲局", "year": 2024, "out": folder / "新.xlsx", **changed}
    return ["new", *(word for key, value in given.items() for word in (f"--{key}", value))]


NOT_NEW: list[tuple[dict[str, object], str, str]] = [
    ({"unit": "  "}, "单位名称是空的", "--unit"),
    ({"unit": "甲\x01局"}, "不能显示的字符", "直接输入单位全称"),
    ({"unit": "甲\u202e局"}, "不能显示的字符", "直接输入单位全称"),
    ({"unit": "甲" * 40_000}, "超过 60 个字", "单位全称"),
    ({"year": 24}, "年度“24”不像年份", "--year 2024"),
    ({"year": 20240}, "年度“20240”不像年份", "--year 2024"),
    ({"rules": "suning"}, "没有名为“suning”的规则包", "national、central101、junshan、suining"),
]


@pytest.mark.parametrize(("changed", "problem", "remedy"), NOT_NEW)
def test_new_that_makes_no_sense(
    tmp_path: Path, changed: dict[str, object], problem: str, remedy: str
) -> None:
    said = refused(run(*new(tmp_path, **changed)))
    assert problem in said and remedy in said
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("unit", ["=1+1", "甲&<局>", "　甲　\n局　", "-1"])
def test_whatever_a_unit_is_called_it_stays_text(tmp_path: Path, unit: str) -> None:
    words = new(tmp_path)
    words[1:3] = [f"--unit={unit}"]
    assert run(*words).code == 0
    value = run("score", tmp_path / "新.xlsx", "--json").json
    assert value["unit"] == " ".join(unit.split())


PLACES = [
    ("新.xls", "扩展名应为 .xlsx", "以 .xlsx 结尾"),
    ("有.xlsx", "文件已经存在，没有覆盖", "请换一个文件名"),
    ("夹.xlsx", "这是文件夹", "请换一个文件名"),
    ("无/新.xlsx", "没有文件夹", "请先建好文件夹"),
    ("有.xlsx/新.xlsx", "没有文件夹", "请先建好文件夹"),
    ("甲" * 300 + ".xlsx", "文件名太长", "核对文件夹和文件名"),
]


@pytest.mark.parametrize(("name", "problem", "remedy"), PLACES, ids=lambda value: value[:10])
def test_places_for_a_new_workbook(tmp_path: Path, name: str, problem: str, remedy: str) -> None:
    (tmp_path / "有.xlsx").write_bytes("别人的".encode())
    (tmp_path / "夹.xlsx").mkdir()
    before = state(tmp_path)
    said = refused(run(*new(tmp_path, out=tmp_path / name)))
    assert problem in said and remedy in said
    assert state(tmp_path) == before


REPORTS = [
    ("报告.doc", "扩展名应为 .docx", "以 .docx 结尾"),
    ("clean.xlsx", "扩展名应为 .docx", "以 .docx 结尾"),
    ("夹.docx", "这是文件夹", "请换一个文件名"),
    ("无/报告.docx", "没有文件夹", "请先建好文件夹"),
    ("打开.docx", "文件正在其他程序中打开", "Word/WPS/LibreOffice 中关闭该文件"),
    ("只读.docx", "文件是只读的", "取消“只读”属性"),
]


OTHERS = [
    (("import", "甲.xlsx", "-o", "乙.xlsx"), "这是工作簿，导入要的是 Word 报告", "ziping score"),
    (("import", "甲.pdf", "-o", "乙.xlsx"), "“.pdf”，导入要的是 Word 报告（.docx）", "Word 原件"),
    (("import", "甲.txt", "-o", "乙.xlsx"), "“.txt”，导入要的是 Word 报告（.docx）", ".docx"),
    (("report", "甲.docx", "-o", "乙.docx"), "这是 Word 报告", "ziping import"),
    (("report", "甲.xlsx"), "没有写 -o", "--update 报告.docx"),
    (("report", "甲.docx", "--update", "甲.xlsx"), "位置写反了", "报告.docx"),
    (("report", "甲.xlsx", "--update", "乙.xlsx"), "后面要写 Word 报告", "报告.docx"),
    (
        ("report", "甲.xlsx", "-o", "乙.docx", "--template", "无.toml"),
        "模板文件“无.toml”：找不到这个文件",
        "核对文件名",
    ),
    (("roll", "甲.xlsx", "--year", "2025", "-o", "乙.xlsx", "--unit", ""), "名称是空的", "--unit"),
]


@pytest.mark.parametrize(("words", "problem", "remedy"), OTHERS, ids=lambda value: value[:2])
def test_the_wrong_file_in_a_place(
    copy: Copy, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], problem: str, remedy: str
) -> None:
    folder = copy("clean").rename(copy("clean").with_name("甲.xlsx")).parent
    monkeypatch.chdir(folder)
    for name in ("甲.pdf", "甲.txt", "甲.docx"):
        (folder / name).write_bytes(b"x")
    before = state(folder)
    said, _, help_text = refused(run(*words)).partition("改法：")
    assert problem in said and remedy in help_text
    assert state(folder) == before


@pytest.mark.parametrize(("name", "problem", "remedy"), REPORTS, ids=lambda value: value[:10])
def test_places_for_a_report(copy: Copy, name: str, problem: str, remedy: str) -> None:
    path = copy("clean")
    folder = path.parent
    (folder / "夹.docx").mkdir()
    for other in ("打开.docx", "~$打开.docx", ".~lock.打开.docx#", "只读.docx"):
        (folder / other).write_bytes("改过的报告".encode())
    (folder / "只读.docx").chmod(0o444)
    before = state(folder)
    said = refused(run("report", path, "-o", folder / name))
    assert problem in said and remedy in said
    assert state(folder) == before


def test_pdf_without_libreoffice(copy: Copy, monkeypatch: pytest.MonkeyPatch) -> None:
    """The Word report is there, and the message says so; an older PDF stays as it was."""
    monkeypatch.setattr(pdf, "find_office", lambda: None)
    path = copy("clean")
    old = path.with_name("报告.pdf")
    old.write_bytes("盖章扫描件".encode())
    said = refused(run("report", path, "-o", path.with_name("报告.docx"), "--pdf"))
    assert "Word 报告已写好" in said and "没有找到 LibreOffice" in said
    assert "请安装 LibreOffice，或用 Word/WPS 打开报告后另存为 PDF" in said
    assert path.with_name("报告.docx").is_file()
    assert old.read_bytes() == "盖章扫描件".encode()
    assert len(list(path.parent.iterdir())) == 3


def test_an_older_pdf_is_kept(copy: Copy, monkeypatch: pytest.MonkeyPatch) -> None:
    def convert(docx: Path, target: Path, *, overwrite: bool) -> None:
        target.write_bytes(b"%PDF-new")

    monkeypatch.setattr(pdf, "to_pdf", convert)
    path = copy("clean")
    path.with_name("报告.pdf").write_bytes("盖章扫描件".encode())
    ran = run("report", path, "-o", path.with_name("报告.docx"), "--pdf")
    kept = path.with_name("报告.pdf.bak")
    assert ran.code == 0 and str(kept) in ran.out
    assert kept.read_bytes() == "盖章扫描件".encode()
    assert path.with_name("报告.pdf").read_bytes() == b"%PDF-new"


def test_demo_into_a_file(tmp_path: Path) -> None:
    (tmp_path / "有").write_bytes(b"x")
    said = refused(run("demo", "--out", tmp_path / "有"))
    assert "这是文件，不是文件夹" in said and "--out" in said
    assert "路径中有一段是文件" in refused(run("demo", "--out", tmp_path / "有" / "下"))


def test_unknown_code() -> None:
    said = refused(run("explain", "ZP999"))
    assert "没有编号为“ZP999”的校验" in said and "相近的有" in said


def test_a_bug_of_ours_is_told_as_ours(copy: Copy, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(path: Path) -> None:
        raise ZeroDivisionError("内部")

    monkeypatch.setattr("ziping.tasks.check.check_file", fails)
    path = copy("clean")
    before = state(path.parent)
    ran = run("check", path)
    assert (ran.code, ran.out) == (2, "")
    assert "程序自身出错" in ran.err and "不是填报的问题" in ran.err and "Traceback" not in ran.err
    assert state(path.parent) == before


def test_a_file_name_can_not_steer_the_terminal(tmp_path: Path) -> None:
    ran = run("score", tmp_path / "\x1b[2J红\u202e.xlsx")
    assert ran.code == 2
    assert "\x1b" not in ran.err and "\u202e" not in ran.err and "红" in ran.err
