"""The notices that a report says it was written by, with their years or dates."""

from __future__ import annotations

from collections.abc import Iterator

from ziping.checks.dates import Day, date_in
from ziping.checks.passages import passages, pattern
from ziping.checks.spots import han_before
from ziping.model import Place
from ziping.passage import OPENING
from ziping.scoring import ScoredAssessment

NUMBER = r"[〔\[［（(【﹝]\s*(20\d\d)\s*[〕\]］）)】﹞]\s*第?\s*\d{1,4}\s*号"
LONGEST_ISSUER = 14
ISSUED = (
    r"(?P<date>20\d\d年\d{1,2}月(?:\d{1,2}日)?)[^，。；]{0,16}"
    r"(?:印发|下发|转发|发布|出台)[^，。；《]{0,12}《"
)


def notices(scored: ScoredAssessment) -> list[Day]:
    """Those of 基本情况 and of the opening; of most only the year of the number is known."""
    cell = scored.assessment.unit.notice
    texts = [(cell.value or "", cell.place)]
    texts += [(one.text, one.place) for one in passages(scored, OPENING)]
    return [day for text, place in texts for day in _cited(text, place)]


def is_before_notice(scored: ScoredAssessment, date: Day) -> bool:
    return any(date.is_before(one) for one in notices(scored))


def _cited(text: str, place: Place) -> Iterator[Day]:
    for match in pattern(ISSUED).finditer(text):
        day = date_in(match["date"], place)
        if day is not None:
            yield day._replace(text=f"{match['date']}印发的通知")
    end = 0
    for match in pattern(NUMBER).finditer(text):
        issuer = han_before(text[end : match.start()], LONGEST_ISSUER)
        end = match.end()
        yield Day(int(match[1]), 0, 0, place, f"{issuer}{match[0]}".lstrip("和及与"))
