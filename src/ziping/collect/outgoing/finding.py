"""A folder of last year's files, mixed and in sub-folders: each is asked in a child whose it is."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from ziping.collect.jobs import Answer, Job
from ziping.collect.outgoing.matching import Known
from ziping.collect.pool import run_jobs
from ziping.errors import UnusableFileError

READ = frozenset({".xlsx", ".xlsm", ".docx", ".docm"})
TOLD = {  # what may well be a report, with what makes it readable
    ".doc": "旧格式，请另存为 .docx",
    ".wps": "旧格式，请另存为 .docx",
    ".xls": "旧格式，请另存为 .xlsx",
    ".et": "WPS 格式，请另存为 .xlsx",
    ".zip": "请先解压",
    ".rar": "请先解压",
    ".7z": "请先解压",
    ".eml": "请先取出附件",
    ".pdf": "PDF 读不了，请用 Word 原件",
}
LOCKS = ("~$", ".")


class Found(NamedTuple):
    """The files that say whose they are, and one sentence for each that was not used."""

    known: tuple[Known, ...] = ()
    left: tuple[str, ...] = ()


def check_folder(folder: Path) -> None:
    """Raise if there is no such folder."""
    if not folder.exists():
        raise UnusableFileError(folder, "没有这个文件夹", "请核对 --last-year 后面的路径")
    if not folder.is_dir():
        raise UnusableFileError(
            folder, "这是文件，--last-year 要的是文件夹", "请写放着上年文件的文件夹"
        )


def find_last_year(folder: Path, rules: str, progress: Callable[[int, int], None]) -> Found:
    """Every workbook and report below the folder, asked in child processes; bad ones are told."""
    paths = list(_files(folder))
    left = [
        f"{_shown(path, folder)}：{TOLD[path.suffix.lower()]}，没有用"
        for path in paths
        if path.suffix.lower() in TOLD
    ]
    wanted = [path for path in paths if path.suffix.lower() in READ]
    jobs = (Job(str(path), "identify", {"path": str(path), "rules": rules}) for path in wanted)
    known = []
    with closing(run_jobs(jobs)) as answers:
        for count, answer in enumerate(answers, 1):
            progress(count, len(wanted))
            shown = _shown(Path(answer.key), folder)
            if answer.result is None:
                left.append(f"{shown}：{_why(answer)}，没有用")
            else:
                known.append(_known(Path(answer.key), shown, answer.result))
    return Found(tuple(sorted(known, key=lambda one: one.shown)), tuple(sorted(left)))


def _files(folder: Path) -> Iterator[Path]:
    """Plain files below the folder, in the order of their names; links are not followed."""
    for inside, folders, files in os.walk(folder):
        folders.sort()
        folders[:] = [name for name in folders if not name.startswith(LOCKS)]
        for name in sorted(files):
            path = Path(inside, name)
            if not name.startswith(LOCKS) and path.is_file() and not path.is_symlink():
                yield path


def _shown(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix()


def _why(answer: Answer) -> str:
    return answer.refusal.problem if answer.refusal else "读不出来"


def _known(path: Path, shown: str, told: dict[str, Any]) -> Known:
    return Known(
        path=path,
        shown=shown,
        unit=str(told["unit"]),
        code=str(told["code"]),
        year=int(told["year"]),
        number=int(told["number"]),
        digest=str(told["digest"]),
    )
