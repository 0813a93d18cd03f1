"""What came with a mail: who sent it when, its attachments, and what only looks like one.

Text bodies, signatures and the pictures of a body are no attachments. What cannot be taken out
(winmail.dat, encrypted mail, a link instead of a file) is told with what the sender should do.
"""

from __future__ import annotations

import mmap
import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import NamedTuple

from ziping.collect.inside import (
    FOREIGN,
    Item,
    Trouble,
    is_litter,
    shown_line,
    shown_name,
    suffix_of,
)
from ziping.collect.mail_words import address, header_text, moment, text_of
from ziping.collect.mime import MAX_PARTS, Head, Part, TooManyPartsError, decoded, parts, read_head


class Letter(NamedTuple):
    """The head of a mail, decoded; "" where it does not say."""

    received: str
    sender: str
    subject: str
    arrived: str = ""  # at the last mail server, which the sender does not write


SUFFIXES = {
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.ms-excel.sheet.macroenabled.12": ".xlsm",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.ms-word.document.macroenabled.12": ".docm",
    "application/vnd.ms-excel": ".xls",
    "application/msword": ".doc",
    "application/pdf": ".pdf",
    "application/zip": ".zip",
    "application/x-zip": ".zip",
    "application/x-zip-compressed": ".zip",
    "text/csv": ".csv",
    "text/plain": ".txt",
    "text/html": ".html",
    "image/jpeg": ".jpg",
    "image/png": ".png",
}
_BODIES = frozenset({"text/plain", "text/html", "text/enriched", "text/calendar", "text/richtext"})
_SILENT = frozenset(
    {
        "application/pkcs7-signature",
        "application/x-pkcs7-signature",
        "application/pgp-signature",
        "application/pgp-encrypted",
        "application/applefile",
    }
)
_BODY = 256 * 1024  # bytes of a body in which links are looked for
_RESEND = "请对方关掉邮件的加密和签名，重新发送"
_ENCRYPTED = Trouble("unusable", "这是加密的邮件，附件取不出来", _RESEND)
_SIGNED = Trouble("unusable", "这封邮件整个包在签名里（smime.p7m），附件取不出来", _RESEND)
_PARTIAL = Trouble(
    "unusable", "这封邮件被拆成了几封发送，附件不完整", "请对方分几封发送，每封附件小一些"
)
_BOUNCE = Trouble(
    "attachment", "这是系统退信或回执，不是单位报送", "请核对收件地址；要收的请单位另发"
)
_DEEP = Trouble("unsafe", "邮件套得太深，没有再打开", "请对方新写一封邮件，直接附上文件")
_MANY = Trouble(
    "unsafe", f"邮件超过 {MAX_PARTS:,} 个部分，后面的没有取出", "请对方压缩成一个 zip 附件重发"
)
_NOTHING = Trouble("attachment", "邮件里没有附件", "如果应当有附件，请对方重发")
_CLOUD = Trouble(
    "unusable", "附件是网盘链接，没有文件", "请打开邮件下载后放进文件夹，或请对方改用普通附件重发"
)
# links that a mail program itself puts in place of a large attachment
_LARGE = re.compile(
    r"mail\.qq\.com/(?:cgi-bin/ftnExs_|ftn/)|(?:fs|mail|dashi)\.(?:163|126|yeah)\.(?:com|net)/"
    r"(?:fs/display|large-attachment|html/cloud-attachment)|mail\.sina\.com\.cn/filecenter|"
    r"mail\.10086\.cn/[^\s\"]{0,100}(?:largefile|download)",
    re.IGNORECASE,
)
# links to a shared file: told only where no file came, a reply may quote our own letter
_SHARED = re.compile(
    r"(?:pan\.baidu\.com/(?:s|share)/|(?:aliyundrive|alipan)\.com/s/|pan\.quark\.cn/s/|kdocs\.cn/|"
    r"docs\.qq\.com/|cloud\.189\.cn/|share\.weiyun\.com/|1drv\.ms/|(?:caiyun|yun)\.139\.com/|"
    r"123(?:pan|684|865|912)\.com/s/)",
    re.IGNORECASE,
)


