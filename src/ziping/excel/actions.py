"""The user's actions on an open workbook, by name; whatever goes wrong comes back in words."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from ziping.errors import ZipingError
from ziping.excel import host
from ziping.excel.alone import StillAtWorkError, alone
from ziping.excel.busy import LONG, patience
from ziping.excel.names import BY_NAME
from ziping.excel.outcome import Outcome
from ziping.excel.quiet import quiet

if TYPE_CHECKING:
    from ziping.excel.marking import Ask

RESULT_SUMMARY = "zp_result_summary"


def always(title: str, question: str) -> bool:
    """For callers that have asked already."""
    return True


def run(book: Any, name: str, ask: Ask = always) -> Outcome:
    """Do one of `names.ACTIONS` on an open `xw.Book`; never raises.

    An outcome that `is_error` also stands in the first line of 校验结果.
    """
    title = BY_NAME[name].label if name in BY_NAME else name
    try:
        with alone(host.full_name(book)):
            patience(LONG)
            return _function(name)(book, ask)
    except StillAtWorkError as error:
        return Outcome(title, error.problem, (f"改法：{error.remedy}",), True)
    except ZipingError as error:
        outcome = Outcome(title, f"没有完成：{error.problem}", (f"改法：{error.remedy}",), True)
    except Exception as error:
        outcome = Outcome(title, *our_bug(error), True)
    with suppress(Exception):  # a workbook that is none of ours has no such place
        _leave_word(book, outcome)
    return outcome


def our_bug(error: Exception) -> tuple[str, tuple[str, ...]]:
    """A bug of ours is reported as ours."""
    return (
        f"程序自身出错（{type(error).__name__}：{error}），不是填报的问题",
        ("改法：可点“撤销上次操作”恢复单元格；请把所点的按钮和文件发给程序维护者。",),
    )


def _function(name: str) -> Callable[[Any, Ask], Outcome]:
    if name in ("report", "roll"):
        from ziping.excel import documents

        return {"report": documents.report, "roll": documents.roll}[name]
    from ziping.excel import marking

    functions = {
        "score": marking.score,
        "check": marking.check,
        "adopt": marking.adopt,
        "normalize": marking.normalize,
        "undo": marking.undo_last,
    }
    if name not in functions:
        raise ZipingError(f"没有“{name}”这个操作", "请重新安装加载项：ziping addin install")
    return functions[name]


def _leave_word(book: Any, outcome: Outcome) -> None:
    from ziping.workbook.layout import RESULTS

    with quiet(book):
        text = "　".join((f"{outcome.title}：{outcome.message}", *outcome.details))
        cell = book.sheets[RESULTS].range(RESULT_SUMMARY)
        if cell.sheet.name == RESULTS and cell.count == 1:  # a name may lead anywhere
            cell.formula = "'" + text
