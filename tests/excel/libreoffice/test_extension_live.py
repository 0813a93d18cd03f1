"""The extension in a real LibreOffice, installed into a profile by the command line."""

from __future__ import annotations

import stat
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from tests.excel.conftest import require_office
from tests.excel.open_book import suining_file
from tests.support.extension_home import User
from tests.support.live_office import pipe_file
from ziping.excel.functions import FUNCTIONS
from ziping.excel.libreoffice import menu, program
from ziping.excel.names import ACTIONS
from ziping.workbook.layout import RESULTS

pytestmark = pytest.mark.libreoffice
SECONDS = 120.0
TOOLBAR = f"private:resource/toolbar/addon_{menu.TOOLBAR}"
FORMULAS = (
    ("ZP_GRADE(A1)", "ZP_GRADE", (90,)),
    ("ZP_GRADE(A9)", "ZP_GRADE", (None,)),  # blank is never 0
    ("ZP_EXECUTION_RATE(A2,A1)", "ZP_EXECUTION_RATE", (100, 90)),
    ('ZP_QUANTITY("百万件")', "ZP_QUANTITY", ("百万件",)),
    ("ZP_TOTAL_SCORE(10,A2:A4,A1:A3)", "ZP_TOTAL_SCORE", (10, [[100], [None], [None]])),
    (
        'ZP_INDICATOR_SCORE("数量指标","≥30件","27件",A3,,A9)',
        "ZP_INDICATOR_SCORE",
        ("数量指标", "≥30件", "27件", None, None, None),
    ),
)
AREA = [[90], [100], [None]]  # A1:A3


@pytest.fixture(scope="module")
def user() -> Iterator[User]:
    require_office()
    created = User()
    try:
        done = created.ziping("addin", "install", "--libreoffice")
        assert done.returncode == 0, done.stderr
        created.office.start()
        with created.office.as_home():
            yield created
    finally:
        created.close()


@pytest.fixture
def host(user: User) -> Iterator[Any]:
    """The running office; documents that a test opened are closed after it."""
    from ziping.excel.libreoffice.connect import connected

    found = connected(None)
    yield found
    for document in list(found.desktop.Components):
        document.setModified(False)
        document.close(True)


def opened(host: Any, address: str) -> Any:
    return host.desktop.loadComponentFromURL(address, "_blank", 0, ())


def configuration(host: Any, path: str) -> Any:
    import uno

    node = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    node.Name, node.Value = "nodepath", path
    provider = host.create("com.sun.star.configuration.ConfigurationProvider")
    access = "com.sun.star.configuration.ConfigurationAccess"
    return provider.createInstanceWithArguments(access, (node,))


def until(found: Any) -> bool:
    """Whether a condition comes true in time."""
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        if found():
            return True
        time.sleep(0.1)
    return False


def test_the_menu_holds_every_action(host: Any) -> None:
    path = f"/org.openoffice.Office.Addons/AddonUI/OfficeMenuBar/{menu.MENU}"
    found = configuration(host, path)
    entries = [found.Submenu.getByName(name) for name in sorted(found.Submenu.ElementNames)]
    wanted = [*(action.label for action in ACTIONS), "实时窗口"]
    assert (found.Title, found.Context) == ("绩效自评", menu.CALC)
    assert [entry.Title for entry in entries if entry.Title] == wanted


def test_the_toolbar_shows_in_calc_alone(host: Any) -> None:
    calc, writer = (opened(host, f"private:factory/{name}") for name in ("scalc", "swriter"))
    shown = [d.CurrentController.Frame.LayoutManager.getElement(TOOLBAR) for d in (calc, writer)]
    assert shown[0] is not None
    assert shown[1] is None


def test_the_pipe_is_for_this_user_alone(user: User, host: Any) -> None:
    opened(host, "private:factory/scalc")
    path = pipe_file(user.office.pipe)
    assert until(lambda: stat.S_IMODE(path.stat().st_mode) == 0o600)
    told = user.ziping("addin", "doctor").stdout
    assert "在听，只有本用户能连" in told
    assert "用不了" not in told


def test_a_click_scores_and_nothing_beside_the_workbook_runs(user: User, host: Any) -> None:
    path = suining_file(user.folder / "自评 '&%.xlsx")
    document = opened(host, path.as_uri())
    results = document.Sheets.getByName(RESULTS)
    before = results.getCellRangeByName("A1:H40").getDataArray()
    frame = document.CurrentController.Frame
    helper = host.create("com.sun.star.frame.DispatchHelper")
    helper.executeDispatch(frame, "vnd.ziping:score", "_self", 0, ())
    assert until(lambda: results.getCellRangeByName("A1:H40").getDataArray() != before)
    assert list(user.home.rglob("*.ran")) == []


def test_functions_equal_the_engine_recompute_and_keep_their_names(user: User, host: Any) -> None:
    book = Workbook()
    page = book.worksheets[0]
    page["A1"], page["A2"] = 90, 100
    for row, (formula, _, _) in enumerate(FORMULAS, 1):
        page[f"D{row}"] = f"={formula}"
    book.save(user.folder / "函数.xlsx")
    document = opened(host, (user.folder / "函数.xlsx").as_uri())
    sheet = document.Sheets.getByIndex(0)
    shown = [line[0] for line in sheet.getCellRangeByName(f"D1:D{len(FORMULAS)}").getDataArray()]
    assert shown == [expected(name, sent) for _, name, sent in FORMULAS]
    sheet.getCellRangeByName("A1").Value = 55
    assert sheet.getCellRangeByName("D1").String == FUNCTIONS["ZP_GRADE"].call(55)
    assert saved_formulas(document, user.folder / "存.xlsx") == [f for f, _, _ in FORMULAS]


def expected(name: str, sent: tuple[Any, ...]) -> Any:
    areas = (AREA,) if name == "ZP_TOTAL_SCORE" else ()
    return FUNCTIONS[name].call(*sent, *areas)


def saved_formulas(document: Any, path: Path) -> list[str]:
    """The formulas as they stand in the file, which is what Excel will read."""
    import uno
    from openpyxl import load_workbook

    kind = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    kind.Name, kind.Value = "FilterName", "Calc MS Excel 2007 XML"
    document.storeToURL(path.as_uri(), (kind,))
    sheet = load_workbook(path).worksheets[0]
    return [str(sheet[f"D{row}"].value).removeprefix("=") for row in range(1, len(FORMULAS) + 1)]


def test_uninstalling_leaves_nothing(user: User) -> None:
    """The last test of this file: it ends the office."""
    user.office.kill()
    (user.office.profile / ".lock").unlink(missing_ok=True)
    assert user.links()
    with user.office.as_home():
        assert program.installed() is not None
    done = user.ziping("addin", "uninstall", "--libreoffice")
    assert done.returncode == 0, done.stderr
    standard = user.office.profile / "user" / "basic" / "Standard"
    assert user.links() == []
    again = user.ziping("addin", "uninstall", "--libreoffice")
    assert again.returncode == 0, again.stderr
    kept = {path.name for path in user.home.glob(".config/ziping/*")}
    assert kept <= {"undo", "busy"}  # the officer's old values, and the locks of actions
    with user.office.as_home():
        assert program.installed() is None
    assert "Ziping" not in (standard / "script.xlb").read_text(encoding="utf-8")
    assert sorted(path.name for path in standard.glob("*.xba")) == ["Module1.xba"]
