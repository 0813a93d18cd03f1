"""A workbook that brings a rule pack of its own into a round: what it can do, and what not."""

from __future__ import annotations

import email
import email.policy
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.collect.bureau import Bureau, book
from ziping import rules
from ziping.collect.known_packs import is_known
from ziping.collect.read import read_job
from ziping.collect.reading import Reading
from ziping.collect.returning_round import Round
from ziping.collect.source import Source
from ziping.collect.standing import Collected, Entry
from ziping.collect.standings import stand
from ziping.tasks.create import create
from ziping.workbook.build.samples import SAMPLES, sample

CHANGED = (
    ('version = "2026.1"', 'version = "2026.9"'),
    ('address = { value = ""', 'address = { value = "x@elsewhere.example"'),
    ('deadline = { value = ""', "deadline = { value = 2025-01-05"),
)
ELSEWHERE = "x@elsewhere.example"


def own_pack(folder: Path, name: str) -> Path:
    """Our pack with a later version and rules of sending: a county's own, or an office's."""
    text = rules.read_texts("national")[0].replace('name = "national"', f'name = "{name}"')
    for old, new in CHANGED:
        text = text.replace(old, new)
    path = folder / "自己的.toml"
    path.write_text(text, encoding="utf-8")
    return path


def workbook(folder: Path, pack: Path, unit: str, code: str) -> Path:
    data = dict(sample(next(one for one in SAMPLES if "绥宁" in one)))
    data["unit"] = {**data["unit"], "name": unit, "code": code, "year": 2024}
    path = folder / f"{unit}.xlsx"
    create(rules.load(str(pack), 2024), data, path)
    return path


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The pack, and a workbook with it."""
    folder = tmp_path_factory.mktemp("自己的")
    pack = own_pack(folder, "national")
    return pack, workbook(folder, pack, "甲县水利局", "101")


@pytest.fixture(scope="module")
def returned(tmp_path_factory: pytest.TempPathFactory, own: tuple[Path, Path]) -> Round:
    bureau = Bureau(tmp_path_factory.mktemp("局"))
    bureau.receive("a.xlsx", own[1].read_bytes(), 1)
    for day, (unit, code) in enumerate((("甲县审计局", "103"), ("甲县林业局", "104")), 2):
        bureau.receive(f"{unit}.xlsx", book(unit, code), day)
    bureau.collect_here()
    return bureau.give_back(only=("101",))


def test_the_name_of_a_pack_is_no_path(own: tuple[Path, Path]) -> None:
    pack = rules.load(str(own[0]))
    assert not is_known(pack) and is_known(pack, str(own[0]))
    assert not is_known(pack._replace(name=str(own[0])))
    assert is_known(rules.load("suining")) and is_known(rules.load("suining", 2024))


def test_known_is_what_the_bureau_gives(own: tuple[Path, Path]) -> None:
    pack, path = own
    alone = Reading.from_json(read_job({"path": str(path)}))
    given = Reading.from_json(read_job({"path": str(path), "rules": str(pack)}))
    assert (alone.pack_known, given.pack_known) == (False, True)
    assert alone.pack_digest == given.pack_digest == rules.digest(rules.read_texts(str(pack)))
    assert alone.deadline == "2025-01-05"
    assert _of(path, alone).deadline is None
    assert str(_of(path, given).deadline) == "2025-01-05"


def _of(path: Path, reading: Reading) -> Collected:
    return stand([Entry(Source(str(path)), reading)], None)


def test_it_goes_back_and_says_why(returned: Round) -> None:
    (made,) = returned.made
    note = next(one for one in made.files if one.endswith(".docx"))
    told = ZipFile(made.folder / note).read("word/document.xml").decode()
    assert "不是本程序所带的版本" in told and "财政局发放的工作簿" in told


def test_its_address_is_not_used(returned: Round) -> None:
    (made,) = returned.made
    note, draft = (next(f for f in made.files if f.endswith(end)) for end in (".docx", ".eml"))
    told = ZipFile(made.folder / note).read("word/document.xml").decode()
    assert "按原来的渠道报送" in told and f"发到 {ELSEWHERE}" not in told
    parsed = email.message_from_bytes(
        (made.folder / draft).read_bytes(), policy=email.policy.default
    )
    body = parsed.get_body()
    assert body is not None and ELSEWHERE not in body.get_content()
    assert ELSEWHERE not in str(parsed.items())
