"""The roll-up workbook: hand-counted rounds, ranks, sums, empty states, files in its way."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pandas
import pytest

from tests.collect.standing_cases import DEADLINE, FOLDER, Size, collected, office, reading, source
from ziping.collect.reading import At, Change, FigureReading, FindingReading, FormReading, Reading
from ziping.collect.rollup import is_rollup, write_rollup
from ziping.collect.rollup.frames import BINS, in_bin, office_frame
from ziping.collect.sheets import (
    BASIC,
    CHANGES,
    EXCEPTIONS,
    INDICATORS,
    ISSUES,
    OVERVIEW,
    RANKING,
    REGISTER,
    REGISTER_COLUMNS,
    SHEETS,
)
from ziping.collect.standing import (
    COUNTED,
    OLDER,
    REFUSED,
    Collected,
    Entry,
    Standing,
    Submission,
)
from ziping.errors import UnwritableError
from ziping.package.gate import open_package
from ziping.package.refs import cell_ref, parse_cell
from ziping.package.sheets import Workbook

TODAY = date(2025, 3, 20)


def form(total: str | None, rate: str | None = "0.95", grade: str = "") -> FormReading:
    return FormReading(
        *(True, "", "整体自评表", "100", "100", "95", rate, total, total, total, grade),
        *(At("整体自评表", "H32"), At("整体自评表", "F5"), ()),
    )


def told(number: int, total: str | None, rate: str | None = "0.95", grade: str = "") -> Reading:
    """An office's workbook with this total, nothing else in it."""
    one = office(number)
    return Reading(
        *("workbook", one.name, one.code, one.supervising_department, 2024, "national", "1", 1),
        *(At("基本情况", "B3"), (), (form(total, rate, grade),), (), 0, 0),
    )


def standing(number: int, read: Reading | None, **more: Any) -> Standing:
    one = office(number, line=number + 2)
    if read is None:
        return Standing(one, None, **more)
    entry = Entry(source(f"{one.name}.xlsx", 8), read)
    return Standing(one, Submission(entry, COUNTED, 1), **more)


def round_of(*standings: Standing, has_list: bool = True) -> Collected:
    return Collected(2024, standings, (), DEADLINE, has_list, ("national",))


def written(one: Collected, folder: Path) -> Path:
    target = folder / "汇总.xlsx"
    write_rollup(one, target, today=TODAY)
    return target


def table(path: Path, sheet: str) -> pandas.DataFrame:
    """A sheet as a program reads it: the cached values of formulas."""
    return pandas.read_excel(path, sheet_name=sheet, header=3, dtype={"单位编码": str})


def values(path: Path, sheet: str) -> dict[str, Any]:
    """What each cell shows."""
    book = openpyxl.load_workbook(path, data_only=True)
    rows = book[sheet].iter_rows()
    return {c.coordinate: c.value for row in rows for c in row if c.value is not None}


def beside(shown: dict[str, Any], label: str, *, below: bool = False) -> Any:
    """The value in the column two to the right of a label, or in the row below it."""
    at = next(key for key, value in shown.items() if value == label)
    row, col = parse_cell(at)
    return shown.get(cell_ref(row + 1, col) if below else cell_ref(row, col + 2))


def test_ranks_share_and_those_without_a_total_stand_below(tmp_path: Path) -> None:
    totals = ["88.5", "95", None, "88.50", "70", "95.0"]
    marks = [standing(n, told(n, total)) for n, total in enumerate(totals)]
    shown = table(written(round_of(*marks, standing(6, None)), tmp_path), RANKING)
    assert list(shown["名次"][:5]) == [1, 1, 3, 3, 5]
    assert list(shown["得分"][:5]) == [95, 95, 88.5, 88.5, 70]
    assert list(shown["单位编码"][:2]) == ["101002", "101006"]  # of equals in the order of the list
    assert shown["名次"][5:].isna().all()
    assert list(shown["说明"][5:]) == [
        "总分算不出：有指标还没有得分，见问题清单",
        "未收到可以计入的文件",
    ]
    assert shown["文件"][0] == f"{office(1).name}.xlsx"
    assert (shown["工作表"][0], shown["单元格"][0]) == ("整体自评表", "H32")


