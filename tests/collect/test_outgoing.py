"""A folder made from a list: the workbooks are as if each were built alone, nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.collect.outgoing_files import OFFICES, cells, write_list, write_old
from ziping import rules
from ziping.collect.cover import Enclosed, cover_letter
from ziping.collect.out_register import FILE, NAME, Line, Register
from ziping.collect.outgoing.making import send_out
from ziping.collect.outgoing.request import Asked, Made, file_names
from ziping.collect.outgoing.template import Template
from ziping.collect.standing import Office
from ziping.errors import UnwritableError
from ziping.rules import RulePack
from ziping.tasks.create import create
from ziping.workbook.read import read_workbook

PACKS = ("suining", "central101")
FIRST = "101001_甲县水利局_2024"


def make(folder: Path, last_year: Path | None = None, rule: str = "national") -> Made:
    listed = folder / "名单.csv"
    return send_out(Asked(listed, 2024, rule, folder / "发放", last_year))


@pytest.mark.parametrize("name", PACKS)
def test_patched_is_as_built(name: str, tmp_path: Path) -> None:
    """Each cell of a workbook out of the template shows what one built for the office shows."""
    pack = rules.load(name, 2024)
    create(pack, {"unit": {"name": "样本局", "year": 2024}}, tmp_path / "模板.xlsx")
    office = Office("甲县水利局", "101001", "甲县人民政府", "30")
    Template(tmp_path / "模板.xlsx").make(office, tmp_path / "一.xlsx")
    unit = {"name": office.name, "code": "101001", "supervising_department": "甲县人民政府"}
    data = {"unit": {**unit, "year": 2024}, "basic_data": {"authorized_posts": 30}}
    create(pack, data, tmp_path / "二.xlsx")
    assert cells(tmp_path / "一.xlsx") == cells(tmp_path / "二.xlsx")


def test_folder(tmp_path: Path) -> None:
    """One workbook and one letter an office, a register; the same again gives the same bytes."""
    write_list(tmp_path / "名单.csv")
    made = make(tmp_path)
    folder = tmp_path / "发放"
    names = {path.name for path in folder.iterdir()}
    stems = {FIRST, "101002_甲县图书馆_2024", "=甲县_文化馆_2024"}
    assert names == {f"{s}_{kind}" for s in stems for kind in ("绩效自评.xlsx", "来函.txt")} | {
        NAME
    }
    assert len(made.new) == 3 and not made.kept
    assert [line.hint for line in made.lines] == ["", "", "没有主管部门；没有编制数"]
    read = read_workbook(folder / "=甲县_文化馆_2024_绩效自评.xlsx")
    assert read.assessment.unit.name.value == "=甲县|文化馆"
    assert not read.assessment.basic_data.authorized_posts.raw
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    folder.rename(tmp_path / "旧")
    make(tmp_path)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_register_keeps_what_people_wrote(tmp_path: Path) -> None:
    """Two offices more: only those are made; 发出日期 and 备注 stay, nothing is a formula."""
    write_list(tmp_path / "名单.csv", OFFICES[:1])
    first = make(tmp_path)
    book = load_workbook(first.register)
    sheet = book.worksheets[0]
    sheet["K4"], sheet["L4"] = "=1+1", "2025-01-20"
    sheet["K4"].data_type = "s"
    sheet["A5"], sheet["C5"], sheet["L5"] = 2, "已撤并的局", 45677
    book.save(first.register)
    touched = (tmp_path / "发放" / f"{FIRST}_绩效自评.xlsx").stat().st_mtime_ns
    write_list(tmp_path / "名单.csv", [[*OFFICES[0][:3], "31", ""], *OFFICES[1:]])
    again = make(tmp_path)
    assert [line.office.name for line in again.new] == ["甲县图书馆", "=甲县|文化馆"]
    assert [line.office.name for line in again.kept] == ["甲县水利局"]
    assert (tmp_path / "发放" / f"{FIRST}_绩效自评.xlsx").stat().st_mtime_ns == touched
    assert again.kept[0].hint == "名单里编制数“30”改成“31”，工作簿没有跟着改"
    assert again.register == first.register and again.backup is not None
    sheet = load_workbook(again.register).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    assert [row[2] for row in rows] == ["甲县水利局", "甲县图书馆", "=甲县|文化馆", "已撤并的局"]
    assert rows[0][10:] == ["=1+1", "2025-01-20"] and f"{rows[3][11]:%Y-%m-%d}" == "2025-01-20"
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"n", "s", "d"}
    assert make(tmp_path).backup is None  # nothing new: nothing written


def test_a_register_that_cannot_be_refreshed(tmp_path: Path) -> None:
    """One that is open stops the run before anything is made; somebody else's file stays."""
    office = Office("甲县水利局")
    pack = rules.load("national", 2024)
    Register(tmp_path, "登记").write([Line(office, "甲.xlsx", "甲.txt")], pack)
    assert Register(tmp_path, "登记").told(office, FILE) == "甲.xlsx"
    other = Register(tmp_path, "另一年度的登记")
    assert (other.path.name, other.old) == ("发放登记 (2).xlsx", {})
    (tmp_path / f"~${NAME}").write_bytes(b"")
    with pytest.raises(UnwritableError, match="正在其他程序中打开"):
        Register(tmp_path, "登记")
    (tmp_path / NAME).write_bytes(b"theirs")
    assert Register(tmp_path, "登记").path.name == "发放登记 (2).xlsx"


EARLIER = (
    (2024, "suining", "用的规则是“national”，这次写的是“suining”"),
    (2025, "national", "里面有 2024 年度的“101001_甲县水利局_2024_绩效自评.xlsx”"),
)


