"""Faults on purpose: the register of planters, and the slips that people make.

A planter changes one fact of the office before it writes, or one text after it has written. It
says which codes may rightly report the fault (`codes`), and which may follow from it (`also`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from random import Random
from typing import NamedTuple

from tests.trial.draft import Draft, Para
from tests.trial.generate import Report
from tests.trial.indicators import Form, Row
from tests.trial.office import Office
from tests.trial.style import Style

OfficeFault = Callable[[Office, Style, Random], object]
TextFault = Callable[[Report, Random], object]
BEFORE, AFTER = "office", "text"


class Planter(NamedTuple):
    """One kind of fault."""

    name: str
    family: str
    codes: tuple[str, ...]
    also: tuple[str, ...]
    when: str
    before: OfficeFault | None
    after: TextFault | None


PLANTERS: dict[str, Planter] = {}


def _codes(text: str) -> tuple[str, ...]:
    return tuple(f"ZP{one}" for one in text.split())


def in_office(codes: str, also: str = "") -> Callable[[OfficeFault], OfficeFault]:
    """A fault in the facts, before the report is written; false where the office has none such."""

    def register(function: OfficeFault) -> OfficeFault:
        _add(function.__name__, codes, also, BEFORE, function, None)
        return function

    return register


def in_text(codes: str, also: str = "") -> Callable[[TextFault], TextFault]:
    """A fault in what was printed; false where the report has no such place."""

    def register(function: TextFault) -> TextFault:
        _add(function.__name__, codes, also, AFTER, None, function)
        return function

    return register


def _add(
    name: str,
    codes: str,
    also: str,
    when: str,
    before: OfficeFault | None,
    after: TextFault | None,
) -> None:
    assert name not in PLANTERS, name
    right = _codes(codes)
    PLANTERS[name] = Planter(name, right[0][:3], right, _codes(also), when, before, after)


def swapped(text: str, rng: Random) -> str:
    """616.51 → 661.51: two digits in the wrong order, else one digit off."""
    spots = [
        at
        for at in range(len(text) - 1)
        if text[at : at + 2].isdigit() and text[at] != text[at + 1] and (at or text[1] != "0")
    ]
    if spots:
        at = rng.choice(spots)
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return one_off(text)


def one_off(text: str) -> str:
    """The first digit that is none of the last two one higher."""
    at = next((at for at, one in enumerate(text) if one.isdigit()), -1)
    assert at >= 0, text
    return f"{text[:at]}{(int(text[at]) + 1) % 10 or 1}{text[at + 1 :]}"


def tenfold(text: str) -> str:
    """61.65 → 616.5: the point in the wrong place."""
    whole, point, rest = text.replace(",", "").partition(".")
    return f"{whole}{rest[:1] or '0'}{point if rest[1:] else ''}{rest[1:]}"


def slipped(text: str, rng: Random) -> str:
    """A number as it is mistyped."""
    return tenfold(text) if rng.random() < 0.25 else swapped(text, rng)


def slip_slot(report: Report, name: str, rng: Random, nth: int = 0) -> str:
    """Mistype what the prose tells for a fact."""
    return report.draft.change_slot(name, lambda text: slipped(text, rng), nth)


def slip_cell(report: Report, key: str, rng: Random) -> bool:
    """Mistype a number of a form; a label in front of it stays."""
    cell = report.draft.cell(key)
    if cell is None or not any(one.isdigit() for one in cell.text):
        return False
    label, colon, number = cell.text.rpartition("：")
    if number.strip("0.") == "":
        return False
    cell.text = f"{label}{colon}{slipped(number, rng)}"
    return True


def set_cell(report: Report, key: str, text: str) -> bool:
    """Print something else in a cell."""
    cell = report.draft.cell(key)
    if cell is not None:
        cell.text = text
    form, _, rest = key.partition(".")
    at = rest.partition(".")[0]
    if form == "overall" and at.isdigit():
        report.office.overall.rows[int(at)].is_spoilt = True
    return cell is not None


def free_row(report: Report, rng: Random) -> int:
    """The number of an overall row in which nothing was planted yet."""
    found = report.office.overall.rows
    return rng.choice([at for at, row in enumerate(found) if not row.is_spoilt] or [0])


def bodies(draft: Draft, *sections: str) -> list[Para]:
    """The paragraphs of prose, long enough to hold a fault."""
    return [one for one in draft.paragraphs(*sections, role="body") if len(one.printed) > 8]


def add(draft: Draft, section: str, text: str) -> bool:
    """Append a sentence to the last paragraph of a section."""
    found = bodies(draft, section)
    if found:
        found[-1].text += text
    return bool(found)


def rows(form: Form, *signs: str) -> list[Row]:
    """The rows with a number and one of these signs."""
    return [
        row
        for row in form.rows
        if row.goal
        and row.template is not None
        and row.template.sign in signs
        and not row.is_spoilt
    ]


def met(row: Row) -> bool:
    return row.score == row.full and len(row.reason) <= 4 and not row.is_spoilt


def become(form: Form, row: Row, done: Decimal) -> None:
    """Another actual value, told alike in the form and in what it says was achieved."""
    assert row.template is not None
    old = row.actual
    row.done = done
    row.actual = f"{done.normalize():f}{row.template.unit}"
    if row.sentence:
        told = row.sentence.replace("{a}", old)
        form.result = form.result.replace(told, row.sentence.replace("{a}", row.actual))


def pick(rng: Random, found: Sequence[Row]) -> Row | None:
    if not found:
        return None
    row = rng.choice(found)
    row.is_spoilt = True
    return row
