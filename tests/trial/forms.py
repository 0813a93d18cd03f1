"""整体 and 项目支出绩效自评表 as tables, each cell under the name of its fact."""

from __future__ import annotations

from tests.trial.amounts import D
from tests.trial.draft import UP, Cell, Table
from tests.trial.indicators import Form, Row, shown
from tests.trial.office import Office
from tests.trial.speak import percent
from tests.trial.style import Style

EXTRA = "按年度工作计划和统计台账核定"


def overall(office: Office, style: Style) -> list[Table]:
    """附件 整体支出绩效自评表."""
    form = office.overall
    rows = [[Cell("单位名称", 2), Cell(office.unit, 7, "unit.form")]]
    rows += _money(form, "overall", "年度预算申请（万元）", style)
    rows += _split(office, style)
    rows += _objective(form, "overall", style)
    heads, body = _indicators(form, "overall", style)
    if style.split_form and len(body) > 5:
        cut = len(body) // 2
        rest = [_copied(heads), *_continued(body[cut:], body[:cut]), _total(form, "overall", style)]
        return [Table("overall", [*rows, heads, *body[:cut]]), Table("overall", rest)]
    return [Table("overall", [*rows, heads, *body, _total(form, "overall", style)])]


def project(office: Office, style: Style, at: int) -> list[Table]:
    """附件 项目支出绩效自评表."""
    form, name = office.projects[at], f"project:{at}"
    rows = [
        [Cell("项目支出名称", 2), Cell(form.name, 7, f"{name}.name")],
        [
            Cell("主管部门", 2),
            Cell(office.claims.get("supervisor", office.supervisor), 3, f"{name}.supervisor"),
            Cell("实施单位", 2),
            Cell(office.implementers[at], 2, f"{name}.unit"),
        ],
    ]
    rows += _money(form, name, "项目资金（万元）", style)
    for key, label in (("current", "其中：当年财政拨款"), ("carry", "上年结转资金"),
                       ("others", "其他资金")):  # fmt: skip
        amounts = form.money.sources[key]
        cells = [
            Cell(style.number(one), 1, f"{name}.{key}.{column}")
            for one, column in zip(amounts, ("initial", "adjusted", "actual"), strict=True)
        ]
        rows.append([Cell(UP), Cell(label, 2), *cells, Cell(""), Cell(""), Cell("")])
    rows += _objective(form, name, style)
    heads, body = _indicators(form, name, style)
    return [Table(name, [*rows, heads, *body, _total(form, name, style)])]


def _money(form: Form, name: str, label: str, style: Style) -> list[list[Cell]]:
    money = form.money
    values = (
        style.number(money.initial),
        style.number(money.adjusted),
        style.number(money.actual),
        "10",
        percent(money.rate) if style.fixed else f"{shown(money.rate * 100)}%",
        shown(form.rate_score),
    )
    keys = ("initial", "adjusted", "actual", "full", "rate", "score")
    cells = [Cell(text, 1, f"{name}.{key}") for text, key in zip(values, keys, strict=True)]
    return [
        [Cell(label), Cell("", 2), *map(Cell, style.money_heads)],
        [Cell(UP), Cell("年度资金总额", 2), *cells],
    ]


def _split(office: Office, style: Style) -> list[list[Cell]]:
    """按收入性质分 and 按支出性质分."""
    made, money = office.figures, office.overall.money
    whole = getattr(money, made.basis)
    spend = made.spend
    general = whole - spend["fund"] - spend["other"]
    left = (
        ("按收入性质分：", whole, "funds.income"),
        ("其中：一般公共预算：", general, "funds.general"),
        ("政府性基金拨款：", spend["fund"], "funds.fund"),
        ("纳入专户管理的非税收入拨款：", D(0), "funds.special"),
        ("其他资金：", spend["other"], "funds.other"),
    )
    right = (
        ("按支出性质分：", money.actual, "funds.spent"),
        ("其中：基本支出：", spend["basic"], "funds.basic"),
        ("项目支出：", spend["all_projects"], "funds.project"),
    )
    rows = []
    for at, (label, value, key) in enumerate(left):
        cells = [Cell(UP), Cell(f"{label}{style.number(value)}", 3, key)]
        if at < len(right):
            label, value, key = right[at]
            cells.append(Cell(f"{label}{style.number(value)}", 5, key))
        else:
            cells.append(Cell("", 5))
        rows.append(cells)
    return rows


def _objective(form: Form, name: str, style: Style) -> list[list[Cell]]:
    heads = style.goal_heads
    return [
        [Cell("年度总体目标"), Cell(heads[0], 4), Cell(heads[1], 4)],
        [Cell(UP), Cell(form.objective, 4, f"{name}.objective"),
         Cell(form.result, 4, f"{name}.result")],
    ]  # fmt: skip


def _indicators(form: Form, name: str, style: Style) -> tuple[list[Cell], list[list[Cell]]]:
    heads = [Cell("绩效指标"), *map(Cell, _order(list(style.row_heads), style))]
    if style.swapped:
        heads.insert(4, Cell("指标解释"))
        heads[-1] = Cell(heads[-1].text)
    body, above = [], ("", "")
    weights: dict[str, object] = {}
    for row in form.rows:
        weights[row.level1] = weights.get(row.level1, D(0)) + row.full  # type: ignore[operator]
    for at, row in enumerate(form.rows):
        first = row.level1 if style.short_levels else f"{row.level1}\n（{weights[row.level1]}分）"
        levels = (
            UP if row.level1 == above[0] else first,
            UP if (row.level1, row.level2) == above else row.level2,
        )
        body.append(_row(row, levels, f"{name}.{at}", style))
        above = (row.level1, row.level2)
    return heads, body


def _order(cells: list[str], style: Style) -> list[str]:
    if not style.swapped:
        return cells
    first, second, name, target, actual, full, score, reason = cells
    return [first, second, name, actual, target, score, full, reason]


def _row(row: Row, levels: tuple[str, str], key: str, style: Style) -> list[Cell]:
    texts = [*levels, row.name, row.target, row.actual, shown(row.full), shown(row.score)]
    names = _order(
        ["level1", "level2", "name", "target", "actual", "full", "score", "reason"], style
    )
    texts = _order([*texts, row.reason], style)
    cells = [Cell(text, 1, f"{key}.{name}") for text, name in zip(texts, names, strict=True)]
    if style.swapped:
        cells.insert(3, Cell(EXTRA))
    return [Cell(UP), *cells]


def _total(form: Form, name: str, style: Style) -> list[Cell]:
    width = 7 if style.swapped else 6
    full, total = Cell("100"), Cell(shown(form.total), 1, f"{name}.total")
    marks = [total, full] if style.swapped else [full, total]
    return [Cell("总分", width), *marks, Cell("")]


def _copied(row: list[Cell]) -> list[Cell]:
    return [Cell(cell.text, cell.cols) for cell in row]


def _continued(rows: list[list[Cell]], before: list[list[Cell]]) -> list[list[Cell]]:
    """The rest of a table on the next page: its labels are printed anew."""
    for column in (1, 2):
        if rows[0][column].text == UP:
            above = [row[column].text for row in before if row[column].text != UP]
            rows[0][column].text = above[-1]
    return rows
