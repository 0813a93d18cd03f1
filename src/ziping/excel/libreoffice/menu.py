"""The menu and the toolbar 绩效自评 of Calc, as LibreOffice's configuration."""

from __future__ import annotations

from ziping.excel.libreoffice.registry import Element, component, node, number, said, switch, text
from ziping.excel.names import ACTIONS, Action

TITLE = "绩效自评"
PROTOCOL = "vnd.ziping:"
CALC = "com.sun.star.sheet.SpreadsheetDocument"
MENU = "ziping.libreoffice.menu"
TOOLBAR = "ziping.libreoffice.toolbar"
LIVE = Action("live", "实时窗口", "在旁边开一个小窗口，边填边看得分和问题")
ENTRIES = (*ACTIONS, LIVE)
TEXT_ONLY = 1  # com.sun.star.ui.ItemStyle of the whole bar: words, no pictures
BELOW = "0,5"  # a row of its own under the standard and the formatting bar
SEPARATOR = "private:separator"


def addons() -> bytes:
    """Menu with every action; toolbar with the same, for Calc alone."""
    menu = node(
        MENU,
        text("URL", ""),
        said("Title", TITLE),
        text("Context", CALC),
        node("Submenu", *_entries()),
        adds=True,
    )
    bar = node(TOOLBAR, *_entries(), adds=True)
    root = node("AddonUI", node("OfficeMenuBar", menu), node("OfficeToolBar", bar))
    return component("org.openoffice.Office", "Addons", root)


def window_state() -> bytes:
    """The toolbar's name, and that it shows."""
    state = node(
        f"private:resource/toolbar/addon_{TOOLBAR}",
        said("UIName", TITLE),
        switch("Visible", True),
        switch("Docked", True),
        text("DockPos", BELOW),
        number("Style", TEXT_ONLY),
        adds=True,
    )
    root = node("UIElements", node("States", state))
    return component("org.openoffice.Office.UI", "CalcWindowState", root)


def commands() -> bytes:
    """A line of help for every command."""
    found = (
        node(f"{PROTOCOL}{name}", said("Label", label), said("TooltipLabel", hint), adds=True)
        for name, label, hint in ENTRIES
    )
    root = node("UserInterface", node("Commands", *found))
    return component("org.openoffice.Office.UI", "CalcCommands", root)


def _entries() -> list[Element]:
    """In the order of the ribbon; what undoes and what looks stand apart."""
    entries: list[Element] = []
    for action in ENTRIES:
        if action.name in {"report", "undo", "live"}:
            line = (text("URL", SEPARATOR), text("Context", CALC))
            entries.append(node(f"e{len(entries):02}", *line, adds=True))
        entries.append(
            node(
                f"e{len(entries):02}",
                text("URL", f"{PROTOCOL}{action.name}"),
                said("Title", action.label),
                text("Target", "_self"),
                text("Context", CALC),
                adds=True,
            )
        )
    return entries
