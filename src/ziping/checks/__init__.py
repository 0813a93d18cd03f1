"""Checks: each a small function that yields facts; one runner, one sentence, one report."""

from ziping.checks.finding import Crashed, Finding, NotEvaluated, Report, Severity
from ziping.checks.registry import Check, all_checks
from ziping.checks.runner import run

__all__ = [
    "Check",
    "Crashed",
    "Finding",
    "NotEvaluated",
    "Report",
    "Severity",
    "all_checks",
    "run",
]
