"""A message box, and the small things that UNO calls need."""

from __future__ import annotations

import sys
from typing import Any

from ziping.excel.libreoffice.connect import Host
from ziping.excel.libreoffice.texts import whole

# com.sun.star.awt.MessageBoxButtons; the first button answers the Enter key, as in Excel
OK_FIRST, YES_FIRST = 0x10000, 0x40000
BUTTONS = {
    "ok": 1 | OK_FIRST,
    "ok_cancel": 2 | OK_FIRST,
    "yes_no": 3 | YES_FIRST,
    "yes_no_cancel": 4 | YES_FIRST,
}
ANSWERS = {0: "cancel", 1: "ok", 2: "yes", 3: "no"}
KINDS = {"info": "INFOBOX", "critical": "ERRORBOX"}
QUESTION, MESSAGE = "QUERYBOX", "MESSAGEBOX"


def ask(host: Host, window: Any, prompt: str, title: str, buttons: str, mode: str | None) -> str:
    """Show the box and wait for its answer."""
    uno = sys.modules["uno"]
    kind = KINDS.get(mode or "", MESSAGE if buttons == "ok" else QUESTION)
    if kind == "INFOBOX" and buttons != "ok":
        kind = QUESTION  # an information box of LibreOffice has only the one button
    box = host.create("com.sun.star.awt.Toolkit").createMessageBox(
        window,
        uno.Enum("com.sun.star.awt.MessageBoxType", kind),
        BUTTONS[buttons],
        whole(title),
        whole(prompt),
    )
    try:
        return ANSWERS[box.execute()]
    finally:
        box.dispose()


def argument(name: str, value: Any) -> Any:
    """A named argument of a call."""
    made = sys.modules["uno"].createUnoStruct("com.sun.star.beans.PropertyValue")
    made.Name, made.Value = name, value
    return made
