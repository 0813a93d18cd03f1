"""What each check looks for: `ziping explain` and docs/checks.md, from the register alone."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from inspect import cleandoc
from itertools import groupby

from ziping.checks.registry import FORMS, NEEDS, Check, all_checks
from ziping.errors import ZipingError

PARTS = ("毛病", "为什么", "反例", "正例", "改法")
FAMILIES = {
    "0": "文件和填写",
    "1": "算术：表内表间相加、相除、相等",
    "2": "分值、得分、等级",
    "3": "文字与表格",
    "4": "绩效指标",
    "5": "与上年对比",
    "6": "汇总",
    "7": "文字和格式",
}
INTRODUCTION = """# 校验目录

由程序里的登记生成，请勿手改；重新生成：`python -m ziping.tasks.docs`。

在命令行看同样的内容：`ziping explain` 列出全部，`ziping explain 1` 列出一类，
`ziping explain ZP101` 看一条。

级别：**错误**要改正，**警告**请核实，**提示**供参考。规则未经确认的地方只作警告。"""


def explain(code: str) -> str:
    """What the check looks for, why it matters and what to do; `code` may lack its ZP."""
    wanted = code.strip().upper()
    wanted = f"ZP{wanted}" if wanted.isdigit() else wanted
    known = {check.code: check for check in all_checks()}
    if wanted not in known:
        raise ZipingError(f"没有编号为“{code}”的校验", _near(wanted, known))
    return _text(known[wanted])


def listing(family: str = "") -> Iterator[str]:
    """Code, level and title of every check, or of those of one family, under its name."""
    for digit, members in _families():
        if family in ("", digit):
            yield f"{digit} {FAMILIES[digit]}"
            yield from (f"  {one.code}  {one.severity.label}  {one.title}" for one in members)


def page() -> str:
    """docs/checks.md: a table of contents by family, then what `explain` says of each check."""
    blocks = [INTRODUCTION]
    for digit, members in _families():
        rows = [f"| [{one.code}](#{one.code.lower()}) | {one.severity.label} | {one.title} |"
                for one in members]  # fmt: skip
        table = "\n".join(("| 代码 | 级别 | 标题 |", "|---|---|---|", *rows))
        blocks += [f"**{digit} {FAMILIES[digit]}**", table]
    for digit, members in _families():
        blocks.append(f"## {digit} {FAMILIES[digit]}")
        for check in members:
            blocks += [f'<a id="{check.code.lower()}"></a>', *_section(check)]
    return "\n\n".join(blocks) + "\n"


def _section(check: Check) -> Iterator[str]:
    """The same lines as `explain` prints."""
    title, *facts = _head(check)
    yield f"### {title}"
    yield "\n".join(f"- {fact}" for fact in facts)
    yield from parts_of(check).values()


def _families() -> list[tuple[str, list[Check]]]:
    """The digit of each family that has a check, with its checks."""
    return [(digit, list(members)) for digit, members in groupby(all_checks(), _family)]


def _family(check: Check) -> str:
    return check.code[2]


def _text(check: Check) -> str:
    return "\n".join((*_head(check), "", *parts_of(check).values()))


def _head(check: Check) -> list[str]:
    forms = "、".join(FORMS[form] for form in check.forms)
    head = [
        f"{check.code} {check.title}（{check.name}）",
        f"级别：{check.severity.label}",
        f"依据：{check.source}",
        f"适用：{forms}；{_years(check.years)}",
    ]
    return [*head, f"需要：{NEEDS[check.needs]}"] if check.needs else head


def parts_of(check: Check) -> dict[str, str]:
    """The parts of a check's docstring by name, each on one line however it was wrapped."""
    parts: dict[str, str] = {}
    name = ""
    for line in cleandoc(check.text).splitlines():
        name = next((part for part in PARTS if line.startswith(f"{part}：")), name)
        parts[name] = parts.get(name, "") + line
    return parts


def _years(years: tuple[int, int | None]) -> str:
    first, last = years
    return f"{first}年度起" if last is None else f"{first}—{last}年度"


def _near(wanted: str, known: dict[str, Check]) -> str:
    """The likeliest codes with their titles; the first of each family where none is near."""
    near = get_close_matches(wanted, known, n=4, cutoff=0.7) or [
        code for code in known if code.endswith("01")
    ]
    listed = "、".join(f"{code}（{known[code].title}）" for code in sorted(near))
    return f"请核对编号，相近的有：{listed}"
