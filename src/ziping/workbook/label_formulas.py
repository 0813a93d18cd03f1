"""Formulas that only put words together: titles, heads with the year, foot lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ziping.model import Field, SelfAssessment
from ziping.quantity import general_text
from ziping.rules import RulePack
from ziping.scoring import BAD
from ziping.workbook.fields import FIRST_DATE, LAST_DATE
from ziping.workbook.form_formulas import FormView
from ziping.workbook.formula import Formula, Shown, joined, quoted
from ziping.workbook.layout import OVERALL_FORM, UNIT, FormLayout

YEAR = f"{{{UNIT}!year}}"
YEAR_TEXT = joined(YEAR)
FOOT_FIELDS = ("filler", "filling_date", "telephone", "leader")
GAP = "　　"


def form_labels(layout: FormLayout, pack: RulePack) -> Iterator[Formula]:
    """Title, unit and foot line of a form sheet; values are of `FormView`."""
    title = pack.value(f"forms.{layout.kind}_title")
    yield Formula("title", titled(title), lambda v: _titled(title, v.assessment))
    if layout is OVERALL_FORM:
        yield Formula("shown_unit_name", joined(f"{{{UNIT}!unit_name}}"), _unit_name)
    heads = pack.value("forms.foot_line")
    yield Formula("foot_line", foot_text(heads), lambda v: foot_line(heads, v.assessment))


def data_labels(pack: RulePack) -> Iterator[Formula]:
    """Heads of 基础数据表; values are of `SelfAssessment`."""
    title = pack.value("forms.basic_title")
    heads = pack.value("forms.foot_line")
    last_year = f'IF(ISNUMBER({YEAR}),{YEAR}-1,"")&"年决算数"'
    yield Formula("data_title", titled(title), lambda a: _titled(title, a))
    head = f'{YEAR_TEXT}&"年实际在职人数"'
    yield Formula("head_staff_in_post", head, _year("年实际在职人数"))
    yield Formula("head_last_year", last_year, _last_year)
    yield Formula("head_budget", f'{YEAR_TEXT}&"年预算数"', _year("年预算数"))
    yield Formula("head_final_accounts", f'{YEAR_TEXT}&"年决算数"', _year("年决算数"))
    completed = "年完工项目）"
    text = f'"楼堂馆所控制情况（"&{YEAR_TEXT}&"{completed}"'
    yield Formula(
        "head_office_buildings", text, lambda a: f"楼堂馆所控制情况（{year_text(a)}{completed}"
    )
    yield Formula("data_foot_line", foot_text(heads), lambda a: foot_line(heads, a))


def titled(title: str) -> str:
    return f"&{YEAR_TEXT}&".join(quoted(part) for part in title.split("{year}"))


def _titled(title: str, assessment: SelfAssessment) -> str:
    return title.replace("{year}", year_text(assessment))


def year_text(assessment: SelfAssessment) -> str:
    return shown_text(assessment.unit.year)


def shown_text(cell: Field[object]) -> str:
    """A cell as `joined` shows it: a number without trailing zeros, a text as typed."""
    value = cell.value
    if cell.problem == "error":
        return BAD
    if value is None or isinstance(value, str):
        return cell.raw or (value or "")
    return general_text(value)  # type: ignore[arg-type]


def _year(after: str) -> Callable[[SelfAssessment], Shown]:
    return lambda assessment: year_text(assessment) + after


def _last_year(assessment: SelfAssessment) -> Shown:
    year = assessment.unit.year.value
    return f"{'' if year is None else general_text(year - 1)}年决算数"


def _unit_name(view: FormView) -> Shown:
    return shown_text(view.assessment.unit.name)


def foot_text(heads: list[str]) -> str:
    """填表人：… 填报日期：…, each head with its cell of 基本情况; "" where the pack has none."""
    gaps = ("", *(GAP for _ in heads))
    parts = [
        quoted(f"{gap}{head}：") + "&" + _foot_field(name)
        for gap, head, name in zip(gaps, heads, FOOT_FIELDS, strict=False)
    ]
    return "&".join(parts) or '""'


def _foot_field(name: str) -> str:
    """A date typed as a date is a number in its cell: put into words as the engine does."""
    cell = f"{{{UNIT}!{name}}}"
    if name != "filling_date":
        return joined(cell)
    words = f'YEAR({cell})&"年"&MONTH({cell})&"月"&DAY({cell})&"日"'
    is_date = f"IF(ISNUMBER({cell}),AND({cell}>={FIRST_DATE},{cell}<{LAST_DATE}),FALSE)"
    return f"IF({is_date},{words},{joined(cell)})"


def foot_line(heads: list[str], assessment: SelfAssessment) -> str:
    cells = (getattr(assessment.unit, name) for name in FOOT_FIELDS)
    return GAP.join(f"{head}：{shown_text(cell)}" for head, cell in zip(heads, cells, strict=False))
