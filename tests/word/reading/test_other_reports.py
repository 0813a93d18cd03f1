"""Reports of other offices and counties, each read into the model that a person wrote beside it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.cli.running import refused, run
from tests.word.reading.compare import Grid, pieces, tables
from tests.word.reports.build import build, source
from tests.word.reports.values import (
    Expected,
    differences,
    expected,
    fields,
    squeezed,
    texts,
    values,
)
from ziping.errors import ZipingError
from ziping.model import Place
from ziping.word.reading.report import read_report
from ziping.word.reading.result import AMBIGUOUS, CONVERTED, KINDS, UNRECOGNISED, ReadReport
from ziping.workbook.read import read_workbook


def numbered_by_word(text: str) -> str:
    """Every chapter's heading with Word's own number, the typed one left out."""
    return re.sub(r"^@bold (?:[三5]、)?", "@auto1 ", text, flags=re.MULTILINE)


def without_styles(text: str) -> str:
    """Headings that are body text like any other."""
    return re.sub(r"^@head[12] ", "", text, flags=re.MULTILINE)


def without_page_breaks(text: str) -> str:
    return text.replace("@page\n", "")


REPORTS: dict[str, tuple[str, Callable[[str], str]]] = {
    "forest": ("forest", str),  # three projects, a form over two tables, heads in mid-table
    "forest_plain": ("forest", without_styles),
    "market": ("market", str),  # forms first, chapters out of order, wrong and missing numbers
    "market_numbered": ("market", numbered_by_word),
    "civil": ("civil", str),  # other heads, nested tables, 元, execution 20 marks
    "culture": ("culture", str),  # text in tables, full-width digits, broken numbers
    "statistics": ("statistics", str),  # no basic data, no marks, a column more, foreign tables
    "statistics_unbroken": ("statistics", without_page_breaks),
    "only_form": ("only_form", str),
}
FORMS = {
    "forest": 4, "forest_plain": 4, "market": 2, "market_numbered": 2, "civil": 2, "culture": 2,
    "statistics": 2, "statistics_unbroken": 2, "only_form": 1,
}  # fmt: skip
CELL = re.compile(r"^表(\d+) *第(\d+)行第(\d+)列$")
PARAGRAPH = re.compile(r"^(.*?) *第(\d+)段$")
UNDER = re.compile(r"^表(\d+) *表下$")
MANY_CELLS = re.compile(r"^表(\d+) *(第(\d+)行|整张表)$")  # of which nothing was taken


class Case(NamedTuple):
    """A report that was built and read, with what it should have given."""

    path: Path
    wanted: Expected
    pack: str  # its name, or the file it is in
    read: ReadReport


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("reports")


@pytest.fixture(scope="module", params=REPORTS)
def case(request: pytest.FixtureRequest, folder: Path) -> Case:
    name, changed = REPORTS[request.param]
    path = build(changed(source(name)), folder / f"{request.param}.docx")
    wanted = expected(name)
    pack = wanted.pack
    if wanted.pack_text:
        pack_file = folder / f"{wanted.pack}.toml"
        pack_file.write_text(wanted.pack_text, encoding="utf-8")
        pack = str(pack_file)
    return Case(path, wanted, pack, read_report(path, pack))


def test_the_forms_give_the_model(case: Case) -> None:
    found = values(case.read.assessment)
    forms = {path: value for path, value in found.items() if not path.startswith("unit.")}
    assert differences(case.wanted.values, forms) == []


def test_the_unit_is_known(case: Case) -> None:
    found = values(case.read.assessment)
    told = {path: found[path] for path in case.wanted.unit if path in found}
    assert differences(case.wanted.unit, told) == []


def test_level_one_follows_from_level_two(case: Case) -> None:
    pack, assessment = case.read.pack, case.read.assessment
    assert pack.name == case.wanted.pack
    forms = [assessment.overall, *(project.form for project in assessment.projects)]
    assert len(forms) == FORMS[case.path.stem]
    for form in forms:
        for row in form.indicators:
            level = pack.level1_of(row.level2.value or "")
            assert level is not None and row.level1 == level.label, row


def test_the_prose_is_in_its_sections(case: Case) -> None:
    found = texts(case.read.assessment)
    assert {key: found.get(key) for key in case.wanted.texts} == case.wanted.texts
    everything = "".join(found.values())
    for key, parts in case.wanted.holds.items():
        held = everything if key == "*" else found.get(key, "")
        assert [part for part in parts if part not in held] == [], key


def test_score_and_grade_of_the_prose_are_claims(case: Case) -> None:
    told = {
        f"claims.{key}": field.value
        for key, field in case.read.claims._asdict().items()
        if field.value is not None
    }
    assert told == case.wanted.claims


def test_no_text_is_lost(case: Case) -> None:
    """Every paragraph is in a raw text of the model, in a note, or in the layout of a form."""
    kept = squeezed("\n".join(_kept(case.read)))
    assert [text for text in pieces(case.path) if text not in kept] == []


def _kept(read: ReadReport) -> Iterator[str]:
    for _, field in fields(read.assessment):
        yield from (field.raw, field.place.sheet)
    for claim in read.claims:
        yield claim.raw
    for note in read.notes:
        yield from (note.text, note.place.sheet)
    if read.layout:
        yield from _strings(json.loads(read.layout))


def _strings(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict | list):
        for item in node.values() if isinstance(node, dict) else node:
            yield from _strings(item)


def test_what_belongs_to_nothing_is_noted(case: Case) -> None:
    noted = [squeezed(note.text) for note in case.read.notes if note.kind == UNRECOGNISED]
    lost = [text for text in case.wanted.unrecognised if not any(text in one for one in noted)]
    assert lost == []


def test_what_was_converted_is_noted(case: Case) -> None:
    noted = {
        (squeezed(note.text), note.key.replace(".form.", "."))
        for note in case.read.notes
        if note.kind == CONVERTED
    }
    for text, key in case.wanted.converted:
        assert any(text in found and key == at for found, at in noted), (text, key, noted)


def test_every_value_keeps_its_own_text_and_place(case: Case) -> None:
    """The raw text stands in the report at the very place that the value names."""
    grids, everything = tables(case.path), squeezed("".join(pieces(case.path)))
    wrong = [
        f"{path}: “{field.raw}” not at {field.place}"
        for path, field in fields(case.read.assessment)
        if field.value is not None and not path.startswith("texts.")
        if not _stands_at(squeezed(field.raw), field.place, grids, everything)
    ]
    assert wrong == []


def _stands_at(raw: str, place: Place, grids: list[Grid], everything: str) -> bool:
    if cell := CELL.match(str(place)):
        nth, row, col = (int(number) for number in cell.groups())
        return 0 < nth <= len(grids) and bool(raw) and raw in grids[nth - 1].at(row, col)
    parts = raw.split("＋")  # a number of the prose that is a sum tells its parts
    return bool(raw) and all(part in everything for part in parts) and _is_paragraph(place)


def _is_paragraph(place: Place) -> bool:
    """Chapter and paragraph, or the lines under a form."""
    return any(pattern.match(str(place)) for pattern in (PARAGRAPH, UNDER))


def test_every_note_names_its_place(case: Case) -> None:
    assert case.read.notes
    for note in case.read.notes:
        whole = not note.key and MANY_CELLS.match(str(note.place))
        assert whole or CELL.match(str(note.place)) or _is_paragraph(note.place), note
        assert note.kind in KINDS
        assert note.key or note.remark or note.kind in (AMBIGUOUS, UNRECOGNISED), note
        assert not (note.key and note.kind == UNRECOGNISED), note


def test_taken_notes_agree_with_the_model(case: Case) -> None:
    """What a note says was taken is a path that the model has."""
    known = {path for path, _ in fields(case.read.assessment, unused=True)}
    taken = {note.key.replace(".form.", ".") for note in case.read.notes if note.key}
    assert {key for key in taken if not key.startswith("claims.")} <= known


@pytest.mark.parametrize("name", ["forest", "market", "civil", "culture", "statistics"])
def test_in_and_out_and_in_again(name: str, tmp_path: Path) -> None:
    """Report → import → workbook → report → import, through the command line: the same model."""
    wanted = expected(name)
    report = build(source(name), tmp_path / "report.docx")
    rules = wanted.pack
    if wanted.pack_text:
        (tmp_path / "pack.toml").write_text(wanted.pack_text, encoding="utf-8")
        rules = str(tmp_path / "pack.toml")
    workbook = tmp_path / "out.xlsx"
    ran = run("import", report, "-o", workbook, "--rules", rules)
    assert (ran.code, ran.err) == (0, "")
    read = read_workbook(workbook)
    first = read_report(report, rules).assessment
    assert differences(values(first), values(read.assessment)) == []
    assert texts(read.assessment) == texts(first)
    assert read.pack.name == wanted.pack
    export = tmp_path / "export.docx"
    assert run("report", workbook, "-o", export, "--as-declared").err == ""
    again = read_report(export, rules).assessment
    assert differences(values(first), values(again)) == []
    assert texts(again) == texts(first)


def test_a_county_that_nobody_knows_is_asked_for(tmp_path: Path) -> None:
    report = build(source("forest"), tmp_path / "report.docx")
    with pytest.raises(ZipingError, match="--rules"):
        read_report(report)
    assert "--rules" in refused(run("import", report, "-o", tmp_path / "out.xlsx"))
    assert [path.name for path in tmp_path.iterdir()] == ["report.docx"]


def test_a_report_without_any_form_is_refused(tmp_path: Path) -> None:
    report = build(source("no_form"), tmp_path / "report.docx")
    with pytest.raises(ZipingError):
        read_report(report, "national")
    ran = run("import", report, "-o", tmp_path / "out.xlsx", "--rules", "national")
    assert "表" in refused(ran)
    assert [path.name for path in tmp_path.iterdir()] == ["report.docx"]
