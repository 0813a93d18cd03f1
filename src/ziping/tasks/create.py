"""New files: an empty workbook for an office, the samples, the demonstration."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from ziping import rules
from ziping.errors import RulePackError, UnwritableError, ZipingError
from ziping.model import FIRST_YEAR, LAST_YEAR
from ziping.package.atomic import plain_errors
from ziping.package.rewrite import writable_place, write_new
from ziping.rules import RulePack
from ziping.scoring import ScoredAssessment, score
from ziping.word.report import render_report
from ziping.workbook.build import build_workbook
from ziping.workbook.build.finish import finished_parts
from ziping.workbook.build.samples import SAMPLES, sample
from ziping.workbook.read import read_workbook

MASTER = "绩效自评工作簿.xlsx"
LONGEST_UNIT = 60


def new_file(unit: str, year: int, pack_name: str, target: Path) -> RulePack:
    """An empty workbook for one office and year; an existing file is never overwritten."""
    unit = given_unit(unit)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ZipingError(f"年度“{year}”不像年份", "请给出四位年份，如 --year 2024")
    if target.suffix.lower() != ".xlsx":
        raise UnwritableError(target, "工作簿的扩展名应为 .xlsx", "请换一个以 .xlsx 结尾的文件名")
    writable_place(target, overwrite=False)
    pack = rules.load(pack_name, year)
    data = {"unit": {"name": unit, "year": year}}
    if pack_name.endswith(".toml"):
        _rehearse(pack, data, target)
    create(pack, data, target)
    return pack


def given_unit(given: str) -> str:
    """A unit's name as somebody typed it for a new file."""
    unit = " ".join(given.split())
    if not unit:
        raise ZipingError("单位名称是空的", "请用 --unit 给出单位全称")
    if not unit.isprintable():
        raise ZipingError("单位名称里有不能显示的字符", "请直接输入单位全称，不要从别处粘贴")
    if len(unit) > LONGEST_UNIT:
        raise ZipingError(f"单位名称超过 {LONGEST_UNIT} 个字", "请写与公章一致的单位全称")
    return unit


def _rehearse(pack: RulePack, data: Mapping[str, Any], target: Path) -> None:
    """A pack of somebody's own must carry through to the report before a file is handed out."""
    try:
        render_report(_built(pack, data, target)[1])
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        raise RulePackError(
            f"规则包“{pack.name}”的表式或报告提纲有一项写得不对（{error}）",
            "请对照全国规则包（ziping rules national）核对 forms 和 report 各项的写法",
        ) from error


def create(
    pack: RulePack, data: Mapping[str, Any], target: Path, *, overwrite: bool = False
) -> None:
    """Build, put in the cached values, write: equal input gives equal bytes."""
    parts, _ = _built(pack, data, target)
    write_new(parts, target, overwrite=overwrite)


def _built(
    pack: RulePack, data: Mapping[str, Any], target: Path
) -> tuple[list[tuple[str, bytes]], ScoredAssessment]:
    """The parts, read back once from a draft beside the target, which goes in any case."""
    with plain_errors(target):  # building needs room for temporary files
        content = build_workbook(pack, data)
    draft = target.with_name(f".~ziping-{secrets.token_hex(6)}.xlsx")
    try:
        with plain_errors(target), open(draft, "xb") as file:  # noqa: PTH123
            file.write(content)
        read = read_workbook(draft)
    finally:
        with suppress(OSError):
            draft.unlink()
    scored = score(read.assessment, read.pack)
    return finished_parts(read.opened, scored, read.unused), scored


def create_sample(name: str, target: Path, *, overwrite: bool = False) -> None:
    data = sample(name)
    pack = rules.load(data["file"]["rules"], int(data["unit"]["year"]))
    create(pack, data, target, overwrite=overwrite)


def free_name(target: Path) -> Path:
    """The name itself, or the next one with a number, so that nothing is overwritten."""
    number = 1
    candidate = target
    while os.path.lexists(candidate):
        number += 1
        candidate = target.with_name(f"{target.stem} ({number}){target.suffix}")
    return candidate


def build_all(folder: Path) -> list[Path]:
    """The built products of `workbooks/`: the master with and without macros, add-in, samples."""
    master = folder / MASTER
    (folder / "samples").mkdir(parents=True, exist_ok=True)
    create(rules.load("national"), {}, master, overwrite=True)
    made = [master, *_build_macros(folder)]
    for name in SAMPLES:
        target = folder / "samples" / f"{name}.xlsx"
        create_sample(name, target, overwrite=True)
        made.append(target)
    return made


def _build_macros(folder: Path) -> list[Path]:
    """These two need the text in `macros/` and a library for VBA projects: a source tree."""
    from ziping.tasks import macros

    pack = rules.load("national")
    book, addin = folder / macros.MACRO_MASTER, folder / macros.ADDIN
    parts, _ = _built(pack, macros.check_data(pack), book)
    macros.write_macro_workbook(parts, pack, book)
    macros.write_addin(addin)
    return [book, addin]
