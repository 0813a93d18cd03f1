"""What the forms share: title, money heads, objectives, notes, the foot line."""

from __future__ import annotations

from collections.abc import Iterator

from ziping.errors import RulePackError
from ziping.model import Form, Unit
from ziping.rules import RulePack
from ziping.scoring import ScoredForm
from ziping.word import shown
from ziping.word.markup import Cell, Table, paragraph
from ziping.word.sentences import Sentences

# side label | row label, three amounts, 分值, 执行率, 得分; the middle lies after the second amount
MONEY_WIDTHS = (1000, 1444, 1240, 1240, 1240, 740, 1100, 840)
SPACER = paragraph("", "Spacer")
MERGE_START, MERGE_ON = "restart", "continue"
GAP, PEN_ROOM = "　　", "　　　"
FOOT_WIDTH = 88  # half widths of 小五 in a line, with a margin for wider digits


def head(text: str, span: int = 1, merge: str = "") -> Cell:
    """A head or a label."""
    return Cell(text, "TableHead", span, merge)


def center(text: str, span: int = 1, merge: str = "") -> Cell:
    """A figure or a short word."""
    return Cell(text, "TableCenter", span, merge)


def side(merge: str, text: str = "") -> Cell:
    """The side label that runs down over several rows."""
    return head(text, 1, merge)


def heads(pack: RulePack, key: str, count: int) -> list[Cell]:
    """Column heads of the pack, as many as the form has columns."""
    texts = pack.value(key)
    if not isinstance(texts, list) or len(texts) != count:
        raise RulePackError(f"规则包“{pack.name}”的“{key}”应为 {count} 个栏名", "请改正规则文件")
    return [head(str(text)) for text in texts]


def form_title(sentences: Sentences, template: str, attachment: str) -> str:
    return paragraph(sentences.fill(template, attachment), "FormTitle")


def money_heads(table: Table, pack: RulePack, label: str) -> None:
    """The row of heads over the amounts, with the side label's first cell."""
    table.row(side(MERGE_START, label), head(""), *heads(pack, "forms.fund_heads", 6))


def year_funds(table: Table, scored: ScoredForm, pack: RulePack) -> None:
    """年度资金总额: amounts, marks, rate and the mark that counts."""
    execution = scored.form.execution
    full = execution.full_marks
    table.row(
        side(MERGE_ON),
        head("年度资金总额"),
        center(shown.number(execution.initial_budget)),
        center(shown.number(execution.adjusted_budget)),
        center(shown.number(execution.actual_expenditure)),
        center(
            shown.digits(pack.decimal("execution.full_marks"))
            if full.is_blank
            else shown.number(full)
        ),
        center(shown.execution_rate(scored)),
        center(shown.marks(scored.execution_counted)),
    )


def objectives(table: Table, form: Form, pack: RulePack) -> None:
    """年度总体目标: what was wanted and what came of it, side by side."""
    wanted, reached = heads(pack, "forms.objective_heads", 2)
    table.row(side(MERGE_START, "年度总体目标"), wanted._replace(span=3), reached._replace(span=4))
    table.row(
        side(MERGE_ON),
        Cell(shown.words(form.objective), span=3),
        Cell(shown.words(form.result), span=4),
    )


def notes(texts: list[str], sentences: Sentences, attachment: str) -> Iterator[str]:
    """说明 under a form, the first behind its word."""
    for at, text in enumerate(texts):
        lead = "" if at or text.startswith("说明") else "说明："
        indent = '<w:ind w:left="630"/>' if at else '<w:ind w:left="630" w:hanging="630"/>'
        yield paragraph(lead + sentences.fill(text, attachment), "FormNote", indent)


def foot_line(unit: Unit, pack: RulePack) -> Iterator[str]:
    """填表人 … 单位负责人签字: what is there is printed, the rest is left to the pen.

    The last, which is signed by hand, stands in a line of its own where the line is full.
    """
    items = [f"{label}：{_signed(label, unit)}" for label in pack.value("forms.foot_line")]
    if not items:
        return
    padded = [item + (PEN_ROOM if item.endswith("：") else "") for item in items[:-1]]
    one = GAP.join([*padded, items[-1]])
    if _width(one) <= FOOT_WIDTH:
        yield paragraph(one, "FormFoot")
    else:
        yield paragraph(GAP.join(items[:-1]), "FormFoot")
        yield paragraph(items[-1], "FormFoot")


def _signed(label: str, unit: Unit) -> str:
    fields = {
        "填表人": unit.filler,
        "日期": unit.filling_date,
        "电话": unit.telephone,
        "负责人": unit.leader,
    }
    return next((shown.line(cell) for word, cell in fields.items() if word in label), "")


def _width(text: str) -> int:
    """Half widths that a text takes: a Hanzi two, a digit one."""
    return sum(1 if character.isascii() else 2 for character in text)
