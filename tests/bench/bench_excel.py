"""What a click in the open program costs before the program hears of it; its calls to the host.

python -m tests.bench.bench_excel
"""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from tests.support.live_office import reach_uno

ROUNDS = 9
IMPORT = "import xlwings"
CLICK = """
import os, sys
sys.path += sys.argv[1:]  # where the bridge to LibreOffice is
from ziping.excel import button
from ziping.excel.libreoffice import connect
connect._ask = lambda *given: os._exit(0)  # the first call that leaves the process
button.main(["score", "0", "4E2D"])
"""


def main() -> int:
    with TemporaryDirectory() as folder:
        _start_up(folder)
        _calls(Path(folder))
    return 0


def _start_up(folder: str) -> None:
    """Both with `-I`, in an environment without pandas, in turn."""
    reach_uno()
    bridge = [path for path in sys.path if path and (Path(path) / "uno.py").exists()]
    clicks, imports = [], []
    for _ in range(ROUNDS):
        imports.append(_seconds(IMPORT, folder))
        clicks.append(_seconds(CLICK, folder, *bridge))
    ratio = median(clicks) / median(imports)
    print(f"按钮进程到第一次调用前 ÷ import xlwings：{ratio:.2f}（目标 ≤ 1.3）")
    print(
        f"  按钮 {median(clicks) * 1000:.0f} 毫秒，import xlwings {median(imports) * 1000:.0f} 毫秒"
    )


def _seconds(code: str, folder: str, *words: str) -> float:
    """CPU seconds of a fresh process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-I", "-c", code, *words], cwd=folder, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _calls(folder: Path) -> None:
    """Host calls of 评分: one copy of the whole book, then block writes."""
    from ziping.excel.writing import planned_on, wanted
    from ziping.tasks.create import create_sample
    from ziping.tasks.score import work_out
    from ziping.workbook.build.samples import SAMPLES
    from ziping.workbook.read import read_workbook

    for sample in SAMPLES:
        path = folder / f"{sample}.xlsx"
        create_sample(sample, path)
        read = read_workbook(path)
        found = wanted(read.opened, work_out(read).plan.edits)
        calls = {sheet: len(planned_on(read.opened, sheet, one)) for sheet, one in found.items()}
        listed = "，".join(f"{sheet} {count}" for sheet, count in calls.items())
        count = sum(calls.values())
        print(f"{sample} 评分：读 1 次（整本），写 {count} 次：{listed}（目标每张表 ≤ 2）")


if __name__ == "__main__":
    raise SystemExit(main())
