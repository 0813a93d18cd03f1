"""What a file is by its name, and what is said of one that is not read."""

from __future__ import annotations

import re

from ziping.collect.inside import foreign, is_litter, suffix_of
from ziping.collect.reading import REPORT, WORKBOOK, Refusal
from ziping.package.program import is_word, program

CONTAINER, ATTACHMENT, FOREIGN, SILENT = "container", "attachment", "foreign", "silent"
_KINDS = {
    ".xlsx": WORKBOOK,
    ".xlsm": WORKBOOK,
    ".docx": REPORT,
    ".docm": REPORT,
    ".zip": CONTAINER,
    ".eml": CONTAINER,
    **dict.fromkeys(
        (".pdf", ".ofd", ".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".heic",
         ".txt", ".md", ".htm", ".html", ".log", ".ics", ".vcf", ".p7s"),
        ATTACHMENT,
    ),
}  # fmt: skip
_OLD_WORD = frozenset({".doc", ".wps", ".rtf", ".odt", ".dot", ".wpt", ".dotx", ".dotm"})
_OLD_EXCEL = frozenset(
    {".xls", ".et", ".ett", ".ods", ".xlsb", ".csv", ".xlt", ".xltx", ".xltm", ".numbers"}
)
_SPARE = (".bak", ".tmp")
_OURS = re.compile(r"\.收件记录(?:\.停用\d+)?\.db(?:-journal)?$")  # the journal, also one set aside


def kind_of(name: str) -> str:
    """WORKBOOK, REPORT, CONTAINER, ATTACHMENT, FOREIGN, or SILENT: not worth a word.

    This is of files on disk, where programs leave much; see `kind_inside`.
    """
    name = name.lower()
    hidden = name.startswith(".") or name.endswith(_SPARE) or _OURS.search(name)
    return SILENT if hidden else kind_inside(name)


def kind_inside(name: str) -> str:
    """The same of what lies in a mail or zip: somebody sent it, so little of it is litter."""
    return SILENT if is_litter(name) else _KINDS.get(suffix_of(name.lower()), FOREIGN)


def not_read(name: str) -> Refusal | None:
    """What is said of an attachment or a foreign file; None for what is read, or not told."""
    return _said(name, kind_of(name))


def not_read_inside(name: str) -> Refusal | None:
    """The same of what lies in a mail or zip."""
    return _said(name, kind_inside(name))


def _said(name: str, kind: str) -> Refusal | None:
    if kind == ATTACHMENT:
        return Refusal("attachment", "附件，不是工作簿或报告，没有读", "需要时请打开查看")
    return foreign_file(name) if kind == FOREIGN else None


def foreign_file(name: str) -> Refusal:
    """What it is and what to make of it."""
    trouble = foreign(name)
    if trouble is not None:
        return Refusal(*trouble)
    suffix = suffix_of(name)
    if suffix in _SPARE:
        problem = f"这是 {suffix} 文件（备份或临时文件），没有读"
        return Refusal("foreign", problem, "要报的就是它的，请把扩展名改回 .xlsx 再收；否则不用管")
    if suffix in _OLD_WORD | _OLD_EXCEL:
        wanted = ".docx" if is_word(name) or suffix in _OLD_WORD else ".xlsx"
        problem = f"这是 {suffix} 格式的文件，这里只读 {wanted}"
        return Refusal("foreign", problem, f"请用 {program(wanted)} 打开后另存为 {wanted}，再收")
    told = f"扩展名是“{suffix}”" if suffix else "文件名没有扩展名"
    return Refusal(
        "foreign", f"{told}，不是工作簿、报告、邮件或压缩包", "只改过名的，请把扩展名改回来再收"
    )


def nothing_inside(name: str) -> Refusal:
    """Of a mail or zip in which there is nothing but litter: nothing came is also worth a line."""
    if suffix_of(name) == ".eml":
        return Refusal("attachment", "邮件里没有附件", "如果应当有附件，请对方重发")
    return Refusal("attachment", "压缩包里没有可以收的文件", "请核对是不是这个文件，或请对方重发")
