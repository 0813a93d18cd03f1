"""A real mail round on this machine: sent by SMTP, fetched by IMAP, taken apart.

The office's draft is the one that `ziping pack` makes; the others are as mail programs write them.
"""

from __future__ import annotations

import email
import email.policy
import os
import random
from collections.abc import Iterator, Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.collect.making import make
from tests.support.containers import DATE, Expanded, attached, expanded, mail_of, part, zip_of
from tests.support.mail_servers import MailServers, missing
from ziping.tasks.packing import Asked, finish, prepare

TO = "jxg@czj.example.cn"
FROM = "slj@jia.example.cn"
SHOWN_FROM = "甲县水利局 <slj@jia.example.cn>"
NAME = "甲县水利局_2024_绩效自评_v1.xlsx"
BOOK = random.Random(3).randbytes(70_000)
OTHER = random.Random(4).randbytes(30_000)
WHEN = "2024-03-15T10:22:33+08:00"


class Sent(NamedTuple):
    """A mail and what must come of it: files by their names inside, problems by theirs."""

    message: bytes
    files: Mapping[str, bytes]
    problems: Mapping[str, str] = {}
    sender: str = SHOWN_FROM
    received: str = WHEN


@pytest.fixture(scope="module")
def servers() -> Iterator[MailServers]:
    if reason := missing():
        if os.environ.get("ZIPING_REQUIRE_MAIL") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    with MailServers() as running:
        yield running


def _mail(*parts: bytes, date: str = DATE) -> bytes:
    sender, subject = f"甲县水利局 <{FROM}>", "报送2024年度自评"
    return mail_of(*parts, sender=sender.encode("gbk"), subject=subject.encode("gbk"), date=date)


def _packed(folder: Path) -> tuple[bytes, dict[str, bytes]]:
    """The draft of `ziping pack`, and what it says is attached."""
    book = make(folder / "甲.xlsx", unit="甲县水利局", code="100001")
    asked = Asked(folder=folder / "报送", with_errors=True, pdf=False, to=TO)
    done = finish(prepare(book, asked, date(2025, 3, 1)))
    draft = next((folder / "报送").rglob("*.eml")).read_bytes()
    return draft, {one.name: one.content for one in done.attachments}


HEAD = (
    "Message-ID: <1@jia.example.cn>\r\nDate: Fri, 15 Mar 2024 10:22:33 +0800\r\n"
    f"From: =?gb18030?B?vNfP2MuuwPu+1g==?= <{FROM}>\r\n"
)


def _as_sent(draft: bytes) -> bytes:
    """A mail program that keeps the draft and puts its own lines before it."""
    return HEAD.encode() + draft.replace(b"X-Unsent: 1\r\n", b"")


def _rewritten(draft: bytes) -> bytes:
    """One that reads the draft and writes a mail of its own, with its own kind of names."""
    message = email.message_from_bytes(_as_sent(draft), policy=email.policy.SMTP)
    again = email.message.EmailMessage(policy=email.policy.SMTP)
    for name in ("Message-ID", "Date", "From", "To", "Subject"):
        again[name] = message[name]
    again.set_content("见附件")
    for one in message.iter_attachments():
        again.add_attachment(
            one.get_payload(decode=True),
            maintype="application",
            subtype="octet-stream",
            filename=one.get_filename(),
        )
    return again.as_bytes()


def _mails() -> dict[str, Sent]:
    packed = zip_of((NAME.encode("gbk"), BOOK), ("报告/报告.docx".encode("gbk"), OTHER))
    nested = zip_of(("内.zip", packed), ("说明.pdf", b"pdf"))
    inner = mail_of(attached(NAME, BOOK), sender=f"乙 <yi@{FROM[4:]}>", boundary="inner")
    forward = part(inner, "Content-Type: message/rfc822", coding="8bit")
    later = "Mon, 18 Mar 2024 08:00:00 +0800"
    return {
        "quoted name in GBK": Sent(_mail(attached(NAME.encode("gbk"), BOOK)), {NAME: BOOK}),
        "quoted name in UTF-8": Sent(_mail(attached(NAME, BOOK)), {NAME: BOOK}),
        "zip with names in GBK": Sent(
            _mail(attached("报送.zip".encode("gbk"), packed)),
            {f"报送.zip › {NAME}": BOOK, "报送.zip › 报告/报告.docx": OTHER},
        ),
        "zip in a zip": Sent(
            _mail(attached("外.zip", nested)),
            {
                f"外.zip › 内.zip › {NAME}": BOOK,
                "外.zip › 内.zip › 报告/报告.docx": OTHER,
                "外.zip › 说明.pdf": b"pdf",
            },
        ),
        "winmail.dat": Sent(
            _mail(attached("winmail.dat", b"\x78\x9f\x3e\x22" + OTHER, "application/ms-tnef")),
            {},
            {"winmail.dat": "winmail.dat"},
        ),
        "two of one name": Sent(
            _mail(attached(NAME, BOOK), attached(NAME, OTHER)),
            {NAME: BOOK, NAME.replace(".xlsx", "（同名第 2 个）.xlsx"): OTHER},
        ),
        "forwarded as attachment": Sent(
            _mail(forward, date=later), {f"test.eml › {NAME}": BOOK}, sender=f"乙 <yi@{FROM[4:]}>"
        ),
        "forwarded without attachment": Sent(_mail(date=later), {}, {"": "没有附件"}),
    }


def _told(found: Expanded) -> set[tuple[str, str]]:
    return {(one["sender"], one["received"]) for one in found.members}


def test_round(servers: MailServers, tmp_path: Path) -> None:
    draft, attachments = _packed(tmp_path)
    assert len(attachments) == 2
    mails = {
        "draft as sent": Sent(_as_sent(draft), attachments),
        "draft written anew": Sent(_rewritten(draft), attachments),
        **_mails(),
    }
    for mark, mail in mails.items():
        servers.send(FROM, TO, f"X-Mark: {mark}\r\n".encode() + mail.message)
    came = {
        email.message_from_bytes(raw)["X-Mark"]: raw for raw in servers.fetch("jxg", len(mails))
    }
    assert came.keys() == mails.keys()
    for number, (mark, mail) in enumerate(mails.items()):
        found = expanded(came[mark], f"{number}.eml", tmp_path)
        assert found.contents() == mail.files, mark
        assert _told(found) == ({(mail.sender, mail.received)} if mail.files else set()), mark
        assert found.problems().keys() == mail.problems.keys(), mark
        assert all(told in found.problems()[name] for name, told in mail.problems.items()), mark
        for member in found.members:
            content = mail.files[" › ".join(member["inner"])]
            assert member["digest"] == sha256(content).hexdigest(), mark


def test_large_mail(servers: MailServers, tmp_path: Path) -> None:
    """A zip of many offices through both servers."""
    files = {f"{number}号局.xlsx": random.Random(number).randbytes(200_000) for number in range(15)}
    servers.send(FROM, "large@czj.example.cn", _mail(attached("全县.zip", zip_of(*files.items()))))
    (raw,) = servers.fetch("large", 1)
    found = expanded(raw, "大.eml", tmp_path)
    assert found.contents() == {f"全县.zip › {name}": content for name, content in files.items()}
