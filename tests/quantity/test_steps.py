"""The helper columns' twin and the grammar in one go say the same of any text."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import example, given, settings
from hypothesis import strategies as st

from ziping.quantity import SCALES, Quantity, plain, plain_clean
from ziping.quantity.plain import unit_fits
from ziping.quantity.steps import NOT_A_NUMBER, TOO_LONG, Steps, steps

LETTERS = "0123456789..%％≥≤=><万千百亿件元次/年 　\t\n一二半-~、，约以A是否\u00a0３"
texts = st.one_of(st.text(), st.text(alphabet=LETTERS, max_size=24))


def from_steps(shown: Steps) -> Quantity | None:
    """What the sheet's number and measure columns make of the other helper columns."""
    if not shown.text or shown.rest == NOT_A_NUMBER:
        return None
    unit = shown.rest[len(shown.scale) :]
    if shown.rest != "%" and not unit_fits(unit):
        return None
    length = shown.length or 0
    digits = shown.text[len(shown.sign) : len(shown.sign) + length]
    return Quantity(shown.sign, Decimal(digits), shown.scale, unit)


@given(texts)
@example("≥30万件")
@example("98.5％")
@example("1234567890123456")
@example("5%%")
@example("百万件")
@example("≥≥3")
@example("3.")
@settings(max_examples=1000)
def test_steps_and_plain_agree_on_a_target(text: str) -> None:
    assert from_steps(steps(text)) == plain(text)


@given(texts)
@example("=5")
@example("30件")
def test_steps_and_plain_agree_on_an_actual_value(text: str) -> None:
    """A sign makes no actual value: the sheet looks for no sign there, and finds no digit first."""
    quantity = plain(text)
    wanted = None if quantity is None or quantity.sign else quantity
    assert from_steps(steps(text, signed=False)) == wanted


@given(texts)
def test_steps_take_the_text_apart_and_lose_nothing(text: str) -> None:
    shown = steps(text)
    assert shown.text == plain_clean(text)
    assert shown.scale in SCALES and shown.sign in ("", "≥", "≤", "=")
    if shown.text and shown.rest != NOT_A_NUMBER and shown.length != TOO_LONG:
        digits = shown.text[len(shown.sign) :][: shown.length]
        assert shown.sign + digits + shown.rest == shown.text


def test_blank() -> None:
    assert steps(None) == steps("　 ") == Steps("", "", None, "", "")
