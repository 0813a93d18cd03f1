"""附件 基础数据表: staff, expenses in three columns, buildings, frugality."""

from __future__ import annotations

from collections.abc import Iterator

from ziping.model import BasicData, ExpenseLine, ProjectLine
from ziping.rules import RulePack
from ziping.scoring import ScoredAssessment
from ziping.word import shown
from ziping.word.form_parts import MERGE_ON, MERGE_START, center, foot_line, form_title, head
from ziping.word.markup import Cell, Table
from ziping.word.sentences import Sentences

WIDTHS = (3024, 970, 970, 970, 970, 970, 970)
THREE_PUBLIC = (
    ("three_public_expenses", "三公经费", 0),
    ("vehicle_expenses", "1、公务用车购置和维护经费", 1),
    ("vehicle_purchase", "其中：公车购置", 2),
    ("vehicle_operation", "公车运行维护", 3),
    ("overseas_visits", "2、出国经费", 1),
    ("official_hospitality", "3、公务接待", 1),
)
OPERATING = ("office_expense", "utilities_and_travel", "meetings_and_training")
INDENTS = (0, 210, 420, 1050, 840)
PART = "其中"


def basic_form(scored: ScoredAssessment, sentences: Sentences, attachment: str) -> Iterator[str]:
    """Title, table and foot line of 基础数据表."""
    data, pack = scored.assessment.basic_data, scored.pack
    yield form_title(sentences, pack.value("forms.basic_title"), attachment)
    table = Table(WIDTHS)
    year = scored.assessment.budget_year
    _staff(table, data, year)
    _expenses(table, data, year, pack)
    _buildings(table, data, year)
    table.row(head("厉行节约保障措施"), Cell(shown.words(data.frugality_measures), span=6))
    note = pack.get("forms.basic_note", "")
    if note:
        table.row(Cell(sentences.fill(note, attachment), span=7))
    yield table.xml()
    yield from foot_line(scored.assessment.unit, pack)


def _year(year: int, before: int = 0) -> str:
    """2023年; without a year, the column is still named."""
    return f"{year - before}年" if year else ("上年" if before else "本年")


def _staff(table: Table, data: BasicData, year: int) -> None:
    table.row(
        head("财政供养人员情况（人）", 1, MERGE_START),
        head("编制数", 2),
        head(f"{_year(year)}实际在职人数", 2),
        head("控制率", 2),
    )
    table.row(
        head("", 1, MERGE_ON),
        center(shown.number(data.authorized_posts), 2),
        center(shown.number(data.staff_in_post), 2),
        center(shown.control_rate(data), 2),
    )


def _expenses(table: Table, data: BasicData, year: int, pack: RulePack) -> None:
    table.row(
        head("经费控制情况（万元）"),
        head(f"{_year(year, 1)}决算数", 2),
        head(f"{_year(year)}预算数", 2),
        head(f"{_year(year)}决算数", 2),
    )
    for key, label, depth in THREE_PUBLIC:
        _line(table, label, data.expense(key), depth)
    _line(table, "项目支出", data.expense("project_expenditure"))
    for label, line, depth in _project_lines(data, pack):
        _line(table, label, line, depth)
    _line(table, "公用经费", data.expense("operating_expense"))
    for key, label in zip(OPERATING, pack.value("forms.operating_lines"), strict=False):
        _line(table, label, data.expense(key), 1 if label.startswith(PART) else 4)
    _line(table, "政府采购金额", data.expense("government_procurement"))
    _line(table, "部门基本支出预算调整", data.expense("basic_expenditure_adjustment"))


def _project_lines(data: BasicData, pack: RulePack) -> Iterator[tuple[str, ExpenseLine, int]]:
    """The office's lines; the form's own labels where it gave none."""
    given = [line for line in data.project_lines if _says_something(line)]
    if not given:
        for label in pack.value("forms.project_lines"):
            yield label, ExpenseLine(), 1
    before = False
    for line in given:
        name = shown.line(line.name)
        first_part = line.is_part and not before and not name.startswith(PART)
        depth = (2 if name.startswith(PART) or first_part else 3) if line.is_part else 1
        yield f"{PART}：{name}" if first_part else name, line.line, depth
        before = line.is_part


def _says_something(line: ProjectLine) -> bool:
    """A line with figures, or with a name that is not the form's “××专项资金”."""
    figures = any(not cell.is_blank for _, cell in line.line.columns())
    name = shown.line(line.name)
    return figures or bool(name and "×" not in name and not set(name) <= {"…", "."})


def _line(table: Table, label: str, line: ExpenseLine, depth: int = 0) -> None:
    table.row(
        Cell(label, indent=INDENTS[depth]),
        *(center(shown.number(cell), 2) for _, cell in line.columns()),
    )


def _buildings(table: Table, data: BasicData, year: int) -> None:
    built = data.office_buildings
    label = f"楼堂馆所控制情况（{_year(year)}完工项目）"
    heads = ("批复规模（㎡）", "实际规模（㎡）", "规模控制率")
    money = ("预算投资（万元）", "实际投资（万元）", "投资概算控制率")
    table.row(head(label, 1, MERGE_START), *(head(text) for text in (*heads, *money)))
    table.row(
        head("", 1, MERGE_ON),
        center(shown.number(built.approved_size)),
        center(shown.number(built.actual_size)),
        center(shown.rate(built.size_control_rate, None)),
        center(shown.number(built.budget_investment)),
        center(shown.number(built.actual_investment)),
        center(shown.rate(built.investment_control_rate, None)),
    )
