"""The rules inside a returned workbook: the pack's text, the 规则 sheet, the grammar's lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from ziping import rules
from ziping.errors import RulePackError
from ziping.model import Place
from ziping.package.cells import Cell
from ziping.package.refs import cell_ref
from ziping.quantity import general_text
from ziping.rules import Rule, RulePack
from ziping.workbook.layout import HIDDEN, RULES
from ziping.workbook.opened import Opened
from ziping.workbook.own_packs import own_texts
from ziping.workbook.tampering.change import RULE, TemplateChange, short
from ziping.workbook.tampering.sheets import Returned

UNKNOWN_PACK = "规则包"


def known_pack(pack: RulePack, issued: RulePack | None = None) -> RulePack | None:
    """The pack of the same name and version, for the same year: the one issued, else ours."""
    if issued is not None and issued.name == pack.name:
        texts, versions = issued.texts, _versions(issued.texts) == _versions(pack.texts)
    else:
        texts = own_texts(pack.name)
        versions = bool(texts) and rules.version_of(texts[-1]) == pack.version
    if texts == pack.texts:
        return pack
    try:
        return rules.parse(texts, pack.year) if versions else None
    except RulePackError:
        return None  # the one issued says nothing of this year


def _versions(texts: Sequence[str]) -> list[str]:
    """Its own and that of its base: a newer program may bring another base."""
    return [rules.version_of(text) for text in texts]


def pack_note(pack: RulePack, issued: RulePack | None = None) -> str:
    """A sentence where nobody here knows the pack inside: no change, and nobody's fault."""
    if issued is not None or own_texts(pack.name):
        return ""
    return (
        f"规则包“{pack.name}”是文件自带的，照它核对；"
        "加 --rules 我县.toml 可再与下发时的规则文件核对。"
    )


def changed_pack(
    opened: Opened, pack: RulePack, ours: RulePack | None, issued: RulePack | None = None
) -> Iterator[TemplateChange]:
    """How the pack inside differs from the one known, or from what its hash says."""
    rect = opened.find(HIDDEN, "rules_texts")
    place = Place(rect.sheet, cell_ref(rect.row, rect.col))
    if ours is pack:
        return
    if ours is not None:
        yield from _differing(place, pack, ours)
        return
    if known := _known_version(pack, issued):
        found = f"{pack.name} {pack.version} 版；以文件里带的为准比对"
        yield TemplateChange(RULE, place, UNKNOWN_PACK, known, short(found))
    if rules.digest(pack.texts) != opened.fact("rules_hash"):
        text = "规则包正文与生成时的校验值不符"
        yield TemplateChange(RULE, place, "规则包正文", "与校验值一致", text, True)


def _known_version(pack: RulePack, issued: RulePack | None) -> str:
    """Which pack we know instead; "" where we know none: a county's own is nothing changed."""
    own = own_texts(pack.name)
    if issued is not None and (issued.name == pack.name or not own):
        return f"规则文件是 {issued.name} {issued.version} 版"
    return f"本程序的是 {rules.version_of(own[-1])} 版" if own else ""


def _differing(place: Place, pack: RulePack, ours: RulePack) -> Iterator[TemplateChange]:
    keys = [*ours.rules, *(key for key in pack.rules if key not in ours.rules)]
    different = [key for key in keys if pack.rules.get(key) != ours.rules.get(key)]
    for key in different:
        wanted, found = _told(ours.rules.get(key), pack.rules.get(key))
        yield TemplateChange(RULE, place, f"规则包 {key}", short(wanted), short(found), True)
    if not different:
        text = "正文有改动（各项的值没有变）"
        yield TemplateChange(RULE, place, "规则包正文", "与下发时一致", text, True)


def _told(ours: Rule | None, found: Rule | None) -> tuple[str, str]:
    """Both values: of lists only the items that differ, of equal values what else is said."""
    if ours is None or found is None:
        return plain(ours.value) if ours else "", plain(found.value) if found else ""
    if ours.value == found.value:
        return _source(ours), _source(found)
    one, other = ours.value, found.value
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        pairs = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
        return plain([a for a, _ in pairs]), plain([b for _, b in pairs])
    return plain(one), plain(other)


def _source(rule: Rule) -> str:
    return f"{plain(rule.value)}（{rule.from_year} 年起；{rule.source}；{rule.status}）"


def plain(value: object) -> str:
    """A rule's value in words; an object of the pack by its values."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Mapping):
        return "，".join(plain(item) for item in value.values())
    if isinstance(value, list):
        return "；".join(plain(item) for item in value)
    return general_text(value) if isinstance(value, Decimal) else str(value)


def changed_values(sheet: Returned) -> Iterator[TemplateChange]:
    """Cells that formulas read as rules: another value, or a formula in place of one."""
    cells = sheet.elements.cells
    for at, wanted in sheet.template.values.items():
        place = at if sheet.shifts.is_still else sheet.shifts.place(*at)
        cell = cells.get(place)
        found = "" if cell is None else shown(cell)
        if found != wanted or (cell is not None and cell.formula is not None):
            if cell is not None and cell.formula is not None:
                found = f"公式，显示“{found}”"
            label = _label(sheet, at)
            where = Place(sheet.name, cell_ref(*place))
            yield TemplateChange(RULE, where, label, short(wanted), short(found), True)


def _label(sheet: Returned, at: tuple[int, int]) -> str:
    if sheet.kind != RULES:
        return "拆分指标值用的字表"
    caption = sheet.template.caption(*at)
    return f"“规则”表 {caption}" if caption else "“规则”表"


def shown(cell: Cell) -> str:
    """What a cell shows: programs spell one number in several ways."""
    return general_text(cell.value) if isinstance(cell.value, Decimal) else cell.text