def read_letter(raw: mmap.mmap) -> tuple[Letter, Head]:
    """Who, when, what about; blank lines and a byte order mark before the head are passed over."""
    start = re.match(rb"(?:\xef\xbb\xbf)?[\r\n]*", raw[:1000])
    head = read_head(raw, start.end() if start else 0, len(raw))
    letter = Letter(
        moment(head.get("date")),
        shown_line(address(head.get("from"))),
        shown_line(header_text(head.get("subject"))),
        moment(head.get("received").rpartition(b";")[2]),
    )
    return letter, head


def mail_items(raw: mmap.mmap, head: Head) -> Iterator[Item]:
    """The attachments in order, then what the body says in their place, then that there is none."""
    links = {"large": False, "shared": False}
    found, told = False, set[Trouble]()
    try:
        for number, part in enumerate(parts(raw, head), 1):
            item = _item(raw, part, number)
            if item is None:
                _look_for_links(raw, part, links)
            elif item.name or item.trouble not in told:  # what is said of the whole mail, once
                found = True
                told |= {item.trouble} if item.trouble else set()
                yield item
    except TooManyPartsError:
        found = True
        yield Item("", trouble=_MANY)
    if links["large"] or (links["shared"] and not found):
        yield Item("", trouble=_CLOUD)
    elif not found:
        yield Item("", trouble=_NOTHING)


def _item(raw: mmap.mmap, part: Part, number: int) -> Item | None:
    """A leaf as something inside; None for what is no attachment."""
    if trouble := _whole_mail(part):
        return Item("", trouble=trouble)
    if part.kind in _SILENT or _is_body(part) or _is_decoration(part):
        return None
    if part.kind == "message/rfc822":
        return Item(_mail_name(raw, part), _pour(raw, part), kind="mail")
    name = shown_name(_name(part, number)).rpartition("/")[2]
    if part.kind in ("application/ms-tnef", "application/vnd.ms-tnef"):
        return Item(name, trouble=Trouble("foreign", *FOREIGN[".tnef"]))
    return None if is_litter(name) else Item(name, _pour(raw, part))


def _whole_mail(part: Part) -> Trouble | None:
    """Trouble that is the mail's, not one attachment's."""
    if any(around.startswith("multipart/report;") for around in part.inside):
        return _BOUNCE
    if part.kind.startswith("multipart/"):
        return _DEEP
    if "multipart/encrypted" in part.inside:
        return _ENCRYPTED
    if part.kind in ("application/pkcs7-mime", "application/x-pkcs7-mime"):
        signed = part.parameters.get("smime-type", "").lower() == "signed-data"
        return _SIGNED if signed else _ENCRYPTED
    return _PARTIAL if part.kind == "message/partial" else None


def _is_body(part: Part) -> bool:
    return part.kind in _BODIES and part.disposition != "attachment" and not part.name


def _is_decoration(part: Part) -> bool:
    """A picture that the body shows, not one that was attached (as a signed scan is)."""
    shown = bool(part.content_id) and any(one == "multipart/related" for one in part.inside)
    other = part.kind.startswith("message/") and part.kind != "message/rfc822"
    return other or (part.kind.startswith("image/") and shown and part.disposition != "attachment")


def _name(part: Part, number: int) -> str:
    """The name that it bears, else one by its content type."""
    suffix = SUFFIXES.get(part.kind, "")
    if not part.name.strip():
        return f"附件{number}{suffix}"
    return part.name if suffix_of(part.name) or not suffix else f"{part.name}{suffix}"


def _mail_name(raw: mmap.mmap, part: Part) -> str:
    if part.name:
        return shown_name(part.name).rpartition("/")[2]
    subject = header_text(read_head(raw, part.start, part.end).get("subject"))
    return shown_name(subject.replace("/", "／") or "转发的邮件") + ".eml"


def _pour(raw: mmap.mmap, part: Part) -> Callable[[], Iterator[bytes]]:
    return lambda: decoded(raw, part)


def _look_for_links(raw: mmap.mmap, part: Part, links: dict[str, bool]) -> None:
    """In the beginning of a body; nothing is ever fetched."""
    if not _is_body(part):
        return
    block = b"".join(islice(decoded(raw, part), 1))[:_BODY]
    text = text_of(block, part.parameters.get("charset", ""))
    links["large"] = links["large"] or bool(_LARGE.search(text))
    links["shared"] = links["shared"] or bool(_SHARED.search(text))
