"""Reports nobody has seen: a seed gives an office, a hand, and the report that it would send in.

draft = generate(7)            # clean in truth, every value under the name of its fact
path = write(draft.draft, folder / "7.docx", draft.style)
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from random import Random

from tests.trial import basic_form, forms
from tests.trial.draft import Block, Draft, Para, slot
from tests.trial.office import Office, assess, make, words
from tests.trial.prose import body
from tests.trial.style import Style, draw
from tests.trial.tell import Tell

NAMES = ("部门整体支出绩效评价基础数据表", "部门整体支出绩效自评表", "项目支出绩效自评表")
Change = Callable[[Office, Style, Random], object]


@dataclass
class Report:
    """A report as generated, and all that it was made of."""

    seed: int
    office: Office
    style: Style
    draft: Draft


def generate(
    seed: int,
    pack: str = "",
    family: str = "",
    kind: str = "",
    *,
    change: Change | None = None,
    traits: Collection[str] = (),
) -> Report:
    """The report of this seed; `change` alters the office before it writes.

    `traits`: what the office must have (fund, other, buildings, dispatched, parts, projects).
    """
    rng = Random(seed)
    office = make(rng, pack, kind, traits)
    style = draw(rng, office.pack, family)
    assess(rng, office, style.no_reason)
    office.claims["frugality"] = rng.choice(words()["prose"]["frugality"])
    writer = Random(seed * 31 + 7)  # the words don't depend on what is changed
    if change is not None:
        change(office, style, Random(seed + 1))
    return Report(seed, office, style, compose(writer, office, style))


def with_projects(office: Office) -> bool:
    """Suining's list of attachments has no project forms."""
    return office.pack != "suining"


def compose(rng: Random, office: Office, style: Style) -> Draft:
    """The blocks of the report in the order of its family."""
    text = [*_opening(rng, office, style), *body(rng, office, style)]
    under = [*_list(office), *_signature(office, style)]
    found = _forms(office, style)
    if style.forms_first:
        return Draft([*_head(office, style), *found, *_text_title(office), *text, *under])
    return Draft([*_head(office, style), *text, *under, *found])


def _date(office: Office) -> str:
    month, day = office.report_day
    return f"{office.year + 1}年{month}月{day}日"


def _head(office: Office, style: Style) -> list[Block]:
    """Cover and title."""
    title = f"{office.year}年度部门整体支出绩效自评报告"
    if style.cover:
        title = f"{office.year}年度{office.unit}整体支出绩效自评报告"
        cover = Para(f"部门（单位）名称：{office.unit}（盖章）", "cover")
        return [cover, Para(title, "title")]
    found: list[Block] = [Para(title, "title"), Para(f"（{office.unit}）", "title")]
    if not style.signed_below:
        found.append(Para(slot("date", _date(office)), "date"))
    return found


def _text_title(office: Office) -> list[Block]:
    return [Para(f"{office.unit}{office.year}年度部门整体支出绩效自评情况", "title")]


def _opening(rng: Random, office: Office, style: Style) -> list[Para]:
    return [Para(Tell(rng, office, style).opening(), "opening")]


def _names(office: Office) -> list[str]:
    return list(NAMES if with_projects(office) and office.projects else NAMES[:2])


def _list(office: Office) -> list[Block]:
    """The list of attachments under the text."""
    found: list[Block] = []
    for at, name in enumerate(_names(office), 1):
        found.append(Para(f"{'附件：' if at == 1 else ''}{at}.{name}", "attachments"))
    return found


def _signature(office: Office, style: Style) -> list[Block]:
    if not (style.signed_below or style.cover):
        return []
    return [Para(office.unit, "signature"), Para(slot("date", _date(office)), "signature")]


def _forms(office: Office, style: Style) -> list[Block]:
    found: list[Block] = [*_above("附件1", NAMES[0], office, "basic")]
    found += [*basic_form.basic(office, style), *_foot(office, style)]
    found += [*_above("附件2", NAMES[1], office, "overall")]
    found += [*forms.overall(office, style), *_foot(office, style)]
    if with_projects(office):
        for at in range(len(office.projects)):
            number = "附件3" if len(office.projects) == 1 else f"附件3-{at + 1}"
            found += [*_above(number, NAMES[2], office, "project")]
            found += [*forms.project(office, style, at), *_foot(office, style)]
    return found


def _above(number: str, name: str, office: Office, kind: str) -> list[Para]:
    title = slot(f"form_year.{kind}", office.year)
    return [
        Para(number, "label", kind),
        Para(f"{title}年度{name}", "label", kind),
    ]


def _foot(office: Office, style: Style) -> list[Para]:
    if not style.foot or office.pack == "suining":
        return []
    filler, leader = office.people
    month, day = office.report_day
    return [
        Para(
            f"填表人：{filler}　填报日期：{office.year + 1}年{month}月{day}日　"
            f"联系电话：{slot('telephone', office.telephone)}　单位负责人签字：{leader}",
            "foot",
        )
    ]
