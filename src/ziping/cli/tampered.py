"""`ziping tamper`: what was changed in a returned workbook, the grave first."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path

from ziping.cli.table import cut, emit, say, wrap
from ziping.tasks.tamper import Tampered, tamper_file, tamper_json
from ziping.workbook.tampering import TemplateChange
from ziping.workbook.tampering.change import (
    FORMULA,
    LABEL,
    NAME,
    PROTECTION,
    RULE,
    SHEET,
    VALIDATION,
)

COLUMNS, VALUE = 100, 84
SHOWN = 40
KINDS = {
    FORMULA: "公式",
    RULE: "规则",
    NAME: "名称",
    LABEL: "固定文字",
    VALIDATION: "填写限制",
    SHEET: "工作表",
    PROTECTION: "保护",
}
REMEDIES = {
    FORMULA: "被盖掉或清掉的，运行一次 ziping score 即补回；被改写的，请单位用下发的工作簿重填。",
    RULE: "得分以本程序按规则包重算的为准；请单位把数据填进下发的工作簿再报。",
    NAME: "程序按名称取数，名称指错就取错数：请单位把数据填进下发的工作簿再报。",
    LABEL: "栏名被改，数字可能填错了栏：请对照原来的栏名核对，再改回原样。",
}
HARMLESS = "其余各处不影响得分，知道即可。"


def tamper(options: Namespace) -> int:
    """Print the report; 1 where a change can alter a score or hide a fault."""
    done = tamper_file(Path(options.file), options.rules)
    if options.json:
        import json

        emit(json.dumps(tamper_json(done), ensure_ascii=False, indent=2) + "\n")
    else:
        say(tampered_lines(done))
    return 1 if done.grave else 0


def tampered_lines(done: Tampered) -> Iterator[str]:
    """The report as lines."""
    yield from _changes(done)
    if done.note:
        yield from wrap(f"说明：{done.note}", COLUMNS, "　　　")


def _changes(done: Tampered) -> Iterator[str]:
    path = done.read.opened.path
    if not done.changes:
        yield f"{path}：没有改动。公式、规则、固定文字、填写限制都与下发时一致。"
        return
    told = f"其中 {done.grave} 处可能改变得分或掩盖问题" if done.grave else "都不影响得分"
    yield f"{path}：与下发的工作簿相比有 {len(done.changes)} 处改动，{told}。"
    yield "　　" + "　".join(_counts(done.changes))
    for number, change in enumerate(done.changes[:SHOWN], 1):
        yield ""
        yield from _change(number, change)
    if len(done.changes) > SHOWN:
        yield ""
        yield f"还有 {len(done.changes) - SHOWN} 处没有列出，加 --json 可看全部。"
    yield ""
    yield from _remedies(done.changes)


def _counts(changes: Sequence[TemplateChange]) -> Iterator[str]:
    for kind, label in KINDS.items():
        count = sum(change.kind == kind for change in changes)
        if count:
            yield f"{label} {count}"


def _change(number: int, change: TemplateChange) -> Iterator[str]:
    mark = "！" if change.grave else "　"
    place = str(change.place).strip()
    yield from wrap(
        f"{mark}{number}. {place}　{KINDS[change.kind]}｜{change.label}", COLUMNS, "　　　"
    )
    yield f"　　　原来：{cut(change.expected, VALUE)}"
    yield f"　　　现在：{cut(change.found, VALUE)}"


def _remedies(changes: Sequence[TemplateChange]) -> Iterator[str]:
    """What to do next, once for each kind that is grave."""
    grave = {change.kind for change in changes if change.grave}
    for kind, remedy in REMEDIES.items():
        if kind in grave:
            yield from wrap(f"改法（{KINDS[kind]}）：{remedy}", COLUMNS, "　　")
    rows = any(one.kind == FORMULA and not one.grave for one in changes)
    if rows and FORMULA not in grave:
        yield "插入的行没有公式：运行一次 ziping score 即补回。"
    if not grave or len(grave) < len({change.kind for change in changes}):
        yield HARMLESS if grave else "不用退回，知道即可。"
