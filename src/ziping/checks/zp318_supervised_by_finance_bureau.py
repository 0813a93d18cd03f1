"""ZP318: a project of another office names the finance bureau as its supervising department."""

from __future__ import annotations

from ziping.checks.amounts import blank_of
from ziping.checks.fact import Fact, Outcomes
from ziping.checks.messages import quoted
from ziping.checks.passages import pattern
from ziping.checks.project_names import plain_name, used_projects
from ziping.checks.registry import check
from ziping.scoring import ScoredAssessment


@check(
    "ZP318",
    severity="I",
    source="项目自评表「主管部门」填业务主管部门",
    title="项目的主管部门写成财政部门",
    forms=("project",),
)
def supervised_by_finance_bureau(scored: ScoredAssessment) -> Outcomes:
    """毛病：项目自评表的主管部门填了财政局，而本单位并不是财政部门。
    为什么：主管部门是管这项业务的部门，财政部门只拨付资金，一般不是项目的主管部门。
    反例：数据局的项目，主管部门填“某县财政局”。
    正例：主管部门填“某县数据局”。
    改法：改填业务主管部门（一般是本单位或上级业务部门）；确由财政局主管的可不理会。
    """
    own = scored.assessment.unit.name
    found = [
        one
        for one in used_projects(scored)
        if pattern(r"财政[局厅部](?:$|[（(、，,])").search(
            "".join((one.supervising_department.value or "").split())
        )
    ]
    if not found:
        return
    if own.value is None:
        yield blank_of(own, "单位名称")
    elif "财政" not in own.value:
        names = "、".join(quoted(plain_name(one.name.value or "")) for one in found)
        said = (found[0].supervising_department.value or "").strip()
        yield Fact(
            places=tuple(one.supervising_department.place for one in found),
            subject=f"项目{names}的主管部门填的是{quoted(said)}，财政部门一般不是业务主管部门",
            provided=said,
            expected="业务主管部门",
            fix="改填业务主管部门；确由财政部门主管的可不理会",
        )