def test_the_overview_counts_what_was_counted_by_hand(tmp_path: Path) -> None:
    rates = ["0.5999", "0.6", "0.8", "0.949999", "0.95", "1", "1.0001", None]
    grades = ["优", "优", "良", "", "差", "优", "良", "优"]
    marks = ["91", "92", "85", None, "40", "96", "81", "93"]
    rows = zip(marks, rates, grades, strict=True)
    offices = [standing(n, told(n, *row), is_late=n == 1) for n, row in enumerate(rows)]
    shown = values(written(round_of(*offices, standing(8, None)), tmp_path), OVERVIEW)
    cards = ("应报单位", "已收", "未收", "逾期报送", "要退回")
    assert [beside(shown, card, below=True) for card in cards] == [
        9,
        8,
        1,
        1,
        1,
    ]  # one without a total
    assert beside(shown, "平均得分", below=True) == pytest.approx(578 / 7)
    assert beside(shown, "得分中位数", below=True) == 91
    assert [beside(shown, grade) for grade in ("优", "良", "差", "未定等级")] == [4, 2, 1, 1]
    assert [beside(shown, label) for label, _, _ in BINS] == [1, 1, 1, 1, 1, 1, 1]
    assert beside(shown, "没有执行率") == 1


def test_bins_are_half_open() -> None:
    rates = pandas.Series([0.0, 0.6, 0.8, 0.9, 0.95, 1.0, 1.5, float("nan")])
    assert [in_bin(rates, low, high) for _, low, high in BINS] == [1] * 7


def test_the_average_of_a_department_leaves_out_who_has_no_total(tmp_path: Path) -> None:
    offices = [standing(n, told(n, total)) for n, total in ((0, "80"), (5, None), (10, "90"))]
    shown = values(written(round_of(*offices, standing(15, None)), tmp_path), OVERVIEW)
    row = next(key[1:] for key, value in shown.items() if value == "县人民政府")
    assert [shown[f"{col}{row}"] for col in "EFGIJ"] == [4, 3, 1, 0, 85]


def test_basic_figures_are_summed_and_know_their_cells(tmp_path: Path) -> None:
    def with_figures(number: int, posts: str, cell: str) -> Reading:
        figures = (
            FigureReading("basic_data.authorized_posts", "编制数", posts, posts, At("表", cell)),
            FigureReading("basic_data.control_rate", "控制率", "0.9", "0.9", At("表", "F3")),
            FigureReading(
                "basic_data.project_lines.0.line.budget", "行1", "5", "5", At("表", "D9")
            ),
            FigureReading("spending.other_funds", "其他资金", None, "待定", At("表", "B9")),
            FigureReading("spending.blank", "空白", None, "", At("表", "B10")),
        )
        return told(number, "90")._replace(figures=figures)

    cells = ("B3", "B3", "C4")
    offices = [standing(n, with_figures(n, str(10 + n), cell)) for n, cell in enumerate(cells)]
    path = written(round_of(*offices, standing(3, None)), tmp_path)
    shown, sheet = values(path, BASIC), openpyxl.load_workbook(path)[BASIC]
    assert [shown[f"{col}4"] for col in "DEFG"] == ["编制数", "控制率", "行1", "其他资金"]
    assert [shown[f"{col}3"] for col in "DE"] == ["表 B3", "表 F3"]
    assert shown["D8"] == 33
    assert sheet["D8"].value == "=SUBTOTAL(109,D5:D7)"
    assert "E8" not in shown and "F8" not in shown  # rates and first projects do not add up
    assert shown["G5"] == "待定"
    assert [shown.get(f"I{row}") for row in (5, 6, 7)] == [None, None, "编制数：表 C4"]


def test_every_finding_and_change_is_a_row(tmp_path: Path) -> None:
    places = (At("整体自评表", "E8"), At("整体自评表", "E9"), At("基础数据表", "B3"))
    found = FindingReading("ZP101", "error", places, "合计不符", "", "", None, "说明1", "改正")
    grave = Change("formula", At("整体自评表", "J14"), "系统测算分", "=A1", "10", True)
    changes = (grave._replace(kind="label", grave=False), grave)
    read = told(0, "90")._replace(findings=(found, found), changes=changes)
    path = written(round_of(standing(0, read)), tmp_path)
    issues = table(path, ISSUES)
    assert len(issues) == 2
    wanted = ["错误", "ZP101", "合计不符", "改正", "整体自评表", "E8、E9；基础数据表 B3", "说明1"]
    heads = ["级别", "代码", "问题", "改法", "工作表", "单元格", "依据"]
    assert list(issues.loc[0, heads]) == wanted
    told_changes = table(path, CHANGES)
    assert list(told_changes["程度"]) == ["严重", "一般"]
    assert list(told_changes["改动了什么"]) == ["公式", "标签"]
    overview = values(path, OVERVIEW)
    row = next(key[1:] for key, value in overview.items() if value == "ZP101")
    assert (overview[f"J{row}"], overview[f"L{row}"]) == (1, 2)  # one office, two findings


