"""What a click must not load: no table, office or network library on its path."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Copy

HEAVY = {
    "openpyxl", "pandas", "numpy", "xlwings", "lxml", "docx", "docxtpl", "dask",
    "socket", "ssl", "http", "urllib.request", "asyncio", "multiprocessing",
}  # fmt: skip
SCRIPT = """
import sys
from ziping.cli import main
code = main(sys.argv[1:])
print("\\x00".join(sys.modules), file=sys.stderr)
raise SystemExit(code)
"""
COMMANDS = (
    ("score", "FILE"),
    ("score", "FILE", "--adopt", "--json"),
    ("check", "FILE"),
    ("check", "FILE", "--json"),
    ("normalize", "FILE"),
    ("report", "FILE", "-o", "报告.docx"),
    ("rules", "national"),
    ("explain", "ZP101"),
)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_nothing_heavy_is_imported(copy: Copy, command: tuple[str, ...]) -> None:
    path = copy("junshan")
    words = [str(path) if word == "FILE" else word for word in command]
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *words], cwd=path.parent, capture_output=True, timeout=60
    )
    assert done.returncode in (0, 1), done.stderr.decode()
    loaded = set(done.stderr.decode().strip().split("\0"))
    assert "ziping.cli.commands" in loaded
    assert not loaded & HEAVY
    packages = {name.partition(".")[0] for name in loaded}
    outside = {name for name in packages if name not in sys.stdlib_module_names} - {"ziping"}
    assert not {name for name in outside if not _is_of_the_environment(name)}, outside


def _is_of_the_environment(name: str) -> bool:
    """Hooks that an editable install or the interpreter itself puts there."""
    return name.startswith(("__", "_")) or name in ("sitecustomize", "usercustomize")


def test_the_whole_package_knows_no_network() -> None:
    """Not even lazily: no module of ours names a network library.

    `urllib.parse` only takes text apart. A Dask cluster, where somebody asks for one, is reached
    through that library alone.
    """
    import ziping

    for path in Path(ziping.__file__).parent.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        for name in ("socket", "ssl", "http", "urllib", "asyncio", "requests"):
            text = text.replace("from urllib.parse import", "")
            assert f"import {name}" not in text and f"from {name}" not in text, path
