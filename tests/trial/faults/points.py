"""Problems and measures (family 7)."""

from __future__ import annotations

from random import Random

from tests.trial.office import Office, words
from tests.trial.planting import (
    in_office,
)
from tests.trial.style import Style


@in_office("721", "731")
def heading_of_another_text(office: Office, style: Style, rng: Random) -> object:
    office.pairs = [dict(one) for one in office.pairs]
    office.pairs[0]["problem"] = rng.choice(("公务用车管理不够规范", "经费保障"))
    office.pairs[0]["measure"] = "规范日常管理"
    return True


@in_office("731")
def measures_for_other_problems(office: Office, style: Style, rng: Random) -> object:
    used = {one["problem"] for one in office.pairs}
    others = [one for one in words()["pairs"] if one["problem"] not in used]
    office.pairs = [
        {**one, "measure": other["measure"], "action": other["action"]}
        for one, other in zip(office.pairs, others, strict=False)
    ]
    return True


@in_office("733", "731")
def only_more_budget(office: Office, style: Style, rng: Random) -> object:
    told = (
        ("加大经费投入", "建议财政部门增加年初预算安排，提高经费保障水平。"),
        ("增加财政资金投入", "请财政部门加大资金支持力度，足额安排工作经费。"),
    )
    office.pairs = [
        {**one, "measure": measure, "action": action}
        for one, (measure, action) in zip(office.pairs, told, strict=False)
    ]
    return True


@in_office("732", "731 733 734")
def only_lack_of_money(office: Office, style: Style, rng: Random) -> object:
    first, second = (dict(one) for one in office.pairs[:2])
    first |= {"problem": "工作经费不足", "cause": "由于财政预算安排有限，资金缺口较大。"}
    second |= {"problem": "项目资金紧张", "cause": "因财力有限，部分项目资金没有足额到位。"}
    office.pairs = [first, second]
    return True


@in_office("734", "731")
def problems_without_cause(office: Office, style: Style, rng: Random) -> object:
    plain = ("有待进一步提高", "还需加强", "仍有差距")
    office.pairs = [{**one, "cause": f"这方面的工作{rng.choice(plain)}。"} for one in office.pairs]
    return True
