"""The one import of xlwings: nothing heavy comes with it, and nothing of another licence."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

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
