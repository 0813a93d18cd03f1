"""A quantity as written, and the outcome of reading one text."""

from decimal import Context, Decimal
from enum import StrEnum
from typing import NamedTuple

SCALES: dict[str, Decimal] = {
    "": Decimal(1),
    "千": Decimal(1_000),
    "万": Decimal(10_000),
    "百万": Decimal(1_000_000),
    "千万": Decimal(10_000_000),
    "亿": Decimal(100_000_000),
    "%": Decimal("0.01"),
}

# Own context: the caller's precision must not change what a text means.
EXACT = Context(prec=60)


class Kind(StrEnum):
    """What a text turned out to be."""

    QUANTITY = "quantity"
    QUALITATIVE = "qualitative"
    BLANK = "blank"
    NONE = "none"


class Quantity(NamedTuple):
    """Sign, number, scale and unit, kept apart so that the text can be written again."""

    sign: str
    number: Decimal
    scale: str
    unit: str

    @property
    def value(self) -> Decimal:
        """The number with its scale multiplied in, exactly: 0.85万 is 8500."""
        return EXACT.multiply(self.number, SCALES[self.scale])

    @property
    def measure(self) -> str:
        """What must agree for two quantities to compare; “次/年” and “次” do."""
        return "%" if self.scale == "%" else self.unit.replace("/年", "")

    def comparable(self, other: "Quantity") -> bool:
        """Whether the two count the same thing."""
        return self.measure == other.measure


class Reading(NamedTuple):
    """The outcome of reading one text; `reason` says in Chinese why it is not a quantity."""

    kind: Kind
    quantity: Quantity | None = None
    text: str = ""
    reason: str = ""


def format_quantity(quantity: Quantity) -> str:
    """Text that reads back as the same quantity."""
    return f"{quantity.sign}{quantity.number:f}{quantity.scale}{quantity.unit}"
