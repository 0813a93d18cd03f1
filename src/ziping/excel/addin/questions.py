"""The program that an interpreter is given to say what it has; the last line is its answer.

The cache of pywin32 is looked at before xlwings is imported, which would mend what it can of it and
be silent of the rest. It is only read: pywin32's own way (EnsureModule) makes a new one where there
is none, deletes an old one under a button that runs, and waits without end for one being made.
"""

from __future__ import annotations

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

def cache():
    try:
        import pythoncom, win32com
    except ImportError:
        return None  # the row of pywin32 tells that
    sys.dont_write_bytecode = True
    folder = win32com.__gen_path__
    try:
        import win32com.client
    except ImportError:
        return None
    except Exception as error:
        return [folder, "%s: %s" % (type(error).__name__, error)]
    try:
        sound(folder)
    except ImportError:
        pass  # pywin32 makes that anew by itself
    except Exception as error:
        return [folder, "%s: %s" % (type(error).__name__, error)]
    return [folder, ""]

def sound(folder):
    from importlib import import_module
    excel = "00020813-0000-0000-C000-000000000046x"
    for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else ():
        if name.upper().startswith(excel.upper()):
            made = import_module("win32com.gen_py." + name.partition(".")[0])
            made.CLSIDToClassMap, made.CLSIDToPackageMap
            made.VTablesToClassMap, made.VTablesToPackageMap

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

for get in (cache, ziping, xlwings, pywin32, tkinter, pandas, user_site, libraries):
    told[get.__name__] = tried(get.__name__, get)
sys.stdout.write("\n" + json.dumps(told) + "\n")
"""
