"""Where the add-in and its start-menu entry go for one user.

The add-in lies in the user's own start folder of Excel, XLSTART. Excel of every version opens what
is there; the folder is a trusted location as Excel comes; taking the file away takes the add-in
away. The other way, a value OPEN in the registry, is written anew by a running Excel when it closes
and is then lost, and its file lies in no trusted place.
"""

from __future__ import annotations

from pathlib import Path, PurePath

from ziping.errors import ZipingError
from ziping.excel.addin.system import System

FILE_NAME = "ziping.xlam"
LIVE_NAME = "绩效自评实时窗口.lnk"
PACKAGE = Path(__file__).resolve().parents[2]
PACKED = (  # in the installed package, in the checkout
    PACKAGE / "excel" / "files" / FILE_NAME,
    PACKAGE.parents[1] / "workbooks" / FILE_NAME,
)


def add_in(system: System) -> PurePath:
    return system.folder("roaming") / "Microsoft" / "Excel" / "XLSTART" / FILE_NAME


def live_entry(system: System) -> PurePath:
    return system.folder("menu") / LIVE_NAME


def packed() -> bytes | None:
    """The add-in that came with this ziping."""
    found = next((path for path in PACKED if path.is_file()), None)
    return found.read_bytes() if found else None


def packed_or_refuse() -> bytes:
    found = packed()
    if found is None:
        raise ZipingError(
            f"这份 ziping 里没有带 {FILE_NAME}", "请重新安装 ziping；自己打包的先生成加载项再打包"
        )
    return found
