"""Mails from outside: file names, senders and dates as mail programs write them."""

from __future__ import annotations

import base64
import email
import email.policy
import random
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.support.containers import (
    DATE,
    XLSX,
    attached,
    coded,
    expanded,
    mail_of,
    part,
    zip_of,
)
from ziping.collect import mime
from ziping.collect.inside import NamesApart
from ziping.collect.mail_words import address, header_text, moment, parameters

NAME = "甲县水利局_2024_绩效自评_v1.xlsx"
CONTENT = random.Random(7).randbytes(5000)
WIDE = "".join(f"%{byte:02X}" for byte in NAME.encode())
GBK = NAME.encode("gbk")


def _word(raw: bytes, charset: str) -> str:
    return f"=?{charset}?B?{base64.b64encode(raw).decode()}?="


@pytest.mark.parametrize(
    "line",
    [
        f'attachment; filename="{NAME}"'.encode(),
        b'attachment; filename="' + GBK + b'"',
        b"attachment; filename=" + GBK,
        f'attachment; filename="{_word(NAME.encode(), "UTF-8")}"'.encode(),
        f'attachment; filename="{_word(GBK, "gb2312")}"'.encode(),
        f"attachment; filename={_word(GBK, 'GBK')}".encode(),
        # a character cut in two between two words, and the words folded
        f'attachment;\r\n\tfilename="{_word(GBK[:7], "gb18030")}\r\n '
        f'{_word(GBK[7:], "gb18030")}"'.encode(),
        f"attachment; filename*=UTF-8''{WIDE}".encode(),
        f"attachment; filename=\"?.xlsx\"; filename*=utf-8'zh-CN'{WIDE}".encode(),
        b"attachment; filename*=GBK''" + "".join(f"%{byte:02x}" for byte in GBK).encode(),
        f"attachment;\r\n filename*1*={WIDE[30:]};\r\n filename*0*=UTF-8''{WIDE[:30]}".encode(),
        f'attachment; filename*0="{_word(GBK, "gbk")[:20]}"; '
        f'filename*1="{_word(GBK, "gbk")[20:]}"'.encode(),
        f'attachment; filename="{WIDE}"'.encode(),
        f'attachment; FILENAME = "C:\\Users\\办公室\\{NAME}" ; size=5000'.encode(),
        f'inline; filename="../../{NAME}"'.encode(),
        b"inline",
        b"",
    ],
)
def test_file_names(line: bytes, tmp_path: Path) -> None:
    """Where Content-Disposition tells none, `name=` of Content-Type does."""
    kind = b"Content-Type: application/octet-stream"
    if b"ile" not in line.lower():
        kind += b'; name="' + GBK + b'"'
    piece = part(CONTENT, kind, b"Content-Disposition: " + line)
    found = expanded(mail_of(piece), "收.eml", tmp_path)
    assert found.contents() == {NAME: CONTENT}
    assert found.refused == []


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ('attachment; filename="软件许可.xlsx"'.encode("gbk"), "软件许可.xlsx"),
        ('attachment; filename="孾縗.xlsx"'.encode("gbk"), "孾縗.xlsx"),  # 0x5C within
        (b'attachment; filename="a\\"b.xlsx"', 'a"b.xlsx'),
        (b'attachment; filename="100%.xlsx"', "100%.xlsx"),
        ("attachment; filename=2024年 自评; size=3".encode(), "2024年 自评.xlsx"),
        (b'attachment; filename="\xe7\x94\xb2.XLSX', "甲.XLSX"),  # no quote at the end
        (b"attachment; filename*=''%B8%CA.xlsx", "甘.xlsx"),
        (b"attachment; filename*=rot13''abc.xlsx", "abc.xlsx"),  # no character set
        (b"attachment; filename*zz=1; filename*99999=2", "附件2.xlsx"),
        (b"attachment", "附件2.xlsx"),
    ],
)
def test_odd_file_names(line: bytes, name: str, tmp_path: Path) -> None:
    piece = part(CONTENT, f"Content-Type: {XLSX}", b"Content-Disposition: " + line)
    assert expanded(mail_of(piece), "收.eml", tmp_path).contents() == {name: CONTENT}


def test_backslash_as_second_byte_of_a_character() -> None:
    raw = b'attachment; filename="\x81\x5c\x95\x5c.xlsx"'
    assert parameters(raw)[1]["filename"] == b"\x81\x5c\x95\x5c.xlsx".decode("gbk")


def test_nameless_attachment_is_known_by_its_content(tmp_path: Path) -> None:
    book = zip_of(("[Content_Types].xml", b"<x/>"), ("xl/workbook.xml", b"<x/>"))
    piece = part(book, "Content-Type: application/octet-stream")
    found = expanded(mail_of(piece), "收.eml", tmp_path)
    assert found.contents() == {"附件2.xlsx": book}
    assert found.members[0]["file"] == "0001.xlsx"