def test_what_shares_a_cause_is_marked_and_not_counted(tmp_path: Path) -> None:
    head = FindingReading(
        *("ZP101", "error", (At("整体自评表", "E8"),), "合计不符", "", "", None, "说明1", "改正")
    )
    member = head._replace(places=(At("整体自评表", "E9"),), is_head=False)
    other = head._replace(code="ZP102", is_head=False)
    read = told(0, "90")._replace(findings=(head, member, other, head))
    path = written(round_of(standing(0, read)), tmp_path)
    issues = table(path, ISSUES)
    cause = "ZP101 整体自评表 E8"
    assert list(issues["同因"].fillna("")) == ["", cause, cause, ""]
    assert "只数“同因”空着的" in values(path, ISSUES)["A2"]
    assert table(path, RANKING)["错误"][0] == table(path, REGISTER)["错误"][0] == 2
    overview = values(path, OVERVIEW)
    row = next(key[1:] for key, value in overview.items() if value == "ZP101")
    assert (overview[f"J{row}"], overview[f"L{row}"]) == (1, 2)
    assert "ZP102" not in overview.values()
    formula = openpyxl.load_workbook(path)[OVERVIEW][f"L{row}"].value
    assert ISSUES in str(formula) and ',"")' in str(formula)


def test_the_overview_says_that_bands_are_not_rounded(tmp_path: Path) -> None:
    shown = values(written(round_of(standing(0, told(0, "90", "0.99999"))), tmp_path), OVERVIEW)
    assert beside(shown, "95～100%") == 1
    assert any("99.999% 算在 95～100% 一档" in str(value) for value in shown.values())


def test_basic_figures_fit_their_rows_and_pages(tmp_path: Path) -> None:
    """Long remarks make no high rows; what each page repeats has room in its column."""
    rate = FigureReading("overall.execution.declared_rate", "执行率", "0.9", "0.9", At("表", "F3"))
    many = [
        FigureReading(f"basic_data.f{n}", f"甲{n}", "1", "1", At("表", "B3")) for n in range(40)
    ]
    moved = [one._replace(at=At("另一张工作表", "C4")) for one in many]
    offices = [
        standing(n, told(n, "90")._replace(figures=(rate, *figures)))
        for n, figures in enumerate((many, many, moved))
    ]
    offices.append(standing(3, told(3, "90"))._replace(office=office(3)._replace(line=0)))
    path = written(round_of(*offices), tmp_path)
    shown, sheet = values(path, BASIC), openpyxl.load_workbook(path)[BASIC]
    assert shown["D4"] == "执行率（自填）"
    assert [shown["A1"], shown["A2"]] == [BASIC, "金额单位：万元"]
    assert (shown["B1"], sheet.print_title_cols) == ("2024年度部门整体支出绩效自评", "$A:$A")
    last = shown[cell_ref(7, sheet.max_column)]
    assert last.count("另一张工作表") == 40 and sheet.row_dimensions[7].height < 20
    assert not sheet.cell(7, sheet.max_column).alignment.wrap_text
    assert "名单外" not in shown["B2"]
    offices[3] = offices[3]._replace(is_listed=False)
    again = values(written(round_of(*offices), tmp_path), BASIC)
    assert "含名单外的 1 个单位，合计里也有" in again["B2"]


def test_exceptions_stand_in_the_order_of_their_urgency(tmp_path: Path) -> None:
    one = collected(Size(offices=6, missing=1, late=1, unlisted=1, refused=1), seed=3)
    old = Submission(Entry(source("旧.xlsx", 2), reading_of(5)), OLDER, 1, "有更新的一次")
    first = one.standings[2]._replace(others=(old,), remark="两个名称用了同一个编码")
    standings = (*one.standings[:2], first, *one.standings[3:])
    shown = table(written(one._replace(standings=standings), tmp_path), EXCEPTIONS)
    kinds = list(dict.fromkeys(shown["类别"]))
    assert kinds[:6] == ["未收", "逾期", REFUSED, "未计入", "不在名单", "需核对"]
    missing = shown.iloc[0]
    assert missing["文件或名单行"] == "单位名单第 7 行"
    assert missing["电话"].startswith("0000-")
    assert "旧版" in kinds


