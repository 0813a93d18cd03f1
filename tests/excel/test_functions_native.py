"""The worksheet functions equal the form's own formulas, in a recalculated LibreOffice workbook."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.excel.functions_sheet import Told, Value, told, verdicts
from tests.support.office import Office
from tests.workbook.bases import Bases, Kind
from tests.workbook.cases import generated
from tests.workbook.native import typing
from tests.workbook.packs import YEAR
from ziping import rules
from ziping.excel.stubs import TEXTS
from ziping.rules import RulePack
from ziping.tasks.create import create_sample
from ziping.tasks.score import score_file
from ziping.workbook.build.samples import SAMPLES
from ziping.workbook.python_check import (
    AGREED,
    DIFFERENT,
    NOT_CALLED,
    NOTHING,
    check_rows,
)
from ziping.workbook.read import read_workbook

FINE = (AGREED, NOTHING)
SEEDS = {"national": range(3), "central101": range(3, 5), "suining": range(5, 6)}


def agree(office: Office, folder: Path, lines: list[Told]) -> list[Value]:
    """The verdicts, none of which may say that two sides differ."""
    found = verdicts(office, folder, lines)
    wrong = [line for line, verdict in zip(lines, found, strict=True) if verdict not in FINE]
    assert not wrong
    return found


@pytest.mark.parametrize("name", SAMPLES)
def test_sample(office: Office, tmp_path: Path, name: str) -> None:
    path = tmp_path / f"{name}.xlsx"
    create_sample(name, path)
    pack = read_workbook(path).pack
    lines = told(office, path, pack)
    found = agree(office, tmp_path, lines)
    assert len(lines) == len(check_rows(pack))
    shown = {line.label: line.answer for line in lines}
    assert isinstance(shown["预算执行率"], float) and isinstance(shown["总分"], float)
    assert found.count(AGREED) > 20


@pytest.mark.parametrize("name", SEEDS)
def test_generated(office: Office, tmp_path: Path, name: str) -> None:
    pack: RulePack = rules.load(name, YEAR)
    base = Bases(tmp_path, {name: pack}).of(Kind(name, 1), office)
    cases = [generated(seed, base) for seed in SEEDS[name]]
    paths = [tmp_path / f"{number}.xlsx" for number in range(len(cases))]
    office.run(base.opened.path, typing(base, cases, paths))
    lines: list[Told] = []
    for path in paths:
        score_file(path)  # digits that were typed as text become numbers
        lines += told(office, path, pack)
    assert len(lines) > 20 * len(cases)
    agree(office, tmp_path, lines)


JUDGED: tuple[tuple[Value, Value, str], ...] = (
    (1.0, 1.00000000000001, AGREED),
    (1.0, 1.01, DIFFERENT),
    (None, None, NOTHING),
    (None, 0.0, DIFFERENT),
    ("待改正：分值“五”不是数", "待改正", AGREED),
    ("待改正：分值“五”不是数", None, DIFFERENT),
    ("未测算：未填分值", "未测算：未选达成档次", DIFFERENT),
    ("不一致：产出指标 48", "不一致", AGREED),
    ("优", "优", AGREED),
    ("优", "良", DIFFERENT),
    ("km", "KM", DIFFERENT),
    (TEXTS["INSTALL_FIRST"], 1.0, NOT_CALLED),
    (TEXTS["CANNOT_CALL"], None, NOT_CALLED),
)


def test_verdicts(office: Office, tmp_path: Path) -> None:
    lines = [Told("", answer, native) for answer, native, _ in JUDGED]
    assert verdicts(office, tmp_path, lines) == [wanted for *_, wanted in JUDGED]
