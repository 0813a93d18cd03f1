"""What an officer can do to an open workbook: the one list behind every button and menu.

It stands here, below the programs that carry it out, because the builder of the macro workbook
needs the same names: the macro of a button on 首页, the callback of a ribbon button.
"""

from __future__ import annotations

from typing import NamedTuple


class Action(NamedTuple):
    """`macro` is the procedure of a sheet's button, `callback` that of the ribbon."""

    name: str
    label: str
    hint: str

    @property
    def macro(self) -> str:
        return f"Ziping{self.name.capitalize()}"

    @property
    def callback(self) -> str:
        return f"Ribbon{self.name.capitalize()}"


ACTIONS = (
    Action("score", "评分", "按规则评分、校验，结果写在“校验结果”和右侧评分依据"),
    Action("check", "校验", "只校验，结果写在“校验结果”，不动评分依据"),
    Action("adopt", "采用测算分", "把系统测算分填进空着的（或选中的）得分，草拟偏差原因"),
    Action("normalize", "规范指标值", "把“百万件”“十二个”等改成可计算的写法，改前逐条列出"),
    Action("report", "生成报告", "在工作簿旁边生成 Word 报告；已有的只更新数字"),
    Action("roll", "上年结转", "由打开的这份工作簿生成下一年的工作簿"),
    Action("undo", "撤销上次操作", "把上次操作改过的单元格恢复原样"),
)
LIVE = Action("live", "实时窗口", "打开小窗口，边填边看执行率、总分、等级和问题")
ON_RIBBON = (*ACTIONS, LIVE)
BY_NAME = {action.name: action for action in ACTIONS}
