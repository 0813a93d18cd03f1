"""结转: last year's file, workbook or Word report, becomes this year's workbook with a list.

What carries over and could be last year's by mistake is marked until the officer gives her word.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from ziping import rules
from ziping.checks.zp504_text_still_says_last_year import says_year
from ziping.errors import UnwritableError
from ziping.model import SelfAssessment, Text, Unit
from ziping.package.program import is_word
from ziping.package.rewrite import writable_place
from ziping.rules import RulePack
from ziping.rules.outline import text_keys, text_sections
from ziping.tasks.create import create, given_unit
from ziping.tasks.data import workbook_data
from ziping.tasks.roll_figures import roll_basic_data, roll_staffing
from ziping.tasks.roll_forms import FormRoller
from ziping.tasks.roll_list import CARRIED, CHANGED, DROPPED, Item, Ledger, fresh
from ziping.tasks.roll_names import Names, names_of, year_gap
from ziping.workbook.layout import REPORT_TEXT, ROLL_NOTES, UNIT
from ziping.workbook.read import read_workbook

SIGNED = {
    "report_date": "报告日期",
    "notice": "依据的通知",
    "filler": "填表人",
    "filling_date": "填报日期",
    "telephone": "联系电话",
    "leader": "单位负责人",
}


class Request(NamedTuple):
    """What the officer asks for; `unit` and `renamed_from` only where the unit was renamed."""

    year: int
    unit: str | None = None
    renamed_from: str = ""
    pack_name: str = ""


class Rolled(NamedTuple):
    """The new workbook and the list of what became of the old file."""

    target: Path
    pack: RulePack
    items: tuple[Item, ...]
    assessment: SelfAssessment

    def of(self, kind: str) -> list[Item]:
        return [item for item in self.items if item.kind == kind]

    def to_json(self) -> dict[str, Any]:
        """The object of `ziping roll --json`."""
        return {
            "target": str(self.target),
            "unit": self.assessment.unit.name.value,
            "year": self.assessment.budget_year,
            "rules": self.pack.name,
            "awaiting": self.assessment.awaiting,
            "carried": [item.to_json() for item in self.of(CARRIED)],
            "dropped": [item.to_json() for item in self.of(DROPPED)],
            "changed": [item.to_json() for item in self.of(CHANGED)],
        }


class Source(NamedTuple):
    """Last year's file, read."""

    assessment: SelfAssessment
    pack: RulePack
    unread: tuple[Item, ...] = ()


def roll_file(path: Path, target: Path, asked: Request) -> Rolled:
    """Write this year's workbook; an existing file is never overwritten."""
    if target.suffix.lower() != ".xlsx":
        raise UnwritableError(target, "工作簿的扩展名应为 .xlsx", "请换一个以 .xlsx 结尾的文件名")
    writable_place(target, overwrite=False)
    unit = "" if asked.unit is None else given_unit(asked.unit)
    source = _source(path, asked.pack_name)
    names = names_of(source.assessment, unit, " ".join(asked.renamed_from.split()))
    gap = year_gap(source.assessment, asked.year)
    pack = _pack(source.pack, asked)
    ledger = Ledger(text_keys(pack))
    _remarks(source, pack, gap, asked.year, ledger)
    new = _next(source.assessment, pack, names, gap=gap, year=asked.year, ledger=ledger)
    items = _sorted([*ledger.items, *source.unread])
    create(pack, _data(new, source.assessment, items), target)
    return Rolled(target, pack, items, new)


def _source(path: Path, pack_name: str) -> Source:
    from ziping.tasks.importing import read_word

    if not is_word(path):
        read = read_workbook(path)
        return Source(read.assessment, read.pack)
    from ziping.word.reading.result import AMBIGUOUS, UNRECOGNISED

    report = read_word(path, pack_name)
    unread = tuple(
        Item(DROPPED, note.kind, note.place, note.text, remark=note.remark)
        for note in report.notes
        if note.kind in (AMBIGUOUS, UNRECOGNISED)
    )
    return Source(report.assessment, report.pack, unread)


def _pack(old: RulePack, asked: Request) -> RulePack:
    """This year's values of the same pack; one of the office's own travels with its texts."""
    name = asked.pack_name or old.name
    if asked.pack_name or name in rules.names():
        return rules.load(name, asked.year)
    return rules.parse(old.texts, asked.year)


