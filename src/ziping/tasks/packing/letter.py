"""邮件正文: what is sent, by whom, with which figures; honest about what still stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from ziping.scoring import ScoredAssessment, ScoredForm, Value
from ziping.scoring.arithmetic import percent, plain
from ziping.tasks.packing.numbers import Sender, one_line

MOST_TOLD = 8
CHINESE = "一二三四五六"


class Attachment(NamedTuple):
    """A file of the mail as the list of attachments names it; `pages` 0 where not known."""

    name: str
    what: str
    content: bytes
    pages: int = 0

    def __str__(self) -> str:
        pages = f"{self.pages} 页，" if self.pages else ""
        return f"{self.name}（{self.what}，{pages}{size_of(len(self.content))}）"


class Letter(NamedTuple):
    """All that the letter says; `standing` are the faults that were sent all the same."""

    sender: Sender
    scored: ScoredAssessment
    number: int
    attachments: Sequence[Attachment]
    standing: Sequence[str]
    changes: Sequence[str]  # what is otherwise than in the submission before, if it can be told
    today: str

    def body(self) -> str:
        return "\n".join(_body(self)) + "\n"

    def text(self, address: str) -> str:
        """邮件正文.txt: the same under address and subject, to be copied into a mail program."""
        head = f"收件人：{address or '（按财政局通知填写）'}\n主　题：{self.subject}\n"
        return f"{head}{'─' * 20}\n{self.body()}"

    @property
    def subject(self) -> str:
        return self.sender.title(self.number)


def size_of(length: int) -> str:
    """112 KB, 1.3 MB."""
    return f"{length / 1048576:.1f} MB" if length >= 1 << 20 else f"{max(1, length >> 10)} KB"


def _body(letter: Letter) -> Iterator[str]:
    unit = one_line(letter.sender.unit)
    yield "财政局："
    yield ""
    yield (
        f"现报送{unit}{letter.sender.year}年度部门整体支出绩效自评材料（第{letter.number}次报送），"
        "请审核。"
    )
    for at, (head, lines) in enumerate(_chapters(letter)):
        yield ""
        yield f"{CHINESE[at]}、{head}"
        yield from lines
    yield ""
    yield from _signed(letter, unit)


def _chapters(letter: Letter) -> Iterator[tuple[str, list[str]]]:
    yield "自评结果", list(_results(letter.scored))
    listed = [f"{at}. {one}" for at, one in enumerate(letter.attachments, 1)]
    yield "附件", listed
    if letter.changes:
        yield "与上一次报送相比", [one_line(line) for line in letter.changes]
    if letter.standing:
        yield "需要说明的情况", list(_standing(letter.standing))


def _results(scored: ScoredAssessment) -> Iterator[str]:
    form = scored.overall
    if isinstance(form.total, Decimal):
        grade = f"，评价等级“{form.grade}”" if form.grade else ""
        yield f"自评总分 {plain(form.total)} 分{grade}。"
    else:
        yield "自评总分未算出。"
    yield _execution(form)
    if scored.projects:
        yield f"另有项目支出绩效自评表 {len(scored.projects)} 张。"


def _execution(form: ScoredForm) -> str:
    money = form.form.execution
    rate = f" {percent(form.rate)}" if isinstance(form.rate, Decimal) else "未算出"
    return (
        f"预算执行率{rate}：全年预算数 {_shown(money.adjusted_budget.value)} 万元，"
        f"全年执行数 {_shown(money.actual_expenditure.value)} 万元。"
    )


def _standing(told: Sequence[str]) -> Iterator[str]:
    yield f"本次材料带 {len(told)} 条尚未改正的错误报送，待核实后另行更正："
    for at, line in enumerate(told[:MOST_TOLD], 1):
        yield f"{at}. {one_line(line)}"
    if len(told) > MOST_TOLD:
        yield f"另有 {len(told) - MOST_TOLD} 条，见工作簿“校验结果”。"


def _signed(letter: Letter, unit: str) -> Iterator[str]:
    who = letter.scored.assessment.unit
    code = f"（单位编码 {one_line(letter.sender.code)}）" if letter.sender.code else ""
    yield f"单　位：{unit}{code}"
    for label, cell in (("联系人", who.filler), ("电　话", who.telephone)):
        if cell.value and one_line(cell.value):
            yield f"{label}：{one_line(cell.value)}"
    yield letter.today


def _shown(value: Value) -> str:
    return plain(value) if isinstance(value, Decimal) else value or "（未填）"
