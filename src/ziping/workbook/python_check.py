"""Python核对: what the worksheet functions must show beside the form's own results.

Only the macro workbook has the sheet: a mailed cell holds none of these functions. Addresses are
those of a newly built workbook; where rows are moved later, the spreadsheet follows them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ziping.rules import RulePack
from ziping.scoring import BAD
from ziping.workbook.form_formulas import SubtotalLine, subtotal_lines
from ziping.workbook.formula import Rect, quoted, render
from ziping.workbook.layout import (
    OVERALL,
    OVERALL_FORM,
    PYTHON_CHECK,
    SHOWN_INDICATORS,
    UNIT,
    form_spots,
    unit_spots,
)

READ_ROWS = 6  # rows of which the target's reading is shown too
AGREED, DIFFERENT, NOT_CALLED, NOTHING = "一致", "不一致", "未核对", "—"
UNCALLED = ("请先安装", "没有算成")  # how the functions say that no Python answered

OWN = "{declared_execution_score}"
EXECUTION = f'IF(ISERROR({OWN}),{OWN},IF({OWN}="",{{execution_score}},{OWN}))'
ROW_ARGUMENTS = (
    "{level2},{target_value},{actual_value},{full_marks},{tier},{declared_score},{nature}"
)
ROW_NATIVE = (
    f'IF(ISERROR({{full_marks}}),"{BAD}",IF({{full_marks}}="","",'
    'IF({computed_score}="","未测算："&{status},{computed_score})))'
)
TARGET_NATIVE = f'IF(ISERROR({{target_value}}),"{BAD}",{{target_%s}})'


class CheckRow(NamedTuple):
    """A worksheet function and the native result that it must equal, both without `=`."""

    label: str
    formula: str
    native: str


def check_rows(pack: RulePack) -> list[CheckRow]:
    """The lines of the sheet, of 整体自评表 in a newly built workbook."""
    places = _places(pack)
    lines = [*_form_lines(pack), *_row_lines(pack)]
    return [
        CheckRow(label, places.formula(formula, row), places.formula(native, row))
        for label, row, formula, native in lines
    ]


def agreement(formula: str, native: str) -> str:
    """The formula, without `=`, that says whether two cells agree.

    A function tells more than the form: of “待改正：…” the part before the colon counts, unless
    the native text has one too.
    """
    uncalled = ",".join(f'LEFT({formula},4)="{text}"' for text in UNCALLED)
    word = f'LEFT({formula},FIND("：",{formula}&"：")-1)'
    told = f'IF(ISNUMBER(FIND("：",{native})),{formula}&"",{word})'
    texts = f'IF(EXACT({told},{native}&""),"{AGREED}","{DIFFERENT}")'
    numbers = f'IF(ROUND({formula}-{native},10)=0,"{AGREED}","{DIFFERENT}")'
    mixed = f'IF(OR(ISNUMBER({formula}),ISNUMBER({native})),"{DIFFERENT}",{texts})'
    return (
        f'IF(ISERROR({formula}),"{NOT_CALLED}",IF(OR({uncalled}),"{NOT_CALLED}",'
        f'IF(ISERROR({native}),"{DIFFERENT}",IF({formula}&{native}="","{NOTHING}",'
        f"IF(AND(ISNUMBER({formula}),ISNUMBER({native})),{numbers},{mixed})))))"
    )


Line = tuple[str, int, str, str]  # label, row, function, native


def _form_lines(pack: RulePack) -> Iterator[Line]:
    by = _by(pack)
    figures = "{adjusted_budget},{actual_expenditure}"
    yield "预算执行率", 0, f"ZP_EXECUTION_RATE({figures})", "{rate}"
    yield "预算执行率得分", 0, f"ZP_EXECUTION_SCORE({figures},{by})", "{execution_score}"
    weights = f"{{level2:}},{{full_marks:}},{{execution_full_marks}},{by}"
    yield "分值核对", 0, f"ZP_WEIGHT_CHECK({weights})", _weights_native(pack)
    marks = f"{EXECUTION},{{full_marks:}},{{counted_score:}},{by}"
    yield "总分", 0, f"ZP_TOTAL_SCORE({marks})", "{total}"
    yield "评价等级", 0, f"ZP_GRADE({{total}},{by})", "{grade}"


def _row_lines(pack: RulePack) -> Iterator[Line]:
    rows = list(enumerate(OVERALL_FORM.rows[:SHOWN_INDICATORS], 1))
    for number, row in rows:
        formula = f"ZP_INDICATOR_SCORE({ROW_ARGUMENTS},{_by(pack)})"
        yield f"第{number}行 系统测算分", row, formula, ROW_NATIVE
    for number, row in rows[:READ_ROWS]:
        for item, name in (("数", "number"), ("单位", "measure")):
            formula = f'ZP_QUANTITY({{target_value}},"{item}")'
            yield f"第{number}行 指标值的{item}", row, formula, TARGET_NATIVE % name


def _by(pack: RulePack) -> str:
    """The pack of the workbook, and the year that it is filled for."""
    return f"{quoted(pack.name)},{{{UNIT}!year}}"


def _weights_native(pack: RulePack) -> str:
    """Every first level has the rule's weight and the whole is 100, of the cells of 小计."""
    own = "{execution_full_marks}"
    goal = f'IF({own}="",100-zp_rule_weight_execution,100)'
    right = [f"{{weight_total}}={goal}", f'OR({own}="",{own}=zp_rule_weight_execution)']
    right += [f"N({{{line.key}_marks}})={line.rule_name}" for line in _levels(pack)]
    return (
        f'IF({{weight_total}}="","",IF({{weight_total}}="{BAD}","{BAD}",'
        f'IF(AND({",".join(right)}),"{AGREED}","{DIFFERENT}")))'
    )


def _levels(pack: RulePack) -> list[SubtotalLine]:
    return [line for line in subtotal_lines(pack) if line.key]


class _Places(NamedTuple):
    """Where each name stands, of 整体自评表 unless a formula names another sheet."""

    rects: dict[tuple[str, str], Rect]

    def find(self, sheet: str, name: str) -> Rect:
        return self.rects[sheet, name]

    def formula(self, text: str, row: int) -> str:
        """Every name with its sheet in front: the formula stands on a sheet of its own."""
        for sheet, name in self.rects:
            if sheet == OVERALL:
                text = text.replace(f"{{{name}}}", f"{{{OVERALL}!{name}}}")
                text = text.replace(f"{{{name}:}}", f"{{{OVERALL}!{name}:}}")
        return render(text, row, PYTHON_CHECK, self.find).removeprefix("=")


def _places(pack: RulePack) -> _Places:
    lines = subtotal_lines(pack)
    rects = {
        (OVERALL, spot.name): Rect(OVERALL, spot.row, spot.col, spot.last or spot.row)
        for spot in form_spots(OVERALL_FORM, len(lines))
    }
    marks = rects[OVERALL, "subtotal_full_marks"]
    for index, line in enumerate(lines):
        if line.key:  # a cell of a column, under a name of its own
            row = marks.row + index
            rects[OVERALL, f"{line.key}_marks"] = Rect(OVERALL, row, marks.col, row)
    for spot in unit_spots():
        rects[UNIT, spot.name] = Rect(UNIT, spot.row, spot.col, spot.row)
    return _Places(rects)
