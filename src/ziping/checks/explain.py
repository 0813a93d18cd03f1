"""The text of `ziping explain CODE`, from the registration and the check's own docstring."""

from __future__ import annotations

from difflib import get_close_matches
from inspect import cleandoc

from ziping.checks.registry import FORMS, Check, all_checks
from ziping.errors import ZipingError

PARTS = ("毛病", "为什么", "反例", "正例", "改法")


def explain(code: str) -> str:
    """What the check looks for, why it matters and what to do; `code` may lack its ZP."""
    wanted = code.strip().upper()
    wanted = f"ZP{wanted}" if wanted.isdigit() else wanted
    known = {check.code: check for check in all_checks()}
    if wanted not in known:
        raise ZipingError(f"没有编号为“{code}”的校验", _near(wanted, known))
    return _text(known[wanted])


def _text(check: Check) -> str:
    forms = "、".join(FORMS[form] for form in check.forms)
    head = (
        f"{check.code} {check.title}（{check.name}）",
        f"级别：{check.severity.label}",
        f"依据：{check.source}",
        f"适用：{forms}；{_years(check.years)}",
    )
    return "\n".join((*head, "", *parts_of(check).values()))


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
