"""What a refresh did or left, one line each: as values, for terminal and JSON alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from ziping.model import NOWHERE, Place
from ziping.word import codes


class Kind(StrEnum):
    """What became of a control, a row or a sentence; the text is what a person reads."""

    REPLACED = "已更新"
    ROW_ADDED = "已增行"
    ROW_REMOVED = "已删行"
    ROW_MOVED = "已移行"
    SAME = "手工改过，与工作簿一致"
    TYPED_OVER = "控件内容被改写"
    ROWS_LEFT = "表格行没有跟着变"
    SENTENCE = "句子要改"
    STALE = "文字里还写着旧数"
    MISSING = "报告里没有"
    GONE = "已无此项"

    @property
    def is_done(self) -> bool:
        """Nothing is left for a person to look at."""
        return self not in _OPEN

    @property
    def is_row(self) -> bool:
        """A row came, went or moved."""
        return self in _ROWS


_ROWS = frozenset({Kind.ROW_ADDED, Kind.ROW_REMOVED, Kind.ROW_MOVED})
_OPEN = frozenset(
    {Kind.TYPED_OVER, Kind.ROWS_LEFT, Kind.SENTENCE, Kind.STALE, Kind.MISSING, Kind.GONE}
)


class Change(NamedTuple):
    """`old` stands or stood in the report, `new` is what the workbook says."""

    kind: Kind
    key: str
    place: Place = NOWHERE
    old: str = ""
    new: str = ""
    remark: str = ""

    @property
    def label(self) -> str:
        return codes.name(self.key)


FORMS = {"basic_data": "基础数据表", "staffing": "基础数据表", "overall": "整体自评表",
         "funds": "整体自评表"}  # fmt: skip


def form_of(keys: Iterable[str]) -> str:
    """The form that most of these keys are of."""
    counted = Counter(filter(None, map(_form, keys)))
    return counted.most_common(1)[0][0] if counted else "报告里的表"


def _form(key: str) -> str:
    first, *rest = key.removeprefix("figures.").split(".")
    if first == "projects" and rest and rest[0].isdecimal():
        return f"项目{int(rest[0]) + 1}的自评表"
    return FORMS.get(first, "")


def common(keys: Iterable[str]) -> str:
    """What the keys of a row or a table share: `overall.indicators.3`."""
    paths = [key.split(".") for key in keys]
    shared = []
    for words in zip(*paths, strict=False):
        if len(set(words)) > 1:
            break
        shared.append(words[0])
    return ".".join(shared) or min(map(".".join, paths), default="")
