"""Following a workbook that is open in a real LibreOffice."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.excel.live.blocks import OTHER_SAMPLE, SAMPLE
from ziping.excel.live import program
from ziping.excel.live.snapshot import Snapshot, State
from ziping.excel.live.watch import Watch
from ziping.excel.saved import saved_copy
from ziping.tasks.check import Checked, check_file
from ziping.workbook.layout import BASIC_DATA, OVERALL, REPORT_TEXT, RESULTS, UNIT

PATIENCE = 60.0


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    return Path(shutil.copy(SAMPLE, tmp_path / SAMPLE.name))


@pytest.fixture
def book(calc: Any, sample: Path) -> Any:
    return calc.apps.active.books.open(str(sample))


@pytest.fixture
def watch(book: Any) -> Watch:
    found = Watch()
    until(found, lambda told: told.state is State.READY)
    return found


def until(watch: Watch, wanted: Callable[[Snapshot], bool]) -> Snapshot:
    """Tick until the news is as wanted."""
    end = time.monotonic() + PATIENCE
    told: Snapshot | None = None
    while time.monotonic() < end:
        told = watch.tick() or told
        if told is not None and wanted(told):
            return told
        time.sleep(0.05)
    raise AssertionError(f"not told within {PATIENCE} s; last: {told}")


def total(told: Snapshot) -> Any:
    return told.checked and told.checked.scored.overall.total


def same(told: Snapshot, expected: Checked) -> bool:
    assert told.checked is not None
    return (
        told.checked.read.assessment == expected.read.assessment
        and told.checked.scored == expected.scored
        and told.checked.report == expected.report
    )


def by_file(book: Any) -> Checked:
    """What the command line says of the file, were it saved now."""
    with saved_copy(book) as path:
        return check_file(path)


def test_what_is_typed_shows_as_the_command_line_scores_it(book: Any, watch: Watch) -> None:
    """Marks, a target as text, an emptied cell, prose: in front and on other sheets."""
    book.sheets[OVERALL].activate()
    typed = {(OVERALL, "H14"): 7.25, (OVERALL, "E14"): "≥百万件", (OVERALL, "I14"): None}
    typed |= {
        (UNIT, "B25"): 400.5,
        (BASIC_DATA, "D3"): "三十",
        (REPORT_TEXT, "C4"): "得分××分",
    }
    for (sheet, cell), value in typed.items():
        book.sheets[sheet].range(cell).value = value
    expected = by_file(book)
    told = until(watch, lambda told: told.checked is not None and same(told, expected))
    assert total(told) == Decimal("94.25")
    assert watch.tick() is None  # nothing further to tell


def test_ticks_are_cheap_and_write_nothing(book: Any, watch: Watch) -> None:
    """A typed change needs one block and no copy; ticks without one tell nothing."""
    from ziping.excel.libreoffice import Contents

    book.sheets[OVERALL].activate()
    until(watch, lambda told: told.active == OVERALL)
    Contents.calls = []
    for _ in range(40):
        assert watch.tick() is None
    assert {kind for _, kind in Contents.calls} == {"read"}
    assert len(Contents.calls) <= 40 * 2  # the sheet in front, at times another one
    assert not book.impl.document.isModified()
    copy, watch.ticks = watch.copy, 0  # no other sheet's turn
    book.sheets[OVERALL].range("H14").value = 8
    Contents.calls = []
    told = watch.tick()
    assert told is not None and total(told) == Decimal("95.00")
    assert Contents.calls == [(OVERALL, "read")]
    assert watch.copy is copy


def test_inserted_rows_are_read_where_they_are(book: Any, watch: Watch) -> None:
    sheet = book.sheets[OVERALL]
    sheet.activate()
    sheet.api.unprotect("")
    sheet.api.getRows().insertByIndex(15, 2)
    sheet.range("H14").value = 6
    sheet.range("H20").value = 1
    expected = by_file(book)
    told = until(watch, lambda told: told.checked is not None and same(told, expected))
    assert told.checked is not None


def test_a_renamed_sheet_is_told_and_mended(book: Any, watch: Watch) -> None:
    book.sheets[UNIT].name = "情况"
    told = until(watch, lambda told: told.state is State.TROUBLE)
    assert f"缺少工作表“{UNIT}”" in told.problem and SAMPLE.name in told.problem
    assert "改回原样" in told.remedy
    book.sheets["情况"].name = UNIT
    assert total(until(watch, lambda told: told.state is State.READY)) == Decimal("97.00")


def test_a_date_typed_for_a_number_is_told(book: Any, watch: Watch) -> None:
    """That 3-15 became a date stands in the cell's look alone."""
    sheet = book.sheets[OVERALL]
    sheet.activate()
    sheet.range("E14").number_format = "yyyy-mm-dd"
    sheet.range("E14").value = 45366
    expected = by_file(book)
    assert any(finding.code == "ZP009" for finding in expected.report.findings)
    until(watch, lambda told: told.checked is not None and same(told, expected))


