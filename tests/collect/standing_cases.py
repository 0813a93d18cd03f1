"""Rounds of any size, made up: offices, readings, late and missing ones, files that fail."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date
from random import Random
from typing import NamedTuple

from ziping.collect.reading import (
    WORKBOOK,
    At,
    Change,
    FigureReading,
    FindingReading,
    FormReading,
    IndicatorReading,
    Reading,
    Refusal,
)
from ziping.collect.source import Source
from ziping.collect.standing import (
    COUNTED,
    DUPLICATE,
    OLDER,
    REFUSED,
    UNMATCHED,
    Collected,
    Entry,
    Office,
    Returned,
    Standing,
    Submission,
)

DEADLINE = date(2025, 3, 15)
FOLDER = "D:/绩效/2024/收件箱"
_KINDS = (
    "发展和改革局", "教育局", "科学技术局", "民政局", "司法局", "财政局", "自然资源局",
    "住房保障局", "交通运输局", "水利局", "农业农村局", "文化旅游局", "卫生健康局",
    "审计局", "统计局", "林业局", "市场监督管理局", "医疗保障局", "信访局", "数据局",
)  # fmt: skip
_COUNTIES = "甲乙丙丁戊己庚辛壬癸"
_DEPARTMENTS = ("县人民政府", "县委办公室", "县农业委员会", "县教育委员会", "县住建委员会")
_RATES = (
    *(0.58, 0.75, 0.82, 0.86, 0.88, 0.91, 0.93, 0.94, 0.94, 0.96),
    *(0.97, 0.97, 0.98, 0.985, 0.99, 0.99, 1.0, 1.0, 1.0, 1.01),
)
_LOST = (0, 0.5, 1.25, 2, 3, 4.5, 6, 7, 8, 9, 11, 12, 14, 17, 24, 42)
_BANDS = ((90, "优"), (80, "良"), (60, "中"), (0, "差"))
_ROWS = (
    ("产出指标", "数量指标", "开展检查次数", "≥", "≥12次", "13次", "10"),
    ("产出指标", "质量指标", "项目验收合格率", "≥", "≥98%", "97.5%", "10"),
    ("产出指标", "时效指标", "任务按时完成率", "=", "100%", "100%", "10"),
    ("产出指标", "成本指标", "单位成本", "≤", "≤30万元", "28.6万元", "20"),
    ("效益指标", "经济效益指标", "带动就业人数", "≥", "≥200人", "215人", "15"),
    ("效益指标", "社会效益指标", "公共服务水平", "定性", "稳步提升", "稳步提升", "15"),
    ("满意度指标", "满意度指标", "服务对象满意度", "≥", "≥90%", "93%", "10"),
)
_FINDINGS = (
    ("ZP101", "error", "基本支出与项目支出之和与全年执行数相差 0.02 万元", "对照决算改正"),
    ("ZP106", "error", "申报的执行率与按规则算出的不符", "按全年执行数 ÷ 全年预算数改正"),
    ("ZP205", "error", "完成值未达到指标值，仍得满分", "按比例扣分"),
    ("ZP209", "warning", "有扣分没有写偏差原因", "补写偏差原因及改进措施"),
    ("ZP411", "warning", "偏差原因没有说清楚", "写明具体原因"),
    ("ZP119", "warning", "公用经费决算数超过预算数", "核对口径和数字；确实超支的写明原因"),
    ("ZP127", "warning", "政府采购金额空着", "有的照实填，没有的填 0"),
    ("ZP129", "warning", "全年预算数比年初预算数增加 31.2%", "确有调整的在正文写明原因"),
    ("ZP406", "warning", "指标值没有写单位", "在数后面加上单位"),
    ("ZP410", "warning", "指标已完成，偏差原因却写未完成", "改正其中一处"),
    ("ZP705", "hint", "有重复的字", "删去多余的字"),
)
_FIGURES = (
    ("basic_data.authorized_posts", "编制数", "B3"),
    ("basic_data.staff_in_post", "实际在职人数", "D3"),
    ("basic_data.control_rate", "控制率", "F3"),
    ("basic_data.three_public_expenses.budget", "三公经费 本年预算数", "D5"),
    ("basic_data.three_public_expenses.final_accounts", "三公经费 本年决算数", "F5"),
    ("basic_data.project_expenditure.final_accounts", "项目支出 本年决算数", "F11"),
    ("basic_data.operating_expense.final_accounts", "公用经费 本年决算数", "F34"),
)


class Size(NamedTuple):
    """How much there is of what."""

    offices: int = 40
    missing: int = 3
    late: int = 2
    unlisted: int = 1
    refused: int = 3
    indicators: int = 7
    findings: int = 4  # at most
    has_list: bool = True


def office_name(number: int) -> str:
    """甲县发展和改革局, 甲县教育局, …: invented, none twice."""
    kind, county = _KINDS[number % 20], _COUNTIES[number // 20 % 10]
    again = number // 200
    return f"{county}县{kind}" + (f"第{again + 1}分局" if again else "")


def office(number: int, *, line: int = 0) -> Office:
    return Office(
        office_name(number),
        f"{101001 + number}",
        _DEPARTMENTS[number % 5],
        email=f"office{number}@example.com",
        contact="经办人",
        telephone=f"0000-{1000000 + number}",
        line=line,
    )


def source(name: str, day: int, *, inner: tuple[str, ...] = ()) -> Source:
    when = f"2025-03-{day:02}T09:30:00+08:00"
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()
    return Source(f"{FOLDER}/{name}", inner, 40_000, 1, when, "office@example.com", "报送", digest)


def collected(size: Size | None = None, seed: int = 1) -> Collected:
    """A whole round; the same for the same size and seed."""
    size, chance = size or Size(), Random(seed)
    standings = []
    for number in range(size.offices):
        one = office(number, line=number + 2 if size.has_list else 0)
        if size.has_list and number >= size.offices - size.missing:
            standings.append(Standing(one, None))
            continue
        is_late = number < size.late
        is_listed = number >= size.unlisted + size.late or number < size.late
        standings.append(_standing(one, size, chance, is_late, is_listed or not size.has_list))
    return Collected(
        2024,
        tuple(standings),
        tuple(_loose(size.refused)),
        DEADLINE,
        size.has_list,
        ("national",) if size.offices else (),
    )


def _standing(one: Office, size: Size, chance: Random, is_late: bool, is_listed: bool) -> Standing:
    others: list[Submission] = []
    number = chance.choice((1, 1, 1, 2, 3))
    told = reading(one, chance, indicators=size.indicators, findings=size.findings)
    for old in range(1, number):
        name = f"{one.name}_2024_绩效自评_v{old}.xlsx"
        others.append(Submission(Entry(source(name, old + 1), told), OLDER, old, "有更新的一次"))
    name = f"{one.name}_2024_绩效自评_v{number}.xlsx"
    inner = (name,) if chance.random() < 0.3 else ()
    came = source(f"{one.name}.eml" if inner else name, 17 if is_late else 8, inner=inner)
    if chance.random() < 0.1:
        copy = Entry(source(f"{one.name}（副本）.xlsx", 9), told)
        others.append(Submission(copy, DUPLICATE, number, "与计入的文件内容相同"))
    returns = (Returned(one.key, 2024, 1, "2025-03-06", "退回单.docx"),) if number > 1 else ()
    counted = Submission(Entry(came, told), COUNTED, number)
    return Standing(one, counted, tuple(others), is_late, returns, is_listed)


def reading(one: Office, chance: Random, *, indicators: int = 7, findings: int = 4) -> Reading:
    """A workbook with an overall form; marks and rates vary."""
    budget = chance.randint(20_000, 900_000)
    rate = chance.choice(_RATES)
    spent = round(budget * rate)
    lost = chance.choice(_LOST) if chance.random() > 0.05 else None
    total = None if lost is None else f"{100 - lost:.2f}"
    grade = "" if total is None else next(g for edge, g in _BANDS if float(total) >= edge)
    form = FormReading(
        *(True, "", "整体自评表", _money(budget), _money(budget), _money(spent)),
        *(str(spent / budget), None if lost is None else f"{99 - lost:.2f}", total, total, grade),
        *(At("整体自评表", "H32"), At("整体自评表", "F5"), tuple(_indicators(indicators, chance))),
    )
    return Reading(
        kind=WORKBOOK,
        unit=one.name,
        code=one.code,
        supervising_department=one.supervising_department,
        year=2024,
        rules="national",
        rules_version="2026.2",
        number=1,
        unit_at=At("基本情况", "B3"),
        figures=tuple(_figures(chance)),
        forms=(form,),
        findings=tuple(_findings(findings, chance)),
        not_evaluated=0,
        crashed=0,
        changes=_changes(chance),
    )


def _money(cents: int) -> str:
    return f"{cents / 100:.2f}"


def _indicators(count: int, chance: Random) -> Iterator[IndicatorReading]:
    for at in range(count):
        level1, level2, name, nature, target, actual, marks = _ROWS[at % len(_ROWS)]
        lost = chance.random() < 0.2
        own = f"{float(marks) - 0.5:.1f}" if lost else marks
        reason = "受汛期影响，进度推迟；下年提前安排" if lost else ""
        basis = f"完成率 ≥ 100%，得满分 {marks} 分"
        yield IndicatorReading(
            *(level1, level2, name, nature, target, actual, marks, marks, own, own, reason, basis),
            At("整体自评表", f"C{13 + at}"),
        )


def _findings(most: int, chance: Random) -> Iterator[FindingReading]:
    for _ in range(chance.randint(most // 2, most)):
        code, severity, problem, fix = chance.choice(_FINDINGS)
        places = (At("整体自评表", f"E{chance.randint(5, 30)}"), At("基础数据表", "F11"))
        yield FindingReading(code, severity, places, problem, "", "", None, "自评表", fix)


def _figures(chance: Random) -> Iterator[FigureReading]:
    for key, label, cell in _FIGURES:
        posts = "posts" in key or "staff" in key
        value = str(chance.randint(10, 60)) if posts else _money(chance.randint(10, 90_000))
        if key.endswith("_rate"):
            value = "0.95"
        yield FigureReading(key, label, value, value, At("基础数据表", cell))


def _changes(chance: Random) -> tuple[Change, ...]:
    if chance.random() > 0.15:
        return ()
    at = At("整体自评表", "J14")
    return (Change("formula", at, "系统测算分", "=ROUND(ROUND(G14,10),2)", "10", True),)


def _loose(count: int) -> Iterator[Submission]:
    refusals = (
        Refusal("unusable", "文件已损坏：不完整", "请单位重新发送"),
        Refusal("unsafe", "解压后的总量过大", "不要打开；请单位用原模板重新报送"),
        Refusal("foreign", "这是旧格式文件（.xls）", "请用 Excel 另存为 .xlsx"),
    )
    for number in range(count):
        came = source(f"附件{number + 1}.xlsx", 10)
        yield Submission(Entry(came, None, refusals[number % 3]), REFUSED)
    if count:
        old = Entry(
            source("2023年自评.xlsx", 4), reading(office(900), Random(3))._replace(year=2023)
        )
        yield Submission(old, UNMATCHED, 1, "文件是 2023 年度的，本轮是 2024 年度")
