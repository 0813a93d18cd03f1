"""A model as paths and plain values, and the same from the TOML that a person wrote."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from tests.word.reports.build import HERE
from ziping.model import (
    EXPENSE_COLUMNS,
    FUND_SOURCES,
    BudgetExecution,
    Field,
    FundSource,
    Place,
    SelfAssessment,
)

Value = Decimal | str | bool
Values = dict[str, Value]
INDICATOR = (
    "level2", "name", "target", "actual", "full_marks", "declared_score", "deviation_reason"
)  # fmt: skip
NOT_PRINTED = ("tier", "nature")  # what no Word form has
PART = ("其中：", "其中:")


class Expected(NamedTuple):
    """What a report must give: `values` of the forms exactly, `unit` and `texts` where told."""

    pack: str
    pack_text: str
    values: Values
    unit: Values
    texts: Mapping[str, str]
    holds: Mapping[str, tuple[str, ...]]
    claims: Values
    converted: tuple[tuple[str, str], ...]
    unrecognised: tuple[str, ...]


def squeezed(text: str) -> str:
    """The text without any white space."""
    return "".join(text.split())


def expected(name: str) -> Expected:
    """The expectation beside a report's markup."""
    data = tomllib.loads((HERE / f"{name}.toml").read_text("utf-8"), parse_float=Decimal)
    return Expected(
        data["pack"],
        data.get("rules", {}).get("text", ""),
        dict(_told(data)),
        _table("unit", data["unit"]),
        {key: squeezed(text) for key, text in data.get("texts", {}).items()},
        {key: tuple(map(squeezed, found)) for key, found in data.get("texts_hold", {}).items()},
        _table("claims", data["claims"]),
        tuple((text, key) for text, key in data.get("converted", [])),
        tuple(data.get("unrecognised", [])),
    )


def _value(given: Any) -> Value:
    if isinstance(given, bool):
        return given
    return squeezed(given) if isinstance(given, str) else Decimal(given)


def _table(path: str, table: Mapping[str, Any]) -> Values:
    return {f"{path}.{key}": _value(value) for key, value in table.items()}


def _columns(path: str, names: tuple[str, ...], cells: list[Any]) -> Values:
    pairs = zip(names, cells, strict=True)
    return {f"{path}.{name}": _value(value) for name, value in pairs if value != ""}


def _told(data: Mapping[str, Any]) -> Iterator[tuple[str, Value]]:
    for key in ("staffing", "spending", "funds"):
        yield from _table(key, data[key]).items()
    yield from _basic_data(data.get("basic_data", {}))
    yield from _form("overall", data["overall"])
    for at, project in enumerate(data.get("projects", [])):
        path = f"projects.{at}"
        yield from _form(path, project)
        for source in FUND_SOURCES:
            cells = project["sources"].get(source, ["", "", ""])
            yield from _columns(f"{path}.sources.{source}", FundSource._fields, cells).items()


def _basic_data(data: Mapping[str, Any]) -> Iterator[tuple[str, Value]]:
    path = "basic_data"
    plain = {key: value for key, value in data.items() if isinstance(value, str | int | Decimal)}
    yield from _table(path, plain).items()
    yield from _table(f"{path}.office_buildings", data.get("office_buildings", {})).items()
    for key, cells in data.get("expenses", {}).items():
        yield from _columns(f"{path}.expenses.{key}", EXPENSE_COLUMNS, cells).items()
    for at, (name, *cells) in enumerate(data.get("project_lines", [])):
        line = f"{path}.project_lines.{at}"
        yield f"{line}.name", _line_name(name)
        yield f"{line}.is_part", cells[3:] == ["part"]
        yield from _columns(f"{line}.line", EXPENSE_COLUMNS, cells[:3]).items()


def _form(path: str, form: Mapping[str, Any]) -> Iterator[tuple[str, Value]]:
    plain = {key: value for key, value in form.items() if isinstance(value, str | int | Decimal)}
    yield from _table(path, plain).items()
    yield from _columns(f"{path}.execution", BudgetExecution._fields, form["execution"]).items()
    for at, cells in enumerate(form["indicators"]):
        yield from _columns(f"{path}.indicators.{at}", INDICATOR, cells).items()


def _line_name(name: str) -> str:
    """The name of a project line; 其中 in front of it is said by `is_part`."""
    name = squeezed(name)
    for part in PART:
        name = name.removeprefix(part)
    return name


def fields(assessment: SelfAssessment, *, unused: bool = False) -> Iterator[tuple[str, Field[Any]]]:
    """Every field under its path; empty rows and lines are counted only with `unused`."""
    projects = tuple(one for one in assessment.projects if one.is_used or unused)
    for name in ("unit", "staffing", "spending", "funds", "basic_data", "overall", "texts"):
        yield from _walk(name, getattr(assessment, name), unused)
    yield from _walk("projects", projects, unused)


def _walk(path: str, node: Any, unused: bool) -> Iterator[tuple[str, Field[Any]]]:
    if isinstance(node, Field):
        yield path.replace(".form.", "."), node
    elif isinstance(node, Mapping):
        for key, item in node.items():
            yield from _walk(f"{path}.{key}", item, unused)
    elif isinstance(node, tuple) and not isinstance(node, Place):
        names = getattr(node, "_fields", None)
        items = node if names else [item for item in node if unused or not _is_empty(item)]
        for name, item in zip(names or range(len(items)), items, strict=True):
            yield from _walk(f"{path}.{name}", item, unused)


def _is_empty(item: Any) -> bool:
    if hasattr(item, "is_part"):  # a line of the form's that the office did not use
        return all(cell.is_blank for _, cell in item.line.columns())
    return bool(getattr(item, "is_empty", False))


def values(assessment: SelfAssessment) -> Values:
    """Every value of the forms that is not blank, by its path."""
    found: Values = {}
    for path, field in fields(assessment):
        skipped = path.startswith("texts.") or path.rpartition(".")[2] in NOT_PRINTED
        if field.value is not None and not skipped:
            found[path] = _value(field.value)
    for at, line in enumerate(_lines(assessment)):
        path = f"basic_data.project_lines.{at}"
        found[f"{path}.is_part"] = line.is_part
        found[f"{path}.name"] = _line_name(line.name.value or "")
    return {path: value for path, value in found.items() if value != ""}


def _lines(assessment: SelfAssessment) -> list[Any]:
    return [line for line in assessment.basic_data.project_lines if not _is_empty(line)]


def texts(assessment: SelfAssessment) -> dict[str, str]:
    """The prose by its key, without white space."""
    return {key: squeezed(text.value or "") for key, text in assessment.texts.items() if text.value}


def differences(wanted: Values, found: Values) -> list[str]:
    """A line for each path whose value is missing, invented or another."""
    paths = [path for path in {**wanted, **found} if wanted.get(path) != found.get(path)]
    return [f"{path}: {wanted.get(path)!s} → {found.get(path)!s}" for path in paths]
