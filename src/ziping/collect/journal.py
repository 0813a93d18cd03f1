"""The journal beside the roll-up workbook: what was read of each file, and what was returned.

So a second run reads only what changed, and a run that was broken off loses nothing. It holds no
secrets of its own and may be thrown away: all is read anew then, only the returns are lost.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Mapping
from contextlib import closing, suppress
from datetime import date
from functools import cache
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import Any, NamedTuple

from ziping import __version__
from ziping.collect.reading import Reading, Refusal
from ziping.collect.sheets import JOURNAL_SUFFIX
from ziping.collect.source import Source
from ziping.collect.standing import Entry, Office, Returned
from ziping.errors import UnusableFileError

OURS, FORM = 0x7A697069, 1  # "zipi"; the tables below
COMMIT_SECONDS = 0.5
_TABLES = """
create table if not exists files (path blob primary key, mark text, entries blob);
create table if not exists returns (key text, year int, number int, day text, file text);
create table if not exists facts (name text primary key, value text);
"""


class Settings(NamedTuple):
    """Of the last run; `offices` is empty without a list, `rules` the texts of the county's own
    rules file that was given: it may lie elsewhere by the time something is returned."""

    year: int = 0
    deadline: date | None = None
    offices: tuple[Office, ...] = ()
    rules: tuple[str, ...] = ()


def journal_path(target: Path) -> Path:
    """汇总.xlsx → 汇总.收件记录.db."""
    return target.with_name(target.stem + JOURNAL_SUFFIX)


class Journal:
    """Open while a run lasts: `with Journal(path) as journal`. `lost`: the old one that was moved
    aside because it is damaged or not ours, None mostly."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.lost: Path | None = None
        self._begun = 0.0
        try:
            self._base = self._opened()
        except sqlite3.OperationalError as error:
            raise self._unusable(error) from error
        except sqlite3.DatabaseError:
            self.lost = moved_aside(path)
            self._base = self._opened()

    def _opened(self) -> sqlite3.Connection:
        base = sqlite3.connect(self.path, timeout=3, isolation_level=None)
        try:
            (ours,) = base.execute("pragma application_id").fetchone()
            (form,) = base.execute("pragma user_version").fetchone()
            (tables,) = base.execute("select count(*) from sqlite_master").fetchone()
            if tables and (ours, form) != (OURS, FORM):
                raise sqlite3.DatabaseError("not ours")
            if tables and base.execute("pragma quick_check(1)").fetchone() != ("ok",):
                raise sqlite3.DatabaseError("damaged")
            base.execute("pragma synchronous = normal")
            if not tables:
                base.execute(f"pragma application_id = {OURS}")
                base.execute(f"pragma user_version = {FORM}")
                base.executescript(_TABLES)
        except BaseException:
            base.close()
            raise
        return base

    def _unusable(self, error: sqlite3.Error) -> UnusableFileError:
        remedy = "请稍等另一个 ziping collect 结束，或核对文件夹能不能写；再运行一次"
        return UnusableFileError(self.path, f"收件记录打不开（{error}）", remedy)

    def __enter__(self) -> Journal:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        with closing(self._base):
            self.commit()

    def commit(self) -> None:
        if self._begun:
            self._begun = 0.0
            self._base.execute("commit")

    def _write(self, sql: str, values: Iterable[Any]) -> None:
        """Committed about twice a second: a commit waits for the disk."""
        try:
            if not self._begun:
                self._base.execute("begin immediate")
                self._begun = monotonic()
            self._base.execute(sql, tuple(values))
            if monotonic() - self._begun > COMMIT_SECONDS:
                self.commit()
        except sqlite3.OperationalError as error:
            raise self._unusable(error) from error

    def get(self, path: str, mark: str) -> list[Entry] | None:
        """What was read of this file, if it still bears the same mark."""
        found = self._base.execute(
            "select entries from files where path = ? and mark = ?", (_blob(path), mark)
        ).fetchone()
        return None if found is None else _entries(found[0])

    def marks(self) -> dict[str, str]:
        """Of every file on record: path → mark."""
        rows = self._base.execute("select path, mark from files").fetchall()
        return {path.decode("utf-8", "surrogateescape"): mark for path, mark in rows}

    def put(self, path: str, mark: str, entries: Iterable[Entry]) -> None:
        """Keep what was read of a file on disk."""
        packed = _packed(list(entries))
        self._write("replace into files values (?, ?, ?)", (_blob(path), mark, packed))

    def keep_only(self, paths: Iterable[str]) -> int:
        """Forget the files that are not among these; how many that were."""
        gone = self.marks().keys() - set(paths)
        for path in gone:
            self._write("delete from files where path = ?", (_blob(path),))
        return len(gone)

    def entries(self) -> list[Entry]:
        """All that the last run had, in the order of the files' names."""
        rows = self._base.execute("select entries from files order by path")
        return [entry for (packed,) in rows for entry in _entries(packed) or ()]

    def add_return(self, returned: Returned) -> None:
        self._write("insert into returns values (?, ?, ?, ?, ?)", returned)
        self.commit()

    def returns(self) -> list[Returned]:
        """In the order in which they went out."""
        rows = self._base.execute("select * from returns order by rowid")
        return [Returned(*row) for row in rows]

    def settings(self) -> Settings:
        kept = self.fact("settings") or {}
        with suppress(KeyError, TypeError, ValueError):
            deadline = date.fromisoformat(kept["deadline"]) if kept["deadline"] else None
            offices = tuple(Office(*row) for row in kept["offices"])
            return Settings(kept["year"], deadline, offices, tuple(kept.get("rules", ())))
        return Settings()

    def set_settings(self, settings: Settings) -> None:
        deadline = settings.deadline.isoformat() if settings.deadline else ""
        self.set_fact("settings", {**settings._asdict(), "deadline": deadline})

    def fact(self, name: str) -> Any:
        """What was kept under this name, None without."""
        found = self._base.execute("select value from facts where name = ?", (name,)).fetchone()
        with suppress(ValueError):
            return json.loads(found[0]) if found else None
        return None

    def set_fact(self, name: str, value: Any) -> None:
        self._write("replace into facts values (?, ?)", (name, json.dumps(value)))


