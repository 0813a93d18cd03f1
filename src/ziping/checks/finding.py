"""What a run of the checks gives: the same objects for the sheet, the report, terminal and JSON."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, NamedTuple

from ziping.model import Place


class Severity(StrEnum):
    """E blocks, W warns, I hints."""

    ERROR = "E"
    WARNING = "W"
    HINT = "I"

    @property
    def label(self) -> str:
        return {"E": "错误", "W": "警告", "I": "提示"}[self.value]

    @property
    def rank(self) -> int:
        """0 for the gravest, so that sorting puts it first."""
        return "EWI".index(self.value)


class Finding(NamedTuple):
    """One fault at its place. `difference` is provided less expected, where both are numbers.

    `bad_cell` marks the findings that say a cell can't be read: they alone fail a `score` run.
    `key` names it within its report; `under` is the key of the finding whose cause it shares, ""
    for one that stands for itself. `remark` is what the officer wrote beside it in 校验结果.
    """

    code: str
    name: str
    severity: Severity
    places: tuple[Place, ...]
    provided: str
    expected: str
    difference: str | None
    message: str
    source: str
    fix: str
    bad_cell: bool = False
    key: str = ""
    under: str = ""
    remark: str = ""

    @property
    def is_head(self) -> bool:
        return not self.under

    @property
    def explained(self) -> str:
        """Why it may stand as it is; an error can't be explained away."""
        return "" if self.severity is Severity.ERROR else self.remark

    def advised(self, more: str) -> Finding:
        """The finding with a further word of advice, which closes remedy and message alike."""
        return self._replace(fix=f"{self.fix}；{more}", message=f"{self.message}；{more}")

    @property
    def problem(self) -> str:
        """The facts alone: the message without code, place, source and remedy."""
        return self.message.split("｜")[2]

    def to_json(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "name": self.name,
            "severity": self.severity.value,
            "places": places_json(self.places),
            "provided": self.provided,
            "expected": self.expected,
            "difference": self.difference,
            "message": self.message,
            "source": self.source,
            "fix": self.fix,
            "key": self.key,
            "under": self.under or None,
            "explained": self.explained or None,
        }


class NotEvaluated(NamedTuple):
    """A check that had nothing to compare: `places` are the cells to fill or to mend first.

    `needs`: the file beside this one that was not given (a key of the registry's `NEEDS`).
    """

    code: str
    name: str
    places: tuple[Place, ...]
    reason: str
    message: str
    needs: str = ""

    def to_json(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "name": self.name,
            "places": places_json(self.places),
            "reason": self.reason,
            "message": self.message,
            "needs": self.needs or None,
        }


class Crashed(NamedTuple):
    """A check that raised: our bug, never the officer's."""

    code: str
    name: str
    error: str

    @property
    def message(self) -> str:
        return (
            f"{self.code} 未能运行｜程序自身出错（{self.error}），不是填报的问题"
            f"｜改法：请把文件和这一行发给程序维护者，其他校验不受影响"
        )

    def to_json(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "name": self.name,
            "error": self.error,
            "message": self.message,
        }


class Remark(NamedTuple):
    """A 说明 as it stood in 校验结果: of which check, where its finding was, what it said."""

    code: str
    place: str
    problem: str
    text: str


class Report(NamedTuple):
    """One run: findings by severity, then by place; a code passed if it said nothing at all.

    A finding that shares the cause of another follows directly after it and is not counted.
    `dropped`: remarks to which no finding is left.
    """

    findings: tuple[Finding, ...] = ()
    not_evaluated: tuple[NotEvaluated, ...] = ()
    crashed: tuple[Crashed, ...] = ()
    passed: tuple[str, ...] = ()
    dropped: tuple[Remark, ...] = ()

    @property
    def heads(self) -> tuple[Finding, ...]:
        """The findings that count: one a cause."""
        return tuple(finding for finding in self.findings if finding.is_head)

    def count(self, severity: Severity) -> int:
        return sum(finding.severity is severity for finding in self.heads)

    def explained(self, severity: Severity | None = None) -> int:
        """How many of those that count were accepted with a reason."""
        return sum(bool(one.explained) and severity in (None, one.severity) for one in self.heads)

    @property
    def counts(self) -> Mapping[str, int]:
        """By severity letter, one a cause; `grouped` are those that share another's."""
        return {
            **{severity.value: self.count(severity) for severity in Severity},
            "grouped": len(self.findings) - len(self.heads),
            "explained": self.explained(),
            "passed": len(self.passed),
            "not_evaluated": len(self.not_evaluated),
            "crashed": len(self.crashed),
        }

    @property
    def has_bad_cell(self) -> bool:
        return any(finding.bad_cell for finding in self.findings)

    def to_json(self) -> dict[str, Any]:
        return {
            "counts": dict(self.counts),
            "findings": [finding.to_json() for finding in self.findings],
            "not_evaluated": [item.to_json() for item in self.not_evaluated],
            "crashed": [item.to_json() for item in self.crashed],
            "passed": list(self.passed),
        }


def places_json(places: tuple[Place, ...]) -> list[dict[str, str]]:
    return [{"sheet": place.sheet, "cell": place.cell} for place in places]
