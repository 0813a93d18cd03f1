"""The shape of the JSON that the issue promises; more keys are allowed."""

from __future__ import annotations

from typing import Any

from tests.cli.running import Ran

FORM = {
    "execution": {
        "initial_budget", "adjusted_budget", "actual_expenditure", "rate", "computed_score",
        "declared_score",
    },
    "weights": {"execution", "output", "benefit", "satisfaction", "total"},
    "indicators": {
        "level1", "level2", "name", "nature", "target", "actual", "full_marks", "computed_score",
        "declared_score", "deviation_reason", "basis",
    },
}  # fmt: skip
TOTALS = {"computed_total", "declared_total", "total"}
FINDING = {
    "code", "name", "severity", "places", "provided", "expected", "difference", "message",
    "source", "fix",
}  # fmt: skip


def has_form(value: dict[str, Any]) -> None:
    assert value.keys() >= {*FORM, *TOTALS}
    assert value["execution"].keys() >= FORM["execution"]
    assert value["weights"].keys() >= FORM["weights"]
    assert all(row.keys() >= FORM["indicators"] for row in value["indicators"])


def numbers(value: Any) -> list[Any]:
    """Every JSON number anywhere in the value."""
    if isinstance(value, dict):
        return [number for item in value.values() for number in numbers(item)]
    if isinstance(value, list):
        return [number for item in value for number in numbers(item)]
    return [value] if isinstance(value, int | float) and not isinstance(value, bool) else []


def check_score_json(ran: Ran) -> dict[str, Any]:
    value = ran.json
    assert value.keys() >= {"unit", "year", "rules", *FORM, *TOTALS, "grade", "projects"}
    has_form(value)
    for project in value["projects"]:
        assert "name" in project
        has_form(project)
    assert not [number for number in numbers(value) if isinstance(number, float)]
    return value