def reading_of(number: int) -> Reading:
    from random import Random

    return reading(office(number), Random(1))


EMPTY = {
    "nobody": (round_of(), (0, 0)),
    "no list": (round_of(standing(0, told(0, "90")), has_list=False), ("—", 1)),
    "one office": (round_of(standing(0, told(0, "90"))), (1, 1)),
    "only missing": (round_of(standing(0, None)), (1, 0)),
}


@pytest.mark.parametrize("case", EMPTY.values(), ids=EMPTY)
def test_empty_states_are_calm(case: tuple[Collected, tuple[Any, int]], tmp_path: Path) -> None:
    given, wanted = case
    path = written(given, tmp_path)
    shown = values(path, OVERVIEW)
    assert (beside(shown, "应报单位", below=True), beside(shown, "已收", below=True)) == wanted
    calm = "没有发现错误和警告。" if wanted[1] else "还没有收到可以核对的文件。"
    assert calm in shown.values()
    assert any("名单" in str(value) for value in shown.values()) is not given.has_list
    empty = values(path, ISSUES)["A5"]
    assert empty == ("没有发现问题。" if wanted[1] else "还没有收到可以核对的文件。")
    assert is_rollup(path)


def test_the_shape_of_a_large_round(tmp_path: Path) -> None:
    one = collected(Size(offices=300, missing=20, indicators=20, findings=30))
    path = written(one, tmp_path)
    book = Workbook(open_package(path))
    assert [sheet.name for sheet in book.sheets] == [*SHEETS, "_ziping"]
    readings = [s.reading for s in one.standings if s.reading is not None]
    wanted = {
        RANKING: 300,
        REGISTER: 300,
        INDICATORS: 20 * len(readings),
        BASIC: len(readings) + 1,
        ISSUES: sum(len(read.findings) for read in readings),
        CHANGES: sum(len(read.changes) for read in readings),
    }
    found = {name: {row for row, _ in book.cells(name, max_rows=20_000)} for name in wanted}
    assert {name: len(rows - {1, 2, 3, 4}) for name, rows in found.items()} == wanted


def test_sheets_can_be_filtered_and_print_their_heads(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(written(collected(Size(offices=8)), tmp_path))
    for name in SHEETS[1:]:
        sheet = book[name]
        assert sheet.auto_filter.ref.startswith("A4:"), name
        assert str(sheet.freeze_panes).endswith("5"), name
        assert sheet.print_title_rows == "$4:$4", name
    assert len(book[OVERVIEW]._charts) == 2  # type: ignore[attr-defined]
    heads = tuple(cell.value for cell in book[REGISTER][4])
    assert heads == REGISTER_COLUMNS
    assert book[REGISTER].data_validations.dataValidation[0].formula1 == '"是,否"'
    assert book["_ziping"].sheet_state == "veryHidden"


def test_paths_are_shown_from_the_common_folder(tmp_path: Path) -> None:
    shown = table(written(collected(Size(offices=8)), tmp_path), RANKING)
    files = [one for one in shown["文件"] if isinstance(one, str)]
    assert files and not any(one.startswith(FOLDER) for one in files)


def test_a_foreign_file_is_not_overwritten(tmp_path: Path) -> None:
    target = tmp_path / "汇总.xlsx"
    openpyxl.Workbook().save(target)
    before = target.read_bytes()
    with pytest.raises(UnwritableError, match="不是 ziping 生成的汇总表"):
        write_rollup(round_of(), target)
    assert target.read_bytes() == before


def test_an_earlier_one_is_kept_as_backup(tmp_path: Path) -> None:
    target = written(round_of(), tmp_path)
    before = target.read_bytes()
    written(round_of(standing(0, told(0, "90"))), tmp_path)
    assert target.with_name("汇总.xlsx.bak").read_bytes() == before
    assert target.read_bytes() != before


def test_frames_hold_the_fifteen_digits_of_a_cell() -> None:
    read = told(0, "90", "0.99999999999999999999")
    frame = office_frame(round_of(standing(0, read)), ["否"])
    assert frame["rate"][0] == 1.0
    assert in_bin(frame["rate"], 1.0, 1.0) == 1
