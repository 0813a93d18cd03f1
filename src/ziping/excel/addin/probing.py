"""What an interpreter is asked, in a process of its own and isolated as the buttons start it."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from ziping.excel.addin.system import System

QUESTIONS = r"""
import json, os, struct, sys
told = {"version": list(sys.version_info[:3]), "bits": struct.calcsize("P") * 8}
told["base"], told["errors"] = getattr(sys, "base_prefix", sys.prefix), {}

def tried(name, get):
    try:
        return get()
    except BaseException as error:
        told["errors"][name] = "%s: %s" % (type(error).__name__, error)

def ziping():
    import ziping
    return ziping.__version__

def xlwings():
    from ziping.excel.light import xw
    return xw.__version__

def pywin32():
    import pythoncom, win32com.client
    return True

def tkinter():
    import tkinter
    return True

def pandas():
    from importlib.util import find_spec
    return find_spec("pandas") is not None

def user_site():
    import site
    folder = site.getusersitepackages()
    return any(name.lower().startswith("ziping") for name in os.listdir(folder))

def libraries():
    import sysconfig
    from importlib.metadata import files, version
    named = [str(f.locate()) for f in files("xlwings") or () if f.name.endswith(".dll")]
    folders = [sys.prefix, sysconfig.get_path("data"), os.path.dirname(sys.executable)]
    folders.append(sysconfig.get_path("purelib"))
    found = {}
    for bits in ("64", "32"):
        name = "xlwings%s-%s.dll" % (bits, version("xlwings"))
        guessed = [os.path.join(folder, name) for folder in folders]
        for path in [p for p in named if os.path.basename(p) == name] + guessed:
            if bits not in found and os.path.isfile(path):
                found[bits] = os.path.abspath(path)
    return found

for get in (ziping, xlwings, pywin32, tkinter, pandas, user_site, libraries):
    told[get.__name__] = tried(get.__name__, get)
sys.stdout.write("\n" + json.dumps(told) + "\n")
"""


class Probe(NamedTuple):
    """What the interpreter said; versions are empty where the thing can't be imported."""

    version: tuple[int, ...]
    bits: int
    base: str
    ziping: str
    xlwings: str
    pywin32: bool
    tkinter: bool
    pandas: bool
    in_user_site: bool
    libraries: dict[str, str]  # "64" and "32" → the DLL of the worksheet functions
    errors: dict[str, str]

    @property
    def spelled(self) -> str:
        return ".".join(map(str, self.version))


class SilentError(Exception):
    """The interpreter did not start or did not answer; the text is its last line."""


def probe(system: System, python: str) -> Probe:
    ran = system.run([python, "-I", "-c", QUESTIONS])
    lines = ran.out.strip().splitlines()
    if ran.code != 0 or not lines:
        said = (ran.err.strip() or ran.out.strip()).splitlines()
        raise SilentError(said[-1] if said else "没有回答")
    try:
        return _read(json.loads(lines[-1]))
    except (ValueError, KeyError, TypeError) as error:
        raise SilentError("回答看不懂") from error


def _read(told: dict[str, Any]) -> Probe:
    return Probe(
        tuple(told["version"]),
        told["bits"],
        told["base"],
        told["ziping"] or "",
        told["xlwings"] or "",
        bool(told["pywin32"]),
        bool(told["tkinter"]),
        bool(told["pandas"]),
        bool(told["user_site"]),
        told["libraries"] or {},
        told["errors"],
    )
