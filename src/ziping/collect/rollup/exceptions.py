"""未收与异常: who has sent nothing, what came late, what could not be read or does not count."""

from __future__ import annotations

from collections.abc import Iterator

from ziping.collect.numbering import is_overtaken
from ziping.collect.rollup.cells import Value
from ziping.collect.rollup.files import Files
from ziping.collect.rollup.frames import department_of
from ziping.collect.rollup.page import Column, Table
from ziping.collect.rollup.values import moment
from ziping.collect.sheets import EXCEPTIONS
from ziping.collect.standing import (
    ATTACHED,
    DUPLICATE,
    OLDER,
    REFUSED,
    UNMATCHED,
    Collected,
    Standing,
    Submission,
)

NOT_SENT, LATE, UNLISTED, LOOK = "未收", "逾期", "不在名单", "需核对"
KINDS = (NOT_SENT, LATE, REFUSED, UNMATCHED, UNLISTED, LOOK, ATTACHED, OLDER, DUPLICATE)
COLUMNS = (
    Column("类别", "middle", 10),
    Column("单位名称", "wrap", 26),
    Column("单位编码", "code", 11),
    Column("主管部门", "wrap", 16),
    Column("情况", "wrap", 44),
    Column("怎么办", "wrap", 40),
    Column("联系人", "middle", 9),
    Column("电话", "code", 14),
    Column("电子邮箱", "text", 24),
    Column("收到时间", "time", 16),
    Column("发件人", "text", 22),
    Column("邮件主题", "wrap", 24),
    Column("文件或名单行", "quiet", 40),
)
_REMEDIES = {
    OLDER: "不用处理，计入的是较新的一次",
    DUPLICATE: "不用处理，内容相同的只算一次",
    ATTACHED: "不用处理，打开原邮件可以查看",
    UNMATCHED: "请核对单位和年度；确实属于本轮的，改正后重新汇总",
    REFUSED: "请打开文件看看，改正后重新汇总",
}
_OVERTAKEN = "请核对：它比计入的后收到，次数却小；应以它为准的，请单位把次数改大重报"


def exceptions_table(collected: Collected, title: str, files: Files) -> Table:
    rows = exception_rows(collected, files)
    note = "类别依次为：" + "、".join(KINDS) + "。"
    if not collected.has_list:
        note += "没有给单位名单，无从判断谁还没有报送。"
    empty = "没有未收的单位，也没有异常的文件。"
    if not collected.has_list:
        empty = "没有异常的文件；没有给单位名单，无从判断谁还没有报送。"
    name = f"{title}·未收与异常"
    return Table(*(EXCEPTIONS, name, note, COLUMNS, rows, len(rows), empty, 2), printed="收到时间")


def exception_rows(collected: Collected, files: Files) -> list[list[Value]]:
    """All rows, the most urgent kind first, else in the order of the offices."""
    found = [row for standing in collected.standings for row in _of(standing, collected, files)]
    found += [_file_row(one, files) for one in collected.loose]
    order = {kind: place for place, kind in enumerate(KINDS)}
    return sorted(found, key=lambda row: order.get(str(row[0]), len(order)))


def _of(standing: Standing, collected: Collected, files: Files) -> Iterator[list[Value]]:
    office, counted = standing.office, standing.counted
    if counted is None and standing.is_listed:
        yield _missing_row(standing)
    if counted is not None:
        for kind, what, remedy in _notes(standing, collected):
            yield _row(kind, standing, what, remedy, counted, files)
    for one in standing.others:
        row = _file_row(one, files)
        row[1:4] = office.name, office.code, department_of(standing)
        if counted and one.status == OLDER and is_overtaken(one.entry, counted.entry):
            row[5] = _OVERTAKEN
        yield row


def _missing_row(standing: Standing) -> list[Value]:
    office = standing.office
    what = standing.remark or "没有收到可以计入的文件"
    known = office.telephone or office.email
    remedy = "请按联系方式催报" if known else "请催报（名单里没有联系方式）"
    line = f"单位名单第 {office.line} 行" if office.line else ""
    return [
        *(NOT_SENT, office.name, office.code, office.supervising_department, what, remedy),
        *(office.contact, office.telephone, office.email, None, "", "", line),
    ]


def _notes(standing: Standing, collected: Collected) -> Iterator[tuple[str, str, str]]:
    """What a person should know of the submission that counts: kind, what, what to do."""
    reading = standing.reading
    if standing.is_late:
        until = f"（{collected.deadline.isoformat()}）" if collected.deadline else ""
        yield LATE, f"报送截止{until}之后才收到", "已计入，是否认可由财政局定"
    if not standing.is_listed and collected.has_list:
        what = standing.remark or "单位名单里没有这个单位"
        yield UNLISTED, what, "请核对单位编码和名称，或补进名单后重新汇总"
    elif standing.remark:
        yield LOOK, standing.remark, "请人工核对"
    if reading is None:
        return
    if reading.active:
        what = "文件里有：" + "；".join(reading.active)
        yield LOOK, what, "不要启用宏和链接；请单位用原模板重新报送"
    if reading.crashed:
        yield LOOK, f"有 {reading.crashed} 项检查没有运行成", "这是程序的问题，请把文件转给维护人员"


def _row(
    kind: str, standing: Standing, what: str, remedy: str, one: Submission, files: Files
) -> list[Value]:
    office, source = standing.office, one.entry.source
    return [
        *(kind, office.name, office.code, department_of(standing), what, remedy),
        *(office.contact, office.telephone, office.email, moment(source.received)),
        *(source.sender, source.subject, files.shown(source)),
    ]


def _file_row(one: Submission, files: Files) -> list[Value]:
    """A file that does not count, whosesoever it is."""
    source, reading, refusal = one.entry.source, one.entry.reading, one.entry.refusal
    what = one.remark or one.status
    remedy = _REMEDIES.get(one.status, "")
    if refusal is not None:
        what = "；".join(dict.fromkeys(filter(None, (one.remark, refusal.problem))))
        remedy = refusal.remedy or remedy
    unit = ("", "", "") if reading is None else (
        reading.unit, reading.code, reading.supervising_department
    )  # fmt: skip
    return [
        *(one.status, *unit, what, remedy, "", "", "", moment(source.received)),
        *(source.sender, source.subject, files.shown(source)),
    ]
