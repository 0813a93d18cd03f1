"""[mail] of a pack: where, by when, under which name; and what of it can't be carried out."""

from __future__ import annotations

from datetime import date

import pytest

from ziping import rules
from ziping.errors import RulePackError
from ziping.rules.mail import Mail, filled, mail_rules

HEAD = (
    '[pack]\nname = "x"\ntitle = "某县"\nissuer = "某县财政局"\nversion = "1"\nbase = "national"\n'
)


def pack(mail: str, year: int = 2024) -> rules.RulePack:
    national = rules.loader.read_texts("national")
    return rules.parse((*national, f"{HEAD}[mail]\n{mail}"), year)


def rule(key: str, value: str, start: int = 2020) -> str:
    said = f'{{ value = {value}, from = {start}, source = "通知", status = "confirmed" }}'
    return f"{key} = {said}\n"


def test_packs_that_come_with_ziping_name_no_place() -> None:
    """No address and no day is known to us: they are the county's to say."""
    for name in rules.names():
        found = mail_rules(rules.load(name, 2024))
        assert (found.address, found.deadline) == ("", None), name


def test_a_county_says_where_and_by_when() -> None:
    found = mail_rules(
        pack(
            rule("address", '"jxg@example.gov.cn"')
            + rule("deadline", "2025-03-31")
            + rule("file_name", '"{code}{unit}（{year}）第{number}次"')
        )
    )
    assert found.address == "jxg@example.gov.cn"
    assert found.deadline == date(2025, 3, 31)
    named = found.named(unit="甲县水利局", code="101001", year=2024, number=3)
    assert named == "101001甲县水利局（2024）第3次"


def test_the_day_of_each_year_is_its_own() -> None:
    text = (
        'deadline = [\n{ value = 2025-03-31, from = 2024, source = "通知", status = "confirmed" },'
        '\n{ value = 2026-04-15, from = 2025, source = "通知", status = "confirmed" },\n]\n'
    )
    assert mail_rules(pack(text, 2024)).deadline == date(2025, 3, 31)
    assert mail_rules(pack(text, 2025)).deadline == date(2026, 4, 15)


def test_the_usual_names() -> None:
    usual = Mail()
    given = {"unit": "甲县水利局", "code": "", "year": 2024, "number": 3}
    assert usual.named(**given) == "甲县水利局_2024_绩效自评_v3"  # type: ignore[arg-type]
    assert usual.titled(**given) == (  # type: ignore[arg-type]
        "甲县水利局2024年度部门整体支出绩效自评（第3次报送）"
    )


def test_what_is_put_in_is_not_read_again() -> None:
    assert filled("{unit}_{year}", unit="{year}局", year=2024) == "{year}局_2024"


@pytest.mark.parametrize(
    ("mail", "said"),
    [
        (rule("address", '"财政局"'), "mail.address"),
        (rule("address", '"a@b, c@d"'), "mail.address"),
        (rule("address", "5"), "mail.address"),
        (rule("deadline", '"2025-03-31"'), "mail.deadline"),
        (rule("deadline", "20250331"), "mail.deadline"),
        (rule("file_name", '"{unit}"'), "mail.file_name"),
        (rule("file_name", '"{unit}_{number}_{path}"'), "mail.file_name"),
        (rule("subject", '"{title}"'), "mail.subject"),
    ],
)
def test_what_cannot_be_carried_out_is_refused(mail: str, said: str) -> None:
    with pytest.raises(RulePackError, match=said.replace(".", r"\.")):
        pack(mail)
