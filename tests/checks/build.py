"""A model from dotted paths: `overall.execution.adjusted_budget = "805.82"`.

Every place is made from the path itself, so that a case can name the cells it expects. A table
`{ raw, problem, hint, value }` stands for a cell that is no ordinary value.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from ziping import model
from ziping.passage import ROLES
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
Words = Mapping[str, Any]


@cache
def base() -> Paths:
    """The clean file."""
    return tomllib.loads((CASES / "base.toml").read_text(encoding="utf-8"))


def scored(
    changes: Paths,
    pack: str = "national",
    *,
    words: Words | None = None,
    last_year: Mapping[str, Any] | None = None,
    beside: Mapping[str, Any] | None = None,
) -> ScoredAssessment:
    """The clean file with some paths and words changed, scored.

    `last_year`, `beside`: the files beside it, each a clean file with its own `set` and `words`.
    """
    assessment = assessed(changes, words, pack)
    result = score(assessment, _pack(pack, assessment.budget_year))
    if last_year is not None:
        result = result._replace(last_year=_before(last_year))
    if beside is not None:
        other = assessed(beside.get("set", {}), beside.get("words", {}), pack)
        result = result._replace(beside=other)
    return result


def assessed(
    changes: Paths, words: Words | None = None, pack: str = "national"
) -> model.SelfAssessment:
    """Without `words` the file has no prose at all; with an empty table it has the clean one."""
    unknown = [path for path in changes if not _is_known(path)]
    assert not unknown, f"no such path: {unknown}"
    assessment = Builder({**base(), **changes}).assessment()
    if words is None:
        return assessment
    grade = "优秀" if pack == "suining" else "优"
    return assessment._replace(report=report_text({"total": "99.99", "grade": grade, **words}))


def _before(given: Mapping[str, Any]) -> model.SelfAssessment:
    """Last year's clean file, consistent with this year's, with its own changes."""
    clean = tomllib.loads((CASES / "last_year.toml").read_text(encoding="utf-8"))
    words = {**clean["words"], **given.get("words", {})}
    return assessed({**clean["set"], **given.get("set", {})}, words)


@cache
def base_passages() -> Sequence[Sequence[Any]]:
    text = (CASES / "passages.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text)["passages"])


def report_text(words: Words) -> model.ReportText:
    """The clean report's words, changed.

    `replace` = {old = new} in any passage that has it (each must occur); `drop` = passages that
    hold one of these texts; `add` = [role, section, text(, level)] at the end of that section;
    `only` = these passages and no others; `total`, `grade` = what the prose claims;
    `others` = {path = [amounts]}. The place of a passage is 正文 p1, p2 … as it comes out.
    """
    lines = [list(line) for line in words.get("only", base_passages())]
    lines = [line for line in lines if not any(text in line[2] for text in words.get("drop", ()))]
    for old, new in words.get("replace", {}).items():
        assert any(old in line[2] for line in lines), f"no such words: {old}"
        lines = [[*line[:2], line[2].replace(old, new), *line[3:]] for line in lines]
    for line in words.get("add", ()):
        same = [at for at, one in enumerate(lines) if one[1] == line[1]]
        lines.insert(same[-1] + 1 if same else len(lines), list(line))
    passages = [_passage(number, line) for number, line in enumerate(lines, 1)]
    others = {
        path: tuple(_claim(one, is_number=True) for one in amounts)
        for path, amounts in words.get("others", {}).items()
    }
    return model.ReportText(
        tuple(passages),
        _claim(words.get("total", ""), is_number=True),
        _claim(words.get("grade", ""), is_number=False),
        others,
    )


def _passage(number: int, line: Sequence[Any]) -> model.Passage:
    role, section, text, *rest = line
    assert role in ROLES, role
    level = rest[0] if rest else 0
    is_label = role == "cell" and bool(rest) and rest[0] == "label"
    where = model.Place("正文", f"p{number}")
    return model.Passage(where, text, role, section, 0 if is_label else level, is_label)


def _claim(text: str, *, is_number: bool) -> model.Field[Any]:
    if not text:
        return model.Field()
    bad = is_number and not text.replace(".", "").isdigit()
    value = None if bad else Decimal(text) if is_number else text
    return model.Field(value, model.Place("正文", "claim"), text, "text" if bad else "")


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
            result=self.cell(f"{path}.result", is_number=False),
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
            supervising_department=self.cell(f"{path}.supervising_department", is_number=False),
            implementing_unit=self.cell(f"{path}.implementing_unit", is_number=False),
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
