"""Whose report it is: unit, year, date, notice, who filled the forms, and which county's rules."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from ziping import rules
from ziping.errors import ZipingError
from ziping.model import FIRST_YEAR, LAST_YEAR, Field, Place, Text
from ziping.rules import RulePack
from ziping.word.keywords import written
from ziping.word.reading.chapters import Section
from ziping.word.reading.document import Document, Paragraph
from ziping.word.reading.wording import squeezed

FOOT_LABELS = {
    "filler": ("填表人", "填报人", "经办人"),
    "filling_date": ("填报日期", "填表日期", "填报时间"),
    "telephone": ("联系电话", "电话"),
    "leader": (
        "单位负责人签字（盖章）",
        "单位负责人签字",
        "单位负责人",
        "负责人签字",
        "负责人签章",
        "负责人",
    ),
}
_YEAR = re.compile(r"(20\d\d)\s*年")
_DATE = re.compile(
    r"\s*(?:\d{4}\s*年\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?|\d{4}[-./]\d{1,2}[-./]\d{1,2}"
    r"|[二〇○零一三四五六七八九十]{4}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{0,3}日?)\s*"
)
_NOTICE = re.compile(r"《[^《》]{2,80}》(?:\s*[（(][^（）()]{2,30}号[）)])?")
_COVER_UNIT = re.compile(
    r"(?:部门|单位)[^：:]{0,12}名称[^：:]{0,6}[：:]\s*(?P<name>[^（(：:]{3,40})"
)
_CITED = re.compile(r"《[^《》]*》|[〔\[][^〔〕\[\]]*[〕\]]")
_CHINESE_YEAR = re.compile(r"二[〇○零Oo0][一二][〇○零一二三四五六七八九](?=年)")
_DIGITS = str.maketrans("〇○零Oo一二三四五六七八九", "00000123456789")
_FINAL = re.compile(r"20\d\d年度?(?:末?实际在职|决算)")
_BUDGET = re.compile(r"20\d\d年度?预算")
_FILLED_BY = re.compile(
    r"(?:填报|编报|编制|预算|评价|自评|报告|项目)(?:单位|部门)[^：:]{0,6}[：:]\s*(?P<name>[^（(：:\s]{3,40})"
)
_IN_TITLE = tuple(
    re.compile(one)
    for one in (
        r"20\d\d年度?+(?P<name>[^年,。《》()]{3,30}?)(?:部门|单位)?(?:整体支出|项目支出|绩效)",
        r"^(?:关于)?(?P<name>[^年,。《》()]{3,30}?)(?:关于)?20\d\d年度?+(?:部门|单位)?(?:整体支出|项目支出|预算|绩效)",
        r"^(?P<name>[^年,。《》()]{3,30}?)(?:部门|单位)?(?:整体支出|项目支出|绩效自评)",
    )
)
_OFFICES = (
    *"局委办院站所厅会队社处府校馆团室部",
    *("中心", "公司", "学", "园", "场", "厂", "行", "联", "大队", "支队", "基地", "集团"),
)
_NO_NAME = (
    *("整体支出", "绩效", "自评", "报告", "报表", "万元", "盖章", "此页", "封面", "附件", "附表"),
    *("部门名称", "单位名称", "公章", "目录", "日期", "填报", "年度"),
)
_COVER_LABELS = ("填报", "编报", "报告日期", "报送", "评价", "自评", "联系", "单位", "部门", "附件")
_ENDS = "。；;，,！!"
LONGEST_TITLE, MOST_LINES = 40, 8
MOST_TEXTS = 400


def year_of(document: Document) -> int:
    """The budget year: by the heads of the basic form, by the titles, by what the text says.

    Else the year before the date; 0 where nothing tells.
    """
    tables = document.tables
    heads = [squeezed(cell.text) for table in tables for cell in table.cells if len(cell.text) < 24]
    texts = [_plain(one.full_text) for one in document.paragraphs][:MOST_TEXTS]
    cells = [_plain(cell.text) for table in tables for cell in table.cells[:6]]
    long = [text for text in texts if "绩效" in text][:40]
    told = _year_of_heads(heads) or _year_said((*_titles(texts), *cells)) or _year_said(long)
    if told:
        return told
    years = [int(m[1]) for one in heads if len(one) < 16 and (m := _YEAR.match(one))]
    if years:
        return max(years)
    dated = [m for one in document.paragraphs if (m := _DATE.fullmatch(one.text)) is not None]
    return int(squeezed(dated[0][0])[:4]) - 1 if dated and dated[0][0].strip()[:4].isdigit() else 0


def _plain(text: str) -> str:
    """Squeezed, years in digits; without names and numbers of notices, which have years too."""
    words = _CITED.sub("", squeezed(text))
    return _CHINESE_YEAR.sub(lambda one: one[0].translate(_DIGITS), words)


def _year_of_heads(heads: Sequence[str]) -> int:
    """2023年决算数, 2024年预算数, 2024年决算数: the year of the last ones."""
    finals = {int(one[:4]) for one in heads if _FINAL.match(one)}
    budgets = {int(one[:4]) for one in heads if _BUDGET.match(one)}
    last = max(finals, default=0)
    return last if len(finals) > 1 or last in budgets else 0


def _titles(texts: Sequence[str]) -> Iterator[str]:
    """Short lines, then those that stand together as one: a title may be broken into several."""
    short = [one for one in texts if one]
    yield from (one for one in short if _is_line(one))
    for is_line, block in groupby(short, _is_line):
        if is_line:
            yield "".join([one for one in block if "月" not in one][:MOST_LINES])


def _is_line(words: str) -> bool:
    return len(words) <= LONGEST_TITLE and words[-1] not in _ENDS


def _year_said(texts: Iterable[str]) -> int:
    """The year that most of them say, so that one left from last year does not decide."""
    told: Counter[int] = Counter()
    for words in texts:
        if "自评" in words or "绩效评价" in words or "决算数" in words:
            match = _YEAR.search(words)
            if match and FIRST_YEAR <= int(match[1]) <= LAST_YEAR:
                told[int(match[1])] += 1
    return told.most_common(1)[0][0] if told else 0


def pack_of(document: Document, given: str | RulePack, year: int) -> RulePack:
    """The pack that was asked for, that ziping wrote the report by, or that of its county.

    Raises `ZipingError` that asks for it where the report names none, or two as often.
    """
    if isinstance(given, RulePack):
        return rules.parse(given.texts, year or given.year)
    if given:
        return rules.load(given, year)
    told = written(document.keywords)
    if told is not None and told.rules in rules.names():
        return rules.load(told.rules, year)
    texts = [one.text for one in document.paragraphs][:MOST_TEXTS]
    texts += [cell.text for table in document.tables for cell in table.cells][:MOST_TEXTS]
    said = squeezed("\n".join(texts))
    counted = sorted(((_mentions(name, said), name) for name in rules.names()), reverse=True)
    if counted[0][0] and counted[0][0] > counted[1][0]:
        return rules.load(counted[0][1], year)
    known = "、".join(rules.names())
    raise ZipingError(
        "看不出这份报告用哪个县的规则",
        f"请加 --rules 规则包（{known}），或本县自己的规则文件，如 --rules 我县.toml；"
        "都没有的，用 --rules national",
    )


def _mentions(name: str, said: str) -> int:
    """How often the county of a pack's issuer is named; 0 for a pack of no county."""
    issuer = rules.issuer_of(name)
    place = issuer.removesuffix("财政局")
    if place == issuer:
        return 0
    for mark in ("省", "州", "市"):
        _, found, tail = place.partition(mark)
        place = tail if found and len(tail) > 1 else place
    return said.count(place)


