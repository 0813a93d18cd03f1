"""The mail that brings a 退回单 to its office: a draft, short, with both files attached."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ziping.errors import ZipingError
from ziping.tasks.packing.draft import addresses, draft
from ziping.tasks.packing.letter import Attachment
from ziping.tasks.packing.numbers import one_line
from ziping.word.return_note import Letter


class Counts(NamedTuple):
    """What was found in the submission."""

    errors: int = 0
    warnings: int = 0
    changes: int = 0

    def told(self) -> str:
        """4 处必须改正、2 处表样被改动."""
        words = (
            (self.errors, "处必须改正"),
            (self.changes, "处表样被改动"),
            (self.warnings, "处需要核实说明"),
        )
        return "、".join(f"{count} {word}" for count, word in words if count)


def mail(letter: Letter, email: str, counts: Counts, attachments: Sequence[Attachment]) -> bytes:
    """The draft; without an address the To line is left for the sender."""
    body = "\n".join(_body(letter, counts, attachments)) + "\n"
    return draft(address_of(email), subject_of(letter), body, attachments)


def subject_of(letter: Letter) -> str:
    times = f"（第{letter.number}次报送）" if letter.number else ""
    year = f"{letter.year}年度" if letter.year else ""
    return one_line(f"退回修改：{letter.unit}{year}部门整体支出绩效自评{times}")


def address_of(email: str) -> tuple[str, ...]:
    """The office's addresses; none where the list has something else there."""
    try:
        return addresses(email)
    except ZipingError:
        return ()


def _body(letter: Letter, counts: Counts, attachments: Sequence[Attachment]) -> Iterator[str]:
    year = f"{letter.year}年度" if letter.year else ""
    times = f"第{letter.number}次" if letter.number else ""
    came = f"（{letter.received}收到）" if letter.received else ""
    found = counts.told() if letter.number else ""
    told = f"经核对有 {found}" if found else "需要补正" if letter.number else "打不开，无法核对"
    yield f"{one_line(letter.unit)}："
    yield ""
    yield f"你单位{times}报送的{year}部门整体支出绩效自评材料{came}，{told}，现予退回。"
    due = f"于{letter.due}前" if letter.due else "尽快"
    where = f"，发到 {letter.address}" if letter.address else ""
    again = f"，写明第{letter.number + 1}次报送" if letter.number else ""
    yield f"请按附件改正，{due}重新报送{where}{again}。"
    yield ""
    yield "附件："
    for at, one in enumerate(attachments, 1):
        yield f"{at}. {one.name}（{one.what}）"
    yield ""
    yield letter.today
