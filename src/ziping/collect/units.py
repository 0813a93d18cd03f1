"""The bureau's list of offices, in whatever layout it is kept: read whole, its faults told by line.

A code or a name that stands twice is refused: two offices would get one file, or one office two.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from ziping.collect import unit_faults as faults
from ziping.collect.standing import Office
from ziping.collect.unit_cells import (
    LONGEST_CODE,
    LONGEST_NAME,
    LONGEST_TEXT,
    Person,
    code_of,
    is_email,
    is_note,
    is_total,
    name_of,
    posts_of,
    text_of,
)
from ziping.collect.unit_heads import Heads, find_heads, plain_head, words
from ziping.errors import UnusableFileError
from ziping.workbook.tables import MAX_ROWS, Table, read_tables


class UnitList(NamedTuple):
    """The offices in the order of the list, and what a person should look at, one sentence each."""

    offices: tuple[Office, ...]
    problems: tuple[str, ...] = ()


def read_units(path: Path) -> UnitList:
    """The list of offices; an `UnusableFileError` where it is none or names an office twice."""
    path = Path(path)
    chosen, problems = _chosen(path)
    lines: list[faults.Line] = []
    for table, heads in chosen:
        if table.is_cut:
            raise UnusableFileError(
                path,
                f"名单超过 {MAX_ROWS} 行或列太多，没有读全",
                "请删去名单下面和右边多余的内容，另存再试",
            )
        sheet = table.name if len(chosen) > 1 else ""
        lines += _lines(table, heads, sheet, problems)
        problems += faults.missing_columns(heads, sheet)
    if not lines:
        raise UnusableFileError(
            path, "表头下面没有单位", "请把单位一行一个写在“单位名称”下面，再试"
        )
    faults.refuse_duplicates(path, lines)
    problems += faults.doubtful(lines, frozenset.union(*(heads.fields for _, heads in chosen)))
    return UnitList(tuple(line.office for line in lines), tuple(problems))


def _chosen(path: Path) -> tuple[list[tuple[Table, Heads]], list[str]]:
    """The sheets that are the list: the fullest head, and those that have the same columns."""
    tables = [table for table in read_tables(path) if table.cells]
    headed = [(table, heads) for table in tables if (heads := find_heads(table))]
    seen = [one for one in headed if not one[0].is_hidden]
    if not seen:
        raise _no_head(path, hidden=[table.name for table, _ in headed])
    fullest = max(seen, key=lambda one: len(one[1].columns))[1].fields
    chosen = [one for one in seen if one[1].fields == fullest]
    names = [table.name for table, _ in chosen]
    problems = [faults.several_sheets(names)] if len(names) > 1 else []
    left = [table for table, _ in headed if table.name not in names]
    return chosen, problems + [faults.left_sheet(table) for table in left]


def _no_head(path: Path, hidden: Sequence[str]) -> UnusableFileError:
    if hidden:
        names = "、".join(f"“{name}”" for name in hidden)
        return UnusableFileError(
            path, f"名单只在隐藏的工作表{names}里，没有读", "请取消隐藏，核对后保存再试"
        )
    return UnusableFileError(
        path,
        "找不到单位名单的表头",
        "请在名单上面加一行表头：单位名称（必有）、单位编码、主管部门、编制数、电子邮箱、"
        "联系人、联系电话",
    )


def _lines(table: Table, heads: Heads, sheet: str, problems: list[str]) -> Iterator[faults.Line]:
    """Every office below the head; what is no office is left out, and told unless it is a total."""
    for row in sorted({row for row, _ in table.cells if row > heads.row}):
        texts = {key: text_of(table.cells.get((row, col))) for key, col in heads.columns.items()}
        shown = [cell.text for (r, _), cell in table.cells.items() if r == row]
        place = faults.place(row, sheet)
        if is_total(shown) or plain_head(texts["name"]) in words()["heads"]["name"]:
            continue
        if is_note(texts["name"] or shown[0]) or len(texts["name"]) > LONGEST_NAME:
            problems.append(faults.no_office(place, texts["name"] or shown[0]))
        elif not texts["name"]:
            if len(shown) > 1 or any(texts.values()):
                problems.append(faults.nameless(place, shown))
        else:
            yield _line(row, place, texts, problems)


def _line(row: int, place: str, texts: dict[str, str], problems: list[str]) -> faults.Line:
    person = _person(texts["name"], code_of(texts.get("code", "")))
    code, posts = person.code, posts_of(texts.get("authorized_posts", ""))
    if posts is None:
        problems.append(faults.bad_posts(place, person.name, texts["authorized_posts"]))
    email = texts.get("email", "")
    if email and not is_email(email):
        problems.append(faults.bad_email(place, person.name, email))
    if len(code) > LONGEST_CODE:
        problems.append(faults.bad_code(place, person.name, code))
        code = ""
    office = Office(
        name=person.name,
        code=code,
        supervising_department=_short(name_of(texts.get("supervising_department", "")).name),
        authorized_posts=posts or "",
        email=_short(email),
        contact=_short(texts.get("contact", "")),
        telephone=_short(texts.get("telephone", "")),
        line=row,
    )
    return faults.Line(place, office)


def _person(text: str, code: str) -> Person:
    """A code in front of the name counts where the line has no other, or has the same."""
    found = name_of(text)
    if not found.code:
        return Person(found.name, code)
    return Person(text, code) if code and code != found.code else found


def _short(text: str) -> str:
    return text[:LONGEST_TEXT]