@pytest.mark.parametrize(
    ("sender", "shown"),
    [
        (b"slj@jia.example.cn", "slj@jia.example.cn"),
        (
            "甲县水利局 <slj@jia.example.cn>".encode("gbk"),
            "甲县水利局 <slj@jia.example.cn>",
        ),
        (
            f'"{_word("甲县水利局".encode(), "utf-8")}" <slj@jia.example.cn>'.encode(),
            "甲县水利局 <slj@jia.example.cn>",
        ),
        (
            b"=?gb2312?Q?=BC=D7=CF=D8_=CB=AE?= <slj@jia.example.cn>",
            "甲县 水 <slj@jia.example.cn>",
        ),
        ("甲\u202e县\x07 <a@b>".encode(), "甲县 <a@b>"),
        (b"", ""),
    ],
)
def test_senders(sender: bytes, shown: str, tmp_path: Path) -> None:
    (member,) = expanded(
        mail_of(attached("a.xlsx", b"1"), sender=sender), "收.eml", tmp_path
    ).members
    assert member["sender"] == shown


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"=?UTF-8?B?55Sy?= =?UTF-8?B?5Y6/?=", "甲县"),
        (b"=?UTF-8?B?55Q?=\r\n =?UTF-8?B?suWOvw==?=".replace(b"\r\n", b""), "甲县"),
        (b"=?utf-8*zh-CN?q?=E7=94=B2=E5=8E=BF?= 2024", "甲县 2024"),
        ("回复：甲县".encode("gb18030"), "回复：甲县"),
        (b"=?nonsense?B?55Sy?=", "甲"),
        (b"=?utf-8?B?!!!?= =?broken", "=?broken"),
        (b"plain =?gbk?B?vNc=?=plain", "plain 甲plain"),
    ],
)
def test_header_words(raw: bytes, text: str) -> None:
    assert header_text(raw) == text


@pytest.mark.parametrize(
    ("raw", "iso"),
    [
        (DATE, "2024-03-15T10:22:33+08:00"),
        ("15 Mar 2024 02:22:33 GMT", "2024-03-15T02:22:33+00:00"),
        ("Fri, 15 Mar 2024 10:22:33 +0800 (CST)", "2024-03-15T10:22:33+08:00"),
        ("Fri, 15 Mar 1804 10:22:33 +0800", ""),
        ("Fri, 32 Mar 2024 10:22:33 +0800", ""),
        ("Fri, 15 Mar 2024 10:22:33 +99999999", ""),
        ("昨天", ""),
        ("", ""),
    ],
)
def test_dates(raw: str, iso: str) -> None:
    assert moment(raw.encode()) == iso


def test_bad_date_is_that_of_the_file(tmp_path: Path) -> None:
    (member,) = expanded(mail_of(attached("a.xlsx", b"1"), date="昨天"), "收.eml", tmp_path).members
    assert member["received"][:4] >= "2024"
    assert member["received"][-6] in "+-"


def _forwarded() -> bytes:
    inner = mail_of(
        attached(NAME, CONTENT), sender="slj@jia.example.cn", subject="甲/报送", boundary="inner"
    )
    outer = part(inner, "Content-Type: message/rfc822", coding="")
    return mail_of(outer, sender="bgs@czj.example.cn", date="Mon, 18 Mar 2024 08:00:00 +0800")


def test_forwarded_mail_keeps_its_own_head(tmp_path: Path) -> None:
    (member,) = expanded(_forwarded(), "收.eml", tmp_path).members
    assert member["inner"] == ["甲／报送.eml", NAME]
    assert member["sender"] == "slj@jia.example.cn"
    assert member["received"] == "2024-03-15T10:22:33+08:00"


def test_head_of_the_outer_mail_where_the_inner_tells_none(tmp_path: Path) -> None:
    inner = b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n" + attached("a.csv", b"1")
    outer = mail_of(part(inner, 'Content-Type: message/rfc822; name="信.eml"'))
    (member,) = expanded(outer, "收.eml", tmp_path).members
    assert member["inner"] == ["信.eml", "a.csv"]
    assert (member["sender"], member["received"]) == (
        "slj@jia.example.cn",
        "2024-03-15T10:22:33+08:00",
    )


def test_zips_and_mails_within_each_other(tmp_path: Path) -> None:
    packed = zip_of((NAME.encode("gbk"), CONTENT))
    mail = mail_of(attached("报送.zip", packed), attached(NAME, b"second"))
    found = expanded(zip_of(("邮件/一.eml", mail)), "导出.zip", tmp_path)
    assert found.contents() == {
        f"邮件/一.eml › 报送.zip › {NAME}": CONTENT,
        f"邮件/一.eml › {NAME}": b"second",
    }
    assert {one["sender"] for one in found.members} == {"slj@jia.example.cn"}
    assert len(list(found.folder.iterdir())) == 2


