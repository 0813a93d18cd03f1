"""What the forms share: title, money heads, objectives, notes, the foot line."""

from __future__ import annotations

from collections.abc import Iterator

from ziping.errors import RulePackError
from ziping.model import Form
from ziping.rules import RulePack
from ziping.scoring import ScoredForm
from ziping.word import shown
from ziping.word.inline import Content, Value, plain_text
from ziping.word.markup import Cell, Table, paragraph
from ziping.word.printed import Printed
from ziping.word.sentences import Sentences

# side label | row label, three amounts, 分值, 执行率, 得分; the middle lies after the second amount
MONEY_WIDTHS = (1000, 1444, 1240, 1240, 1240, 740, 1100, 840)
SPACER = paragraph("", "Spacer")
MERGE_START, MERGE_ON = "restart", "continue"
GAP, PEN_ROOM = "　　", "　　　"
FOOT_WIDTH = 88  # half widths of 小五 in a line, with a margin for wider digits
SIGNED = {"填表人": "filler", "日期": "filling_date", "电话": "telephone", "负责人": "leader"}
Pieces = tuple[str | Value, ...]


def head(text: Content, span: int = 1, merge: str = "") -> Cell:
    """A head or a label."""
    return Cell(text, "TableHead", span, merge)


def center(text: Content, span: int = 1, merge: str = "") -> Cell:
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


def year_funds(table: Table, printed: Printed, path: str, scored: ScoredForm) -> None:
    """年度资金总额: amounts, marks, rate and the mark that counts."""
    execution, own = scored.form.execution, f"{path}.execution"
    amounts = ("initial_budget", "adjusted_budget", "actual_expenditure")
    full = printed.number(f"{own}.full_marks", execution.full_marks)
    if execution.full_marks.is_blank and not printed.options.declared:
        full = full._replace(text=shown.digits(printed.pack.decimal("execution.full_marks")))
    mark = printed.mark(f"{own}.declared_score", execution.declared_score, scored.execution_counted)
    table.row(
        side(MERGE_ON),
        head("年度资金总额"),
        *(center(printed.number(f"{own}.{name}", getattr(execution, name))) for name in amounts),
        center(full),
        center(printed.execution_rate(path, scored)),
        center(mark),
    )


def objectives(table: Table, printed: Printed, path: str, form: Form) -> None:
    """年度总体目标: what was wanted and what came of it, side by side."""
    wanted, reached = heads(printed.pack, "forms.objective_heads", 2)
    table.row(side(MERGE_START, "年度总体目标"), wanted._replace(span=3), reached._replace(span=4))
    table.row(
        side(MERGE_ON),
        Cell(printed.words(f"{path}.objective", form.objective), span=3),
        Cell(printed.words(f"{path}.result", form.result), span=4),
    )


def notes(texts: list[str], sentences: Sentences, attachment: str) -> Iterator[str]:
    """说明 under a form, the first behind its word."""
    for at, text in enumerate(texts):
        lead = "" if at or text.startswith("说明") else "说明："
        indent = '<w:ind w:left="630"/>' if at else '<w:ind w:left="630" w:hanging="630"/>'
        yield paragraph((lead, *sentences.fill(text, attachment)), "FormNote", indent)


def foot_line(printed: Printed) -> Iterator[str]:
    """填表人 … 单位负责人签字: what is there is printed, the rest is left to the pen.

    The last, which is signed by hand, stands in a line of its own where the line is full.
    """
    labels = printed.pack.value("forms.foot_line")
    if not labels or printed.options.public:
        return
    items = [_signed(label, printed) for label in labels]
    padded = [_with_room(item) for item in items[:-1]]
    one = _joined([*padded, items[-1]])
    if _width(plain_text(one)) <= FOOT_WIDTH:
        yield paragraph(one, "FormFoot")
    else:
        yield paragraph(_joined(items[:-1]), "FormFoot")
        yield paragraph(items[-1], "FormFoot")


def _signed(label: str, printed: Printed) -> Pieces:
    """填表人：张三; a telephone only where it was asked for."""
    key = next((key for word, key in SIGNED.items() if word in label), "")
    if not key or (key == "telephone" and not printed.options.prints_telephone):
        return (f"{label}：",)
    return (f"{label}：", printed.line(f"unit.{key}", getattr(printed.assessment.unit, key)))


def _with_room(item: Pieces) -> Pieces:
    """Room for the pen where nothing is printed; inside the control, which so can be clicked."""
    last = item[-1]
    if isinstance(last, str):
        return (*item, PEN_ROOM)
    return item if last.text else (*item[:-1], last._replace(text=PEN_ROOM))


def _joined(items: list[Pieces]) -> Pieces:
    first, *rest = items
    return sum(((GAP, *item) for item in rest), first)


def _width(text: str) -> int:
    """Half widths that a text takes: a Hanzi two, a digit one."""
    return sum(1 if character.isascii() else 2 for character in text)
