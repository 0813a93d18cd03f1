"""Fixtures for all tests: LibreOffice and the published reports."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.office import Office, missing


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test that uses LibreOffice; the property lets .ci/run find it in the report."""
    for item in items:
        uses = {"office", "live_office", "desk"} & set(getattr(item, "fixturenames", ()))
        if uses or item.get_closest_marker("libreoffice"):
            item.add_marker(pytest.mark.libreoffice)
            item.user_properties.append(("libreoffice", "1"))


@pytest.fixture(scope="session")
def office() -> Iterator[Office]:
    """One LibreOffice for all tests of a process; skips without it, fails where it is required."""
    if reason := missing():
        if os.environ.get("ZIPING_REQUIRE_LIBREOFFICE") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    with Office() as running:
        yield running


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of published reports that ZIPING_CORPUS names."""
    if not (given := os.environ.get("ZIPING_CORPUS")):
        pytest.skip("corpus: ZIPING_CORPUS is not set")
    folder = Path(given)
    if not folder.is_dir():
        pytest.fail(f"corpus: ZIPING_CORPUS names no folder: {folder}")
    return folder
