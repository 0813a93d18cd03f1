"""A rule pack: every value with the year it holds from, its source and whether it is confirmed."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from ziping.errors import RulePackError


class Rule(NamedTuple):
    """One value of a pack. An unconfirmed rule may warn, never accuse."""

    key: str
    value: Any
    from_year: int
    source: str
    status: str

    @property
    def confirmed(self) -> bool:
        return self.status == "confirmed"


class Level(NamedTuple):
    """A first-level indicator: `key` is output, benefit, satisfaction or cost."""

    key: str
    label: str
    second: tuple[str, ...]


class Tier(NamedTuple):
    """A qualitative tier; `top` and `bottom` are shares of the row's marks."""

    label: str
    top: Decimal
    bottom: Decimal


class Band(NamedTuple):
    """A grade and its lower edge in marks of 100."""

    label: str
    edge: Decimal
    inclusive: bool

    def holds(self, total: Decimal) -> bool:
        return total >= self.edge if self.inclusive else total > self.edge


class Step(NamedTuple):
    """From `rate` on (a fraction), `share` of the marks."""

    rate: Decimal
    share: Decimal


class RulePack(NamedTuple):
    """All rules of one issuer for one budget year; see `loader` for the file's form."""

    name: str
    title: str
    issuer: str
    version: str
    rules: Mapping[str, Rule]
    texts: tuple[str, ...]  # the TOML texts it was made from, the base first
    year: int = 0

    def rule(self, key: str) -> Rule:
        try:
            return self.rules[key]
        except KeyError:
            raise RulePackError(
                f"规则包“{self.name}”缺少“{key}”", "请在规则文件中补上这一项及其出处"
            ) from None

    def value(self, key: str) -> Any:
        return self.rule(key).value

    def get(self, key: str, default: Any = None) -> Any:
        rule = self.rules.get(key)
        return default if rule is None else rule.value

    def decimal(self, key: str) -> Decimal:
        return Decimal(self.value(key))

    def source(self, key: str) -> str:
        return self.rule(key).source

    @property
    def levels(self) -> tuple[Level, ...]:
        return tuple(
            Level(level["key"], level["label"], tuple(level["second"]))
            for level in self.value("indicators.levels")
        )

    @property
    def tiers(self) -> tuple[Tier, ...]:
        return tuple(
            Tier(tier["label"], Decimal(tier["top"]), Decimal(tier["bottom"]))
            for tier in self.value("qualitative.tiers")
        )

    @property
    def bands(self) -> tuple[Band, ...]:
        return tuple(
            Band(band["label"], Decimal(band["edge"]), bool(band["inclusive"]))
            for band in self.value("grade.bands")
        )

    def steps(self, key: str) -> tuple[Step, ...]:
        return tuple(Step(Decimal(rate), Decimal(share)) for rate, share in self.get(key, ()))

    def level1_of(self, level2: str) -> Level | None:
        """The first-level indicator that a second-level label belongs to."""
        return next((level for level in self.levels if level2 in level.second), None)

    def weight(self, key: str) -> Decimal:
        return self.decimal(f"weights.{key}")
