"""The samples that travel in the package: real figures of two published reports, own words."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent.parent / "samples"
SAMPLES = ("绥宁县数据局_2024", "君山区数据局_2024")
DEMO = SAMPLES[0]


def sample(name: str) -> dict[str, Any]:
    """The figures of a sample, decimals exact."""
    text = (FOLDER / f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text, parse_float=Decimal)
