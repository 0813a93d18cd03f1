"""`ziping return` as it is typed: what it tells, what it refuses, and its JSON."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.cli.running import run
from tests.collect.bureau import Bureau, book
from ziping.collect.journal import journal_path


@pytest.fixture(scope="module")
def bureau(tmp_path_factory: pytest.TempPathFactory) -> Bureau:
    """One office that is to correct something, and four that sent nothing."""
    made = Bureau(tmp_path_factory.mktemp("局"))
    made.receive("甲县水利局_v1.xlsx", book("甲县水利局", "101"), 1)
    made.collect_here()
    return made


def test_it_tells_what_was_made_and_what_is_next(bureau: Bureau) -> None:
    due = date.today() + timedelta(days=9)
    done = run("return", bureau.rollup, "-o", bureau.back, "--due", due)
    assert done.code == 0 and not done.err
    assert "已生成 1 个单位的退回件" in done.out and "101_甲县水利局" in done.out
    assert "“登记”的退回次数和日期已更新" in done.out and "下一步：" in done.out
    again = run("return", bureau.rollup, "-o", bureau.back)
    assert again.code == 0 and "已经退过、还没有改报：甲县水利局" in again.out
    assert "--again" in again.out and "下一步" not in again.out


def test_json(bureau: Bureau, tmp_path: Path) -> None:
    told = run("return", bureau.rollup, "-o", tmp_path, "--again", "--json").json
    (made,) = told["returned"]
    assert (made["unit"], made["code"], made["number"]) == ("甲县水利局", "101", 1)
    assert made["to"] == "shuili@example.gov.cn" and made["errors"] > 0
    assert all((Path(made["folder"]) / name).exists() for name in made["files"])
    assert told["failed"] == [] and told["register_updated"] is True


def test_named_but_not_due(bureau: Bureau, tmp_path: Path) -> None:
    done = run("return", bureau.rollup, "-o", tmp_path, "--only", "104")
    assert done.code == 0 and done.out.startswith("不用退回：甲县林业局")
    assert list(tmp_path.iterdir()) == []


def test_nothing_to_return(tmp_path: Path) -> None:
    empty = Bureau(tmp_path)
    empty.collect_here()
    done = run("return", empty.rollup, "-o", empty.back)
    assert done.code == 0 and done.out == (
        "没有要退回的：收到的报送没有错误，“登记”里也没有选“是”的。\n"
    )
    assert not empty.back.exists()


def test_what_is_refused(bureau: Bureau, tmp_path: Path) -> None:
    """In words, before anything is made."""
    other = tmp_path / "别的.xlsx"
    other.write_bytes(book("甲县水利局", "101"))
    alone = tmp_path / "汇总.xlsx"
    alone.write_bytes(bureau.rollup.read_bytes())
    target = tmp_path / "退回"
    for given, words in (
        ((bureau.rollup, "--only", "水利"), "汇总表里没有单位“水利”"),
        ((bureau.rollup, "--due", "下周"), "改报期限“下周”看不懂"),
        ((bureau.rollup, "--due", "2024-02-31"), "看不懂"),
        ((bureau.rollup, "--due", "2024年2月1日"), "已经过了"),
        ((other,), "不是 ziping 生成的汇总表"),
        ((tmp_path / "没有.xlsx",), "找不到这个文件"),
        ((alone,), "找不到收件记录"),
    ):
        done = run("return", *given, "-o", target)
        assert done.code == 2 and words in done.err and "改法：" in done.err, given
        assert not target.exists()
    assert not journal_path(alone).exists()
    done = run("return", bureau.rollup, "-o", other)
    assert done.code == 2 and "不是文件夹" in done.err