def test_closed_and_opened_again(calc: Any, book: Any, watch: Watch, sample: Path) -> None:
    book.close()
    told = until(watch, lambda told: told.state is State.WAITING)
    assert told.full_name == str(sample)
    calc.apps.active.books.open(str(sample)).sheets[OVERALL].range("H14").value = 5
    told = until(watch, lambda told: told.state is State.READY)
    assert total(told) == Decimal("92.00") and told.full_name == str(sample)


def test_several_workbooks_are_told_apart(
    calc: Any, book: Any, watch: Watch, sample: Path, tmp_path: Path
) -> None:
    other = Path(shutil.copy(OTHER_SAMPLE, tmp_path / OTHER_SAMPLE.name))
    calc.apps.active.books.open(str(other))
    calc.apps.active.books.add()  # one of nobody's business
    assert set(watch.names()) == {str(sample), str(other)}
    watch = Watch(full_name=str(other))
    told = until(watch, lambda told: told.state is State.READY)
    assert told.full_name == str(other)
    watch.choose(str(sample))
    told = until(watch, lambda told: told.full_name == str(sample) and told.checked is not None)
    assert total(told) == Decimal("97.00")
    watch.choose(str(other))
    told = until(watch, lambda told: told.full_name == str(other) and told.checked is not None)
    assert told.checked and told.checked.scored.assessment.unit.name.value == "岳阳市君山区数据局"


def test_a_named_file_is_opened_once(calc: Any, sample: Path) -> None:
    watch = Watch(sample)
    until(watch, lambda told: told.state is State.READY)
    (opened,) = [one for one in calc.apps.active.books if one.fullname == str(sample)]
    opened.close()
    until(watch, lambda told: told.state is State.WAITING)
    watch._looked = 0.0
    watch.tick()
    assert str(sample) not in [one.fullname for one in calc.apps.active.books]


def test_a_file_that_the_program_can_not_open_is_told(calc: Any, tmp_path: Path) -> None:
    broken = tmp_path / "坏的.xlsx"
    broken.write_bytes(b"PK\x03\x04 cut off")
    watch = Watch(broken)
    until(watch, lambda told: bool(told.state is State.WAITING and told.problem))
    watch._looked = 0.0
    assert watch.tick() is None  # it stays said


def test_an_action_is_run_and_a_finding_leads_to_its_cell(book: Any, watch: Watch) -> None:
    outcome = watch.act("score", lambda title, text: True)
    assert not outcome.is_error, outcome.text
    assert book.sheets[RESULTS].range("F5").value
    told = until(watch, lambda told: told.state is State.READY)
    assert total(told) == Decimal("97.00") and told.checked is not None
    place = told.checked.report.findings[0].places[0]
    watch.select(place)
    selected = book.app.selection
    assert (selected.sheet.name, selected.address) == (place.sheet, spelled(place.cell))


def spelled(cell: str) -> str:
    letters = cell.rstrip("0123456789")
    return f"${letters}${cell.removeprefix(letters)}"


@pytest.mark.parametrize("refused", [False, True])
def test_where_a_double_click_can_the_program_is_started_once(
    sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refused: bool
) -> None:
    clicked: list[Path] = []

    def click(path: Path) -> bool:
        clicked.append(path)
        if refused:
            raise OSError(2, "没有关联的程序")
        return True

    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(program, "double_click", click)
    watch = Watch(sample)
    told = watch.tick()
    assert told is not None and told.state is State.NO_PROGRAM
    assert ("没有关联的程序" in told.problem) is refused
    watch._looked = 0.0
    assert watch.tick() is None and clicked == [sample]


def test_elsewhere_a_named_file_waits_for_its_program(
    sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    told = (watch := Watch(sample)).tick()
    assert told is not None and "LibreOffice" in told.problem and not watch._was_opened


def test_without_a_program_it_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))  # another home, another pipe: nobody listens
    told = Watch().tick()
    assert told is not None
    assert told.state is State.NO_PROGRAM and "LibreOffice" in told.problem
