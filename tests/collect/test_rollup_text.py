"""Whatever stands in a field of a file from outside stays text in the roll-up workbook."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
from openpyxl.utils.escape import unescape

from tests.collect.standing_cases import office, source
from tests.support.office import Office
from ziping.collect.reading import (
    At,
    Change,
    FigureReading,
    FindingReading,
    FormReading,
    IndicatorReading,
    Reading,
    Refusal,
)
from ziping.collect.rollup import read_register, write_rollup
from ziping.collect.rollup.cells import CUT
from ziping.collect.source import Source
from ziping.collect.standing import COUNTED, REFUSED, Collected, Entry, Standing, Submission
from ziping.package.gate import open_package
from ziping.package.sheets import Workbook

TEXTS = {
    "equals": "=1+1",
    "link": '=HYPERLINK("http://example.com","点我")',
    "plus": "+1",
    "minus": "-2+3",
    "at": "@SUM(A1)",
    "tab": "\t=1+1",
    "quote": "'=1+1",
    "command": "=cmd|' /C calc'!A0",
    "number": "00123",
    "long number": "430101199001011234",
    "markup": '<a href="x">&amp;</a>',
    "escape": "_x0041_",
    "blanks": "  两边  ",
    "lines": "第一行\n第二行",
    "error": "#REF!",
    "wildcard": "*?~>5",
    "beyond": "𠮷县",
}


def everywhere(*texts: str) -> Collected:
    """A round in which every field of every kind of an office is one of these texts."""
    standings = [one for text in texts for one in _standings(text)]
    loose = [_refused(text) for text in texts]
    return Collected(2024, tuple(standings), tuple(loose), None, True, texts)


def _standings(text: str) -> tuple[Standing, Standing]:
    """One that sent a file, and one that sent nothing."""
    one = office(0)._replace(
        name=text, code=text, supervising_department=text, email=text, contact=text, telephone=text
    )
    counted = Submission(Entry(_source(text), _reading(text)), COUNTED, 1)
    missing = Standing(one._replace(code=f"{text}2", line=3), None)
    late = Standing(one, counted, (_refused(text),), is_late=True, is_listed=False, remark=text)
    return late, missing


def _reading(text: str) -> Reading:
    at = At(text, text)
    row = IndicatorReading(
        *(text, text, text, text, text, text, "1", "1", "1", "1", text, text), at
    )
    form = FormReading(
        *(True, text, text, "1", "1", "1", "1", "90", "90", "90", text, at, at, (row,))
    )
    finding = FindingReading(text, "error", (at,), text, text, text, None, text, text, True, text)
    figures = (FigureReading("unit.notice", text, None, text, at),)
    return Reading(
        *("workbook", text, text, text, 2024, text, text, 1, at, figures, (form,), (finding,)),
        *(0, 1, (Change("formula", at, text, text, text, True),), (text,)),
    )


def _source(text: str) -> Source:
    came = source(text, 3, inner=(text,))
    return came._replace(sender=text, subject=text, received=text)


def _refused(text: str) -> Submission:
    refusal = Refusal("crash", text, text)
    return Submission(Entry(_source(text), None, refusal), REFUSED, remark=text)


def cells(path: Path) -> Iterator[tuple[str, openpyxl.cell.Cell]]:
    for sheet in openpyxl.load_workbook(path):
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell, openpyxl.cell.Cell) and cell.value is not None:
                    yield sheet.title, cell


def test_text_stays_text(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "汇总.xlsx"
    write_rollup(everywhere(*TEXTS.values()), path, remarks={text: text for text in TEXTS.values()})
    found = list(cells(path))
    for text in TEXTS.values():
        shown = [cell for _, cell in found if unescape(str(cell.value)) == text]
        assert len(shown) > 40, text
        assert {cell.data_type for cell in shown} == {"s"}, text
        risky = text[:1] in "=+-@\t'"
        assert {cell.quotePrefix for cell in shown} == {risky}, text
    own = {(name, cell.coordinate) for name, cell in found if cell.data_type == "f"}
    recalculated = office.run(path, [{"op": "calculate"}, {"op": "formulas"}]).formulas
    assert set(recalculated) == own
    _read_by_ourselves(path)


def _read_by_ourselves(path: Path) -> None:
    book = Workbook(open_package(path))
    ours = [cell for sheet in book.sheets for cell in book.cells(sheet.name).values()]
    lines = read_register(path)
    for text in TEXTS.values():
        shown = [cell for cell in ours if cell.text == text]
        assert len(shown) > 40, text
        assert all(cell.kind == "s" and cell.formula is None for cell in shown), text
        assert lines[text.strip()].remark == text.strip()


CLEANED = {"a\x00b\x1bc": "abc", "\x0b=1": "=1", "half \ud800 pair": "half  pair"}


def test_what_xml_cannot_hold_goes(tmp_path: Path) -> None:
    path = tmp_path / "汇总.xlsx"
    write_rollup(everywhere(*CLEANED), path)
    found = list(cells(path))
    for kept in CLEANED.values():
        shown = [cell for _, cell in found if cell.value == kept]
        assert len(shown) > 40, kept
        assert {cell.data_type for cell in shown} == {"s"}


def test_a_text_too_long_is_cut_and_said_to_be(tmp_path: Path) -> None:
    path = tmp_path / "汇总.xlsx"
    write_rollup(everywhere("𠮷" * 20_000), path)
    long = [str(cell.value) for _, cell in cells(path) if len(str(cell.value)) > 10_000]
    assert long
    assert all(len(text.encode("utf-16-le")) // 2 <= 32_767 for text in long)
    assert sum(text.endswith(CUT) for text in long) > 40
