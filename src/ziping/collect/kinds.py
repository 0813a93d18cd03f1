"""What a file is by its name, and what is said of one that is not read."""

from __future__ import annotations

from ziping.collect.inside import foreign, suffix_of
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
_LITTER = frozenset({"thumbs.db", "desktop.ini"})
_OURS = (".收件记录.db", ".收件记录.db-journal")


def kind_of(name: str) -> str:
    """WORKBOOK, REPORT, CONTAINER, ATTACHMENT, FOREIGN, or SILENT: not worth a word."""
    name = name.lower()
    hidden = name.startswith((".", "~$")) or name.endswith((".bak", ".tmp", *_OURS))
    if hidden or name in _LITTER:
        return SILENT
    return _KINDS.get(suffix_of(name), FOREIGN)


def not_read(name: str) -> Refusal | None:
    """What is said of an attachment or a foreign file; None for what is read."""
    kind = kind_of(name)
    if kind == ATTACHMENT:
        return Refusal("attachment", "附件，不是工作簿或报告，没有读", "需要时请打开查看")
    return foreign_file(name) if kind == FOREIGN else None


def foreign_file(name: str) -> Refusal:
    """What it is and what to make of it."""
    trouble = foreign(name)
    if trouble is not None:
        return Refusal(*trouble)
    suffix = suffix_of(name)
    if suffix in _OLD_WORD | _OLD_EXCEL:
        wanted = ".docx" if is_word(name) or suffix in _OLD_WORD else ".xlsx"
        problem = f"这是 {suffix} 格式的文件，这里只读 {wanted}"
        return Refusal("foreign", problem, f"请用 {program(wanted)} 打开后另存为 {wanted}，再收")
    told = f"扩展名是“{suffix}”" if suffix else "文件名没有扩展名"
    return Refusal(
        "foreign", f"{told}，不是工作簿、报告、邮件或压缩包", "只改过名的，请把扩展名改回来再收"
    )
