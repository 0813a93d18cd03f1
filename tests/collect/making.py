"""Good workbooks of many offices, made quickly: a sample with some of its cells patched."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random

from ziping.model import Place
from ziping.package.gate import Package, open_package
from ziping.package.rewrite import packed
from ziping.workbook.layout import HIDDEN, OVERALL, SUBMISSION, UNIT
from ziping.workbook.opened import Opened
from ziping.workbook.write import SheetEdit, patched_parts, value_edit

SAMPLES = Path(__file__).parent.parent.parent / "workbooks/samples"
SMALL, LARGE = "绥宁县数据局_2024.xlsx", "君山区数据局_2024.xlsx"
Values = Mapping[tuple[str, str], Decimal | str | None]  # sheet and name of the layout → value

_KINDS = ("水利", "林业", "农业", "教育", "民政", "统计", "审计", "文旅", "体育", "商务")
_COUNTIES = "甲乙丙丁戊己庚辛壬癸"


def office_name(number: int) -> str:
    """甲县水利局, 乙县水利局, … and 甲县第2水利局 after the first hundred."""
    county, kind = _COUNTIES[number % 10], _KINDS[number // 10 % 10]
    again = number // 100
    return f"{county}县{f'第{again + 1}' if again else ''}{kind}局"


def office_code(number: int) -> str:
    return f"{100001 + number}"


@cache
def opened(name: str = SMALL) -> Opened:
    return Opened(SAMPLES / name)


def make(
    target: Path,
    *,
    unit: str,
    code: str = "",
    year: int = 2024,
    submission: int = 0,
    values: Values | None = None,
    sample: str = SMALL,
) -> Path:
    """One workbook; `values` by sheet and name, of a block its first row."""
    book = opened(sample)
    told: dict[tuple[str, str], Decimal | str | None] = {
        (UNIT, "unit_name"): unit,
        (UNIT, "unit_code"): code or None,
        (UNIT, "year"): Decimal(year),
        (HIDDEN, SUBMISSION[0]): Decimal(submission) if submission else None,
        **(values or {}),
    }
    edits = [_edit(book, sheet, name, value) for (sheet, name), value in told.items()]
    target.write_bytes(packed(_package(sample), patched_parts(book, edits), frozenset()))
    return target


@cache
def _package(sample: str) -> Package:
    return open_package(SAMPLES / sample)


def _edit(book: Opened, sheet: str, name: str, value: Decimal | str | None) -> SheetEdit:
    rect = book.find(sheet, name)
    return value_edit(Place(rect.sheet, f"{chr(64 + rect.col)}{rect.row}"), value)


def make_many(folder: Path, count: int, *, first: int = 0, year: int = 2024) -> Iterator[Path]:
    """Workbooks of so many offices, no two with the same figures."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(first, first + count):
        rng = Random(number)
        adjusted = Decimal(rng.randint(20_000, 900_000)) / 100
        actual = (adjusted * Decimal(rng.randint(700, 1000)) / 1000).quantize(Decimal("0.01"))
        figures: Values = {
            (OVERALL, "adjusted_budget"): adjusted,
            (OVERALL, "actual_expenditure"): actual,
            (OVERALL, "result"): f"完成各项任务{rng.randint(2, 90)}项，执行{actual}万元。",
        }
        name, code = office_name(number), office_code(number)
        target = folder / f"{name}_{year}_绩效自评_v1.xlsx"
        yield make(target, unit=name, code=code, year=year, submission=1, values=figures)
