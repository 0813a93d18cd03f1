"""The process behind the worksheet functions: xlwings' COM server with nothing but ours in it.

The VBA stubs start it as `<python> -I -B -c "from ziping.excel.server import serve; serve(id)"`.
What was read of xlwings 0.37.8: on Windows `xlwings.serve` makes an object for this id, and
serves calls until Excel ends and takes the process with it. Each call comes as `CallUDF(module,
function, arguments)`; module and function are spelled out in our own VBA. Not tried on Windows.
"""

from __future__ import annotations

import os
import sys

from ziping.errors import ZipingError


def serve(clsid: str) -> None:
    """Serve the worksheet functions under this id; returns when Excel has ended."""
    if sys.platform != "win32":
        raise ZipingError("工作表函数的服务只在 Windows 上运行", "请在 Windows 的 Excel 中使用函数")
    os.chdir(sys.exec_prefix)  # Excel's current folder may be a workbook's: no DLL from there
    import ziping.excel.functions  # noqa: F401  before the first call comes
    from ziping.excel.light import xw

    xw.serve(clsid)
