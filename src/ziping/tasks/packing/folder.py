"""The submission on disk: a folder and the same as a zip, whole or not at all."""

from __future__ import annotations

import io
import os
import shutil
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from ziping.errors import UnwritableError
from ziping.package.atomic import plain_errors, write_atomic
from ziping.package.locks import refuse_closed_folder

UNIX, PLAIN_FILE = 3, 0o100644 << 16
EPOCH = (1980, 1, 1, 0, 0, 0)
Files = Sequence[tuple[str, bytes]]  # path inside the folder, with `/` → content


class Made(NamedTuple):
    """Where the folder and the zip are."""

    folder: Path
    zipped: Path


def places(parent: Path, name: str) -> Made:
    """Where they would be; an error where one of them is there, or can't be made."""
    made = Made(parent / name, parent / f"{name}.zip")
    for path in made:
        if os.path.lexists(path):
            remedy = "没有覆盖。请把它移走或改名，或用 -o 换一个文件夹"
            raise UnwritableError(path, "已经有这个名字的文件或文件夹", remedy)
    with plain_errors(parent):
        if os.path.lexists(parent) and not parent.is_dir():
            raise UnwritableError(parent, "这是文件，不是文件夹", "请用 -o 换一个文件夹")
    refuse_closed_folder(made.zipped if parent.is_dir() else parent)
    return made


def write_all(made: Made, files: Files) -> None:
    """The folder under a name of its own first; both get their names when all is on the disk."""
    with _parent(made.folder.parent), _staged(made.folder) as staged:
        for name, content in files:
            _write(staged / name, content, made.folder)
        zipped = zip_of(made.folder.name, files)
        places(made.folder.parent, made.folder.name)  # still free
        write_atomic(made.zipped, zipped, replace=False)
        try:
            with plain_errors(made.folder):
                staged.rename(made.folder)
        except BaseException:
            made.zipped.unlink()
            raise


def zip_of(top: str, files: Files) -> bytes:
    """The same files below `top`; the same bytes for the same content.

    Made as on Unix: of other files `unzip`, which the desktops of many offices use, takes the
    names for a code page of DOS, whatever their flag says. Windows goes by the flag.
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            info = zipfile.ZipInfo(f"{top}/{name}", EPOCH)
            info.create_system, info.external_attr = UNIX, PLAIN_FILE
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return stream.getvalue()


def _write(place: Path, content: bytes, told: Path) -> None:
    """A file of the folder in the making; `told` is what a message names."""
    with plain_errors(told):
        place.parent.mkdir(exist_ok=True)
        with place.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())


@contextmanager
def _parent(folder: Path) -> Iterator[None]:
    """The folder of the submissions, made where it is missing; gone again if nothing came of it."""
    new = not folder.exists()
    with plain_errors(folder):
        folder.mkdir(exist_ok=True)
    try:
        yield
    except BaseException:
        if new:
            with suppress(OSError):
                folder.rmdir()
        raise


@contextmanager
def _staged(folder: Path) -> Iterator[Path]:
    """A folder beside the real one; what is left there in the end goes."""
    staged = folder.with_name(f".~ziping-{os.urandom(8).hex()}")
    try:
        with plain_errors(folder):
            staged.mkdir()
        yield staged
    finally:
        shutil.rmtree(staged, ignore_errors=True)
