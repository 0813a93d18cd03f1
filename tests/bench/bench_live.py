"""What the live window costs, beside a real LibreOffice: a tick, its host calls, CPU when idle.

A tick is compared with reading the same block alone; the time to react runs from the key typed
into Calc to the new total in the window's title. Run: python -m tests.bench.bench_live
"""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

from tests.excel.live.beside import Beside, copied
from tests.excel.live.blocks import SAMPLE
from tests.support.display import Display
from tests.support.live_office import reach_uno

ROUNDS, IDLE_SECONDS, SETTLE_SECONDS = 60, 30.0, 25.0
FRONT, CELL = "整体自评表", "H14"
MARKS = (("3", "90.00"), ("4", "91.00"), ("5", "92.00"), ("6", "93.00"), ("7", "94.00"))


def main() -> None:
    reach_uno()
    with tempfile.TemporaryDirectory(prefix="ziping-bench-") as name, Display() as display:
        home = Path(name)
        with Beside(home, display) as beside, beside.office.as_home():
            from ziping.excel.libreoffice import activate
            from ziping.excel.light import xw

            activate()
            book = beside.open(copied(SAMPLE, home), xw)
            book.sheets[FRONT].activate()
            ticks(book)
            window(beside, book)


def ticks(book: Any) -> None:
    from ziping.excel.libreoffice import Contents
    from ziping.excel.live.snapshot import State
    from ziping.excel.live.watch import Watch

    watch = Watch()
    while (told := watch.tick()) is None or told.state is not State.READY:
        time.sleep(0.1)
    assert watch.book is not None and watch.copy is not None
    opened, block = watch.book, watch.copy.blocks[FRONT]
    Contents.calls = []
    idle = [cpu(watch.tick) for _ in range(ROUNDS)]
    calls, Contents.calls = len(Contents.calls), None
    reading = median(cpu(lambda: opened.rows(block)) for _ in range(ROUNDS))
    changed = []
    for round_ in range(10):
        book.sheets[FRONT].range(CELL).value = round_ % 10
        changed.append(cpu(watch.tick))
    mean = sum(idle) / len(idle)
    print(
        f"live tick, nothing changed: {1000 * mean:.1f} ms CPU, {mean / reading:.1f} × reading the "
        f"one block, {calls / ROUNDS:.2f} block reads a tick; after a change "
        f"{1000 * median(changed):.0f} ms CPU ({median(changed) / reading:.0f} ×)"
    )


def window(beside: Beside, book: Any) -> None:
    sheet = book.sheets[FRONT]
    sheet.range(CELL).value = 10
    beside.wait_for("97.00")
    time.sleep(SETTLE_SECONDS)  # past the quick ticks that follow a change
    assert beside.process is not None
    before = spent(beside.process.pid)
    time.sleep(IDLE_SECONDS)
    share = (spent(beside.process.pid) - before) / IDLE_SECONDS
    calc, reacted = beside.display.wait_for("2024.xlsx"), []
    for key, total in MARKS:
        sheet.range(CELL).select()
        time.sleep(1)
        beside.type_into_calc(calc, key, "Return")
        reacted.append(beside.wait_for(total))
    print(
        f"live window: {100 * share:.2f} % of a core when idle (goal ≤ 1); a typed mark shows "
        f"after {median(reacted):.2f} s, at worst {max(reacted):.2f} s (goal ≤ 1)"
    )


def cpu(action: Any) -> float:
    start = time.process_time()
    action()
    return time.process_time() - start


def spent(pid: int) -> float:
    """CPU seconds of a process, its own and the system's for it."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()
