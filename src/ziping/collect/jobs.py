"""What a child process is asked to do and what it answers; a fixed list, so that no file chooses.

A handler is a function from a JSON object to a JSON object. It may raise `ZipingError`: the parent
gets a `Refusal`. Anything else is our bug and said to be one.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from ziping.collect.reading import Refusal

# kind → "module:function"; loaded in the child when first asked for
HANDLERS = {
    "read": "ziping.collect.read:read_job",
    "expand": "ziping.collect.expand:expand_job",
    "identify": "ziping.collect.outgoing:identify_job",
    "roll": "ziping.collect.outgoing:roll_job",
    "return": "ziping.collect.returning:return_job",
}


class Job(NamedTuple):
    """One thing for one child; `key` is given back with the answer, unseen by the child."""

    key: Any
    kind: str
    given: dict[str, Any]


class Answer(NamedTuple):
    """What came of a job: a result or a refusal, never both."""

    key: Any
    result: dict[str, Any] | None
    refusal: Refusal | None = None