def test_equal_names(tmp_path: Path) -> None:
    found = expanded(
        mail_of(attached("甲.xlsx", b"1"), attached("甲.xlsx", b"2")), "收.eml", tmp_path
    )
    assert found.contents() == {"甲.xlsx": b"1", "甲（同名第 2 个）.xlsx": b"2"}


JUNK = b"\r\n".join(
    [
        b"",
        coded(CONTENT)[:800],
        b"!",
        coded(CONTENT)[800:],
        b"--- scanned by a mail filter ---",
        b"",
    ]
)


@pytest.mark.parametrize(
    ("content", "coding"),
    [
        (JUNK, "base64"),
        (base64.b64encode(CONTENT), "BASE64"),
        (base64.b64encode(CONTENT).rstrip(b"=") + b"\r\n", "base64"),
        (base64.b64encode(CONTENT) + b"\r\n\r\nfooter", "base64"),
        (b"".join(b"=%02X" % byte for byte in CONTENT), "quoted-printable"),
        (CONTENT.replace(b"\r\n", b"").replace(b"\n--", b""), "binary"),
    ],
)
def test_transfer_encodings(content: bytes, coding: str, tmp_path: Path) -> None:
    raw = mail_of(
        part(
            content,
            'Content-Disposition: attachment; filename="a.xlsx"',
            f"Content-Transfer-Encoding: {coding}",
            coding="",
        )
    )
    assert expanded(raw, "收.eml", tmp_path).contents() == {"a.xlsx": CONTENT}


@pytest.mark.parametrize(
    "spoil",
    [
        lambda raw: raw.replace(b"\r\n", b"\n"),
        lambda raw: b"\xef\xbb\xbf" + raw,
        lambda raw: b"\r\n\r\n" + raw,
        lambda raw: b"From slj@jia.example.cn Fri Mar 15 10:22:33 2024\r\n" + raw,
        lambda raw: raw[: raw.rindex(b"\r\n------")],  # cut off after the last part
        lambda raw: raw.replace(b"boundary=", b"bound="),
        lambda raw: raw.replace(b'boundary="', b'boundary="another'),
    ],
)
def test_spoilt_containers(spoil: object, tmp_path: Path) -> None:
    raw = spoil(mail_of(attached(NAME, CONTENT)))  # type: ignore[operator]
    assert expanded(raw, "收.eml", tmp_path).contents() == {NAME: CONTENT}


@pytest.mark.parametrize(
    ("piece", "problem"),
    [
        (attached("winmail.dat", b"\x78\x9f\x3e\x22", "application/ms-tnef"), "winmail.dat"),
        (attached("WINMAIL.DAT", b"\x78\x9f\x3e\x22"), "winmail.dat"),
        (attached("甲.rar", b"Rar!"), "RAR"),
        (attached("甲.msg", b"\xd0\xcf"), "Outlook"),
        (attached("甲.zip", zip_of(("甲.xlsx", b"1"), password=True)), "zip 有密码"),
        (attached("smime.p7m", b"0", "application/pkcs7-mime"), "加密"),
        (attached("smime.p7m", b"0", "application/pkcs7-mime; smime-type=signed-data"), "签名"),
        (part(b"1", "Content-Type: message/partial"), "拆成"),
    ],
)
def test_told(piece: bytes, problem: str, tmp_path: Path) -> None:
    found = expanded(mail_of(piece, attached("好.xlsx", b"good")), "收.eml", tmp_path)
    assert list(found.contents().values()) == [b"good"]
    (told,) = found.refused
    assert problem in told["problem"]
    assert told["sender"] == "slj@jia.example.cn"


LARGE = '<a href="http://mail.qq.com/cgi-bin/ftnExs_download?k=1">甲.zip</a>'.encode("gbk")
SHARED = "链接：https://pan.baidu.com/s/1abc 提取码：1234".encode("gbk")


@pytest.mark.parametrize(
    ("body", "pieces", "problem"),
    [
        (LARGE, (), "网盘链接"),
        (LARGE, (attached("a.xlsx", b"1"),), "网盘链接"),
        (SHARED, (), "网盘链接"),
        (SHARED, (attached("a.xlsx", b"1"),), ""),
        ("收到，谢谢。".encode("gbk"), (), "没有附件"),
    ],
)
def test_bodies(body: bytes, pieces: tuple[bytes, ...], problem: str, tmp_path: Path) -> None:
    found = expanded(mail_of(*pieces, body=body), "收.eml", tmp_path)
    assert len(found.members) == len(pieces)
    assert [problem in one["problem"] for one in found.refused] == [True] * bool(problem)