def moved_aside(path: Path) -> Path:
    """The file under a free name beside it."""
    number = 1
    while (aside := path.with_name(f"{path.stem}.停用{number}{path.suffix}")).exists():
        number += 1
    return path.rename(aside)


@cache
def program_mark() -> str:
    """Which program read it: its version, and its files, for they change between versions too."""
    root = Path(__file__).parent.parent
    files = [one.stat() for kind in ("*.py", "*.toml", "*.json") for one in root.rglob(kind)]
    newest = max(one.st_mtime_ns for one in files)
    return f"{__version__} {len(files)} {sum(one.st_size for one in files)} {newest}"


def _blob(path: str) -> bytes:
    """Names on disk need not be text."""
    return path.encode("utf-8", "surrogateescape")


def _packed(entries: list[Entry]) -> bytes:
    return zlib.compress(json.dumps([_plain(entry) for entry in entries]).encode(), 1)


def _plain(entry: Entry) -> dict[str, Any]:
    """JSON takes the tuples inside for lists, as `from_json` wants them."""
    parts = entry._asdict().items()
    return {name: None if part is None else part._asdict() for name, part in parts}


def _entries(packed: bytes) -> list[Entry] | None:
    """None for what can't be read: then the file is read anew."""
    with suppress(zlib.error, ValueError, KeyError, TypeError):
        return [_entry(one) for one in json.loads(zlib.decompress(packed))]
    return None


def _entry(kept: Mapping[str, Any]) -> Entry:
    reading, refusal, report = kept["reading"], kept["refusal"], kept["report"]
    return Entry(
        Source.from_json(kept["source"]),
        None if reading is None else Reading.from_json(shared(reading)),
        None if refusal is None else Refusal(**refusal),
        None if report is None else Source.from_json(report),
    )


_known: dict[str, str] = {}


def shared(value: Any) -> Any:
    """The same JSON with equal texts kept once: labels, sheets, cells and rules are everywhere."""
    kind = type(value)
    if kind is str:
        return _known.setdefault(value, value) if len(value) < 200 else value
    if kind is list:
        return [shared(item) for item in value]
    return {key: shared(item) for key, item in value.items()} if kind is dict else value
