"""The register of checks: one decorator, one code a check, found by their file names."""

from collections.abc import Callable
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from ziping.checks.fact import Outcomes
from ziping.checks.finding import Severity
from ziping.scoring import ScoredAssessment

Function = Callable[[ScoredAssessment], Outcomes]
FORMS = {
    "overall": "整体自评表",
    "project": "项目自评表",
    "basic_data": "基础数据表",
    "prose": "报告正文",
    "file": "整个文件",
}


class Check(NamedTuple):
    """A registered check; `years` are the first and last budget year covered, both inclusive."""

    code: str
    name: str
    title: str
    severity: Severity
    source: str
    forms: tuple[str, ...]
    years: tuple[int, int | None]
    bad_cell: bool
    function: Function
    text: str

    def covers(self, year: int) -> bool:
        """A year left blank (0) is no reason to check less."""
        first, last = self.years
        return not year or (first <= year and (last is None or year <= last))


_checks: dict[str, Check] = {}


def check(
    code: str,
    *,
    severity: str,
    source: str,
    title: str,
    forms: tuple[str, ...],
    years: tuple[int, int | None] = (2020, None),
    bad_cell: bool = False,
) -> Callable[[Function], Function]:
    """Register a check under a code that nobody else has and that is never used again."""

    def register(function: Function) -> Function:
        if code in _checks:
            raise ValueError(f"{code} is registered twice: {_checks[code].name}, {function}")
        name, text = getattr(function, "__name__", ""), function.__doc__ or ""
        unknown = set(forms) - set(FORMS)
        if unknown:
            raise ValueError(f"{code}: unknown forms {sorted(unknown)}")
        _checks[code] = Check(
            code, name, title, Severity(severity), source, forms, years, bad_cell, function, text
        )
        return function

    return register


@cache
def all_checks() -> tuple[Check, ...]:
    """Every check of this package, by code; the zp*.py files are imported on the first call."""
    # not pkgutil.iter_modules: it imports inspect, which costs more than all the checks
    for name in sorted(path.name for path in Path(__file__).parent.iterdir()):
        if name.startswith("zp") and name.endswith(".py"):
            import_module(f"ziping.checks.{name.removesuffix('.py')}")
    return tuple(_checks[code] for code in sorted(_checks))
