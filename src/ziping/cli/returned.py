"""`ziping return`: what was made for which office, what was not and why, what to do next."""

from __future__ import annotations

import json
import re
from argparse import Namespace
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from ziping.cli.collected import Bar
from ziping.cli.table import emit, say, table, wrap
from ziping.collect.gather import Progress
from ziping.collect.returning_choice import Due
from ziping.collect.returning_package import Failed, Made, Request
from ziping.collect.returning_round import Round, return_round
from ziping.errors import ZipingError

OK, LOOK = 0, 1
COLUMNS, MOST_NAMES = 100, 20
_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")


def run(options: Namespace) -> int:
    """The command; its code is 1 where a return could not be made."""
    today = date.today()
    request = Request(
        rollup=Path(options.file),
        folder=Path(options.out),
        today=today,
        only=tuple(options.only),
        again=options.again,
        due=_due(options.due, today),
    )
    bar = Bar()
    try:
        done = return_round(request, lambda at, of: bar.show(Progress(at, of)))
    finally:
        bar.clear()
    if options.json:
        emit(json.dumps(told(done), ensure_ascii=False, indent=2) + "\n")
    else:
        say(lines(done, request))
    return LOOK if done.failed else OK


def _due(text: str | None, today: date) -> date | None:
    if not text:
        return None
    try:
        found = _DATE.fullmatch("".join(text.split()))
        due = date(*map(int, found.groups())) if found else None
    except ValueError:
        due = None
    if due is None:
        raise ZipingError(f"改报期限“{text}”看不懂", "请写成 --due 2025-04-10")
    if due < today:
        raise ZipingError(f"改报期限 {due} 已经过了", "请写今天以后的日期")
    return due


def lines(done: Round, request: Request) -> Iterator[str]:
    """A line an office, then what wants a look, then the next step."""
    if done.made:
        yield f"已生成 {len(done.made)} 个单位的退回件，在“{request.folder}”："
        yield from _table(done.made)
    yield from _failed(done.failed)
    yield from _already(done.already)
    if done.not_due:
        names = _names([one.office.name for one in done.not_due])
        yield from wrap(f"不用退回：{names}（没有要退的问题，或“登记”里选了否）", COLUMNS, "  ")
    if not done.made:
        if not (done.failed or done.already or done.not_due):
            yield "没有要退回的：收到的报送没有错误，“登记”里也没有选“是”的。"
        return
    yield from _addresses(done.made)
    if done.untold:
        yield f"“登记”没有写进去：{done.untold}。退回记录没有丢，下次 ziping collect 会补上。"
    elif done.backup is not None:
        yield f"“登记”的退回次数和日期已更新，原来的汇总表备份为“{done.backup.name}”。"
    yield "下一步：看一遍退回单，盖章；双击各文件夹里的 .eml，在邮件程序里核对后发出。"
    yield "退回件不要放进收件的文件夹；改报的收到后，再运行一次 ziping collect。"


def _table(made: tuple[Made, ...]) -> Iterator[str]:
    rows = [
        (
            one.office.name,
            f"第{one.number}次" if one.number else "打不开",
            str(one.counts.errors),
            str(one.counts.changes),
            str(one.counts.warnings),
            one.folder.name,
        )
        for one in made
    ]
    heads = ("单位", "退回", "错误", "表样", "待说明", "文件夹")
    yield from table(heads, rows, (30, 7, 4, 4, 6, 36), (2, 3, 4))


def _failed(failed: tuple[Failed, ...]) -> Iterator[str]:
    if failed:
        yield f"有 {len(failed)} 个单位没有做成："
    for one in failed:
        told = f"  {one.office.name}：{one.problem}。改法：{one.remedy}"
        yield from wrap(told, COLUMNS, "    ")


def _already(already: tuple[Due, ...]) -> Iterator[str]:
    if already:
        told = [
            f"{one.office.name}（{max(back.day for back in one.standing.returned)}）"
            for one in already
        ]
        text = f"已经退过、还没有改报：{_names(told)}。要再退一次，加 --again。"
        yield from wrap(text, COLUMNS, "  ")


def _addresses(made: tuple[Made, ...]) -> Iterator[str]:
    """Drafts that need an address before they can go."""
    lacking = [one for one in made if not one.address]
    if lacking:
        told = [
            f"{one.office.name}{f'（来信 {one.sender}）' if one.sender else ''}" for one in lacking
        ]
        text = f"名单里没有邮箱、草稿要补收件人的 {len(lacking)} 个：{_names(told)}"
        yield from wrap(text, COLUMNS, "  ")


def _names(names: list[str]) -> str:
    more = f"等 {len(names)} 个" if len(names) > MOST_NAMES else ""
    return "、".join(names[:MOST_NAMES]) + more


def told(done: Round) -> dict[str, Any]:
    """As a program wants it."""
    return {
        "returned": [_made(one) for one in done.made],
        "failed": [
            {"unit": one.office.name, "code": one.office.code, "problem": one.problem,
             "remedy": one.remedy}
            for one in done.failed
        ],
        "already_returned": [
            {"unit": one.office.name, "code": one.office.code, "number": one.number,
             "days": [back.day for back in one.standing.returned if back.day]}
            for one in done.already
        ],
        "not_due": [one.office.key for one in done.not_due],
        "register_updated": bool(done.made) and not done.untold,
    }  # fmt: skip


def _made(one: Made) -> dict[str, Any]:
    return {
        "unit": one.office.name,
        "code": one.office.code,
        "number": one.number,
        "folder": str(one.folder),
        "files": list(one.files),
        "errors": one.counts.errors,
        "changes": one.counts.changes,
        "warnings": one.counts.warnings,
        "to": one.address or None,
    }
