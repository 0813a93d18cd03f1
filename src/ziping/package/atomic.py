"""Writing a file whole or not at all: a temporary file beside it, then one rename.

Whatever happens in between, a full disk or a killed process, the old file is whole.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ziping.errors import UnwritableError
from ziping.package.program import is_word

_FULL = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})
_DENIED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_REASONS = {
    errno.ENOENT: "没有这个文件夹",
    errno.ENOTDIR: "路径中有一段是文件，不是文件夹",
    errno.EISDIR: "这是文件夹",
    errno.ENAMETOOLONG: "文件名太长",
    errno.ELOOP: "链接指向自己",
    errno.EIO: "磁盘读写出错",
}


def write_atomic(
    target: Path, content: bytes, *, like: os.stat_result | None = None, replace: bool = True
) -> None:
    """Put `content` at `target`, mode and owner as in `like`; only `replace` goes over a file."""
    with plain_errors(target):
        temp = target.with_name(f".~ziping-{os.urandom(8).hex()}.tmp")
        try:
            _write(temp, content, like)
            if replace:
                temp.replace(target)
            else:
                _rename_new(temp, target)
            _sync_folder(target.parent)
        finally:
            with suppress(OSError):
                temp.unlink()


@contextmanager
def plain_errors(target: Path) -> Iterator[None]:
    """Say what the system's refusal means for the user."""
    try:
        yield
    except FileExistsError:
        raise UnwritableError(
            target, "文件已经存在，没有覆盖", "请换一个文件名，或先把原来的文件改名、移走"
        ) from None
    except OSError as error:
        raise _explained(target, error) from error


def _explained(target: Path, error: OSError) -> UnwritableError:
    if error.errno in _FULL:
        return UnwritableError(
            target, "磁盘空间不足，没有写入，原文件未动", "请清理磁盘空间或换一个位置再试"
        )
    if error.errno in _DENIED:
        office = "Word" if is_word(target) else "Excel"
        return UnwritableError(
            target,
            "没有写入权限，或文件正被其他程序占用，原文件未动",
            f"请先在 {office}/WPS/LibreOffice 中关闭该文件，或复制到自己的文件夹再试",
        )
    return UnwritableError(
        target, f"写入失败（{reason(error)}），原文件未动", "请核对文件夹和文件名，或换一个位置再试"
    )


def reason(error: OSError | ValueError) -> str:
    """Why the system refused, in Chinese where it is one of the usual reasons."""
    if isinstance(error, OSError):
        return _REASONS.get(error.errno or 0) or error.strerror or str(error)
    return "路径里有不能用的字符"


def _write(temp: Path, content: bytes, like: os.stat_result | None) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with open(os.open(temp, flags, 0o666 if like is None else 0o600), "wb") as file:  # noqa: PTH123
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    if like is not None:
        if hasattr(os, "chown"):
            with suppress(OSError):  # only root may give a file away
                os.chown(temp, like.st_uid, like.st_gid)
        temp.chmod(like.st_mode & 0o7777)


def _rename_new(temp: Path, target: Path) -> None:
    """Rename, but never over a file that somebody made in the meantime."""
    if os.name == "nt":
        temp.rename(target)  # refuses by itself
        return
    try:
        os.link(temp, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if target.exists():
            raise FileExistsError(errno.EEXIST, "exists", str(target)) from None
        temp.rename(target)


def _sync_folder(folder: Path) -> None:
    """Make the rename itself survive a power cut, where the system can."""
    if os.name != "nt":
        with suppress(OSError):
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
