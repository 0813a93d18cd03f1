"""LibreOffice as a host: an xlwings engine over its bridge UNO, with just what ziping uses.

`activate()` makes `xw.Book`, `xw.apps` and all that hangs on them work on live Calc documents.
Not thread-safe: one thread at a time, like Excel's own engine.
"""

from __future__ import annotations

from typing import Any

from ziping.excel.libreoffice.cells import Contents
from ziping.excel.libreoffice.seam import HostError, HostGoneError, LockedError

__all__ = ["Contents", "HostError", "HostGoneError", "LockedError", "activate"]


def activate(context: Any = None) -> None:
    """Make LibreOffice the program that xlwings speaks to.

    `context` is the component context inside LibreOffice's own process; without one the office
    that listens on this user's pipe is meant. Raises `ZipingError` where none listens.
    """
    from ziping.excel.libreoffice.connect import connected, host_of

    engine = _engine()
    if context is not None:
        engine.impl.host = host_of(context)
    else:
        engine.impl.host = connected(engine.impl.host)
    engine.activate()


def _engine() -> Any:
    """The one engine of this process, registered on the first call.

    Imported only here: what installs and examines the host must run without xlwings, too.
    """
    from ziping.excel.libreoffice.engine import NAME, Engine
    from ziping.excel.light import xw

    for engine in xw.engines:
        if engine.name == NAME:
            return engine
    engine = xw.Engine(impl=Engine())
    xw.engines.add(engine)
    return engine
