"""Where an office sends its files, by when and under which name: the pack's [mail]."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from ziping.errors import RulePackError
from ziping.rules.pack import RulePack

FILE_NAME = "{unit}_{year}_绩效自评_v{number}"
SUBJECT = "{unit}{year}年度部门整体支出绩效自评（第{number}次报送）"
PLACEHOLDERS = frozenset({"unit", "code", "year", "number"})
_PLACEHOLDER = re.compile(r"\{(\w*)\}")
_ADDRESS = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+")


class Mail(NamedTuple):
    """The rules of sending; `address` is "" and `deadline` None where the pack says nothing."""

    address: str = ""
    deadline: date | None = None
    file_name: str = FILE_NAME
    subject: str = SUBJECT

    def named(self, *, unit: str, code: str, year: int, number: int) -> str:
        """The file name without extension, as the rule spells it; not yet cleaned for a disk."""
        return filled(self.file_name, unit=unit, code=code, year=year, number=number)

    def titled(self, *, unit: str, code: str, year: int, number: int) -> str:
        """The subject of the mail."""
        return filled(self.subject, unit=unit, code=code, year=year, number=number)


def filled(text: str, **given: str | int) -> str:
    """Placeholders put in at one go: a unit that is called {year} stays what it is."""
    return _PLACEHOLDER.sub(lambda match: str(given.get(match[1], match[0])), text)


def mail_rules(pack: RulePack) -> Mail:
    """[mail] of a pack; packs of earlier versions have none and get the usual names."""
    deadline = pack.get("mail.deadline")
    return Mail(
        address=str(pack.get("mail.address", "")),
        deadline=deadline if isinstance(deadline, date) else None,
        file_name=str(pack.get("mail.file_name", FILE_NAME)),
        subject=str(pack.get("mail.subject", SUBJECT)),
    )


def check_mail(pack: RulePack) -> None:
    """Raise `RulePackError` for a rule of [mail] that can't be carried out."""
    address, deadline = pack.get("mail.address", ""), pack.get("mail.deadline", "")
    if address and not (isinstance(address, str) and _ADDRESS.fullmatch(address)):
        raise _bad(pack, "mail.address", address, "应为一个邮箱地址，没有的写空字符串")
    if deadline != "" and not isinstance(deadline, date):
        raise _bad(pack, "mail.deadline", deadline, "应为日期，如 2025-03-31（不加引号）")
    for key, needed in (("mail.file_name", ("unit", "number")), ("mail.subject", ("unit",))):
        text = pack.get(key, "{unit}{number}")
        found = set(_PLACEHOLDER.findall(text)) if isinstance(text, str) else {""}
        if not found <= PLACEHOLDERS or not found.issuperset(needed):
            names = "、".join(f"{{{name}}}" for name in needed)
            raise _bad(pack, key, text, f"要有 {names}，可用的还有 {{code}}、{{year}}")


def _bad(pack: RulePack, key: str, value: object, expected: str) -> RulePackError:
    return RulePackError(f"规则包“{pack.name}”的 {key} 是“{value}”，{expected}", "请改正规则文件")
