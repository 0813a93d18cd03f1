"""What must hold for any text that anyone could type."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ziping.quantity import (
    SCALES,
    Kind,
    Quantity,
    format_quantity,
    general_text,
    needs_rewriting,
    parse,
    plain,
    propose,
)

PIECES = [
    *"≥≤=><＞＝≧−-~～—至、，,.．/0123456789３０%％‰。 　\n（）'",
    *"以余多约近不超左成半点零一二两三十百千万亿分之年月日号内前底几个件次元人流",
    *("以上", "及以上", "（含）以上", "以内", "不低于", "不超过", "至少", "超过", "达到", "控制在"),
    *("百分之", "百分百", "百万", "千万", "/年", "个百分点", "大幅提升", "定性", "2024年", ",234"),
]
typed = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)
any_text = typed | st.text(max_size=40) | st.text(min_size=190, max_size=260)

numbers = st.decimals(
    min_value=Decimal("-99999999999"),
    max_value=Decimal("99999999999"),
    allow_nan=False,
    allow_infinity=False,
    places=3,
)


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    """Quantities as they are typed: any sign, any scale, a common unit."""
    scale = draw(st.sampled_from([*SCALES]))
    units = ["", "件", "次/年", "元", "人次", "平方米", "个百分点", "/年"]
    unit = "" if scale == "%" else draw(st.sampled_from(units))
    return Quantity(draw(st.sampled_from(["", *"≥≤=><"])), draw(numbers), scale, unit)


@given(quantities())
def test_parse_reads_what_format_writes(quantity: Quantity) -> None:
    assert parse(format_quantity(quantity)).quantity == quantity


@given(any_text)
@example(">5／年")
@example("≥-0")
def test_reading_survives_writing(text: str) -> None:
    quantity = parse(text).quantity
    if quantity is not None:
        assert parse(format_quantity(quantity)).quantity == quantity


@given(any_text)
def test_reading_is_complete(text: str) -> None:
    for actual in (False, True):
        reading = parse(text, actual=actual)
        assert (reading.quantity is not None) == (reading.kind == Kind.QUANTITY)
        assert bool(reading.reason) == (reading.kind == Kind.NONE)
        if actual and reading.quantity is not None:
            assert reading.quantity.sign == ""


@given(any_text)
def test_rich_agrees_with_plain(text: str) -> None:
    quantity = plain(text)
    if quantity is not None:
        assert parse(text).quantity == quantity
        assert not needs_rewriting(text)


@given(any_text, st.booleans())
@example("1234567890123400000元", False)
def test_proposal_keeps_the_meaning(text: str, actual: bool) -> None:
    proposed = propose(text, actual=actual)
    if proposed is None:
        return
    before, after = parse(text, actual=actual).quantity, plain(proposed)
    assert before is not None
    assert after is not None
    assert plain(text) is None
    assert (after.sign, after.value, after.measure) == (before.sign, before.value, before.measure)
    assert propose(proposed) is None


@given(st.floats(min_value=0.001, max_value=1e11))
def test_number_cell_reads_back_to_15_digits(number: float) -> None:
    assert Decimal(general_text(number)) == Decimal(f"{number:.15g}")


@pytest.mark.parametrize(
    "piece",
    ["1", "1,", "1,234", "≥", "一", "万", "亿", "十万", "/年", "%", " ", "提升", "约", "-1", "内"],
)
def test_a_full_cell_is_read_at_once(piece: str) -> None:
    for size in (200, 32_767):
        for head in ("", "≥1", "一", "不低于"):
            text = (head + piece * size)[:size]
            start = time.perf_counter()
            for actual in (False, True):
                parse(text, actual=actual)
            propose(text)
            needs_rewriting(text)
            assert time.perf_counter() - start < 0.5


def test_long_numeric_text_is_refused() -> None:
    reading = parse("完成了第1项" * 50)
    assert (reading.kind, "过长" in reading.reason) == (Kind.NONE, True)
    assert parse("提升" * 500).kind == Kind.QUALITATIVE
