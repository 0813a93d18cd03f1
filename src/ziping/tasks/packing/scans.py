"""The signed and stamped scan: taken in where it is what its name says, else asked for."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from ziping.errors import UnusableFileError
from ziping.package.gate import read_file

SLOT = "签字盖章扫描件"
NOTE = "说明.txt"
MOST, MOST_EACH, MOST_TOGETHER = 20, 10 << 20, 20 << 20  # mail programs take 20 to 50 MB
KINDS = {
    ".pdf": (b"%PDF-", "PDF"),
    ".jpg": (b"\xff\xd8\xff", "JPG 图片"),
    ".jpeg": (b"\xff\xd8\xff", "JPG 图片"),
    ".png": (b"\x89PNG\r\n\x1a\n", "PNG 图片"),
}
ASKED = "请扫描或拍照成 PDF、JPG、PNG 再附上"


class Scan(NamedTuple):
    """A file that was given, read once: `name` is what it is called in the submission."""

    name: str
    content: bytes


def read_scans(paths: Iterable[Path], name: str) -> tuple[Scan, ...]:
    """The scans under the submission's name, numbered where there are several."""
    given = list(paths)
    if len(given) > MOST:
        problem = f"扫描件给了 {len(given)} 个，最多 {MOST} 个"
        raise UnusableFileError(given[MOST], problem, "请合并成一份 PDF 再附上")
    scans = []
    for at, path in enumerate(given, 1):
        content = _checked(path)
        number = at if len(given) > 1 else ""
        scans.append(Scan(f"{name}_盖章扫描件{number}{path.suffix.lower()}", content))
        if sum(len(scan.content) for scan in scans) > MOST_TOGETHER:
            problem = f"扫描件合计超过 {MOST_TOGETHER >> 20} MB，邮箱多半发不出去"
            raise UnusableFileError(path, problem, "请降低扫描的清晰度（200 dpi 黑白）再附上")
    return tuple(scans)


def slot_note() -> str:
    """What 说明.txt in the empty slot says."""
    return (
        "请把签字盖章页的扫描件（PDF、JPG 或 PNG）放进这个文件夹，发邮件时一并附上。"
        "要自动附进邮件草稿和压缩包的：删去这一份，运行"
        " ziping pack 工作簿.xlsx --scan 扫描件.pdf 重新打包。"
    )


def _checked(path: Path) -> bytes:
    """The content, if it is what the name says: a picture that nobody can open helps nobody."""
    kind = KINDS.get(path.suffix.lower())
    if kind is None:
        raise UnusableFileError(path, f"扫描件的扩展名是“{path.suffix}”", ASKED)
    if path.is_file() and path.stat().st_size > MOST_EACH:
        size, most = path.stat().st_size / 1048576, MOST_EACH >> 20
        remedy = "请降低扫描的清晰度（200 dpi 黑白），或分成几份"
        raise UnusableFileError(path, f"扫描件有 {size:.1f} MB，超过 {most} MB", remedy)
    content = read_file(path)
    if not content.startswith(kind[0]):
        raise UnusableFileError(path, f"内容不是 {kind[1]}（可能只改了扩展名）", ASKED)
    return content
