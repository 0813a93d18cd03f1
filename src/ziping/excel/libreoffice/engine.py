"""The engine that xlwings finds: its name, its one program, and how values are cleaned."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

from ziping.excel.libreoffice import errors
from ziping.excel.libreoffice.application import App
from ziping.excel.libreoffice.connect import Host
from ziping.excel.libreoffice.seam import HostError

NAME = "libreoffice"
Rows = list[list[Any]]


class Engine:
    """`host` is the office that is connected; xlwings asks for the rest."""

    name = NAME
    type = "desktop"

    def __init__(self) -> None:
        self.host: Host | None = None

    @property
    def apps(self) -> Apps:
        return Apps(self)

    @staticmethod
    def prepare_xl_data_element(value: Any, options: Any) -> Any:
        """One value on its way into a cell; `cells` takes the plain kinds as they are."""
        if isinstance(value, dt.date | dt.time):
            raise TypeError("dates are written as numbers or text, never as datetime")
        return value

    @staticmethod
    def clean_value_data(
        rows: Rows,
        dates: Callable[..., Any],
        empty: Any,
        numbers: Callable[[float], Any] | None,
        err_to_str: bool,
    ) -> Rows:
        """Values on their way out of cells, by the options of `Range.options`."""

        def cleaned(value: Any) -> Any:
            if value is None or value == "":
                return empty
            if type(value) is int:
                return errors.TEXTS[value] if err_to_str else None
            if numbers is not None and isinstance(value, float):
                return numbers(value)
            return value

        return [[cleaned(value) for value in row] for row in rows]


class Apps:
    """There is one program, or none."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def _all(self) -> list[App]:
        return [] if self.engine.host is None else [App(self.engine, self.engine.host)]

    def keys(self) -> list[int]:
        return [app.pid for app in self._all()]

    def add(self, **options: Any) -> App:
        """Another program is never started: the one that runs is the one."""
        for app in self._all():
            return app
        raise HostError("没有连上 LibreOffice")

    def cleanup(self) -> None:
        pass

    def __iter__(self) -> Iterator[App]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def __getitem__(self, pid: int) -> App:
        for app in self._all():
            if app.pid == pid:
                return app
        raise KeyError(pid)