def _remarks(source: Source, pack: RulePack, gap: int, year: int, ledger: Ledger) -> None:
    cell = source.assessment.unit.year
    if not source.assessment.budget_year:
        ledger.remark("自评年度", f"原文件没有写年度，当作 {year - 1} 年度结转，请核对", cell.place)
    elif gap > 1:
        ledger.remark("自评年度", f"隔了 {gap} 年，上年决算数没有结转，要自己填", cell.place)
    before, now = source.pack, pack
    if (before.name, before.version) != (now.name, now.version):
        ledger.remark(
            "规则包", f"由“{before.title}”{before.version} 换成“{now.title}”{now.version}"
        )


def _next(
    old: SelfAssessment, pack: RulePack, names: Names, *, gap: int, year: int, ledger: Ledger
) -> SelfAssessment:
    roller = FormRoller(pack, names, ledger)
    unit = _unit(old.unit, year, roller)
    basic_data = roll_basic_data(old.basic_data, gap, ledger)
    staffing = roll_staffing(old, ledger)
    overall, projects = roller.overall(old), roller.projects(old.projects)
    texts = _texts(old, pack, roller)
    return SelfAssessment(
        unit=unit,
        overall=overall,
        basic_data=basic_data,
        staffing=staffing,
        projects=projects,
        texts=texts,
        carried_texts=texts,
        rules=pack.name,
    )


def _unit(old: Unit, year: int, roller: FormRoller) -> Unit:
    """Who the unit is; what was signed and dated is done anew."""
    ledger, names = roller.ledger, roller.names
    at = ledger.at(UNIT, "unit_name")
    if names.new and names.new != old.name.value:
        ledger.change("单位名称", old.name, at, names.new, "单位改名" if names.old else "新填")
        name: Text = fresh(names.new)
    else:
        name = ledger.text("单位名称", old.name, at)
    ledger.change("自评年度", old.year, ledger.at(UNIT, "year"), str(year))
    ledger.drop(
        "签报信息", [(label, getattr(old, key)) for key, label in SIGNED.items()], "每年重填"
    )
    department = roller.named(
        "主管部门", old.supervising_department, UNIT, "unit_supervising_department"
    )
    code = ledger.text("单位编码", old.code, ledger.at(UNIT, "unit_code"))
    return Unit(name=name, supervising_department=department, year=fresh(Decimal(year)), code=code)


def _texts(old: SelfAssessment, pack: RulePack, roller: FormRoller) -> dict[str, Text]:
    """The officer's prose, marked; a section that this year's outline lacks is told."""
    year = old.budget_year
    sections = {one.key: f"{one.chapter}{one.title}" for one in text_sections(pack)}
    carried = {}
    for key, cell in old.texts.items():
        if key not in sections:
            roller.ledger.drop("报告正文", [("", cell)], "今年的提纲没有这一节")
            continue
        at = roller.ledger.at(REPORT_TEXT, f"text_{key}")
        text = roller.marked(sections[key], cell, at)
        if text.value:
            carried[key] = text
            if year and says_year(text.value, year):
                said = f"仍写着上年年份“{year}年”，请改成今年的"
                roller.ledger.remark(sections[key], said, cell.place, at)
    return carried


def _sorted(items: list[Item]) -> tuple[Item, ...]:
    order = (CHANGED, CARRIED, DROPPED)
    return tuple(sorted(items, key=lambda item: order.index(item.kind)))


def _data(new: SelfAssessment, old: SelfAssessment, items: tuple[Item, ...]) -> dict[str, Any]:
    """What the workbook is built from: the pack's own defaults where nothing was carried."""
    data = workbook_data(new)
    for form in (data, *data["projects"]):
        del form["execution"]["full_marks"]
    if not new.basic_data.project_lines:
        del data["basic_data"]["project_lines"]
    before = f"{old.budget_year} 年度" if old.budget_year else "上年"
    title = f"结转清单（{before} → {new.budget_year} 年度）"
    notes = [item.note() for item in items]
    return {**data, "notes": notes, "notes_title": title, "notes_sheet": ROLL_NOTES}
