"""Where LibreOffice's exceptions become ours.

Its bridge raises exceptions that refuse `__traceback__`, so that `contextlib` breaks on them, and
whose text means nothing to an officer. No method of the engine lets one through.
"""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from typing import Any, TypeVar

from ziping.errors import ZipingError

AGAIN = "请重试；仍不行时保存工作簿，重新打开 LibreOffice 再试"
Class = TypeVar("Class", bound=type)


class HostError(ZipingError):
    """LibreOffice did not do what it was asked; `reason` is its own text."""

    def __init__(self, problem: str, remedy: str = AGAIN, reason: str = "") -> None:
        self.reason = reason
        super().__init__(f"{problem}（{reason}）" if reason else problem, remedy)


class HostGoneError(HostError):
    """The document was closed or LibreOffice has ended."""

    def __init__(self, reason: str = "") -> None:
        problem = "工作簿已经关闭，或 LibreOffice 已经退出"
        super().__init__(problem, "请重新打开工作簿，再做一次", reason)


class LockedError(HostError):
    """A cell is locked and its sheet protected; nothing was written."""

    def __init__(self, sheet: str, address: str) -> None:
        self.sheet = sheet
        self.address = address
        problem = f"工作表“{sheet}”的 {address} 有锁定的单元格，写不进去"
        remedy = "请在菜单“工具 > 保护工作表”取消保护（自己加过密码的要输密码），再做一次"
        super().__init__(problem, remedy)


def is_uno(error: BaseException) -> bool:
    """Whether an exception came over the bridge."""
    uno = sys.modules.get("uno")
    return uno is not None and isinstance(error, uno.getClass("com.sun.star.uno.Exception"))


def is_disposed(error: BaseException) -> bool:
    uno = sys.modules["uno"]
    return isinstance(error, uno.getClass("com.sun.star.lang.DisposedException"))


def guarded(cls: Class) -> Class:
    """A class whose methods and properties raise no exception of the bridge."""
    for name, member in list(vars(cls).items()):
        if isinstance(member, property):
            getter, setter = member.fget and _translated(member.fget), member.fset
            setattr(
                cls, name, property(getter, setter and _translated(setter), None, member.__doc__)
            )
        elif callable(member) and not isinstance(member, type):
            setattr(cls, name, _translated(member))
    return cls


def _translated(call: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(call)
    def translated(self: Any, *arguments: Any, **options: Any) -> Any:
        try:
            return call(self, *arguments, **options)
        except Exception as error:
            if not is_uno(error):
                raise
            ours = _ours(self, error)
        raise ours  # outside `except`: a foreign exception must not hang on ours as its context

    return translated


def _ours(owner: Any, error: Exception) -> HostError:
    reason = str(error).partition(" at ./")[0].strip()  # not the line of its source
    reason = "" if reason.startswith("at ./") else reason
    if is_disposed(error) or _is_gone(getattr(owner, "document", None)):
        return HostGoneError(reason)
    return HostError("LibreOffice 没有完成这一步", reason=reason or type(error).__name__)


def _is_gone(document: Any) -> bool:
    """Whether a document is closed; a closed one often raises but a nameless error itself."""
    if document is None:
        return False
    try:
        document.getURL()
    except Exception as error:
        return is_uno(error)
    return False
