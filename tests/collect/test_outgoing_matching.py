"""Which file of last year is whose: one that fits alone is taken, a doubtful one never."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from ziping.collect.outgoing.matching import Known, match
from ziping.collect.standing import Office

OFFICES = (Office("甲县水利局", "101"), Office("甲县图书馆", "102"), Office("甲县文化馆"))


def known(
    name: str, unit: str = "甲县水利局", year: int = 2023, *, code: str = "", number: int = 0
) -> Known:
    """A file; one with another name has other content, unless the name ends in 副本."""
    digest = name.partition("副本")[0].removesuffix(".xlsx")
    return Known(Path(name), name, unit, code, year, number, digest)


class Case(NamedTuple):
    """`taken` by the office's key; `said` parts of what is told of offices and loose files."""

    note: str
    files: tuple[Known, ...]
    taken: dict[str, str]
    said: tuple[str, ...] = ()


CASES = (
    Case("by code", (known("a.xlsx", code="101"),), {"101": "a.xlsx"}),
    Case("by name", (known("a.xlsx", "甲县　文化馆"),), {"甲县文化馆": "a.xlsx"}),
    Case(
        "renamed: the code says who it is",
        (known("a.xlsx", "甲县水务局", code="101"),),
        {"101": "a.xlsx"},
        ("编码相同，上年名称是“甲县水务局”，按改名结转",),
    ),
    Case(
        "numbered anew",
        (known("a.xlsx", code="999"),),
        {"101": "a.xlsx"},
        ("名称相同，上年编码是 999",),
    ),
    Case(
        "the code of one and the name of another",
        (known("a.xlsx", code="102"),),
        {},
        ("a.xlsx：编码 102 是“甲县图书馆”的，单位名称却是“甲县水利局”，没有用",),
    ),
    Case(
        "the newest year, and no later one",
        (known("a.xlsx", year=2022), known("b.xlsx"), known("c.xlsx", year=2024)),
        {"101": "b.xlsx"},
        ("c.xlsx：是 2024 年度的",),
    ),
    Case(
        "an older one",
        (known("a.xlsx", year=2021),),
        {"101": "a.xlsx"},
        ("上年文件是 2021 年度的，隔了 3 年",),
    ),
    Case("without a year", (known("a.xlsx", year=0),), {}, ("a.xlsx：没有写自评年度",)),
    Case("a copy", (known("a.xlsx"), known("a副本.xlsx")), {"101": "a.xlsx"}),
    Case(
        "two that differ",
        (known("a.xlsx"), known("b.xlsx")),
        {},
        ("2023 年度有 2 份不同的文件（a.xlsx、b.xlsx），都没有用",),
    ),
    Case(
        "two submissions", (known("a.xlsx", number=2), known("b.xlsx", number=1)), {"101": "a.xlsx"}
    ),
    Case(
        "the same submission twice",
        (known("a.xlsx", number=2), known("b.xlsx", number=2)),
        {},
        ("2 份不同的文件",),
    ),
    Case("a workbook before its report", (known("a.docx"), known("b.xlsx")), {"101": "b.xlsx"}),
    Case("a report alone", (known("a.docx"),), {"101": "a.docx"}),
    Case("of nobody", (known("a.xlsx", "乙县财政局"),), {}, ("a.xlsx：名单里没有“乙县财政局”",)),
    Case("nameless", (known("a.xlsx", ""),), {}, ("a.xlsx：文件里没有写单位名称",)),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.note)
def test_match(case: Case) -> None:
    matched = match(OFFICES, case.files, 2024)
    assert {key: one.known.shown for key, one in matched.taken.items()} == case.taken
    remarks = (one.remark for one in matched.taken.values() if one.remark)
    told = [*remarks, *matched.doubts.values(), *matched.loose]
    assert len(told) == len(case.said)
    assert [part for part, said in zip(case.said, told, strict=True) if part not in said] == []
