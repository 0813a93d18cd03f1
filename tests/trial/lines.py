"""Project lines and the money of a form."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from tests.trial.amounts import rounded


@dataclass
class Line:
    """A line under 项目支出: last year, budget, final accounts."""

    name: str
    amounts: list[Decimal]
    is_part: bool = False
    is_fund: bool = False  # paid by 政府性基金
    is_other: bool = False  # paid by 其他资金


@dataclass
class Money:
    """年度资金总额 of a form."""

    initial: Decimal
    adjusted: Decimal
    actual: Decimal
    sources: dict[str, list[Decimal]] = field(default_factory=dict)

    @property
    def rate(self) -> Decimal:
        return rounded(self.actual / self.adjusted, 4)