@pytest.mark.parametrize(("year", "rule", "said"), EARLIER)
def test_another_round_in_the_same_folder(year: int, rule: str, said: str, tmp_path: Path) -> None:
    """Refused before anything is made, also where only the register is left."""
    folder = tmp_path / "发放"
    write_list(tmp_path / "名单.csv", OFFICES[:1])
    make(tmp_path)
    write_list(tmp_path / "名单.csv")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    asked = Asked(tmp_path / "名单.csv", year, rule, folder)
    with pytest.raises(UnwritableError, match="请换一个文件夹") as caught:
        send_out(asked)
    assert said in caught.value.problem
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    (folder / f"{FIRST}_绩效自评.xlsx").unlink()
    with pytest.raises(UnwritableError, match=f"“{NAME}”"):
        send_out(asked)


def test_letters_of_this_run_are_counted(tmp_path: Path) -> None:
    write_list(tmp_path / "名单.csv", OFFICES[:1])
    assert [make(tmp_path).letters, make(tmp_path).letters] == [1, 0]
    (tmp_path / "发放" / f"{FIRST}_来函.txt").unlink()
    assert make(tmp_path).letters == 1


def test_names_of_files() -> None:
    """No two of them the same on Windows; the year stands there however long the name is."""
    offices = [Office("甲/局"), Office("甲?局"), Office("长" * 60, "1" * 40), Office("CON")]
    names = list(file_names(offices, 2024).values())
    assert names[:2] == ["甲_局_2024", "甲_局 (2)_2024"] and names[3] == "_CON_2024"
    assert names[2].endswith("_2024") and len(names[2]) <= 60


def _pack_with_mail(folder: Path) -> RulePack:
    text = """
[pack]
name = "county"
title = "甲县"
issuer = "甲县财政局"
version = "1"
base = "national"

[mail]
address = { value = "jx@example.com", FROM }
deadline = { value = 2025-03-31, FROM }
file_name = { value = "{code}_{unit}_{year}_v{number}", FROM }
"""
    path = folder / "county.toml"
    where = 'from = 2020, source = "通知", status = "confirmed"'
    path.write_text(text.replace("FROM", where), encoding="utf-8")
    return rules.load(str(path), 2024)


def test_letter(tmp_path: Path) -> None:
    """What the pack says stands in it; what it does not say is a blank for the bureau."""
    office = Office("甲县水利局", "101", "甲县人民政府", "30")
    enclosed = Enclosed("甲.xlsx", 2024, rolled=True)
    letter = cover_letter(office, _pack_with_mail(tmp_path), enclosed).decode("utf-8-sig")
    wanted = (
        "2025年3月31日 前",
        "jx@example.com",
        "101_甲县水利局_2024_v1.xlsx",
        "“待确认”",
        "编制数（30）",
    )
    assert [one for one in wanted if one not in letter] == []
    assert "截止日期〕" not in letter and letter.count("\r\n") == letter.count("\n")
    plain = cover_letter(Office("乙局"), rules.load("national", 2024), Enclosed("乙.xlsx", 2024))
    text = plain.decode("utf-8-sig")
    assert plain.startswith(b"\xef\xbb\xbf") and "待确认" not in text and "编制数" not in text
    for blank in ("截止日期", "收件邮箱", "联系人、电话", "落款单位"):
        assert f"〔请财政局填写：{blank}〕" in text


def test_last_year(tmp_path: Path) -> None:
    """What is found is rolled forward; what is doubtful is told and left."""
    rows = [[f"10{n}", f"甲县第{n}局", "甲县人民政府", "30", ""] for n in range(1, 6)]
    write_list(tmp_path / "名单.csv", rows)
    old = tmp_path / "上年"
    write_old(old / "一.xlsx", "甲县第1局", department="乙县人民政府")
    (old / "副本.xlsx").write_bytes((old / "一.xlsx").read_bytes())
    write_old(old / "二" / "二.xlsx", "甲县旧二局", code="102")
    write_old(old / "三甲.xlsx", "甲县第3局")
    write_old(old / "三乙.xlsx", "甲县第3局", code="103")
    write_old(old / "四.xlsx", "甲县第4局", 2024)
    write_old(old / "外.xlsx", "丙县财政局")
    (old / "坏.xlsx").write_bytes(b"PK\3\4")
    (old / "旧.doc").write_bytes(b"old")
    made = make(tmp_path, old)
    shown = [line.last_year for line in made.lines]
    assert shown == ["一.xlsx（2023 年度）", "二/二.xlsx（2023 年度）", *["没有找到"] * 3]
    one, two, three = (made.lines[n].doubt for n in range(3))
    assert (
        "主管部门“乙县人民政府”换成名单的“甲县人民政府”" in one and "编制数“8”换成名单的“30”" in one
    )
    assert "上年名称是“甲县旧二局”，按改名结转" in two and "2 份不同的文件" in three
    told = "\n".join(made.loose)
    for part in ("四.xlsx：是 2024 年度的", "外.xlsx：名单里没有", "坏.xlsx：", "旧.doc：旧格式"):
        assert part in told
    for number in (1, 2):
        read = read_workbook(tmp_path / "发放" / f"10{number}_甲县第{number}局_2024_绩效自评.xlsx")
        unit, data = read.assessment.unit, read.assessment.basic_data
        said = (unit.name.value, unit.code.value, unit.supervising_department.value)
        assert said == (f"甲县第{number}局", f"10{number}", "甲县人民政府")
        last = data.expense("operating_expense").last_year_final_accounts
        assert (data.authorized_posts.raw, last.raw) == ("30", "55.5")
        assert read.assessment.awaiting == 2 and not read.assessment.file.missing_formulas
    letters = [(tmp_path / "发放" / line.letter).read_text("utf-8-sig") for line in made.lines]
    assert ["待确认" in letter for letter in letters] == [True, True, False, False, False]
