"""What reading a report gives: the model, the pack, and an account of every piece of the file."""

from __future__ import annotations

from typing import NamedTuple

from ziping.model import Number, Place, SelfAssessment, Text
from ziping.rules import RulePack

TAKEN, CONVERTED, GENERATED = "已取用", "已换算", "系统生成"
AMBIGUOUS, UNRECOGNISED = "有歧义", "未识别"
KINDS = (UNRECOGNISED, AMBIGUOUS, CONVERTED, TAKEN, GENERATED)  # what wants a look comes first


class Note(NamedTuple):
    """One piece of the report: where it stands, its text, what became of it, under which key.

    `key` is a path into the model (see `word.controls`), "" where nothing was taken.
    """

    kind: str  # one of KINDS
    place: Place
    text: str
    key: str = ""
    taken: str = ""  # the value as it was taken
    remark: str = ""


class Claims(NamedTuple):
    """What the prose says of score and grade: checked, but held nowhere in a workbook."""

    total: Number = Number()
    grade: Text = Text()


class ReadReport(NamedTuple):
    """A Word report as a self-assessment; every field's place is chapter and paragraph or cell.

    `layout` is the forms as they stand in the file, as JSON (see `word.layout`): what a report
    “as declared” is printed from.
    """

    assessment: SelfAssessment
    pack: RulePack
    notes: tuple[Note, ...] = ()
    layout: str = ""
    claims: Claims = Claims()
