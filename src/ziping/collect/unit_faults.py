"""What is wrong with a list of offices, said with its line; what can't be taken is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from ziping.collect.names import plain_code, plain_name
from ziping.collect.standing import Office
from ziping.collect.unit_cells import lost_zeros
from ziping.collect.unit_heads import Heads
from ziping.errors import UnusableFileError
from ziping.workbook.tables import Table

MOST_NAMED, MOST_TOLD, LONGEST_QUOTE = 8, 10, 24


class Line(NamedTuple):
    """An office with its place in the list as people say it: 第5行, “事业单位”第5行."""

    place: str
    office: Office


def place(row: int, sheet: str = "") -> str:
    return f"“{sheet}”第{row}行" if sheet else f"第{row}行"


def refuse_duplicates(path: Path, lines: Sequence[Line]) -> None:
    """Raise for names or codes that stand twice."""
    names = _twice(lines, lambda office: plain_name(office.name))
    codes = _twice(lines, lambda office: plain_code(office.code))
    told = [f"{_places(found)}都是“{found[0].office.name}”" for found in names]
    told += [f"{_places(found)}的编码都是 {found[0].office.code}" for found in codes]
    if not told:
        return
    more = f"；另有 {len(told) - MOST_TOLD} 处" if len(told) > MOST_TOLD else ""
    raise UnusableFileError(
        path,
        f"名单里有重复：{'；'.join(told[:MOST_TOLD])}{more}",
        "同一个单位只留一行；不是同一个单位的，把名称或编码改成各自的，保存后再运行一次",
    )


def _twice(lines: Sequence[Line], key: Callable[[Office], str]) -> list[list[Line]]:
    groups: dict[str, list[Line]] = {}
    for line in lines:
        if spelling := key(line.office):
            groups.setdefault(spelling, []).append(line)
    return [found for found in groups.values() if len(found) > 1]


def doubtful(lines: Sequence[Line], fields: frozenset[str]) -> list[str]:
    """What is taken and should be looked at: one sentence for all lines of a kind."""
    told = []
    lost = lost_zeros(line.office.code for line in lines)
    shorter = [line for line in lines if line.office.code in lost]
    if shorter:
        codes = "、".join(line.office.code for line in shorter[:MOST_NAMED])
        told.append(
            f"{_places(shorter)}的编码（{codes}）比别的短，可能丢了前面的 0，请核对；"
            "编码一列设成文本格式再填，就不会丢"
        )
    coded = any(line.office.code for line in lines)
    blank = [line for line in lines if not line.office.code]
    if coded and blank:
        told.append(f"{_places(blank)}没有单位编码，只按名称认")
    blank = [line for line in lines if not line.office.supervising_department]
    if "supervising_department" in fields and blank:
        told.append(
            f"{_places(blank)}没有主管部门，工作簿里留空；"
            "名单里是合并单元格的，请取消合并，每行都填上"
        )
    blank = [line for line in lines if not line.office.authorized_posts]
    if "authorized_posts" in fields and len(blank) < len(lines) and blank:
        told.append(f"{_places(blank)}没有编制数，工作簿里留空")
    return told


def missing_columns(heads: Heads, sheet: str) -> list[str]:
    """Columns that the list has not: what they would have filled stays blank."""
    where = f"工作表“{sheet}”" if sheet else "名单"
    told = []
    if "code" not in heads.columns:
        told.append(f"{where}里没有“单位编码”一列，单位只按名称认")
    if "supervising_department" not in heads.columns:
        told.append(f"{where}里没有“主管部门”一列，工作簿里留空")
    if heads.divided:
        told.append(f"{where}里的编制分了几列，没有合计的一列，编制数没有取")
    elif "authorized_posts" not in heads.columns:
        told.append(f"{where}里没有“编制数”一列，工作簿里留空")
    return told


def several_sheets(names: Sequence[str]) -> str:
    return f"名单有 {len(names)} 个工作表（{'、'.join(names)}），表头相同，都读了"


def left_sheet(table: Table) -> str:
    why = "是隐藏的" if table.is_hidden else "表头和名单不同"
    return f"工作表“{table.name}”里也有单位，{why}，没有读"


def no_office(place: str, text: str) -> str:
    return f"{place}“{_quoted(text)}”不像单位名称，跳过了"


def nameless(place: str, shown: Iterable[str]) -> str:
    return f"{place}没有单位名称（{_quoted(' '.join(shown))}），跳过了"


def bad_posts(place: str, name: str, text: str) -> str:
    return f"{place}{name}的编制“{_quoted(text)}”不是人数，没有填"


def bad_email(place: str, name: str, text: str) -> str:
    return f"{place}{name}的邮箱“{_quoted(text)}”不像邮箱，请核对"


def bad_code(place: str, name: str, text: str) -> str:
    return f"{place}{name}的编码“{_quoted(text)}”太长，不像编码，没有用"


def _quoted(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_QUOTE else line[:LONGEST_QUOTE] + "…"


def _places(lines: Sequence[Line]) -> str:
    """`第3、5行`, `第3、5、8行等 57 行`; lines of several sheets are named one by one."""
    shown = [line.place for line in lines[:MOST_NAMED]]
    if all(one.startswith("第") for one in shown):
        text = "第" + "、".join(one.strip("第行") for one in shown) + "行"
    else:
        text = "、".join(shown)
    return f"{text}等 {len(lines)} 行" if len(lines) > MOST_NAMED else text
