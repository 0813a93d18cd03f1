"""The one import of xlwings: nothing heavy comes with it, and nothing of another licence."""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
from types import SimpleNamespace

import pytest

from ziping.excel import light

SCRIPT = """
import sys
from ziping.excel.light import xw
loaded = [name for name in sys.modules if sys.modules[name] is not None]
assert xw.__name__ == "xlwings"
print("\\n".join(loaded))
"""


@pytest.mark.parametrize("setting", ["", "XLWINGS_ON_SERVER", "XLWINGS_LICENSE_KEY"])
def test_light(setting: str) -> None:
    environment = os.environ | ({setting: "true"} if setting else {})
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    loaded = done.stdout.split()
    assert "xlwings" in loaded
    assert not [name for name in loaded if name.startswith("xlwings.pro")]
    assert not {"pandas", "numpy", "polars", "openpyxl"} & set(loaded)


def test_no_program_is_ended_at_our_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """xlwings' own end of every Excel without a workbook, found by a name, is taken out."""
    ended: list[str] = []

    class Apps:
        @staticmethod
        def cleanup() -> None:
            ended.append("killed")

    windows = SimpleNamespace(cleanup=Apps.cleanup, Apps=Apps)
    monkeypatch.setitem(sys.modules, "xlwings._xlwindows", windows)
    taken_out: list[object] = []
    monkeypatch.setattr(atexit, "unregister", taken_out.append)
    light._leave_programs_alone()
    assert taken_out == [windows.cleanup]
    Apps.cleanup()
    assert not ended
