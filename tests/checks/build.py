"""A model from dotted paths: `overall.execution.adjusted_budget = "805.82"`.

Every place is made from the path itself, so that a case can name the cells it expects. A table
`{ raw, problem, hint, value }` stands for a cell that is no ordinary value.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from ziping import model
from ziping.rules import RulePack, load
from ziping.scoring import ScoredAssessment, score

CASES = Path(__file__).parents[1] / "cases" / "checks"
SHEETS = {
    "overall": "整体自评表",
    "funds": "整体自评表",
    "basic_data": "基础数据表",
    "texts": "报告正文",
}
Paths = Mapping[str, Any]


@cache
def base() -> Paths:
    """The clean file."""
    return tomllib.loads((CASES / "base.toml").read_text(encoding="utf-8"))


def scored(changes: Paths, pack: str = "national") -> ScoredAssessment:
    """The clean file with some paths changed, scored."""
    unknown = [path for path in changes if not _is_known(path)]
    assert not unknown, f"no such path: {unknown}"
    assessment = Builder({**base(), **changes}).assessment()
    return score(assessment, _pack(pack, assessment.budget_year))


@cache
def _pack(name: str, year: int) -> RulePack:
    return load(name, year)


def _is_known(path: str) -> bool:
    return path.split(".")[0] in model.SelfAssessment._fields


def place(path: str) -> model.Place:
    head, *rest = path.split(".")
    return model.Place(
        f"项目{rest[0]}" if head == "projects" else SHEETS.get(head, "基本情况"), path
    )


class Builder:
    """One file's paths, read into the model's tuples by their declared types."""

    def __init__(self, paths: Paths) -> None:
        self.paths = self._flat(paths)
        self.used: set[str] = set()

    def assessment(self) -> model.SelfAssessment:
        file = {k.split(".")[1]: self._state(v) for k, v in self.paths.items() if "file." in k}
        result = model.SelfAssessment(
            unit=self.node(model.Unit, "unit"),
            overall=self.form("overall", "整体自评表"),
            basic_data=self.basic_data(),
            funds=self.node(model.FundSplit, "funds"),
            staffing=self.node(model.Staffing, "staffing"),
            spending=self.node(model.Spending, "spending"),
            projects=tuple(self.project(i) for i in self.indexes("projects")),
            texts=self.texts("texts"),
            carried_texts=self.texts("carried_texts"),
            file=model.FileState(**file),
        )
        unused = {path for path in self.paths if not path.startswith("file.")} - self.used
        assert not unused, f"no such path: {sorted(unused)}"
        return result

    def node(self, cls: Any, path: str, **given: Any) -> Any:
        """A named tuple whose fields are numbers and texts; others come ready in `given`."""
        for name, declared in cls.__annotations__.items():
            if name not in given and declared in (model.Number, model.Text):
                is_number = declared == model.Number
                given[name] = self.cell(f"{path}.{name}", is_number=is_number)
        return cls(**given)

    def cell(self, path: str, *, is_number: bool) -> model.Field[Any]:
        self.used.add(path)
        typed = self.paths.get(path, "")
        spec: dict[str, str] = typed if isinstance(typed, dict) else {"value": typed}
        text = spec.get("value", "")
        value = None if text == "" else Decimal(text) if is_number else text
        return model.Field(
            value,
            place(path),
            spec.get("raw", text),
            spec.get("problem", ""),
            spec.get("hint", ""),
        )

    def form(self, path: str, sheet: str) -> model.Form:
        return model.Form(
            sheet=sheet,
            execution=self.node(model.BudgetExecution, f"{path}.execution"),
            indicators=tuple(
                self.node(model.Indicator, f"{path}.indicators.{i}", row=int(i) + 12, level1="")
                for i in self.indexes(f"{path}.indicators")
            ),
            objective=self.cell(f"{path}.objective", is_number=False),
            declared_total=self.cell(f"{path}.declared_total", is_number=True),
            carried_objective=self.cell(f"{path}.carried_objective", is_number=False),
        )

    def texts(self, head: str) -> dict[str, model.Text]:
        paths = [path for path in self.paths if path.startswith(f"{head}.")]
        return {path.split(".")[1]: self.cell(path, is_number=False) for path in paths}

    def project(self, index: str) -> model.Project:
        path = f"projects.{index}"
        return model.Project(
            form=self.form(path, f"项目{index}"),
            name=self.cell(f"{path}.name", is_number=False),
            sources={
                key: self.node(model.FundSource, f"{path}.sources.{key}")
                for key in model.FUND_SOURCES
            },
        )

    def basic_data(self) -> model.BasicData:
        path = "basic_data"
        expenses = {
            key: self.node(model.ExpenseLine, f"{path}.expenses.{key}")
            for key in model.EXPENSE_KEYS
        }
        buildings = self.node(model.OfficeBuildings, f"{path}.office_buildings")
        lines = tuple(self.line(f"{path}.project_lines.{i}") for i in self.indexes_of_lines())
        return self.node(  # type: ignore[no-any-return]
            model.BasicData,
            path,
            expenses=expenses,
            project_lines=lines,
            office_buildings=buildings,
        )

    def line(self, path: str) -> model.ProjectLine:
        self.used.add(f"{path}.is_part")
        return model.ProjectLine(
            self.cell(f"{path}.name", is_number=False),
            self.node(model.ExpenseLine, path),
            bool(self.paths.get(f"{path}.is_part", False)),
        )

    def indexes(self, path: str) -> list[str]:
        head = f"{path}."
        found = {key.removeprefix(head).split(".")[0] for key in self.paths if key.startswith(head)}
        return sorted(found, key=int)

    def indexes_of_lines(self) -> list[str]:
        return self.indexes("basic_data.project_lines")

    @staticmethod
    def _state(value: Any) -> Any:
        """file.missing_formulas = ["I14"] is a list of places on the overall sheet."""
        if isinstance(value, list):
            return tuple(model.Place("整体自评表", cell) for cell in value)
        return value

    @staticmethod
    def _flat(paths: Paths) -> dict[str, Any]:
        """Three columns given as a list become three paths, unless a path gives one of them."""
        flat: dict[str, Any] = {}
        for path, value in paths.items():
            if isinstance(value, list) and not path.startswith("file."):
                owner = model.FundSource if ".sources." in path else model.ExpenseLine
                for item, text in zip(owner._fields, value, strict=True):
                    flat.setdefault(f"{path}.{item}", text)
            else:
                flat[path] = value
        return flat
