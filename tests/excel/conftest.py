"""A live LibreOffice for the tests of what runs inside the spreadsheet program."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.live_office import LiveOffice, reach_uno
from tests.support.office import missing


def require_office() -> None:
    """Skip without LibreOffice; fail where it is required."""
    if reason := missing():
        if os.environ.get("ZIPING_REQUIRE_LIBREOFFICE") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    reach_uno()


@pytest.fixture(scope="session")
def live_office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveOffice]:
    """One headless LibreOffice for the whole run, with a home and a pipe of its own."""
    require_office()
    home: Path = tmp_path_factory.mktemp("live") / "home"
    home.mkdir()
    with LiveOffice(home) as running:
        yield running


@pytest.fixture
def calc(live_office: LiveOffice) -> Iterator[Any]:
    """xlwings, speaking to that LibreOffice; every workbook is closed afterwards."""
    from ziping.excel.libreoffice import Contents, activate
    from ziping.excel.light import xw

    if live_office.process is None or live_office.process.poll() is not None:
        live_office.kill()
        live_office.start()
    with live_office.as_home():
        activate()
        yield xw
        Contents.calls = None
        activate()
        xw.apps.active.screen_updating = True
        for book in list(xw.apps.active.books):
            book.close()
