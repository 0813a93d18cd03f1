"""The rows of a table follow the workbook where nobody put hands on it; else they are left."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from tests.support.models import replace
from tests.word.models import (
    expense,
    indicators,
    junshan,
    num,
    project,
    scored,
    suining,
    text,
)
from tests.word.refresh.pieces import (
    both,
    compared,
    controls,
    labels,
    refreshed,
    table_of,
    told,
    xml_of,
)
from ziping.model import Indicator, ProjectLine, SelfAssessment, Text
from ziping.word.refresh.change import Kind
from ziping.word.refresh.grids import grids
from ziping.word.refresh.tree import Tree

BASE = suining()
LABELS = labels(scored(BASE))
HEAD = "偏差原因"
OLD = table_of(xml_of(BASE), HEAD)
NEW_ROW = replace(indicators((("质量指标", "新指标", "≥5个", "6个", "5", "5"),))[0], row=99)
Change = Callable[[Sequence[Indicator]], Sequence[Indicator]]


def cleared(row: Indicator) -> Indicator:
    """A row that the officer emptied: it stays in the sheet and does not print."""
    blank = num("")
    return replace(
        row, name=Text(), target=Text(), actual=Text(), full_marks=blank, declared_score=blank
    )


def with_rows(change: Change) -> SelfAssessment:
    rows = tuple(change(BASE.overall.indicators))
    return replace(BASE, overall=replace(BASE.overall, indicators=rows))


def seen(xml: bytes) -> list[list[tuple[str, ...]]]:
    """Every table as merges and texts."""
    tree = Tree(xml, "")
    return [
        [
            (*(cell.merge for cell in row.cells), row.text, *(cell.own for cell in row.cells))
            for row in grid.rows
        ]
        for grid in grids(tree, controls(xml))
    ]


CASES: dict[str, tuple[Change, set[Kind]]] = {
    "one more": (lambda rows: [*rows, NEW_ROW], {Kind.ROW_ADDED}),
    "one more in front": (lambda rows: [*rows, replace(NEW_ROW, level2=text("数量指标"))],
                          {Kind.ROW_ADDED}),
    "a group of its own": (lambda rows: [*rows, replace(NEW_ROW, level2=text("生态效益指标"),
                                                        level1="效益指标")], {Kind.ROW_ADDED}),
    "first of all gone": (lambda rows: [cleared(rows[0]), *rows[1:]], {Kind.ROW_REMOVED}),
    "last gone": (lambda rows: [*rows[:11], cleared(rows[11])], {Kind.ROW_REMOVED}),
    "a group gone": (lambda rows: [*rows[:6], cleared(rows[6]), *rows[7:]], {Kind.ROW_REMOVED}),
    "a second row makes a merge": (lambda rows: [*rows, replace(NEW_ROW, level2=text("成本指标"))],
                                   {Kind.ROW_ADDED}),
    "another second level": (lambda rows: [replace(rows[0], level2=text("质量指标")), *rows[1:]],
                             {Kind.ROW_MOVED}),
    "moved and changed": (lambda rows: [replace(rows[0], level2=text("质量指标"),
                                                actual=text("51次")), *rows[1:]],
                          {Kind.ROW_MOVED}),
    "a lone row's level": (lambda rows: [*rows[:6], replace(rows[6], level2=text("时效指标")),
                                         *rows[7:]], set()),
    "all at once": (lambda rows: [cleared(rows[0]), *rows[1:5],
                                  replace(rows[5], level2=text("质量指标")), cleared(rows[6]),
                                  *rows[7:], NEW_ROW],
                    {Kind.ROW_ADDED, Kind.ROW_REMOVED, Kind.ROW_MOVED}),
    "nearly all gone": (lambda rows: [*map(cleared, rows[:11]), *rows[11:]], {Kind.ROW_REMOVED}),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_rows_are_those_of_a_fresh_report(name: str) -> None:
    change, kinds = CASES[name]
    fresh = table_of(xml_of(with_rows(change)), HEAD)
    done, changes = both(OLD, fresh, LABELS)
    assert seen(done) == seen(fresh)
    assert {one.kind for one in changes} - {Kind.REPLACED} == kinds
    assert seen(refreshed(done, OLD, LABELS)) == seen(OLD)  # and back again


def test_numbers_of_bookmarks_and_controls_are_never_used_twice() -> None:
    done = Tree(
        refreshed(OLD, table_of(xml_of(with_rows(CASES["all at once"][0])), HEAD), LABELS), ""
    )
    for name, key in (("bookmarkStart", "id"), ("bookmarkStart", "name"), ("id", "val")):
        used = [node.attributes[key] for node in done.nodes if node.name == name]
        assert len(used) == len(set(used)) > 50


def test_what_moved_and_changed_is_told() -> None:
    fresh = table_of(xml_of(with_rows(CASES["moved and changed"][0])), HEAD)
    changes = told(compared(OLD, fresh, LABELS).changes)
    assert (Kind.REPLACED, "overall.indicators.0.actual", "50次", "51次") in changes


def test_project_lines_follow_too() -> None:
    lines = (
        *BASE.basic_data.project_lines[:1],
        ProjectLine(text("新增专项"), expense("", "8", "7")),
    )
    changed = replace(BASE, basic_data=replace(BASE.basic_data, project_lines=lines))
    old, fresh = (table_of(xml_of(one), "三公经费") for one in (BASE, changed))
    done, changes = both(old, fresh, LABELS)
    assert {one.kind for one in changes} <= {Kind.REPLACED, Kind.ROW_REMOVED, Kind.ROW_ADDED}
    assert seen(done) == seen(fresh)


NAME = "<w:t>资金到位率</w:t>"
ROW_7 = OLD.decode().rpartition(NAME)[0].rpartition("<w:tr>")[2]
CONTROL = NAME + "</w:r></w:sdtContent></w:sdt>"
ROW_6 = OLD.decode().partition("窗口减少")[0].rpartition("<w:tr>")[2]
ON = '<w:vMerge w:val="continue"/>'
LEFT = {
    "typed over": (NAME, "<w:t>资金拨付率</w:t>", "改写"),
    "tracked": (CONTROL, CONTROL + '<w:ins w:id="9"><w:r/></w:ins>', "修订"),
    "a row of hers": ("<w:tr>" + ROW_7, "<w:tr><w:tc/></w:tr><w:tr>" + ROW_7, "增删"),
    "a remark in the row": (CONTROL, CONTROL + "<w:r><w:t>请核</w:t></w:r>", "手工写"),
    "a comment on the row": (CONTROL, CONTROL + '<w:commentRangeStart w:id="3"/>', "批注"),
    "one column more": ("<w:tr>" + ROW_6, "<w:tr><w:tc/>" + ROW_6, "列"),
    "split cells": ("<w:tr>" + ROW_6, "<w:tr>" + ROW_6.replace(ON, ""), "拆开"),
    "something between rows": ("<w:tr>" + ROW_7, "<w:proofErr/><w:tr>" + ROW_7, "夹着"),
}
GONE = table_of(xml_of(with_rows(CASES["a group gone"][0])), HEAD)


@pytest.mark.parametrize("name", LEFT)
def test_rows_are_left_where_there_is_doubt(name: str) -> None:
    before, after, reason = LEFT[name]
    assert OLD.decode().count(before) == 1
    old = OLD.replace(before.encode(), after.encode())
    done, changes = both(old, GONE, LABELS)
    (left,) = [one for one in changes if one.kind is Kind.ROWS_LEFT]
    assert reason in left.remark and left.place.sheet == "表1（整体自评表）"
    assert left.old != left.new
    assert done.count(b"<w:tr>") == old.count(b"<w:tr>")
    assert after in done.decode()


SWAPPED: list[tuple[Change, str]] = [
    (lambda rows: [cleared(rows[0]), *rows[1:], NEW_ROW], "报告里多“"),
    (lambda rows: [cleared(rows[0]), *rows[1:], NEW_ROW], "，报告里少“"),
    (CASES["another second level"][0], "行的顺序不同"),
]


@pytest.mark.parametrize(("change", "said"), SWAPPED)
def test_as_many_rows_are_told_by_what_differs(change: Change, said: str) -> None:
    old = OLD.replace(NAME.encode(), b"<w:t>1</w:t>")
    fresh = table_of(xml_of(with_rows(change)), HEAD)
    (left,) = [one for one in both(old, fresh, LABELS)[1] if one.kind is Kind.ROWS_LEFT]
    assert (left.old, left.new) == ("", "") and said in left.remark and "改写" in left.remark


def test_another_prefix_is_left() -> None:
    old = OLD.replace(b"<w:", b"<x:").replace(b"</w:", b"</x:").replace(b" w:", b" x:")
    old = old.replace(b"xmlns:w=", b"xmlns:x=")
    (left,) = [one for one in compared(old, GONE, LABELS).changes if one.kind is Kind.ROWS_LEFT]
    assert "写法" in left.remark


HANDS = {
    "a row": ("<w:tr>" + ROW_7, "<w:tr><w:tc/></w:tr><w:tr>" + ROW_7),
    "a column": ("<w:tr>" + ROW_6, "<w:tr><w:tc/>" + ROW_6),
    "no merging": ('<w:vMerge w:val="continue"/>', ""),
    "a label": ("产出指标（50分）", "产出指标"),
    "no label": ("成本指标", ""),
}


@pytest.mark.parametrize("name", HANDS)
def test_hands_on_a_table_are_no_matter_while_no_row_has_to_follow(name: str) -> None:
    before, after = HANDS[name]
    old = OLD.replace(before.encode(), after.encode())
    assert old != OLD
    assert compared(old, OLD, LABELS).changes == ()


def test_projects_that_came_and_went_are_told_once_a_table() -> None:
    base = junshan()
    one = replace(base, projects=base.projects[:1])
    more = compared(xml_of(one), xml_of(base), LABELS).changes
    fewer = compared(xml_of(base), xml_of(one), LABELS).changes
    assert [item.kind for item in more] == [Kind.MISSING, Kind.MISSING]
    assert [item.kind for item in fewer] == [Kind.GONE, Kind.GONE]
    assert {item.old for item in fewer} == {"整张表"}


def test_rows_of_a_project_form_follow() -> None:
    base = junshan()
    other = project("业务工作经费", "402.7", "551.36")
    rows = (*other.form.indicators[:3], NEW_ROW)
    changed = replace(
        base, projects=(base.projects[0], replace(other, form=replace(other.form, indicators=rows)))
    )
    known = labels(scored(base, "junshan"))
    assert seen(refreshed(xml_of(base), xml_of(changed), known)) == seen(xml_of(changed))
