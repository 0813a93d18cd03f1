"""`ziping new --units`: what the terminal shows of a folder that is made for many offices."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from ziping.cli.table import emit, harmless, say, wrap
from ziping.collect.out_register import Line
from ziping.collect.outgoing.making import send_out
from ziping.collect.outgoing.request import NONE_FOUND, Asked, Made
from ziping.errors import ZipingError
from ziping.rules.mail import mail_rules

OK = 0
COLUMNS, MOST = 100, 20  # lines of a kind; the register has all


def new_units(options: Namespace) -> int:
    """Make the folder; 0 also where something should be looked at, since all of it was made."""
    asked = _asked(options)
    try:
        made = send_out(asked, _progress)
    finally:
        _clear()
    if options.json:
        import json

        emit(json.dumps(made_json(made), ensure_ascii=False, indent=2) + "\n")
        return OK
    say(made_lines(made))
    return OK


def _asked(options: Namespace) -> Asked:
    if options.unit is None and options.units is None:
        raise ZipingError(
            "没有写给谁生成", "给一个单位，用 --unit 单位全称；按名单，用 --units 名单.xlsx"
        )
    if options.unit is not None:
        raise ZipingError("--unit 和 --units 只能写一个", "按名单生成的，去掉 --unit")
    last_year = Path(options.last_year) if options.last_year else None
    given = Path(options.units), options.year, options.rules, Path(options.out)
    return Asked(*given, last_year)


def made_lines(made: Made) -> Iterator[str]:
    """Counts, what should be looked at, what to do next."""
    folder = made.asked.folder
    if made.new:
        yield f"已生成 {len(made.new)} 个单位的工作簿和来函：{folder}（规则：{made.pack.title}）"
    if made.kept:
        yield f"{len(made.kept)} 个单位的工作簿原来就有，没有动；要重做的，先移走再运行"
    if made.asked.last_year is not None and made.new:
        rolled = sum(line.last_year not in ("", NONE_FOUND) for line in made.new)
        yield f"由上年文件结转 {rolled} 个，空白 {len(made.new) - rolled} 个"
    yield f"发放登记：{made.register}" + (
        f"（原来的留作 {made.backup.name}）" if made.backup else ""
    )
    changed = [f"{line.office.name}：{line.doubt}" for line in made.kept if line.doubt]
    yield from _listed("名单请看一下：", [*made.problems, *changed])
    if made.asked.last_year is not None:
        hinted = [f"{line.office.name}：{line.doubt}" for line in made.new if line.doubt]
        yield from _listed("上年文件请看一下：", [*hinted, *made.loose])
    yield ""
    yield from _next_step(made)


def _listed(head: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield ""
        yield head
    for line in lines[:MOST]:
        yield from wrap(f"· {line}", COLUMNS, "  ")
    if len(lines) > MOST:
        yield f"· …… 另有 {len(lines) - MOST} 处"


def _next_step(made: Made) -> Iterator[str]:
    mail = mail_rules(made.pack)
    given = (("收件邮箱", mail.address), ("截止日期", mail.deadline))
    lacking = "、".join(name for name, value in given if not value)
    if made.letters and lacking:
        yield (
            f"规则包里没有写{lacking}，来函里留着〔请财政局填写〕："
            "在来函里补上；或写进规则包的 [mail]，移走来函再运行一次。"
        )
    yield "下一步：把工作簿和来函发给各单位，在发放登记里写上发出日期；收回后运行："
    yield f'  ziping collect 收件文件夹 -o 汇总.xlsx --units "{made.asked.units}"'


def made_json(made: Made) -> dict[str, Any]:
    """The object of `ziping new --units --json`."""
    return {
        "target": str(made.asked.folder),
        "year": made.asked.year,
        "rules": made.pack.name,
        "made": [_line_json(line) for line in made.new],
        "kept": [_line_json(line) for line in made.kept],
        "problems": list(made.problems),
        "last_year_left": list(made.loose),
        "register": str(made.register),
        "backup": str(made.backup) if made.backup else None,
    }


def _line_json(line: Line) -> dict[str, str]:
    return {
        "unit": line.office.name,
        "code": line.office.code,
        "file": line.file,
        "letter": line.letter,
        "last_year": "" if line.last_year == NONE_FOUND else line.last_year,
        "hint": line.hint,
    }


def _progress(what: str, done: int, count: int) -> None:
    """One line that is written over, for a person alone."""
    if sys.stderr.isatty():
        sys.stderr.write(harmless(f"{what} {done}/{count}").join(("\r", " ")))
        sys.stderr.flush()


def _clear() -> None:
    if sys.stderr.isatty():
        sys.stderr.write("\r" + " " * 40 + "\r")
        sys.stderr.flush()
