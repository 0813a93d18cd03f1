"""Rule packs of somebody's own, given by path: what is wrong with them is said, nothing is made."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import refused, run

PACK = """
[pack]
name = "某县"
title = "某县规则"
issuer = "某县财政局"
version = "1"
base = "national"

[weights]
execution = { value = 20, from = 2024, source = "某县通知", status = "confirmed" }
output = { value = 40, from = 2024, source = "某县通知", status = "confirmed" }

[execution]
full_marks = { value = 20, from = 2024, source = "某县通知", status = "confirmed" }
"""
RULE = 'full_marks = { value = 20, from = 2024, source = "某县通知", status = "confirmed" }'


def given(value: str) -> str:
    """A pack that gives one more rule."""
    key, _, content = value.partition("=")
    rule = f'{{ value = {content}, from = 2024, source = "某县通知", status = "confirmed" }}'
    return f"{PACK}\n{key.strip()} = {rule}\n"


WRONG = [
    ("no TOML", PACK.replace("title =", "title"), "语法错误"),
    ("double key", PACK.replace("[weights]", 'issuer = "b"\n[weights]'), "语法错误"),
    ("no title", PACK.replace('title = "某县规则"', "").replace('base = "national"', ""), "title"),
    ("no status", PACK.replace(', status = "confirmed"', "", 1), "写得不完整"),
    ("no source", PACK.replace(', source = "某县通知"', "", 1), "写得不完整"),
    ("wrong status", PACK.replace("confirmed", "sure"), "status 是“sure”"),
    ("wrong year", PACK.replace("from = 2024", 'from = "今年"'), "不是年份"),
    ("missing key", PACK.replace('base = "national"', ""), "缺少“"),
    ("text for a number", PACK.replace("value = 20", 'value = "二十"'), "应为数字"),
    ("unknown base", PACK.replace("national", "nation"), "“nation”"),
    ("unknown method", given('method = "lottery"'), "lottery"),
    ("forms", PACK + "\n[forms]\n" + RULE.replace("full_marks", "fund_heads"), "写得不对"),
    ("report", PACK + "\n[report]\n" + RULE.replace("full_marks", "attachments"), "写得不对"),
]


@pytest.mark.parametrize(("name", "text", "says"), WRONG, ids=lambda value: value[:16])
def test_wrong_pack(tmp_path: Path, name: str, text: str, says: str) -> None:
    pack = tmp_path / "某县.toml"
    pack.write_text(text, encoding="utf-8")
    target = tmp_path / "新.xlsx"
    said = refused(run("new", "--unit", "甲局", "--year", 2024, "--rules", pack, "-o", target))
    assert says in said, said
    assert [item.name for item in tmp_path.iterdir()] == ["某县.toml"]
    if name not in ("forms", "report"):
        assert says in refused(run("rules", pack))


def test_pack_that_is_no_text(tmp_path: Path) -> None:
    pack = tmp_path / "某县.toml"
    pack.write_bytes("规则".encode("gbk"))
    assert "UTF-8" in refused(run("rules", pack))
    pack.unlink()
    assert "某县.toml" in refused(run("rules", pack))
    pack.mkdir()
    assert "某县.toml" in refused(run("rules", pack))


def test_a_good_pack_works_end_to_end(tmp_path: Path) -> None:
    pack = tmp_path / "某县.toml"
    pack.write_text(PACK, encoding="utf-8")
    target = tmp_path / "新.xlsx"
    ran = run("new", "--unit", "甲局", "--year", 2024, "--rules", pack, "-o", target)
    assert (ran.code, ran.err) == (0, "")
    assert run("score", target, "--json").json["rules"] == "某县"
    assert "某县通知" in run("rules", pack).out
    pack.unlink()
    assert run("score", target).code == 0, "the workbook carries its rules with it"