def identity(opening: Section, drafts_unit: Text | None) -> dict[str, Text]:
    """Unit name, report date and notice as title block and opening tell them."""
    found: dict[str, Text] = {}
    for number, paragraph in enumerate(opening.paragraphs, 1):
        text, place = paragraph.full_text.strip(), opening.place(number)
        date = date_in(text)
        if date and "report_date" not in found:
            found["report_date"] = Field(date, place, text.rpartition("：")[2].strip())
        notice = _NOTICE.search(text)
        if notice and "notice" not in found and ("通知" in notice[0] or "号" in notice[0]):
            found["notice"] = Field(notice[0], place, notice[0])
    name = drafts_unit if drafts_unit is not None and drafts_unit.value else None
    found["name"] = name or _unit_name(opening)
    return {key: field for key, field in found.items() if field.value}


def date_in(text: str) -> str:
    """The date that a line is, or that stands behind its label; "" for any other line."""
    label, colon, rest = text.replace(":", "：").rpartition("：")
    if colon and not squeezed(label).endswith(("日期", "时间")):
        return ""
    return "".join(rest.split()) if _DATE.fullmatch(rest) else ""


def is_signature(paragraph: Paragraph, unit: str) -> bool:
    """The office's name, or a date, alone on a line: what stands under the text."""
    words = squeezed(paragraph.text)
    return bool(_DATE.fullmatch(paragraph.text)) or (bool(unit) and words == squeezed(unit))


