"""附件 基础数据表: staff, expenses in three columns, buildings, frugality."""

from __future__ import annotations

from collections.abc import Iterator

from ziping.model import ExpenseLine, ProjectLine
from ziping.word import shown
from ziping.word.form_parts import MERGE_ON, MERGE_START, center, foot_line, form_title, head
from ziping.word.inline import Content
from ziping.word.markup import Cell, Table
from ziping.word.printed import Printed
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


def basic_form(printed: Printed, sentences: Sentences, attachment: str) -> Iterator[str]:
    """Title, table and foot line of 基础数据表."""
    data, pack = printed.assessment.basic_data, printed.pack
    yield form_title(sentences, pack.value("forms.basic_title"), attachment)
    table = printed.table(WIDTHS)
    year = printed.assessment.budget_year
    _staff(table, printed, year)
    _expenses(table, printed, year)
    _buildings(table, printed, year)
    measures = printed.words("basic_data.frugality_measures", data.frugality_measures)
    table.row(head("厉行节约保障措施"), Cell(measures, span=6))
    note = pack.get("forms.basic_note", "")
    if note:
        table.row(Cell(sentences.fill(note, attachment), span=7))
    yield table.xml()
    yield from foot_line(printed)


def _year(year: int, before: int = 0) -> str:
    """2023年; without a year, the column is still named."""
    return f"{year - before}年" if year else ("上年" if before else "本年")


def _staff(table: Table, printed: Printed, year: int) -> None:
    data = printed.assessment.basic_data
    table.row(
        head("财政供养人员情况（人）", 1, MERGE_START),
        head("编制数", 2),
        head(f"{_year(year)}实际在职人数", 2),
        head("控制率", 2),
    )
    table.row(
        head("", 1, MERGE_ON),
        center(printed.number("basic_data.authorized_posts", data.authorized_posts), 2),
        center(printed.number("basic_data.staff_in_post", data.staff_in_post), 2),
        center(printed.control_rate(), 2),
    )


def _expenses(table: Table, printed: Printed, year: int) -> None:
    table.row(
        head("经费控制情况（万元）"),
        head(f"{_year(year, 1)}决算数", 2),
        head(f"{_year(year)}预算数", 2),
        head(f"{_year(year)}决算数", 2),
    )
    for key, label, depth in THREE_PUBLIC:
        _expense(table, printed, key, label, depth)
    _expense(table, printed, "project_expenditure", "项目支出")
    for at, name, line, depth in _project_lines(printed):
        path = f"basic_data.project_lines.{at}.line"
        _line(table, printed, path, name, line, depth)
    _expense(table, printed, "operating_expense", "公用经费")
    for key, label in zip(OPERATING, printed.pack.value("forms.operating_lines"), strict=False):
        _expense(table, printed, key, label, 1 if label.startswith(PART) else 4)
    _expense(table, printed, "government_procurement", "政府采购金额")
    _expense(table, printed, "basic_expenditure_adjustment", "部门基本支出预算调整")


def _project_lines(printed: Printed) -> Iterator[tuple[int, Content, ExpenseLine, int]]:
    """The office's lines with their place in the model; the form's own labels without any."""
    lines = printed.assessment.basic_data.project_lines
    given = [(at, line) for at, line in enumerate(lines) if _is_printed(line, printed)]
    if not given:
        for at, label in enumerate(printed.pack.value("forms.project_lines")):
            yield at, label, ExpenseLine(), 1
    before = False
    for at, line in given:
        label = printed.line(f"basic_data.project_lines.{at}.name", line.name)
        is_first = line.is_part and not before and not label.text.startswith(PART)
        depth = (2 if label.text.startswith(PART) or is_first else 3) if line.is_part else 1
        yield at, (f"{PART}：", label) if is_first else label, line.line, depth
        before = line.is_part


def _is_printed(line: ProjectLine, printed: Printed) -> bool:
    """A line with figures, or with a name that is not the form's “××专项资金”."""
    figures = any(not cell.is_blank for _, cell in line.line.columns())
    name = shown.line(line.name)
    is_own = printed.options.declared or ("×" not in name and not set(name) <= {"…", "."})
    return figures or bool(name and is_own)


def _expense(table: Table, printed: Printed, key: str, label: str, depth: int = 0) -> None:
    line = printed.assessment.basic_data.expense(key)
    _line(table, printed, f"basic_data.expenses.{key}", label, line, depth)


def _line(
    table: Table, printed: Printed, path: str, label: Content, line: ExpenseLine, depth: int
) -> None:
    table.row(
        Cell(label, indent=INDENTS[depth]),
        *(center(printed.number(f"{path}.{name}", cell), 2) for name, cell in line.columns()),
    )


def _buildings(table: Table, printed: Printed, year: int) -> None:
    built, path = printed.assessment.basic_data.office_buildings, "basic_data.office_buildings"
    label = f"楼堂馆所控制情况（{_year(year)}完工项目）"
    heads = ("批复规模（㎡）", "实际规模（㎡）", "规模控制率")
    money = ("预算投资（万元）", "实际投资（万元）", "投资概算控制率")
    table.row(head(label, 1, MERGE_START), *(head(text) for text in (*heads, *money)))
    table.row(
        head("", 1, MERGE_ON),
        *(
            center(show(f"{path}.{name}", getattr(built, name)))
            for name in built._fields
            for show in [printed.rate if name.endswith("_rate") else printed.number]
        ),
    )
