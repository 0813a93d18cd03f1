"""`ziping new --units` at the command line: what is said, JSON, wrong commands, breaking off."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.running import heeds_ctrl_c, run
from tests.collect.outgoing_files import write_list
from ziping.workbook.read import read_workbook


def test_said(tmp_path: Path) -> None:
    """Made, told, kept; the same as JSON."""
    listed, folder = write_list(tmp_path / "名单.csv"), tmp_path / "新" / "发放"
    done = run("new", "--units", listed, "--year", 2024, "-o", folder)
    assert (done.code, done.err) == (0, "")
    for part in (
        "已生成 3 个单位",
        "第4行没有主管部门",
        "发放登记.xlsx",
        "下一步",
        "ziping collect",
        "没有写收件邮箱、截止日期，来函里留着",
    ):
        assert part in done.out
    assert "收件邮箱" not in run("new", "--units", listed, "--year", 2024, "-o", folder).out
    again = run("new", "--units", listed, "--year", 2024, "-o", folder, "--json")
    assert again.json["made"] == [] and len(again.json["kept"]) == 3
    assert again.json["kept"][0] == {
        "unit": "甲县水利局",
        "code": "101001",
        "file": "101001_甲县水利局_2024_绩效自评.xlsx",
        "letter": "101001_甲县水利局_2024_来函.txt",
        "last_year": "",
        "hint": "",
    }
    assert again.json["register"] == str(folder / "发放登记.xlsx")
    assert any("第4行没有主管部门" in problem for problem in again.json["problems"])


WRONG = (
    ((), "没有写给谁生成"),
    (("--unit", "甲局", "--units", "名单.csv"), "只能写一个"),
    (("--unit", "甲局", "--json"), "要和 --units 同用"),
    (("--unit", "甲局", "--last-year", "上年"), "ziping roll"),
    (("--units", "没有.xlsx"), "找不到这个文件"),
    (("--units", "名单.csv", "--last-year", "没有"), "没有这个文件夹"),
    (("--units", "名单.csv", "--last-year", "名单.csv"), "要的是文件夹"),
    (("--units", "名单.csv", "-o", "名单.csv"), "这是文件，-o 要的是文件夹"),
    (("--units", "名单.csv", "--rules", "没有这个包"), "没有这个包"),
    (("--units", "名单.csv", "--year", "24"), "不像年份"),
    (("--units", "重复.csv"), "第2、3行都是“甲局”"),
)


@pytest.mark.parametrize(("words", "said"), WRONG)
def test_wrong(
    words: tuple[str, ...], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Told in a sentence with its remedy, and nothing is made."""
    monkeypatch.chdir(tmp_path)
    write_list(Path("名单.csv"))
    Path("重复.csv").write_text("单位名称\n甲局\n甲局\n", encoding="utf-8")
    usual = [] if "--year" in words else ["--year", "2024"]
    usual += [] if "-o" in words else ["-o", "出"]
    done = run("new", *words, *usual)
    assert done.code == 2 and said in done.err and "改法：" in done.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["名单.csv", "重复.csv"]


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C is sent otherwise there")
def test_broken_off(tmp_path: Path) -> None:
    """Ctrl-C leaves whole files and nothing half; the same command carries on."""
    rows = [[str(101001 + n), f"甲县第{n}中心", "", "", ""] for n in range(400)]
    listed, folder = write_list(tmp_path / "名单.csv", rows), tmp_path / "出"
    words = ["new", "--units", str(listed), "--year", "2024", "-o", str(folder)]
    process = subprocess.Popen(
        [sys.executable, "-m", "ziping", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=heeds_ctrl_c,
    )
    patience = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < patience:
        if len(list(folder.glob("*.xlsx"))) >= 5:
            break
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    books = sorted(folder.glob("*_绩效自评.xlsx"))
    assert "已中断" in said.decode() and process.returncode == 2
    assert 5 <= len(books) < len(rows) and (folder / "发放登记.xlsx").exists()
    assert [path.name for path in folder.iterdir() if path.name.startswith(".")] == []
    assert read_workbook(books[-1]).assessment.unit.code.value == books[-1].name[:6]
