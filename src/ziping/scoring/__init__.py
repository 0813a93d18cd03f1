"""Scoring as pure functions: a model and a pack in, marks with their reasons out."""

from ziping.scoring.form import grade_of, score, score_again, score_form
from ziping.scoring.result import (
    BAD,
    Score,
    ScoredAssessment,
    ScoredForm,
    ScoredIndicator,
    ScoredProject,
    Subtotal,
    Value,
    number,
)

__all__ = [
    "BAD",
    "Score",
    "ScoredAssessment",
    "ScoredForm",
    "ScoredIndicator",
    "ScoredProject",
    "Subtotal",
    "Value",
    "grade_of",
    "number",
    "score",
    "score_again",
    "score_form",
]
