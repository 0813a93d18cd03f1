"""docs/checks.md and `ziping explain` say the same, of every registered check."""

from __future__ import annotations

from pathlib import Path

import pytest

from ziping.checks import all_checks
from ziping.checks.explain import FAMILIES, explain, listing, page

PAGE = Path(__file__).parents[2] / "docs" / "checks.md"


def test_the_page_is_the_register_s() -> None:
    said = "docs/checks.md 已过时：请运行 python -m ziping.tasks.docs"
    assert PAGE.read_text(encoding="utf-8") == page(), said


@pytest.mark.parametrize("item", all_checks(), ids=lambda item: item.code)
def test_the_page_says_what_explain_says(item: object) -> None:
    code: str = item.code  # type: ignore[attr-defined]
    _, _, rest = page().partition(f"### {code} ")
    section = rest.partition("\n### ")[0].partition("\n## ")[0]
    lines = [line.removeprefix("- ") for line in section.splitlines() if line]
    lines = [line for line in lines if not line.startswith("<a ")]
    lines[0] = f"{code} {lines[0]}"
    assert lines == [line for line in explain(code).splitlines() if line]


def test_the_contents_name_every_check_once() -> None:
    text = page()
    for item in all_checks():
        assert text.count(f"| [{item.code}](#{item.code.lower()}) |") == 1
        assert text.count(f'<a id="{item.code.lower()}"></a>') == 1
        assert f"| {item.severity.label} | {item.title} |" in text


def test_listing() -> None:
    everything = list(listing())
    assert len(everything) == len(all_checks()) + len({item.code[2] for item in all_checks()})
    only = list(listing("2"))
    assert only[0] == f"2 {FAMILIES['2']}"
    assert all(line.startswith("  ZP2") for line in only[1:]) and len(only) > 10
    assert any("ZP208" in line and "总分与各项得分之和不符" in line for line in only)
