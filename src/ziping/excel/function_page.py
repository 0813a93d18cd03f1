"""The page of the worksheet functions for people, from what is registered with each."""

from __future__ import annotations

from collections.abc import Iterator

from ziping.excel.functions import FUNCTIONS, Function
from ziping.excel.functions.given import MOST_CELLS

PAGE = "functions.md"

_INTRODUCTION = f"""# 工作表函数

装好加载项（`ziping addin install`）之后，单元格里可以直接用下面的函数。它们和“评分”是同一套计算：
同样的数据，函数、自评表里的公式和 `ziping score` 得到同样的结果。参数一变，函数随即重算。

## 怎么读参数

- 参数可以是单元格、直接写的数或文字；“区域”参数选一列或一行，最多 {MOST_CELLS} 格。
- 空格子就是空，不当作 0；缺了必要的数，结果也空着。
- 明显是数的文字（全角 `３０`、带千分位的 `1,234.5`、前后有空格）按数读取，与“评分”读文件时一样。
  自评表里的公式要等点过“评分”、改写成数之后才算，在那之前两边会不同。
- 不是数的文字、错误值、是否值：结果以“待改正：”开头，说明是哪个参数、哪一格。
- 日期按它在单元格里的数读取，与自评表的公式一样。
- “规则包”只能填随程序安装的规则包名称（`ziping rules` 可以列出），不接受文件路径；
  省略为 `national`。
- “年度”决定取哪一年的规定，省略或不是年份时取最新的。

## 用在哪里

- 函数只用在自己的电脑上。要发出去的工作簿里不要留这些函数：对方没有装加载项，格子会显示 `#NAME?`。
  邮寄用的 `.xlsx` 里没有它们；`.xlsm` 的“{{sheet}}”表把函数和自评表的公式并排核对。
- 在 LibreOffice 里先运行 `ziping addin install --libreoffice`，打开 `.xlsm` 时允许宏。
  在别处算过的结果若没有更新，按 Ctrl+Shift+F9 全部重算。
  中间的参数不填时请写 `""`：空着会被 LibreOffice 当作 0。
- Excel 的函数向导显示英文参数名，没有中文说明，请对照本页。
- 结果如为“请先安装”或“没有算成”，请运行 `ziping addin doctor`。
- 函数的结果与 LibreOffice 重算的自评表公式逐项核对过；在真正的 Excel 和 WPS 里还没有试过。
"""


def page() -> str:
    """Introduction and one section a function."""
    sections = "\n".join("\n".join(_section(function)) for function in FUNCTIONS.values())
    return f"{_INTRODUCTION.format(sheet='Python核对')}\n{sections}\n"


def _section(function: Function) -> Iterator[str]:
    yield f"## {function.name}（{_arguments(function)}）"
    yield ""
    yield function.text
    yield ""
    yield "| 参数 | 填什么 |"
    yield "|---|---|"
    for argument in function.arguments:
        optional = "（可省略）" if argument.optional else ""
        yield f"| {argument.label}{optional} | {argument.text} |"
    yield ""
    yield f"结果：{function.answer}。例：`{function.example}`"
    yield ""


def _arguments(function: Function) -> str:
    return "，".join(f"[{a.label}]" if a.optional else a.label for a in function.arguments)
