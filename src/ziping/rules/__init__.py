"""Rules as dated data with their sources."""

from ziping.rules.loader import (
    digest,
    issuer_of,
    load,
    names,
    parse,
    read_texts,
    version_of,
)
from ziping.rules.pack import Band, Level, Rule, RulePack, Step, Tier

__all__ = [
    "Band",
    "Level",
    "Rule",
    "RulePack",
    "Step",
    "Tier",
    "digest",
    "issuer_of",
    "load",
    "names",
    "parse",
    "read_texts",
    "version_of",
]
