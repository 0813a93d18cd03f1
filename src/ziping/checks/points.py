"""The points of a chapter (problems, measures), and the topics that each speaks of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ziping.checks.fact import Blank
from ziping.checks.numbering import number_in_front
from ziping.checks.passages import pattern, section
from ziping.checks.word_lists import word_list
from ziping.model import Place
from ziping.passage import BODY, HEADING, Passage
from ziping.scoring import ScoredAssessment

PROBLEMS, MEASURES = "problems", "improvement_measures"
CHAPTERS = {PROBLEMS: "存在的问题", MEASURES: "改进措施"}
LONGEST_HEAD = 24
NUMBER = r"^\s*(?:第?[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})(?:[）)、．是，]|\.(?!\d))\s*)+"
ORDINAL = r"^(?:问题|措施|建议|不足|对策)(?:[一二三四五六七八九十]|\d)[。：:、，.．]?\s*"
BETWEEN = (
    r"(?<![^。；：;:！\s])"
    r"(?=(?:[一二三四五六七八九]是|\d{1,2}[、.．](?!\d)|（[一二三四五六七八九十]）))"
)


class Point(NamedTuple):
    """`head` is its heading or first sentence, "" where that is long; `rest` what follows."""

    head: str
    rest: str
    places: tuple[Place, ...]

    @property
    def text(self) -> str:
        return f"{self.head}。{self.rest}"

    @property
    def first(self) -> str:
        """The sentence that says what the point is about."""
        return self.head or pattern(r"[。；]").split(self.rest, maxsplit=1)[0]

    @property
    def said(self) -> str:
        return (self.head or self.rest)[:20]


def chapter_words(scored: ScoredAssessment, key: str) -> list[Passage]:
    """The chapter without its own heading."""
    words = section(scored, key, HEADING, BODY)
    return words[1:] if words and words[0].role == HEADING else words


def chapter_gap(scored: ScoredAssessment, *keys: str) -> Blank | None:
    """The chapters that are missing, or have no words."""
    labels = tuple(CHAPTERS[key] for key in keys if not chapter_words(scored, key))
    if not labels:
        return None
    texts = scored.assessment.texts
    places = tuple(texts[key].place for key in keys if key in texts)
    return Blank(places, labels)


def points(scored: ScoredAssessment, key: str) -> list[Point]:
    """The points of a chapter; words before the first number are none."""
    words = chapter_words(scored, key)
    numbered = [number_in_front(one.text) for one in words]
    main = next((one[0] for one in numbered if one), "")
    groups: list[list[Passage]] = []
    for passage, number in zip(words, numbered, strict=True):
        begins = bool(number and number[0] == main) or passage.role == HEADING
        if begins or (not main and not groups) or (not main and passage.role == BODY):
            groups.append([passage])
        elif groups:
            groups[-1].append(passage)
    if len(groups) == 1 or not main:
        return [point for group in groups for point in _inline(group)]
    return [_point([one.text for one in group], group) for group in groups]


def _inline(group: Sequence[Passage]) -> Iterator[Point]:
    """The points inside the only paragraph: 一是…二是…."""
    text = "\n".join(one.text for one in group)
    pieces = [one for one in pattern(BETWEEN).split(text) if one.strip()]
    own = [one for one in pieces if pattern(NUMBER).match(one)]
    for piece in own if len(own) > 1 else [text]:
        yield _point([piece], group)


def _point(texts: Sequence[str], group: Sequence[Passage]) -> Point:
    bare = pattern(NUMBER).sub("", texts[0].strip())
    bare = pattern(ORDINAL).sub("", bare).strip()
    head, rest = _parted(bare)
    where = tuple(dict.fromkeys(one.place for one in group))
    return Point(head, "\n".join(filter(None, (rest, *texts[1:]))), where)


def _parted(text: str) -> tuple[str, str]:
    """A short first sentence, and what follows."""
    end = pattern(r"[。：:；\n]").search(text)
    cut = end.start() if end else len(text)
    if cut > LONGEST_HEAD:
        return "", text
    return text[:cut].strip(), text[cut + 1 :].strip()


def topics() -> dict[str, dict[str, object]]:
    """Every topic with its label, names and related words."""
    return {k: v for k, v in word_list("topics", "topics").items() if isinstance(v, dict)}


def topics_in(text: str) -> list[str]:
    """The topics that a text names."""
    return [key for key in topics() if mentions(text, key)]


def mentions(text: str, topic: str, kind: str = "names") -> int:
    words = topics()[topic][kind]
    assert isinstance(words, list)
    ordered = sorted(words, key=len, reverse=True)
    return len(pattern("|".join(ordered)).findall(text))


def speaks(text: str, table: str) -> bool:
    """Whether one of a table's expressions is in the text."""
    return any(pattern(one).search(text) for one in word_list("topics", table)["patterns"])


def lacks(text: str, table: str = "lack_of_funds") -> bool:
    """Whether a text says that money (or staff) is short, not only that it might be."""
    supposed = pattern(word_list("topics", "lack_of_funds")["supposed"])
    return any(
        not supposed.search(text[: hit.start()])
        for one in word_list("topics", table)["patterns"]
        for hit in pattern(one).finditer(text)
    )


def asks(text: str) -> bool:
    """Whether a clause asks for more money, and doesn't forbid it."""
    lists = word_list("topics", "asking_for_money")
    clauses = pattern(r"[。；\n]").split(text)
    return any(
        pattern(one).search(clause) and not pattern(lists["refused"]).search(clause)
        for clause in clauses
        for one in lists["patterns"]
    )
