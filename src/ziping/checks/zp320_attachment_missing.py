"""ZP320: a form that the report must have, or says it has, is not there; or one it doesn't list."""

from __future__ import annotations

from ziping.checks.attached import KINDS, Item, is_there, kind_of, labels, listed
from ziping.checks.fact import Fact, Outcomes
from ziping.checks.passages import has_prose, places
from ziping.checks.project_names import used_projects
from ziping.checks.registry import check
from ziping.scoring import ScoredAssessment


@check(
    "ZP320",
    severity="W",
    source="规则包报告附件",
    title="附件与附件清单不符",
    forms=("file",),
)
def attachment_missing(scored: ScoredAssessment) -> Outcomes:
    """毛病：规定要附、或附件清单列了的表，报告里没有；或者附了表，清单没有列。
    为什么：缺附件要退回补报；清单和附件对不上，收件人不知道是漏了还是多了。
    反例：清单列了“3.项目支出绩效自评表”，后面没有这张表。
    正例：清单列三个附件，后面三种表都有。
    改法：补上缺的表，或照实改附件清单。
    """
    if not scored.assessment.file.is_report or not has_prose(scored):
        return
    items = listed(scored)
    named = {one.kind for one in items if one.kind}
    absent = [kind for kind in KINDS if not is_there(scored, kind)]
    missing = [
        one for one in absent if one in named or (one in _wanted(scored) and _needed(one, scored))
    ]
    extra = _unlisted(scored, items, named)
    if missing or extra:
        parts = []
        if missing:
            parts.append(f"缺少附件：{'、'.join(KINDS[kind] for kind in missing)}")
        if extra:
            parts.append(f"附了{'、'.join(KINDS[kind] for kind in extra)}，附件清单没有列")
        lines = [one.passage for one in items if not missing or one.kind in missing]
        yield Fact(
            places=places(lines or [one.passage for one in items]),
            subject="；".join(parts),
            provided="、".join(KINDS[kind] for kind in (*missing, *extra)),
            expected="清单与附件一致",
            source=scored.pack.source("report.attachments"),
            fix="补上缺的表，或照实改附件清单",
        )


def _wanted(scored: ScoredAssessment) -> set[str]:
    """What the county's own list of attachments asks for."""
    rule = scored.pack.rule("report.attachments")
    return {kind_of(name) for name in rule.value} if rule.confirmed else set()


def _needed(kind: str, scored: ScoredAssessment) -> bool:
    """No project, no project form."""
    if kind != "project":
        return True
    cells = (
        scored.assessment.spending.project_expenditure.value,
        scored.assessment.funds.project_expenditure.value,
        scored.assessment.basic_data.expense("project_expenditure").final_accounts.value,
    )
    return any(cells)


def _unlisted(scored: ScoredAssessment, items: list[Item], named: set[str]) -> list[str]:
    """Forms that the list leaves out, where every line of it names a form that we know."""
    if not named or any(not one.kind or one.name.endswith("等") for one in items):
        return []
    there = [kind for kind in KINDS if kind != "project" and is_there(scored, kind)]
    there += ["project"] if used_projects(scored) else []
    labelled = {one.kind for one in labels(scored)}
    return [kind for kind in there if kind not in named and (kind in labelled or len(named) > 1)]
