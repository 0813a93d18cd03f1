"""ZP707: half-width punctuation inside Chinese text."""

from __future__ import annotations

from ziping.checks.fact import Outcomes
from ziping.checks.passages import passages
from ziping.checks.registry import check
from ziping.checks.spots import HAN, found, one_finding
from ziping.passage import BODY, CELL, HEADING, OPENING
from ziping.scoring import ScoredAssessment

BEFORE, BEHIND = rf"[{HAN}”’）》〕%％]", rf"[{HAN}“‘（《]"
NUMBER = r"(?![一二三四五六七八九十]{1,3}\))"  # (一) begins a heading
MARKS = (
    rf"(?<={BEFORE})[,;:?!](?=\s*(?:{BEHIND}|\d))(?!\s*//)",
    rf"(?<={BEFORE})[;?!,]\s*$",
    rf"(?<=[{HAN}”）》\s])\({NUMBER}(?=[^()\n]*[{HAN}])[^()\n]{{1,60}}\)(?=[{HAN}，。；、：,;\s]|$)",
)


@check(
    "ZP707",
    severity="W",
    source="《标点符号用法》（GB/T 15834—2011）：中文里的标点占一个字的位置",
    title="中文里用了半角标点",
    forms=("file",),
)
def half_width_marks(scored: ScoredAssessment) -> Outcomes:
    """毛病：正文和填写的文字里，汉字之间用了半角的 , ; : ? ! 或 ( )。
    为什么：半角标点多半是从网页、聊天记录粘贴来的，和全文的全角标点不一致。
    反例：负责水库管理;负责灌溉调度。
    正例：负责水库管理；负责灌溉调度。数字 1,234.5、时间 8:30、网址、编号 1. 和 (1) 不算。
    改法：改成全角的 ，；：？！（）。
    """
    words = (one for one in passages(scored, OPENING, HEADING, BODY, CELL) if not one.is_label)
    yield from one_finding(
        [*found(words, MARKS)],
        "汉字之间用了半角标点",
        expected="全角标点",
        fix="改成全角的 ，；：？！（）",
    )
