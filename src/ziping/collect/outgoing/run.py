"""One run over the list: what is missing is made, what is there is kept, all is registered."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from ziping.collect.cover import Enclosed, cover_letter
from ziping.collect.jobs import Answer, Job
from ziping.collect.limits import LIMITS
from ziping.collect.out_register import FILE, HINT, LAST_YEAR, Line, Register, title_of
from ziping.collect.outgoing.finding import find_last_year
from ziping.collect.outgoing.matching import Matched, Taken, match
from ziping.collect.outgoing.request import NONE_FOUND, Asked, Made, Places, Progress
from ziping.collect.outgoing.template import Template
from ziping.collect.pool import run_jobs
from ziping.collect.standing import Office
from ziping.collect.units import UnitList
from ziping.errors import ZipingError
from ziping.package.atomic import write_atomic
from ziping.rules import RulePack

TEMPLATE = "template.xlsx"
# building a workbook takes more than reading one
ROLLING = LIMITS._replace(memory=LIMITS.large, seconds=120.0)
NOTHING = Matched({}, {}, ())


class Run:
    """One run over the list."""

    def __init__(
        self, asked: Asked, listed: UnitList, pack: RulePack, work: Path, progress: Progress
    ) -> None:
        self.asked, self.listed, self.pack, self.work = asked, listed, pack, work
        self.progress = progress
        self.places = Places(asked.folder, listed.offices, asked.year)
        self.register = Register(asked.folder, title_of(asked.year))
        self.lines: dict[str, Line] = {}
        self.loose: tuple[str, ...] = ()
        self.letters = 0

    def made(self) -> Made:
        """Make it all; what was made before a break stands in the register too."""
        try:
            self._make()
        except (KeyboardInterrupt, ZipingError):
            with suppress(ZipingError):
                self.register.write(self._in_order(), self.pack)
            raise
        lines = self._in_order()
        backup = self.register.write(lines, self.pack)
        return Made(
            asked=self.asked,
            pack=self.pack,
            lines=tuple(lines),
            problems=self.listed.problems,
            loose=self.loose,
            register=self.register.path,
            backup=backup,
            letters=self.letters,
        )

    def _in_order(self) -> list[Line]:
        return [self.lines[one.key] for one in self.listed.offices if one.key in self.lines]

    def _make(self) -> None:
        missing = []
        for office in self.listed.offices:
            if os.path.lexists(self.places.book(office)):
                self._keep(office)
            else:
                missing.append(office)
        if not missing:
            return
        template, matched = Template(self.work / TEMPLATE), self._matched()
        for office in missing:
            if office.key not in matched.taken:
                self._blank(office, template)
                doubt = matched.doubts.get(office.key, "")
                self._done(office, NONE_FOUND if self.asked.last_year else "", [doubt])
        rolled = {one.key: one for one in missing if one.key in matched.taken}
        self._roll(rolled, matched, template)

    def _matched(self) -> Matched:
        folder = self.asked.last_year
        if folder is None:
            return NOTHING
        found = find_last_year(
            folder, self.asked.rules, lambda count, all_: self.progress("看上年文件", count, all_)
        )
        matched = match(self.listed.offices, found.known, self.asked.year)
        self.loose = (*matched.loose, *found.left)
        return matched

    def _roll(self, rolled: dict[str, Office], matched: Matched, template: Template) -> None:
        jobs = (self._job(office, matched.taken[key]) for key, office in rolled.items())
        with closing(run_jobs(jobs, limits=ROLLING)) as answers:  # no child outlives its folder
            for answer in answers:
                self._rolled(answer, rolled[answer.key], matched.taken[answer.key], template)

    def _rolled(self, answer: Answer, office: Office, taken: Taken, template: Template) -> None:
        """The workbook that a child made; a blank one where it could not."""
        shown = f"{taken.known.shown}（{taken.known.year} 年度）"
        if answer.result is not None:
            content = self._draft(office).read_bytes()
            self._write_letter(office, rolled=True)
            write_atomic(self.places.book(office), content, replace=False)
            self._done(office, shown, [taken.remark, *answer.result["put"]])
            return
        why = answer.refusal.problem if answer.refusal else "读不出来"
        self._blank(office, template)
        self._done(office, NONE_FOUND, [f"{shown}没能结转：{why}；给的是空白工作簿"])

    def _job(self, office: Office, taken: Taken) -> Job:
        given: dict[str, Any] = {
            "path": str(taken.known.path),
            "target": str(self._draft(office)),
            "folder": str(self.work),
            "year": self.asked.year,
            "rules": self.asked.rules,
            "unit": taken.known.unit,
            "office": office._asdict(),
        }
        return Job(office.key, "roll", given)

    def _draft(self, office: Office) -> Path:
        return self.work / f"line{office.line}-{self.places.names[office.key]}.xlsx"

    def _blank(self, office: Office, template: Template) -> None:
        """The letter first: an office that has its workbook is done."""
        self._write_letter(office, rolled=False)
        template.make(office, self.places.book(office))

    def _keep(self, office: Office) -> None:
        """What is there stays; what was said of it before is said again."""
        last_year, hint = self.register.told(office, LAST_YEAR), self.register.told(office, HINT)
        self._write_letter(office, rolled=last_year not in ("", NONE_FOUND))
        doubt = self.register.changed(office)
        told = [hint or "；".join(_blanks(office)), doubt]
        book, letter = self.places.book(office), self.places.letter(office)
        line = Line(office, book.name, letter.name, last_year, "；".join(filter(None, told)))
        self.lines[office.key] = line._replace(is_new=False, doubt=doubt)

    def _done(self, office: Office, last_year: str, hints: Sequence[str]) -> None:
        book, letter = self.places.book(office), self.places.letter(office)
        doubt = "；".join(filter(None, hints))
        told = [*_blanks(office), doubt, self._old_file(office, book)]
        hint = "；".join(filter(None, told))
        line = Line(office, book.name, letter.name, last_year, hint, doubt=doubt)
        self.lines[office.key] = line
        self.progress("生成", len(self.lines), len(self.listed.offices))

    def _write_letter(self, office: Office, *, rolled: bool) -> None:
        letter = self.places.letter(office)
        if os.path.lexists(letter):
            return
        enclosed = Enclosed(self.places.book(office).name, self.asked.year, rolled)
        write_atomic(letter, cover_letter(office, self.pack, enclosed), replace=False)
        self.letters += 1

    def _old_file(self, office: Office, book: Path) -> str:
        """A file that the office got under another name: it stays, and is told."""
        old = self.register.told(office, FILE)
        is_other = old and old != book.name and os.path.lexists(self.asked.folder / Path(old).name)
        return f"原来的文件“{old}”还在，请核对后移走" if is_other else ""


def _blanks(office: Office) -> Iterator[str]:
    """What the list lacks of the office."""
    if not office.supervising_department:
        yield "没有主管部门"
    if not office.authorized_posts:
        yield "没有编制数"
