"""Small documents with controls, and refreshes of them in memory."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tests.word.models import scored
from ziping.model import SelfAssessment
from ziping.package.rewrite import write_new
from ziping.scoring import ScoredAssessment
from ziping.word import render_report
from ziping.word.inline import Content, Value
from ziping.word.markup import document, paragraph
from ziping.word.refresh.change import Change, Kind
from ziping.word.refresh.compare import Compared, compare
from ziping.word.refresh.found import Found, find
from ziping.word.refresh.tree import Tree, spliced

BUDGET, RATE = "overall.execution.initial_budget", "figures.execution_rate"
Told = tuple[Kind, str, str, str]


def sentence(budget: str, rate: str = "99.88%") -> bytes:
    """A document of one paragraph with two controls."""
    return document([paragraph(("年初", Value(BUDGET, budget), "万元，", Value(RATE, rate)), "A")])


def text(content: Content) -> bytes:
    return document([paragraph(content, "A")])


def xml_of(assessment: SelfAssessment) -> bytes:
    return render_report(scored(assessment)).parts["word/document.xml"]


def controls(xml: bytes) -> list[Found]:
    return find(Tree(xml, "报告.docx"))


def compared(old: bytes, fresh: bytes, known: frozenset[str] = frozenset()) -> Compared:
    return compare(Tree(old, "报告.docx"), Tree(fresh, "新"), "报告.docx", known)


def refreshed(old: bytes, fresh: bytes, known: frozenset[str] = frozenset()) -> bytes:
    """The new bytes; a second refresh of them must find nothing more to do."""
    return both(old, fresh, known)[0]


def both(
    old: bytes, fresh: bytes, known: frozenset[str] = frozenset()
) -> tuple[bytes, tuple[Change, ...]]:
    """New bytes and changes."""
    first = compared(old, fresh, known)
    done = spliced(old, first.splices)
    assert not compared(done, fresh, known).splices
    return done, first.changes


def table_of(xml: bytes, word: str) -> bytes:
    """The same document with only the table in which this word stands."""
    head, *tables = xml.decode().split("<w:tbl>")
    table = next(one for one in tables if word in one).partition("</w:tbl>")[0]
    start = head.partition("<w:body>")[0]
    return f"{start}<w:body><w:tbl>{table}</w:tbl></w:body></w:document>".encode()


def told(changes: Sequence[Change]) -> list[Told]:
    return [(one.kind, one.key, one.old, one.new) for one in changes]


def labels(made: ScoredAssessment) -> frozenset[str]:
    return frozenset(word for level in made.pack.levels for word in (level.label, *level.second))


def package_with(xml: bytes, assessment: SelfAssessment, target: Path) -> Path:
    """A whole report around this document part."""
    parts = {**render_report(scored(assessment)).parts, "word/document.xml": xml}
    write_new(tuple(parts.items()), target)
    return target
