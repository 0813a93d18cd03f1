"""`ziping addin uninstall`: takes away what install wrote, and nothing of the user's."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath

from ziping.errors import ZipingError
from ziping.excel.addin import record, spots
from ziping.excel.addin.install import only_on_windows
from ziping.excel.addin.journal import reason
from ziping.excel.addin.system import System


def uninstall(system: System) -> list[str]:
    """What was removed and what was not there; one that can't be removed stops no other."""
    only_on_windows(system, "uninstall")
    done: list[str] = []
    failed: list[str] = []
    for label, step in _steps(system):
        try:
            done.append(f"  {label}：{'已删除' if step() else '本来就没有'}")
        except OSError as error:
            failed.append(f"{label}：{reason(error)}")
    if failed:
        raise ZipingError(
            "没有全部卸载：" + "；".join(failed) + "。其余已经处理：\n" + "\n".join(done),
            "请关闭所有 Excel 窗口，再运行一次 ziping addin uninstall",
        )
    lines = ["加载项已卸载：", "", *done, ""]
    if kept := system.listing(system.folder("state")):
        lines.append(
            f"留着 {system.folder('state')}（撤销记录等 {len(kept)} 项），不要了可以自己删"
        )
    return [*lines, "工作簿和报告一个都没有动。下次打开 Excel 就没有“绩效自评”选项卡了。"]


def _steps(system: System) -> list[tuple[str, Callable[[], bool]]]:
    add_in, entry = spots.add_in(system), spots.live_entry(system)
    return [
        (f"加载项 {add_in}", lambda: _delete(system, add_in)),
        (f"启动记录 {record.shown_place(system)}", lambda: _forget(system)),
        (f"开始菜单 {entry}", lambda: _delete(system, entry)),
    ]


def _delete(system: System, path: PurePath) -> bool:
    if not system.is_file(path):
        return False
    system.delete(path)
    return True


def _forget(system: System) -> bool:
    if record.read(system) is None:
        return False
    record.write(system, None)
    return True