def test_bounce_is_no_submission(tmp_path: Path) -> None:
    own = mail_of(attached(NAME, CONTENT), boundary="own")
    returned = part(own, "Content-Type: message/rfc822", coding="")
    raw = mail_of(returned, kind="multipart/report; report-type=delivery-status")
    found = expanded(raw, "收.eml", tmp_path)
    assert found.members == []
    (told,) = found.refused
    assert "退信" in told["problem"]


def test_pictures_of_the_body_and_signatures_are_no_attachments(tmp_path: Path) -> None:
    picture = part(b"png", "Content-Type: image/png; name=logo.png", "Content-ID: <1>")
    scan = part(b"jpg", "Content-Type: image/jpeg; name=盖章.jpg")
    signature = attached("smime.p7s", b"1", "application/pkcs7-signature")
    related = mail_of(picture, kind="multipart/related", boundary="inner")
    related = related[related.index(b"Content-Type") :]
    found = expanded(mail_of(related, scan, signature), "收.eml", tmp_path)
    assert found.contents() == {"盖章.jpg": b"jpg"}
    assert found.refused == []


@pytest.mark.parametrize("policy", [email.policy.SMTP, email.policy.SMTPUTF8, email.policy.default])
def test_same_as_the_standard_library(policy: email.policy.EmailPolicy, tmp_path: Path) -> None:
    message = EmailMessage(policy=policy)
    message["From"] = "甲县水利局 <slj@jia.example.cn>"
    message["Subject"] = "甲县水利局" * 20
    message["Date"] = DATE
    message.set_content("见附件。")
    message.add_alternative("<p>见附件。</p>", subtype="html")
    files = {NAME: CONTENT, "报告.docx": b"d" * 100, "甲" * 60 + ".pdf": b""}
    for name, content in files.items():
        message.add_attachment(content, maintype="application", subtype="x-any", filename=name)
    found = expanded(message.as_bytes(), "收.eml", tmp_path)
    assert found.contents() == files
    assert {one["subject"] for one in found.members} == {"甲县水利局" * 20}
    assert address(b"") == ""


def test_hostile_shapes_end(tmp_path: Path) -> None:
    """Endless heads, nesting without end, boundaries in thousands: bounded, and told."""
    nested = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (level, level)
        for level in range(300)
    )
    parts = b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\n" * 100_000
    heads = b"Subject: " + b"x" * 3_000_000 + b"\r\n\r\n"
    words = b"Subject: " + b"=?" * 60_000 + b"\r\nContent-Type: a/b" + b"; a" * 60_000 + b"\r\n\r\n"
    for number, raw in enumerate((nested, parts, heads, words, b"\0" * 1000, b"\n" * 5000)):
        found = expanded(raw, f"{number}.eml", tmp_path)
        assert len(found.members) <= 1
        assert found.members or found.refused


def test_more_parts_than_are_looked_at_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mime, "MAX_PARTS", 3)
    body = part(b"1", "Content-Type: text/plain")
    found = expanded(mail_of(attached("甲.xlsx", b"1"), body, body), "收.eml", tmp_path)
    assert found.names() == ["甲.xlsx"]
    assert "个部分，后面的没有取出" in found.problems()[""]


def test_multiparts_without_end_are_told_as_such(tmp_path: Path) -> None:
    raw = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (level, level)
        for level in range(30)
    )
    found = expanded(raw, "收.eml", tmp_path)
    assert not found.members
    assert found.problems() == {"": "邮件套得太深，没有再打开"}


def test_no_two_names_are_the_same() -> None:
    names = NamesApart()
    given = ("甲.xlsx", "甲（同名第 2 个）.xlsx", "甲.XLSX", "甲.xlsx", "甲（同名第 2 个）.xlsx")
    assert len({names.apart(name).lower() for name in given}) == len(given)


def test_only_litter_is_no_attachment(tmp_path: Path) -> None:
    found = expanded(mail_of(attached("~$甲.xlsx", b"1")), "收.eml", tmp_path)
    assert found.problems() == {"": "邮件里没有附件"}


def test_when_the_last_server_took_it_in(tmp_path: Path) -> None:
    """The topmost Received line; those below and Date are the sender's."""
    lines = (
        b"Received: from a by mx.yi.example.cn (Postfix) id 1;\r\n"
        b"\tWed, 9 Apr 2025 09:10:00 +0800\r\n"
        b"Received: from b by a; Sun, 30 Mar 2025 09:00:00 +0800\r\n"
    )
    piece = part(CONTENT, XLSX, f'Content-Disposition: attachment; filename="{NAME}"'.encode())
    for head, arrived in ((lines, "2025-04-09T09:10:00+08:00"), (b"", "")):
        found = expanded(head + mail_of(piece), f"{len(head)}.eml", tmp_path)
        (member,) = found.members
        assert member["arrived"] == arrived and member["received"].startswith("20")
