"""A finance bureau for tests: a box of what came, the list, the roll-up, what goes back."""

from __future__ import annotations

import os
import tempfile
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from tests.collect.making import make
from ziping.collect.find import find
from ziping.collect.gather import Request as Gathering
from ziping.collect.gather import gather
from ziping.collect.journal import Journal, Settings, journal_path
from ziping.collect.read import read_job
from ziping.collect.reading import Reading
from ziping.collect.returning_package import Request
from ziping.collect.returning_round import Round, return_round
from ziping.collect.rollup import write_rollup
from ziping.collect.sheets import REGISTER
from ziping.collect.standing import Entry
from ziping.collect.standings import stand
from ziping.collect.units import read_units
from ziping.workbook.layout import OVERALL

TODAY = date(2025, 4, 2)
NAMED_LIKE_A_FORMULA = "=甲县教育局"
UNITS = f"""单位编码,单位名称,邮箱
101,甲县水利局,shuili@example.gov.cn
102,{NAMED_LIKE_A_FORMULA},不是邮箱
103,甲县审计局,shenji@example.gov.cn
104,甲县林业局,linye@example.gov.cn
105,甲县统计局,tongji@example.gov.cn
"""


class Bureau:
    """A folder with a box of mail, the list, the roll-up and what goes back."""

    def __init__(self, home: Path) -> None:
        self.home, self.box = home, home / "收件箱"
        self.box.mkdir()
        self.rollup, self.back = home / "汇总.xlsx", home / "退回"
        self.units = home / "名单.csv"
        self.units.write_text(UNITS, encoding="utf-8")

    def receive(self, name: str, content: bytes, day: int) -> Path:
        """A file that came on this day of March."""
        path = self.box / name
        path.write_bytes(content)
        moment = datetime(2025, 3, day, 12).timestamp()
        os.utime(path, (moment, moment))
        return path

    def collect(self) -> None:
        gather(Gathering((self.box,), self.rollup, units=self.units, workers=1))

    def collect_here(self) -> None:
        """The same of plain workbooks, in this process: quicker."""
        offices = read_units(self.units).offices
        with Journal(journal_path(self.rollup)) as journal:
            entries = []
            for one in find((self.box,)):
                told = read_job({"path": one.source.path})
                source = one.source._replace(digest=told["digest"])
                entries.append(Entry(source, Reading.from_json(told)))
                journal.put(one.key, "", entries[-1:])
            journal.set_settings(Settings(2024, None, offices))
            collected = stand(entries, offices, year=2024, returned=journal.returns())
        write_rollup(collected, self.rollup)

    def give_back(self, *, again: bool = False, **more: Any) -> Round:
        given = Request(self.rollup, self.back, TODAY, again=again, workers=1, **more)
        return return_round(given)

    def register(self, name: str) -> list[object]:
        """退回次数 and 最近退回 of an office."""
        sheet = load_workbook(self.rollup)[REGISTER]
        rows = {row[1].value: row for row in sheet.iter_rows(min_row=5)}
        return [rows[name][10].value, rows[name][11].value]


@cache
def book(unit: str, code: str, submission: int = 1, text: str = "") -> bytes:
    """A workbook with errors in it."""
    values = {(OVERALL, "indicator_name"): text} if text else {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "x.xlsx")
        make(path, unit=unit, code=code, submission=submission, values=values)
        return path.read_bytes()
