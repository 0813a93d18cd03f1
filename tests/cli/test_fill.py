"""`ziping fill`: shown first, written when confirmed, and never half."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest

from tests.cli.planting import plant
from tests.cli.running import refused, run, run_process, state
from tests.package.build import parts, sheet
from tests.tasks.fill_files import save_grid, save_workbook
from ziping.collect.rollup import write_rollup
from ziping.collect.standing import Collected
from ziping.workbook.layout import BASIC_DATA
from ziping.workbook.read import read_workbook

GRID = """
2024年三公经费表
 |  | 单位：元
项目 | 预算数 | 决算数
三公经费 | 50000 | 40000
公务接待费 | 20000 | 12345.67
公务招待费 |  | 7
"""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return save_workbook(tmp_path)


@pytest.fixture
def export(tmp_path: Path) -> Path:
    return save_grid(tmp_path / "导出.xlsx", GRID)


def hospitality(path: Path) -> tuple[Decimal | None, ...]:
    line = read_workbook(path).assessment.basic_data.expense("official_hospitality")
    return line.budget.value, line.final_accounts.value


def test_a_workbook_of_our_own_is_no_export(book: Path, tmp_path: Path) -> None:
    (tmp_path / "另").mkdir()
    other = save_workbook(tmp_path / "另")
    told = refused(run("fill", book, "--from", other, "--money", "万元"))
    assert "这是自评工作簿" in told and "ziping roll" in told and "ziping diff" in told
    write_rollup(Collected(2024, (), (), None, False, ()), tmp_path / "汇总.xlsx")
    told = refused(run("fill", book, "--from", tmp_path / "汇总.xlsx"))
    assert "这是 ziping 的汇总工作簿" in told


def test_shown_and_written(book: Path, export: Path) -> None:
    old = book.read_bytes()
    ran = run("fill", book, "--from", export, "--yes")
    assert (ran.code, ran.err) == (0, "")
    assert "甲县水利局  2024年度  数据来自：导出.xlsx（金额单位：万元）" in ran.out
    line = next(line for line in ran.out.splitlines() if "公务接待·本年决算数" in line)
    assert line.split() == [
        "基础数据表",
        "F10",
        "公务接待·本年决算数",
        "（空）",
        "1.23",
        "表1",
        "C5（12345.67元）",
    ]
    assert "四舍五入到两位小数，准确数 1.234567" in ran.out
    assert "“公务招待费”（表1 C6）；是不是“公务接待费”？" in ran.out
    assert f'ziping score "{book}"' in ran.out
    assert hospitality(book) == (Decimal(2), Decimal("1.23"))
    assert book.with_name(book.name + ".bak").read_bytes() == old


def test_twice_is_once(book: Path, export: Path) -> None:
    run("fill", book, "--from", export, "--yes")
    before = state(book.parent)
    ran = run("fill", book, "--from", export, "--yes")
    assert ran.code == 0
    assert "与工作簿相同的 4 个，不用改。" in ran.out
    assert "没有要写入的数，工作簿没有改动。" in ran.out
    assert state(book.parent) == before


@pytest.mark.parametrize(
    ("option", "told"), [("--dry-run", "只看没有写"), (None, "没有写入：这里不能逐项确认")]
)
def test_nothing_is_written_unasked(
    book: Path, export: Path, option: str | None, told: str
) -> None:
    before = state(book.parent)
    ran = run_process("fill", book, "--from", export, *([option] if option else []))
    assert ran.code == 0
    assert told in ran.out and "公务接待·本年决算数" in ran.out
    assert state(book.parent) == before


def typed(book: Path, export: Path, keys: str) -> str:
    """The command at a terminal, with these keys."""
    terminal, stdin = pty.openpty()
    command = [sys.executable, "-m", "ziping", "fill", str(book), "--from", str(export)]
    with subprocess.Popen(command, stdin=stdin, stdout=subprocess.PIPE) as running:
        os.write(terminal, keys.encode())
        out, _ = running.communicate(timeout=60)
    os.close(stdin)
    os.close(terminal)
    return out.decode()


ANSWERS = [
    ("1\n", (Decimal(2), Decimal("1.23")), "已写入 4 个数"),
    ("全部写入\n", (Decimal(2), Decimal("1.23")), "已写入 4 个数"),
    ("嗯\n2\n2\n2\n1\n3\n", (Decimal(2), None), "已写入 1 个数"),
    ("逐项\n2\n2\n2\ny\n", (None, Decimal("1.23")), "已写入 1 个数"),
    ("3\n", (None, None), "没有写入"),
    ("\x04", (None, None), "没有写入"),
    ("2\n1\n\x04", (None, None), "已写入 1 个数"),
]


@pytest.mark.parametrize(("keys", "expected", "told"), ANSWERS)
def test_at_a_terminal_one_is_asked(
    book: Path, export: Path, keys: str, expected: tuple[Decimal | None, ...], told: str
) -> None:
    out = typed(book, export, keys)
    assert "1 全部写入  2 逐项  3 不写" in out
    assert told in out
    assert hospitality(book) == expected


def test_an_own_formula_is_not_touched(book: Path, export: Path) -> None:
    at = plant(book, BASIC_DATA, "official_hospitality_final_accounts", Decimal(3), formula="1+2")
    ran = run("fill", book, "--from", export, "--yes")
    assert ran.code == 0
    assert "格里是自己写的公式，没有改" in ran.out
    assert f"基础数据表 {at} 公务接待·本年决算数：3 → 1.23" in ran.out
    assert hospitality(book) == (Decimal(2), Decimal(3))


def test_a_conflict_is_told_and_the_rest_written(book: Path, tmp_path: Path) -> None:
    grid = "单位：万元\n项目 | 预算数 | 决算数\n公务接待费 | 2 | 1\n公务接待费 | 2 | 3"
    ran = run("fill", book, "--from", save_grid(tmp_path / "a.xlsx", grid), "--yes")
    assert ran.code == 1
    assert "公务接待·本年决算数：1 来自 表1 C3（1万元）；3 来自 表1 C4（3万元）" in ran.out
    assert hospitality(book) == (Decimal(2), None)


def test_what_cannot_be_read_is_told(book: Path, tmp_path: Path) -> None:
    grid = "单位：万元\n项目 | 预算数 | 决算数\n公务接待费 | 2 | #REF!"
    ran = run("fill", book, "--from", save_grid(tmp_path / "a.xlsx", grid), "--yes")
    assert ran.code == 1
    assert "“#REF!”（表1 C3）：这里应是“公务接待·本年决算数”的数" in ran.out
    assert hospitality(book) == (Decimal(2), None)


def test_a_table_of_something_else(book: Path, tmp_path: Path) -> None:
    before = book.read_bytes()
    ran = run("fill", book, "--from", save_grid(tmp_path / "a.xlsx", "你好 | 3\n再见 | 4"), "--yes")
    assert ran.code == 1
    assert "没有认出可以导入的数。" in ran.out
    assert book.read_bytes() == before


def test_ten_thousand_times_as_much_is_pointed_out(book: Path, tmp_path: Path) -> None:
    grid = "单位：{}\n项目 | 决算数\n公务接待费 | 1.5"
    first = save_grid(tmp_path / "a.xlsx", grid.format("万元"))
    second = save_grid(tmp_path / "b.xlsx", grid.replace("1.5", "15000").format("万元"))
    run("fill", book, "--from", first, "--yes")
    assert "注意：与原值恰好差 1 万倍，请核对单位" in run("fill", book, "--from", second).out


def test_json(book: Path, export: Path) -> None:
    value = run("fill", book, "--from", export, "--json").json
    assert (value["unit"], value["year"], value["written"]) == ("甲县水利局", 2024, False)
    change = next(one for one in value["changes"] if one["label"] == "公务接待·本年决算数")
    assert change == {
        "sheet": "基础数据表",
        "cell": "F10",
        "label": "公务接待·本年决算数",
        "old": None,
        "new": "1.23",
        "exact": "1.234567",
        "source": {"place": "表1 C5", "raw": "12345.67", "unit": "元"},
        "remark": None,
    }
    assert value["unknown"][0]["suggestion"] == "公务接待费"
    assert hospitality(book) == (None, None)
    assert run("fill", book, "--from", export, "--json", "--yes").json["written"]
    assert hospitality(book) == (Decimal(2), Decimal("1.23"))


def test_what_a_table_says_cannot_steer_the_terminal(book: Path, tmp_path: Path) -> None:
    grid = "单位：万元\n项目 | 决算数\n\u202e公务\u2066招待 | 1.5"
    ran = run("fill", book, "--from", save_grid(tmp_path / "a.xlsx", grid))
    assert ran.code == 1
    assert "\u202e" not in ran.out and "公务招待" in ran.out


@pytest.mark.parametrize("kind", ["bomb", "entity", "cut", "empty", "text", "missing"])
def test_a_hostile_export_is_refused(book: Path, tmp_path: Path, kind: str) -> None:
    before = book.read_bytes()
    refused(run("fill", book, "--from", hostile(tmp_path / "导出.xlsx", kind), "--yes"))
    assert book.read_bytes() == before
    assert not list(tmp_path.glob("*.bak"))


def hostile(path: Path, kind: str) -> Path:
    made = parts()
    if kind == "bomb":
        made["xl/worksheets/sheet1.xml"] = sheet(" " * 60_000_000)
    if kind == "entity":
        text = str(made["xl/worksheets/sheet1.xml"])
        made["xl/worksheets/sheet1.xml"] = text.replace(
            "<worksheet", '<!DOCTYPE x [<!ENTITY a "b">]><worksheet', 1
        )
    if kind == "missing":
        return path
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in made.items():
            package.writestr(name, content)
    if kind in ("cut", "empty"):
        path.write_bytes(path.read_bytes()[: 400 if kind == "cut" else 0])
    if kind == "text":
        path.write_text("公务接待费", encoding="utf-8")
    return path


def test_a_far_cell_is_left_out(book: Path, tmp_path: Path) -> None:
    path = save_grid(tmp_path / "导出.xlsx", GRID)
    with zipfile.ZipFile(path) as package:
        made = {name: package.read(name) for name in package.namelist()}
    name = "xl/worksheets/sheet1.xml"
    far = b'<row r="1048576"><c r="XFD1048576"><v>9</v></c></row></sheetData>'
    made[name] = made[name].replace(b"</sheetData>", far)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for part, content in made.items():
            package.writestr(part, content)
    ran = run("fill", book, "--from", path, "--yes")
    assert ran.code == 0
    assert "太大，只读了前 5000 行" in ran.out
    assert hospitality(book) == (Decimal(2), Decimal("1.23"))


def test_a_workbook_without_a_year_is_refused(book: Path, export: Path) -> None:
    plant(book, "基本情况", "year", None)
    assert "没有填自评年度" in refused(run("fill", book, "--from", export))
