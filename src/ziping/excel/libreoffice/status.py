"""The text in the status bar of a window.

LibreOffice hides its own fields while a text stands there, and only the process that wrote the
text can take it away again. So it goes at the latest when this process ends.
"""

from __future__ import annotations

import atexit
from typing import Any

from ziping.excel.libreoffice.seam import is_uno
from ziping.excel.libreoffice.texts import whole


class Status:
    """At most one text in one window; `text` is "" where there is none."""

    def __init__(self) -> None:
        self.text = ""
        self._shown: Any = None

    def show(self, text: str, controller: Any) -> None:
        """Put a text in place of the last one; an empty one leaves LibreOffice's own."""
        self.clear()
        self.text = text
        if text and controller is not None:
            self._shown = controller.getFrame().createStatusIndicator()
            self._shown.start(whole(text), 0)
            atexit.register(self.clear)

    def clear(self) -> None:
        atexit.unregister(self.clear)
        shown, self._shown, self.text = self._shown, None, ""
        if shown is None:
            return
        try:
            shown.end()
        except Exception as error:  # its window is gone, and the text with it
            if not is_uno(error):
                raise
