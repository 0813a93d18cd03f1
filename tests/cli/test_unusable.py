"""What can't be used is refused in plain Chinese with a remedy; nothing is written, exit 2."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.broken import BROKEN, Broken
from tests.cli.conftest import Copy
from tests.cli.running import refused, run, run_process, state

READING = (
    ("score",),
    ("score", "--adopt"),
    ("score", "--json"),
    ("check",),
    ("check", "--json"),
    ("normalize",),
    ("report", "-o", "报告.docx"),
)
WRITING = (("score",), ("score", "--adopt"), ("score", "--json"), ("normalize",))


def placed(command: tuple[str, ...], path: Path, folder: Path | None = None) -> list[object]:
    """The command on this file; a report goes into the folder, the file's own if none is given."""
    beside = folder or path.parent
    words = [beside / word if word.endswith(".docx") else word for word in command[1:]]
    return [command[0], path, *words]


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.name)
def test_unusable_files(copy: Copy, broken: Broken) -> None:
    path = broken.make(copy("junshan"))
    folder = copy("clean").parent
    before = state(folder)
    for command in READING:
        said = refused(run(*placed(command, path, folder)))
        problem, _, remedy = said.partition("\n改法：")
        assert broken.says in problem, (command, said)
        assert broken.remedy in remedy, (command, said)
        assert state(folder) == before, command


def test_in_a_process_of_its_own(copy: Copy) -> None:
    path = copy("junshan")
    path.write_bytes(path.read_bytes()[:5000])
    refused(run_process("score", path))


def test_damage_in_a_part_that_is_only_copied(copy: Copy) -> None:
    """A file with a bad checksum is not passed on as a good one, also where it need not be read."""
    path = copy("junshan")
    with zipfile.ZipFile(path) as archive:
        entry = archive.getinfo("xl/theme/theme1.xml")
    raw = bytearray(path.read_bytes())
    raw[entry.header_offset + 30 + len(entry.filename) + 20] ^= 0xFF
    path.write_bytes(raw)
    before = state(path.parent)
    assert "theme1.xml 的内容与校验值不符" in refused(run("score", path))
    assert "文件已损坏" in refused(run("normalize", path))
    assert state(path.parent) == before


LOCKS = ["~$junshan.xlsx", ".~lock.junshan.xlsx#", ".~junshan.xlsx"]


@pytest.mark.parametrize("lock", LOCKS, ids=["Excel", "LibreOffice", "WPS"])
def test_open_elsewhere(copy: Copy, lock: str) -> None:
    path = copy("junshan")
    path.with_name(lock).write_bytes(b"lock")
    before = state(path.parent)
    for command in WRITING:
        said = refused(run(*placed(command, path)))
        assert "文件正在其他程序中打开" in said and "关闭该文件" in said and lock in said
        assert state(path.parent) == before
    reads_on(path, before)


def test_read_only_file(copy: Copy) -> None:
    path = copy("junshan")
    path.chmod(0o444)
    before = state(path.parent)
    for command in WRITING:
        said = refused(run(*placed(command, path)))
        assert "文件是只读的" in said and "取消“只读”属性" in said
        assert state(path.parent) == before
    reads_on(path, before)


def reads_on(path: Path, before: dict[str, str]) -> None:
    """check, report and a dry run only read: they work, and leave the file as it is."""
    assert run("check", path).code == 1
    assert run("normalize", path, "--dry-run").code == 1
    assert run("report", path, "-o", path.with_name("报告.docx")).code == 1
    assert before.items() <= state(path.parent).items()


@pytest.fixture
def closed(copy: Copy) -> Iterator[Path]:
    """A workbook in a folder into which nothing can be put."""
    path = copy("junshan")
    path.parent.chmod(0o555)
    yield path
    path.parent.chmod(0o755)


def test_unwritable_folder(closed: Path) -> None:
    folder = closed.parent
    before = state(folder)
    new = ("new", "--unit", "甲局", "--year", 2024, "-o", folder / "新.xlsx")
    commands = [*(placed(command, closed) for command in WRITING), new]
    for command in (*commands, ("report", closed, "-o", folder / "报告.docx")):
        said = refused(run(*command))
        assert "所在文件夹不可写" in said and "自己的文件夹" in said
        assert state(folder) == before
    ran = run("demo", "--out", folder)
    assert ran.code == 2 and "所在文件夹不可写" in ran.err
    assert state(folder) == before


def test_changed_by_somebody_else_meanwhile(
    copy: Copy, built: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Saved in Excel between our reading and our writing: that work is not lost."""
    path = copy("junshan")
    newer = built["clean"].read_bytes()

    def save_elsewhere(form: str) -> str:
        path.write_bytes(newer)
        return "2025-03-20 08:30"

    monkeypatch.setattr("ziping.tasks.score.strftime", save_elsewhere)
    said = refused(run("score", path))
    assert "处理过程中被改动" in said and "重新运行" in said
    assert path.read_bytes() == newer
    assert [item.name for item in path.parent.iterdir()] == [path.name]
