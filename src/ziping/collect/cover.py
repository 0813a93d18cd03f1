"""The letter that goes with an office's workbook: what it is, how to fill it, by when, where to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from ziping.collect.standing import Office
from ziping.package.filename import clean_name
from ziping.rules import RulePack
from ziping.rules.mail import Mail, mail_rules

BOM, LINE_END = "\ufeff", "\r\n"  # so that Notepad shows it, also an old one
INDENT = "　　"


class Enclosed(NamedTuple):
    """The workbook that the letter goes with; `rolled` where last year's file is in it."""

    file: str
    year: int
    rolled: bool = False


def cover_letter(office: Office, pack: RulePack, enclosed: Enclosed) -> bytes:
    """The letter as the bytes of a .txt; what the pack does not say is left as 〔〕."""
    text = LINE_END.join(_lines(office, mail_rules(pack), enclosed)) + LINE_END
    return (BOM + text).encode()


def blank(what: str) -> str:
    """A place that the bureau fills in before it sends the letter."""
    return f"〔请财政局填写：{what}〕"


def day(given: date) -> str:
    return f"{given.year}年{given.month}月{given.day}日"


def _lines(office: Office, mail: Mail, enclosed: Enclosed) -> Iterator[str]:
    year = enclosed.year
    deadline = day(mail.deadline) if mail.deadline else blank("截止日期")
    address = mail.address or blank("收件邮箱")
    yield f"{office.name}："
    yield ""
    yield (
        f"{INDENT}现将 {year} 年度部门整体支出绩效自评工作簿发给你单位，"
        f"请填好后于 {deadline} 前报到 {address}。"
    )
    yield ""
    yield "一、发来的文件"
    yield f"{INDENT}{enclosed.file}"
    filled = "、".join(_filled(office))
    yield f"{INDENT}已经填好：{filled}。请先核对，不对的直接改正，并在回信里说明。"
    if enclosed.rolled:
        yield (
            f"{INDENT}上年的内容已结转：上年决算数填在“基础数据表”；绩效目标、指标和文字标成橙色"
            "“待确认”，请逐处改成今年的，或在“上年沿用”一栏选“已确认”。去向见“结转清单”。"
        )
    yield ""
    yield "二、怎么填"
    yield f"{INDENT}1. 用 Excel、WPS 或 LibreOffice 打开，从“首页”开始，那里列着每一步。"
    yield f"{INDENT}2. 只填黄色格，金额单位是万元；没有发生的填 0，不要空着。"
    yield f"{INDENT}3. 分数、合计、等级由表内公式算出，不要改公式、增删行列、改工作表名称。"
    yield f"{INDENT}4. 项目不止一个的，复制“项目自评表”这张工作表，一个项目一张。"
    yield f"{INDENT}5. 装了本程序的，点“评分”“校验”，或运行 ziping score，先把查出的问题改好。"
    yield ""
    yield "三、报什么、叫什么"
    unit, code = office.name, office.code
    name = clean_name(f"{mail.named(unit=unit, code=code, year=year, number=1)}.xlsx")
    subject = mail.titled(unit=unit, code=code, year=year, number=1)
    yield f"{INDENT}报工作簿（.xlsx，不要另存成别的格式）和自评报告（Word），签字盖章页附扫描件。"
    yield f"{INDENT}文件名：{name}"
    yield f"{INDENT}邮件主题：{subject}"
    yield f"{INDENT}末尾的数字是第几次报送：退回修改后再报的，依次写 2、3……"
    yield f"{INDENT}装了本程序的，运行 ziping pack，文件、邮件正文和名称一次备齐。"
    yield ""
    yield "四、联系"
    yield f"{INDENT}{blank('联系人、电话')}"
    yield ""
    yield f"{INDENT}{blank('落款单位')}"
    yield f"{INDENT}{blank('发出日期')}"


def _filled(office: Office) -> Iterator[str]:
    """What the list of offices put into the workbook."""
    yield f"单位名称（{office.name}）"
    if office.code:
        yield f"单位编码（{office.code}）"
    if office.supervising_department:
        yield f"主管部门（{office.supervising_department}）"
    if office.authorized_posts:
        yield f"编制数（{office.authorized_posts}）"
    yield "自评年度"
