"""`ziping pack`: what would come back, then the mail file."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from ziping.checks.messages import where
from ziping.cli.table import emit, pad, say, width, wrap
from ziping.tasks.packing import Asked, Packed, Prepared, finish, packed_json, prepare
from ziping.tasks.packing.letter import size_of
from ziping.tasks.packing.risk import Grade, Risk, count

OK, REFUSED = 0, 1
COLUMNS, MOST_PLACES = 100, 3
MOST = {Grade.SURE: 30, Grade.LIKELY: 12, Grade.NOTE: 6}
EXPLAIN = "核对无误、不用改的，在工作簿“校验结果”的“说明”栏写明原因，就只算留意。"


def pack(options: Namespace) -> int:
    """Show 退回风险; then pack, unless errors stand or it would be the last submission again."""
    today = date.today()
    prepared = prepare(Path(options.file), _asked(options), today)
    stops = prepared.is_refused or (prepared.is_repeated and not prepared.asked.again)
    if options.json:
        done = None if stops else finish(prepared)
        _json(prepared, done)
        return REFUSED if stops else OK
    say(risk_lines(prepared, today, every=options.all))
    if stops:
        say(["", *stop_lines(prepared)])
        return REFUSED
    say(["", "正在打包……" if options.no_pdf else "正在打包，转 PDF 要几秒钟……"])
    say(packed_lines(finish(prepared)))
    return OK


def _asked(options: Namespace) -> Asked:
    return Asked(
        folder=Path(options.out) if options.out else None,
        with_errors=options.with_errors,
        scans=tuple(map(Path, options.scan)),
        last_year=Path(options.last_year) if options.last_year else None,
        pdf=not options.no_pdf,
        public=options.public,
        to=options.to,
        again=options.again,
    )


def risk_lines(prepared: Prepared, today: date, *, every: bool = False) -> Iterator[str]:
    """Whose file, the counts, then each grade with its places and remedies."""
    sender, pack = prepared.sender, prepared.fresh.done.scored.pack
    yield f"{sender.unit}  {sender.year}年度  第 {prepared.number} 次报送  规则：{pack.title}"
    deadline = sender.mail.deadline
    if deadline is not None and deadline >= today:
        left = (deadline - today).days
        yield f"报送截止：{_day(deadline)}（{f'还有 {left} 天' if left else '就是今天'}）"
    counts = "，".join(f"{grade} {count(prepared.risks, grade)} 条" for grade in Grade)
    yield f"退回风险  {counts}"
    for grade in Grade:
        found = [risk for risk in prepared.risks if risk.grade is grade]
        if found:
            yield ""
            yield f"{grade}："
            if grade is Grade.LIKELY and any(risk.code for risk in found):
                yield f"  {EXPLAIN}"
            most = len(found) if every else MOST[grade]
            for risk in found[:most]:
                yield from _risk(risk)
            if len(found) > most:
                yield f"  …… 另有 {len(found) - most} 条，加 --all 列出全部"


def _risk(risk: Risk) -> Iterator[str]:
    place = f"{where(risk.places, MOST_PLACES)}：" if risk.places else ""
    code = f"（{risk.code}）" if risk.code else ""
    yield from wrap(f"  {place}{risk.problem}{code}", COLUMNS, "    ")
    yield from wrap(f"    改法：{risk.remedy}", COLUMNS, " " * 10)


def stop_lines(prepared: Prepared) -> Iterator[str]:
    """Why nothing was packed, and how to go on."""
    if prepared.is_refused:
        sure = count(prepared.risks, Grade.SURE)
        yield f"没有打包：有 {sure} 条必退的问题。请改正、保存后再打包。"
        yield "确实改不了、要带着错误报送的，加 --with-errors：邮件正文会如实列出这些问题。"
        return
    earlier = prepared.earlier
    assert earlier is not None
    yield f"没有打包：内容与第 {earlier.number} 次报送完全相同（{earlier.folder}）。"
    yield "那一次还没有发出的，直接发那一份；要补签字盖章扫描件的，加 --scan 扫描件.pdf。"
    yield f"原样再报一次、算第 {prepared.number} 次的，加 --again。"


def packed_lines(done: Packed) -> Iterator[str]:
    """Where everything is, what was left out, and how to send it."""
    prepared = done.prepared
    sure = count(prepared.risks, Grade.SURE)
    if sure:
        yield f"带 {sure} 条必退的问题打包，邮件正文里已写明。"
    yield f"已打包：{done.made.folder}"
    names = [(one.name, one.what, len(one.content), one.pages) for one in done.attachments]
    widest = max(width(name) for name, *_ in names)
    for name, what, size, pages in names:
        told = f"{what}，{f'{pages} 页，' if pages else ''}{size_of(size)}"
        yield f"  {pad(name, widest)}  {told}"
    yield f"压缩包：{done.made.zipped}（内容相同）"
    yield from _remarks(done)
    yield ""
    yield "下一步：双击文件夹里的“邮件草稿.eml”，在 Outlook、Foxmail 等邮件程序里核对后发送；"
    yield "        用网页邮箱的，粘贴“邮件正文.txt”，再附上这几个文件，或只附压缩包。"
    to = "、".join(prepared.to) or "（规则包里没有，按财政局通知填写）"
    yield f"        收件人：{to}"


def _remarks(done: Packed) -> Iterator[str]:
    prepared = done.prepared
    if done.no_pdf:
        yield from wrap(f"没有 PDF：{done.no_pdf}", COLUMNS, "  ")
    if prepared.had_macros:
        yield "报送的工作簿不带宏：按钮、“Python核对”和自己写的宏都没有放进去，原文件里还在。"
    if prepared.fresh.mended:
        yield f"缺失的公式在报送的工作簿里补回了 {len(prepared.fresh.mended)} 格。"
    earlier = prepared.earlier
    if earlier is not None:
        yield from wrap(
            f"上一次打包是第 {earlier.number} 次；那一次其实没有发出的，删去它的文件夹和压缩包"
            "后重新打包，次数就不会多算。",
            COLUMNS,
            "  ",
        )


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _json(prepared: Prepared, done: Packed | None) -> None:
    emit(json.dumps(packed_json(prepared, done), ensure_ascii=False, indent=2) + "\n")
