"""A Word report → the model, its pack, its layout, and an account of every piece of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from ziping.errors import UnusableFileError
from ziping.model import Field, FileState, Place, SelfAssessment, Spending, Staffing, Unit
from ziping.rules import RulePack
from ziping.word.reading import prose_figures
from ziping.word.reading.assemble import basic_data, form, funds, projects, the
from ziping.word.reading.chapters import OPENING, Section, sections
from ziping.word.reading.document import Document, Paragraph, Table
from ziping.word.reading.draft import BASIC, OVERALL, PROJECT, Draft
from ziping.word.reading.forms import Forms, any_form, read_forms
from ziping.word.reading.identity import (
    FOOT_LABELS,
    date_in,
    foot_values,
    identity,
    is_cover,
    is_signature,
    labelled_unit,
    pack_of,
    year_field,
    year_of,
)
from ziping.word.reading.layouts import layout_of
from ziping.word.reading.load import load_document
from ziping.word.reading.own_texts import Prose, read_texts
from ziping.word.reading.passages import report_text
from ziping.word.reading.result import (
    AMBIGUOUS,
    CONVERTED,
    GENERATED,
    TAKEN,
    UNRECOGNISED,
    Claims,
    Note,
    ReadReport,
)
from ziping.word.reading.rows import rows
from ziping.word.reading.unbox import unboxed
from ziping.word.reading.wording import squeezed

READ = (BASIC, OVERALL, PROJECT)


def read_report(path: Path, pack: str | RulePack = "") -> ReadReport:
    """Read a published or edited report. Raises `UnusableFileError` where there is no form in it.

    `pack`, a name or a file, is asked for (`ZipingError`) where the report names no county that
    has one; one that was read already is taken in its values of the report's own year.
    """
    return understood(unboxed(load_document(path)), path, pack)


def understood(document: Document, path: Path, given: str | RulePack = "") -> ReadReport:
    """The same from a document that was loaded and unboxed."""
    year = year_of(document)
    if not any_form(document):  # said before a rule pack is asked for
        raise _without_forms(path)
    pack = pack_of(document, given, year)
    forms = read_forms(document, pack, year)
    if not any(draft.kind in READ for draft in forms.drafts):
        raise _without_forms(path)
    parts = tuple(sections([one for one in forms.prose if isinstance(one, Paragraph)]))
    overall = the(OVERALL, forms.drafts)
    unit = _unit(parts, forms.drafts, year)
    *before, last = parts
    written, signatures = _signed(last, unit.name.value or "")
    declared = overall.values.get("overall.declared_total", Field()) if overall else Field()
    prose = read_texts((*before, written), pack, year, declared.value)
    assessment = SelfAssessment(
        unit=unit,
        overall=form(overall, "整体自评表", pack),
        basic_data=basic_data(the(BASIC, forms.drafts)),
        funds=funds(overall),
        staffing=Staffing(**_fields(prose.staffing)),
        spending=Spending(**_fields(prose.spending)),
        projects=projects(forms.drafts, pack),
        texts=prose.texts,
        rules=pack.name,
        file=FileState(active_content=document.active_content, is_report=True),
        report=report_text(document, (*before, written, signatures), forms.drafts, prose),
    )
    notes = (*_form_notes(forms.drafts), *_prose_notes(prose), *_left_over(forms, document))
    claims = Claims(prose.total, prose.grade)
    identified = _identity_notes(assessment, parts[0], signatures)
    return ReadReport(
        assessment,
        pack,
        (*identified, *notes, *_doubts(assessment, claims, pack)),
        layout_of(forms.drafts),
        claims,
    )


def _without_forms(path: Path) -> UnusableFileError:
    return UnusableFileError(
        path,
        "里面没有找到绩效自评的表（基础数据表、整体支出绩效自评表或项目支出绩效自评表）",
        "请核对是不是自评报告；表是图片的，请换成可编辑的 Word 版本",
    )


def _signed(last: Section, unit: str) -> tuple[Section, Section]:
    """The last section without the name and date that stand under it, and these."""
    count = len(last.paragraphs)
    if last.key == OPENING:
        return last, last._replace(paragraphs=())
    while count and is_signature(last.paragraphs[count - 1], unit):
        count -= 1
    under = last._replace(name="落款", paragraphs=last.paragraphs[count:])
    return last._replace(paragraphs=last.paragraphs[:count]), under


def _unit(parts: Sequence[Section], drafts: Sequence[Draft], year: int) -> Unit:
    opening = parts[0]
    names = [draft.values["unit.name"] for draft in drafts if "unit.name" in draft.values]
    heads = [(draft, one.text) for draft in drafts for one in draft.before]
    for draft, text in heads:
        if not names and labelled_unit(text):
            where = Place(f"表{draft.parts[0].table.nth}" if draft.parts else "", "表上")
            names.append(Field(labelled_unit(text), where, text.strip()))
    found: dict[str, Any] = identity(opening, names[0] if names else None)
    name = found["name"].value if "name" in found else ""
    for at, paragraph in enumerate(_signed(parts[-1], name)[1].paragraphs, 1):
        if "report_date" not in found and date_in(paragraph.text):
            place = Place("落款", f"第{at}段")
            found["report_date"] = Field(date_in(paragraph.text), place, paragraph.text.strip())
    for draft in drafts:
        where = Place(f"表{draft.parts[-1].table.nth}" if draft.parts else "", "表下")
        for key, (field, _) in foot_values([*draft.after, *draft.feet], where).items():
            found.setdefault(key, field)
        for key in FOOT_LABELS:
            if f"unit.{key}" in draft.values:
                found.setdefault(key, draft.values[f"unit.{key}"])
    return Unit(year=year_field(year, opening.place(1)), **found)


def _fields(found: dict[str, prose_figures.Found]) -> dict[str, Any]:
    return {key: one.field for key, one in found.items()}


def _form_notes(drafts: Sequence[Draft]) -> Iterator[Note]:
    for draft in drafts:
        yield from draft.notes


def _identity_notes(
    assessment: SelfAssessment, opening: Section, signatures: Section
) -> Iterator[Note]:
    for key, field in zip(Unit._fields, assessment.unit, strict=True):
        if not field.is_blank:
            yield Note(TAKEN, field.place, field.raw, f"unit.{key}", str(field.value))
    made, lost = "封面、标题、开头和落款由系统按规则包生成", "在各章之前，没有放进报告正文"
    name = assessment.unit.name.value or ""
    for part in (opening, signatures):
        for number, paragraph in enumerate(part.paragraphs, 1):
            text = paragraph.full_text.strip()
            if part is signatures or is_cover(squeezed(text), name):
                yield Note(GENERATED, part.place(number), text, "", "", made)
            else:
                yield Note(UNRECOGNISED, part.place(number), text, "", "", lost)


def _prose_notes(prose: Prose) -> Iterator[Note]:
    for group, found in (("spending", prose.spending), ("staffing", prose.staffing)):
        for key, one in found.items():
            kind = CONVERTED if one.remark else TAKEN
            taken = f"{one.field.value:f}"
            yield Note(kind, one.field.place, one.field.raw, f"{group}.{key}", taken, one.remark)
    yield from prose.notes


def _left_over(forms: Forms, document: Document) -> Iterator[Note]:
    """Tables that are no form of ours, and what the file holds besides text."""
    for block in forms.prose:
        if isinstance(block, Table):
            for row in rows(block):
                text = " ".join(cell.text.strip() for cell in row.own if not cell.is_blank)
                if text:
                    place = Place(f"表{block.nth}", f"第{row.number + 1}行")
                    yield Note(UNRECOGNISED, place, text, "", "", "不是自评用的表，没有取用")
    for skipped in document.skipped:
        place = Place("正文和表格之外", "")
        yield Note(UNRECOGNISED, place, skipped, "", "", "没有取用")
    for active in document.active_content:
        yield Note(UNRECOGNISED, Place("", ""), active, "", "", "没有取用，也没有打开")


def _doubts(assessment: SelfAssessment, claims: Claims, pack: RulePack) -> Iterator[Note]:
    """What contradicts itself between prose, forms and rules, for the officer to decide."""
    own = assessment.overall.declared_total
    said: Field[Any] = claims.total
    if (said.is_bad or said.value is not None) and said.value != own.value:
        filled = "；报告里改由系统填" if said.is_bad and own.value is not None else ""
        remark = f"表上总分{_or_blank(own)}，以表为准{filled}"
        yield Note(AMBIGUOUS, said.place, said.raw, "", "", remark)
    full = assessment.overall.execution.full_marks
    rule = pack.decimal("execution.full_marks")
    if full.value is not None and full.value != rule:
        remark = f"规则包“{pack.name}”定为 {rule:f} 分，请核对规则包是否选对"
        yield Note(AMBIGUOUS, full.place, full.raw, "overall.execution.full_marks", "", remark)
    if assessment.unit.year.is_blank:
        yield Note(AMBIGUOUS, Place("", ""), "", "unit.year", "", "报告里没有写明年度，请补填")


def _or_blank(field: Field[Any]) -> str:
    return f"“{field.raw}”" if field.raw else "没有填"
