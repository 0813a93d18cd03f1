"""An expression that is compiled late finds just what a compiled one finds."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.checks.build import scored
from ziping.checks import run
from ziping.checks.passages import pattern
from ziping.expression import Expression
from ziping.required_words import required

CASES = {
    "缺口": (("缺口",),),
    "经费不?足": (("经费",), ("足",)),
    "经费足?": (("经费",),),
    "a+b{2,3}": (("a",), ("b",)),
    "(?:甲|乙丙)号": (("甲", "乙丙"), ("号",)),
    r"(?<!第)\d+[%％]": (("%", "％"),),
    r"[〔\[]\d": (("〔", "["),),
    "甲|乙?": (),
    "[一-龥]+": (),
    "[^号]": (),
    "(?i)abc": (),
    "(?:甲){0,2}": (),
}


@pytest.mark.parametrize(("expression", "words"), CASES.items())
def test_what_an_expression_needs(expression: str, words: object) -> None:
    assert set(required(expression)) == set(words)  # type: ignore[call-overload]


@pytest.fixture(scope="module")
def used() -> list[str]:
    """Every expression that the checks ask for on a clean report."""
    asked: list[str] = []
    init = Expression.__init__

    def noted(self: Expression, expression: str) -> None:
        asked.append(expression)
        init(self, expression)

    pattern.cache_clear()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Expression, "__init__", noted)
        run(scored({}, words={}))
    return sorted(set(asked))


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_whatever_matches_has_what_is_needed(used: list[str], data: st.DataObject) -> None:
    expression = data.draw(st.sampled_from(used))
    text = data.draw(st.from_regex(expression))
    assert all(any(word in text for word in words) for words in required(expression))
    late, right = Expression(expression), re.compile(expression)
    assert [one.span() for one in late.finditer(text)] == [
        one.span() for one in right.finditer(text)
    ]


def test_without_the_words_nothing_is_compiled_and_nothing_found() -> None:
    late = Expression("经费(不足|短缺)")
    assert late.search("资金充足") is late.match("") is late.fullmatch("经费") is None
    assert (list(late.finditer("短缺")), late.findall("经费"), late.split("甲")) == ([], [], ["甲"])
    assert late.sub("", "经费多") == "经费多"
    assert late.search("经费短缺") and late.split("经费短缺了", maxsplit=1) == ["", "短缺", "了"]


@pytest.mark.parametrize("expression", ["(?<=[一-龥])?a", "(?<=[一-龥])a|b", "(?<=[一-龥])|a"])
def test_a_look_back_that_is_left_out_at_first(expression: str) -> None:
    for text in ("甲a", "xa", "b", ""):
        found = [one.span() for one in Expression(expression).finditer(text)]
        assert found == [one.span() for one in re.finditer(expression, text)]
