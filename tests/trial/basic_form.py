"""基础数据表 as a table, each cell under the name of its fact."""

from __future__ import annotations

from collections.abc import Sequence

from tests.trial.amounts import D
from tests.trial.draft import UP, Cell, Table
from tests.trial.office import Office
from tests.trial.speak import percent
from tests.trial.style import Style

LABELS = (
    ("three_public", "三公经费"),
    ("vehicle", "1、公务用车购置和维护经费"),
    ("purchase", "其中：公车购置"),
    ("running", "公车运行维护"),
    ("overseas", "2、出国经费"),
    ("hospitality", "3、公务接待"),
)
OPERATING = (
    ("operating", "公用经费"),
    ("office", "其中：办公经费"),
    ("utilities", "水费、电费、差旅费"),
    ("meetings", "会议费、培训费"),
)
BUILDINGS = (
    "批复规模（㎡）",
    "实际规模（㎡）",
    "规模控制率",
    "预算投资（万元）",
    "实际投资（万元）",
    "投资概算控制率",
)


def basic(office: Office, style: Style) -> list[Table]:
    """附件 基础数据表."""
    made, year = office.figures, office.year
    staff = made.staff
    rate = percent(D(staff["post"]) / staff["authorized"])
    years = ("上年", "本年", "本年") if style.plain_years else (f"{year - 1}年", *[f"{year}年"] * 2)
    post = "实际在职人数" if style.plain_years else f"{year}年实际在职人数"
    rows = [
        _wide("财政供养人员情况（人）", "编制数", post, "控制率"),
        _wide(
            UP,
            style.cell(f"{staff['authorized']}", 1),
            f"{staff['post']}",
            rate,
            keys=("staff.authorized.form", "staff.post.form", "staff.control.form"),
        ),
        _wide("经费控制情况（万元）", *(f"{a}{b}" for a, b in zip(
            years, ("决算数", "预算数", "决算数"), strict=True))),
    ]  # fmt: skip
    rows += [_expense(key, label, office, style) for key, label in LABELS]
    rows.append(_expense("project", "项目支出", office, style))
    number = 0
    for at, line in enumerate(made.lines):
        number += not line.is_part
        label = f"其中：{line.name}" if line.is_part else f"{number}、{line.name}"
        amounts = [style.number(one) for one in line.amounts]
        keys = tuple(f"line.{at}.{column}" for column in ("last", "budget", "final"))
        rows.append(_wide(label, *amounts, keys=keys, label_key=f"line.{at}.name"))
    rows += [_expense(key, label, office, style) for key, label in OPERATING]
    other = made.other_expenses
    rows.append(_wide("政府采购金额", "——", other["procurement"], other["procurement"],
                      keys=("", "procurement.budget", "procurement.final")))  # fmt: skip
    rows.append(_wide("部门基本支出预算调整", "——", "——", other["adjustment"],
                      keys=("", "", "adjustment.final")))  # fmt: skip
    heads = [Cell(text) for text in BUILDINGS]
    done = f"（{year}年完工项目）"
    rows.append([Cell(f"楼堂馆所控制情况\n{done}"), *heads])
    rows.append(
        [Cell(UP), *(Cell(text, key=f"building.{at}") for at, text in enumerate(made.buildings))]
    )
    rows.append([Cell("厉行节约保障措施"), Cell(office.claims["frugality"], 6, "frugality")])
    return [Table("basic", rows)]


def _wide(
    label: str, *texts: str, keys: Sequence[str] = ("", "", ""), label_key: str = ""
) -> list[Cell]:
    """A label and three cells of two columns."""
    cells = [Cell(text, 2, key) for text, key in zip(texts, keys, strict=True)]
    return [Cell(label, key=label_key), *cells]


def _expense(key: str, label: str, office: Office, style: Style) -> list[Cell]:
    amounts = office.figures.expenses[key]
    texts = [style.cell(style.number(one), at + len(label)) for at, one in enumerate(amounts)]
    keys = tuple(f"{key}.{column}" for column in ("last", "budget", "final"))
    return _wide(label, *texts, keys=keys)
