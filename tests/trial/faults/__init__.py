"""The faults that are planted; importing them registers them."""

from tests.trial.faults import (
    data,
    funds,
    identity,
    layout,
    leftovers,
    marks,
    points,
    results,
    rows,
    told,
    wording,
)

__all__ = [
    "data",
    "funds",
    "identity",
    "layout",
    "leftovers",
    "marks",
    "points",
    "results",
    "rows",
    "told",
    "wording",
]
