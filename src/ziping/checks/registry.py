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

# attribute of ScoredAssessment → what it is called, and how to give it
NEEDS = {
    "last_year": "上年的工作簿或报告（校验时加 --last-year 文件）",
    "beside": "同一年度的 Word 报告（校验时加 --report 报告.docx）",
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
    needs: str
    function: Function
    text: str
    follows: tuple[str, ...] = ()

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
    needs: str = "",
    follows: tuple[str, ...] = (),
) -> Callable[[Function], Function]:
    """Register a check under a code that nobody else has and that is never used again.

    `needs`: the file beside this one (a key of `NEEDS`) without which it is not evaluated.
    `follows`: codes whose finding at the same place belongs together with one of this check.
    """

    def register(function: Function) -> Function:
        if code in _checks:
            raise ValueError(f"{code} is registered twice: {_checks[code].name}, {function}")
        name, text = getattr(function, "__name__", ""), function.__doc__ or ""
        unknown = set(forms) - set(FORMS)
        if unknown:
            raise ValueError(f"{code}: unknown forms {sorted(unknown)}")
        if needs and needs not in NEEDS:
            raise ValueError(f"{code}: unknown need {needs}")
        _checks[code] = Check(
            code,
            name,
            title,
            Severity(severity),
            source,
            forms,
            years,
            bad_cell,
            needs,
            function,
            text,
            follows,
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
