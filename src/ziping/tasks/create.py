"""New files: an empty workbook for an office, the samples, the demonstration."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ziping import rules
from ziping.errors import UnwritableError, ZipingError
from ziping.package.atomic import plain_errors
from ziping.package.rewrite import write_new
from ziping.rules import RulePack
from ziping.scoring import score
from ziping.workbook.build import build_workbook
from ziping.workbook.build.finish import finished_parts
from ziping.workbook.build.samples import SAMPLES, sample
from ziping.workbook.read import read_workbook

MASTER = "绩效自评工作簿.xlsx"
FIRST_YEAR, LAST_YEAR = 2000, 2100


def new_file(unit: str, year: int, pack_name: str, target: Path) -> RulePack:
    """An empty workbook for one office and year; an existing file is never overwritten."""
    if not unit.strip():
        raise ZipingError("单位名称是空的", "请用 --unit 给出单位全称")
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ZipingError(f"年度“{year}”不像年份", "请给出四位年份，如 --year 2024")
    if target.suffix.lower() != ".xlsx":
        raise UnwritableError(target, "工作簿的扩展名应为 .xlsx", "请换一个以 .xlsx 结尾的文件名")
    pack = rules.load(pack_name, year)
    data = {"unit": {"name": unit.strip(), "year": year}}
    create(pack, data, target)
    return pack


def create(
    pack: RulePack, data: Mapping[str, Any], target: Path, *, overwrite: bool = False
) -> None:
    """Build, put in the cached values, write: equal input gives equal bytes."""
    draft = target.with_name(f".~ziping-{secrets.token_hex(6)}.xlsx")
    try:
        with plain_errors(target), open(draft, "xb") as file:  # noqa: PTH123
            file.write(build_workbook(pack, data))
        read = read_workbook(draft)
        parts = finished_parts(read.opened, score(read.assessment, read.pack), read.unused)
    finally:
        draft.unlink(missing_ok=True)
    write_new(parts, target, overwrite=overwrite)


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
    """The built products of `workbooks/`: the master and the samples."""
    master = folder / MASTER
    (folder / "samples").mkdir(parents=True, exist_ok=True)
    create(rules.load("national"), {}, master, overwrite=True)
    made = [master]
    for name in SAMPLES:
        target = folder / "samples" / f"{name}.xlsx"
        create_sample(name, target, overwrite=True)
        made.append(target)
    return made
