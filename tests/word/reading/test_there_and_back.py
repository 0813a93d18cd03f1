"""Model → report → model, and model → workbook → report → model: what prints comes back.

The texts are hostile: marks of XML and of templates, quotes, emoji, line breaks, many characters.
White space may change at edges and between lines; nothing else does.
"""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.word import models
from ziping import model, rules
from ziping.model import EXPENSE_KEYS, FUND_SOURCES, Field, Number, SelfAssessment, Text
from ziping.rules import RulePack
from ziping.rules.outline import text_keys
from ziping.tasks.check import check_file
from ziping.tasks.create import create
from ziping.tasks.data import workbook_data
from ziping.word import write_report
from ziping.word.layout import field_at
from ziping.word.options import Options
from ziping.word.reading.report import read_report

DECLARED = Options(declared=True)
PACKS = ("suining", "junshan", "national")
LONG = "长" * 10_000
# nothing that an XML part can't hold; "\r" ends a line like "\n"
CHARACTERS = st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\ufffe\uffff")
SPOKEN = st.one_of(
    st.sampled_from(
        ["&amp; <w:p/> ]]>", "{{ unit }}{% raw %}", "“引”'号\"", "😀🏳️‍🌈𠮷", "=1+1", "{基本}{", LONG]
    ),
    st.text(CHARACTERS, min_size=1, max_size=30).filter(lambda text: bool(text.split())),
)
WORDS = SPOKEN.map(lambda text: f"词{text}词")  # a label of the form is no value
LINES = st.lists(WORDS, min_size=1, max_size=3).map("\n".join)
AMOUNT = st.decimals(0, 10**9, places=3).map(lambda value: value.normalize() + 0)
NUMBERS = st.none() | AMOUNT
RATES = st.none() | st.decimals(0, 2, places=4)
MARKS = st.none() | st.decimals(0, 100, places=2)
SETTINGS = settings(
    max_examples=25,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # shrinking whole reports takes minutes
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def number(value: Decimal | None) -> Number:
    return Number() if value is None else Field(value, raw=f"{value:f}")


def text(value: str | None) -> Text:
    return Text() if value is None else Field(value, raw=value)


def numbers(cls: Any, values: st.SearchStrategy[Decimal | None] = NUMBERS) -> Any:
    """A named tuple of numbers, its rates between 0 and 2."""
    fields = {key: RATES if key.endswith("rate") else values for key in cls._fields}
    return st.builds(cls, **{key: found.map(number) for key, found in fields.items()})


@st.composite
def indicators(draw: Any, pack: RulePack) -> tuple[model.Indicator, ...]:
    """Rows in the order in which the form prints them."""
    rows: list[model.Indicator] = []
    for level in pack.levels:
        for second in level.second:
            for _ in range(draw(st.integers(0, 2))):
                at = len(rows)
                rows.append(
                    model.Indicator(
                        row=at + 1,
                        level1=level.label,
                        level2=text(second),
                        name=text(draw(st.none() | WORDS)),
                        target=text(draw(st.none() | WORDS)),
                        actual=text(draw(st.none() | WORDS)),
                        full_marks=number(draw(MARKS)),
                        declared_score=number(draw(MARKS)),
                        deviation_reason=text(draw(st.none() | LINES)),
                    )
                )
    return tuple(rows)


@st.composite
def forms(draw: Any, pack: RulePack, sheet: str) -> model.Form:
    return model.Form(
        sheet=sheet,
        execution=draw(numbers(model.BudgetExecution)),
        objective=text(draw(st.none() | LINES)),
        result=text(draw(st.none() | LINES)),
        indicators=draw(indicators(pack)),
        declared_total=number(draw(MARKS)),
    )


@st.composite
def assessments(draw: Any, name: str) -> SelfAssessment:
    pack = rules.load(name, 2024)
    lines = st.builds(
        model.ProjectLine,
        name=WORDS.map(text),
        line=numbers(model.ExpenseLine),
        is_part=st.just(value=False),
    )
    projects = tuple(
        model.Project(
            form=draw(forms(pack, f"项目自评表 ({at})")),
            name=text(draw(WORDS)),
            supervising_department=text(draw(st.none() | WORDS)),
            implementing_unit=text(draw(st.none() | WORDS)),
            sources={key: draw(numbers(model.FundSource)) for key in FUND_SOURCES},
        )
        for at in range(draw(st.integers(0, 2)))
    )
    return SelfAssessment(
        unit=model.Unit(
            name=text("某某县某某局"),
            year=number(Decimal(2024)),
            report_date=text("2025年3月18日"),
            notice=text("《关于开展自评工作的通知》（某财绩〔2025〕1号）"),
            filler=text("张三"),
            filling_date=text("2025.3.18"),
            telephone=text("13800000000"),
        ),
        overall=draw(forms(pack, "整体自评表")),
        basic_data=model.BasicData(
            **{
                key: number(draw(RATES if key == "control_rate" else NUMBERS))
                for key in ("authorized_posts", "staff_in_post", "control_rate")
            },
            expenses={key: draw(numbers(model.ExpenseLine)) for key in EXPENSE_KEYS},
            project_lines=tuple(draw(st.lists(lines, max_size=4))),
            office_buildings=draw(numbers(model.OfficeBuildings)),
            frugality_measures=text(draw(st.none() | LINES)),
        ),
        funds=draw(numbers(model.FundSplit)),
        spending=draw(numbers(model.Spending, AMOUNT)),
        projects=projects,
        texts={key: text(draw(LINES)) for key in text_keys(pack)},
        rules=name,
    )


def printed(assessment: SelfAssessment, pack: RulePack) -> list[str]:
    """The paths of what the report prints, a field each."""
    unit = ["name", "year", "report_date", "notice"]
    foot = pack.value("forms.foot_line")
    unit += ["filler", "filling_date", "telephone"] if foot else []
    spending = [key for key in model.Spending._fields if key != "other_funds"]
    paths = [f"unit.{key}" for key in unit] + [f"spending.{key}" for key in spending]
    paths += [f"funds.{key}" for key in model.FundSplit._fields]
    paths += [f"texts.{key}" for key in text_keys(pack)]
    paths += [f"basic_data.{path}" for path in _basic(assessment)]
    for prefix, form in _forms(assessment):
        paths += [f"{prefix}execution.{key}" for key in model.BudgetExecution._fields]
        paths += [f"{prefix}{key}" for key in ("objective", "result", "declared_total")]
        for at in range(len(form.indicators)):
            paths += [f"{prefix}indicators.{at}.{key}" for key in INDICATOR]
    for at in range(len(assessment.projects)):
        names = ("name", "supervising_department", "implementing_unit")
        paths += [f"projects.{at}.{key}" for key in names]
        for source in FUND_SOURCES:
            own = f"projects.{at}.sources.{source}."
            paths += [own + key for key in model.FundSource._fields]
    return paths


INDICATOR = (
    *("level2", "name", "target", "actual", "full_marks", "declared_score"),
    "deviation_reason",
)


def _basic(assessment: SelfAssessment) -> list[str]:
    columns = model.EXPENSE_COLUMNS
    found = ["authorized_posts", "staff_in_post", "control_rate", "frugality_measures"]
    found += [f"expenses.{key}.{column}" for key in EXPENSE_KEYS for column in columns]
    found += [f"office_buildings.{key}" for key in model.OfficeBuildings._fields]
    for at in range(len(assessment.basic_data.project_lines)):
        found += [f"project_lines.{at}.name"]
        found += [f"project_lines.{at}.line.{column}" for column in columns]
    return found


def _forms(assessment: SelfAssessment) -> list[tuple[str, model.Form]]:
    own = [(f"projects.{at}.form.", one.form) for at, one in enumerate(assessment.projects)]
    return [("overall.", assessment.overall), *own]


def shown(field: Field[Any] | None) -> Decimal | str:
    """The value as it can be compared: words without white space."""
    value = None if field is None else field.value
    return value if isinstance(value, Decimal) else re.sub(r"\s+", "", str(value or ""))


def compare(given: SelfAssessment, found: SelfAssessment, pack: RulePack) -> None:
    paths = printed(given, pack)
    wanted = {path: shown(field_at(given, path)) for path in paths}
    assert {path: shown(field_at(found, path)) for path in paths} == wanted
    assert len(found.projects) == len(given.projects)
    for (_, one), (_, other) in zip(_forms(given), _forms(found), strict=True):
        assert len(one.indicators) == len(other.indicators)


@SETTINGS
@given(st.data())
def test_report_and_back(tmp_path_factory: Any, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(PACKS))
    given_model = data.draw(assessments(name))
    path: Path = tmp_path_factory.mktemp("back") / "report.docx"
    write_report(models.scored(given_model, name), path, DECLARED)
    compare(given_model, read_report(path, name).assessment, rules.load(name, 2024))


@settings(SETTINGS, max_examples=5)
@given(st.data())
def test_workbook_report_and_back(tmp_path_factory: Any, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(PACKS))
    given_model = data.draw(assessments(name))
    folder: Path = tmp_path_factory.mktemp("back")
    pack = rules.load(name, 2024)
    create(pack, workbook_data(given_model), folder / "book.xlsx")
    write_report(check_file(folder / "book.xlsx").scored, folder / "report.docx", DECLARED)
    compare(given_model, read_report(folder / "report.docx", name).assessment, pack)