def _unit_name(opening: Section) -> Text:
    """The name behind its label, in brackets under the title, in the title, or beside it."""
    lines = [" ".join(one.full_text.split()) for one in opening.paragraphs]
    for number, text in enumerate(lines, 1):
        name = labelled_unit(text)
        in_brackets = text[:1] in "（(" and text[-1:] in "）)" and 4 < len(text) < 40
        if not name and in_brackets and _is_unit(text[1:-1]):
            name = text[1:-1].strip()
        if name:
            return Field(name, opening.place(number), text)
    head = [squeezed(line) for line in lines[:6]]
    for number, words in [*enumerate(head, 1), (1, "".join(head))]:
        for pattern in _IN_TITLE:
            match = pattern.search(_CITED.sub("", words))
            if match and _is_unit(match["name"]):
                return Field(match["name"], opening.place(number), match["name"])
    for number, words in enumerate(head, 1):
        if _is_unit(words) and words.endswith(_OFFICES):
            return Field(words, opening.place(number), words)
    return Text()


def labelled_unit(text: str) -> str:
    """填报单位：永顺县水利局（盖章）; "" for any other line."""
    for pattern in (_COVER_UNIT, _FILLED_BY):
        match = pattern.search(" ".join(text.split()))
        if match and _is_unit(match["name"]):
            return match["name"].strip()
    return ""


def _is_unit(name: str) -> bool:
    """What may be an office's name: no form word, no year, no unit of money."""
    words = squeezed(name)
    if not 3 <= len(words) <= 40 or any(one in words for one in _NO_NAME):
        return False
    return not _YEAR.search(words) and bool(words.strip("部门单位本级年度我省市县区的"))


def is_cover(words: str, unit: str) -> bool:
    """A line of cover, title or table of contents, or the sentence that names the notice.

    `words` is squeezed; the report writes all this anew.
    """
    if unit and words == squeezed(unit):
        return True
    if len(words) <= LONGEST_TITLE and not any(mark in words for mark in _ENDS):
        labelled = words.startswith(_COVER_LABELS) or foot_spans(words) or labelled_unit(words)
        return bool(labelled) or not any(mark in words for mark in (":", "万元", "得分"))
    opens = words.endswith(("如下:", "如下。", "如下")) or "通知》" in words or "号)" in words
    return opens and "得分" not in words


def foot_values(paragraphs: Sequence[Paragraph], place: Place) -> dict[str, tuple[Text, str]]:
    """填表人, 填报日期, 联系电话, 负责人 of a foot line: each field with its line's text."""
    found: dict[str, tuple[Text, str]] = {}
    for paragraph in paragraphs:
        for key, start, end in foot_spans(paragraph.text):
            value = paragraph.text[start:end].strip(" \u3000\t_：:")
            if value and key not in found:
                found[key] = (Field(value, place, value), paragraph.text)
    return found


def foot_spans(text: str) -> list[tuple[str, int, int]]:
    """(key, start, end) of what stands behind each label of a foot line."""
    marks: list[tuple[int, int, str]] = []
    for key, spellings in FOOT_LABELS.items():
        for label in spellings:
            at = text.find(label)
            if at >= 0:
                end = at + len(label)
                while end < len(text) and text[end] in "：: \u3000":
                    end += 1
                marks.append((at, end, key))
                break
    marks.sort()
    if not marks or (len(marks) == 1 and text[: marks[0][0]].strip()):
        return []
    starts = [at for at, _, _ in marks[1:]] + [len(text)]
    return [(key, end, max(end, stop)) for (_, end, key), stop in zip(marks, starts, strict=True)]


def year_field(year: int, place: Place) -> Field[Decimal]:
    return Field(Decimal(year), place, str(year)) if year else Field(None, place)
