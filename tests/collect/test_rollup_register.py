"""登记 read back: remarks and choices outlive a second run, and saving in another program."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.collect.standing_cases import Size, collected, source
from tests.support.office import Office
from ziping.collect.reading import Refusal
from ziping.collect.rollup import (
    is_rollup,
    own_choices,
    read_register,
    register_year,
    write_rollup,
)
from ziping.collect.rollup.registering import CHOICE
from ziping.collect.sheets import REGISTER, REGISTER_COLUMNS
from ziping.collect.standing import REFUSED, Collected, Entry, Standing, Submission
from ziping.errors import UnusableFileError
from ziping.package.refs import column_letters

REMARK = REGISTER_COLUMNS.index("备注") + 1
ROUND = collected(Size(offices=8, missing=1))


def returned(one: Collected, wanted: bool) -> Standing:
    """The first office that is, or is not, to be returned."""
    found = (s for s in one.standings if s.counted is not None and s.needs_return is wanted)
    return next(found)


def edited(path: Path, key: str, word: str, remark: str) -> None:
    """What a reviewer does in the sheet."""
    book = openpyxl.load_workbook(path)
    sheet = book[REGISTER]
    row = next(row for row in range(5, 99) if sheet.cell(row, 1).value == key)
    sheet.cell(row, CHOICE).value = word
    sheet.cell(row, REMARK).value = remark
    book.save(path)


def test_what_is_proposed_is_read_back_as_no_choice_of_anybody(tmp_path: Path) -> None:
    path = tmp_path / "汇总.xlsx"
    write_rollup(ROUND, path)
    lines = read_register(path)
    assert list(lines) == [one.office.key for one in ROUND.standings]
    words = {one.office.key: "是" if one.needs_return else "否" for one in ROUND.standings}
    assert {key: line.chosen for key, line in lines.items()} == words
    assert own_choices(lines, ROUND) == {}


def test_a_choice_and_a_remark_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "汇总.xlsx"
    write_rollup(ROUND, path)
    key = returned(ROUND, True).office.key
    edited(path, key, "否", "电话已说明")
    lines = read_register(path)
    own = own_choices(lines, ROUND)
    assert own == {key: "否"}
    remarks = {one: line.remark for one, line in lines.items()}
    write_rollup(ROUND, path, remarks=remarks, chosen=own)
    again = read_register(path)
    assert (again[key].chosen, again[key].remark) == ("否", "电话已说明")
    assert own_choices(again, ROUND) == {key: "否"}


def test_a_choice_is_of_one_submission(tmp_path: Path) -> None:
    path = tmp_path / "汇总.xlsx"
    write_rollup(ROUND, path)
    old = returned(ROUND, True)
    edited(path, old.office.key, "否", "")
    assert old.counted is not None
    entry = old.counted.entry._replace(source=source("新的一次.xlsx", 12))
    new = old._replace(counted=old.counted._replace(entry=entry))
    standings = tuple(new if one == old else one for one in ROUND.standings)
    assert own_choices(read_register(path), ROUND._replace(standings=standings)) == {}


def unread_too(one: Standing, name: str) -> Standing:
    """The same with a newer file that could not be opened."""
    refused = Entry(source(name, 13), refusal=Refusal("unusable", "打不开", "请重发"))
    return one._replace(unread=(Submission(refused, REFUSED),))


def test_what_cannot_be_opened_is_announced(tmp_path: Path) -> None:
    """An office that is to be returned for it stands so in 登记, and 否 is the reviewer's."""
    path = tmp_path / "汇总.xlsx"
    missing, good = ROUND.standings[-1], returned(ROUND, False)
    assert missing.counted is None
    pair = {one: unread_too(one, f"{one.office.name}.xlsx") for one in (missing, good)}
    told = ROUND._replace(standings=tuple(pair.get(one, one) for one in ROUND.standings))
    write_rollup(told, path)
    lines = read_register(path)
    assert [lines[one.office.key].chosen for one in pair] == ["是", "是"]
    chosen = sum(line.chosen == "是" for line in lines.values())
    book = openpyxl.load_workbook(path, data_only=True)
    cards = [cell for row in book["总览"].iter_rows(max_row=8) for cell in row]
    [label] = [one for one in cards if one.value == "要退回"]
    assert book["总览"].cell(label.row + 1, label.column).value == chosen
    edited(path, missing.office.key, "否", "")
    assert own_choices(read_register(path), told) == {missing.office.key: "否"}
    again = (*told.standings[:-1], unread_too(missing, "又一份.xlsx"))
    assert own_choices(read_register(path), told._replace(standings=again)) == {}


def test_what_was_returned_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "汇总.xlsx"
    write_rollup(ROUND, path)
    found = {
        key: (line.number, line.returns, line.last_return)
        for key, line in read_register(path).items()
    }
    assert found == {
        one.office.key: (
            one.counted.number if one.counted else 0,
            len(one.returned),
            "2025-03-06" if one.returned else "",
        )
        for one in ROUND.standings
    }
    assert any(returns for _, returns, _ in found.values())
    assert register_year(path) == ROUND.year


def test_libreoffice_may_save_it(office: Office, tmp_path: Path) -> None:
    path, saved = tmp_path / "汇总.xlsx", tmp_path / "另存.xlsx"
    write_rollup(ROUND, path)
    letters = column_letters(REMARK)
    office.run(path, [{"op": "set", "cells": [[REGISTER, f"{letters}6", "已催"]]}], save_as=saved)
    assert is_rollup(saved)
    lines = read_register(saved)
    assert list(lines) == list(read_register(path))
    assert lines[ROUND.standings[1].office.key].remark == "已催"


def test_rows_put_above_the_heads_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "汇总.xlsx"
    write_rollup(ROUND, path)
    before = read_register(path)
    book = openpyxl.load_workbook(path)
    book[REGISTER].insert_rows(1, 3)
    book.save(path)
    assert read_register(path) == before


def _foreign(path: Path) -> None:
    openpyxl.Workbook().save(path)


def _headless(path: Path) -> None:
    write_rollup(ROUND, path)
    book = openpyxl.load_workbook(path)
    book[REGISTER].delete_cols(CHOICE)
    book.save(path)


def _cut(path: Path) -> None:
    write_rollup(ROUND, path)
    path.write_bytes(path.read_bytes()[:-200])


BAD = {
    "foreign": (_foreign, "不是 ziping 生成的汇总表"),
    "heads": (_headless, "表头不全"),
    "cut": (_cut, "不完整"),
    "text": (lambda path: path.write_text("汇总"), "不是 Excel"),
    "missing": (lambda path: None, "找不到"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_rollup_is_said_plainly(name: str, tmp_path: Path) -> None:
    make, message = BAD[name]
    path = tmp_path / "汇总.xlsx"
    make(path)
    assert is_rollup(path) is (name == "heads")
    with pytest.raises(UnusableFileError, match=message):
        read_register(path)
