"""The worksheet functions as LibreOffice's cells see them: Basic in this user's library Standard.

An add-in of Calc would carry another name in .xlsx (`ZIPING…ZP_GRADE`) and take a blank cell for
0. A function in Standard keeps Excel's name on loading and saving and tells a blank from 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

from ziping.errors import ZipingError
from ziping.excel.functions import Function

MODULE = "ZipingFunctions"
SERVICE = "ziping.libreoffice.Functions"
LIBRARY = "http://openoffice.org/2000/library"
MISSING = "没有算出：扩展“绩效自评”没有装好，请运行 ziping addin doctor"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE {0} PUBLIC "{1}" "{2}">\n'
DTD = "-//OpenOffice.org//DTD OfficeDocument 1.0//EN"
SHARED = f"""Option Explicit

Private Function ZipingValue(sName As String, aArguments As Variant) As Variant
    On Error GoTo Missing
    Dim oService As Object
    Dim aCall(0) As New com.sun.star.beans.NamedValue
    oService = createUnoService("{SERVICE}")
    aCall(0).Name = sName
    aCall(0).Value = aArguments
    ZipingValue = oService.execute(aCall())
    Exit Function
Missing:
    ZipingValue = "{MISSING}"
End Function
"""


def source(functions: Sequence[Function]) -> str:
    """The module's text; what is omitted or blank stays Empty."""
    return "\n".join((SHARED, *map(_function, functions)))


def _function(item: Function) -> str:
    names = [f"p{at}" for at, _ in enumerate(item.arguments)]
    given = ", ".join(f"Optional {name} As Variant" for name in names)
    kept = [f"    If Not IsMissing({name}) Then a({at}) = {name}" for at, name in enumerate(names)]
    lines = (
        f"Function {item.name}({given}) As Variant",
        f"    Dim a({len(names) - 1}) As Variant",
        *kept,
        f'    {item.name} = ZipingValue("{item.name}", a)',
        "End Function",
    )
    return "\n".join(lines) + "\n"


def is_there(profile: Path) -> bool:
    return _module(profile).exists() and MODULE in _listed(profile)


def put(profile: Path, functions: Sequence[Function]) -> None:
    """The module into the library, whose other modules stay as they are."""
    listed = _listed(profile)
    _folder(profile).mkdir(parents=True, exist_ok=True)
    head = HEAD.format("script:module", DTD, "module.dtd")
    text = escape(source(functions))
    name = "http://openoffice.org/2000/script"
    _module(profile).write_text(
        f'{head}<script:module xmlns:script="{name}" script:name="{MODULE}" '
        f'script:language="StarBasic">{text}</script:module>\n',
        encoding="utf-8",
    )
    if MODULE not in listed:
        _list(profile, [*listed, MODULE])


def take(profile: Path) -> bool:
    """The module out of the library; whether it was there."""
    if not is_there(profile):
        return False
    _list(profile, [name for name in _listed(profile) if name != MODULE])
    _module(profile).unlink()
    return True


def _folder(profile: Path) -> Path:
    return profile / "basic" / "Standard"


def _module(profile: Path) -> Path:
    return _folder(profile) / f"{MODULE}.xba"


def _listed(profile: Path) -> list[str]:
    try:
        root = ElementTree.parse(_folder(profile) / "script.xlb").getroot()
    except FileNotFoundError:
        return []
    except ElementTree.ParseError as error:
        raise ZipingError(
            f"LibreOffice 的宏库目录“{_folder(profile) / 'script.xlb'}”读不懂",
            "请在 LibreOffice 里打开“工具 > 宏 > 组织宏”看看宏库，修好后再装",
        ) from error
    return [element.get(f"{{{LIBRARY}}}name", "") for element in root]


def _list(profile: Path, names: list[str]) -> None:
    """The library's list as LibreOffice writes it; replaced in one step."""
    lines = "".join(f" <library:element library:name={quoteattr(name)}/>\n" for name in names)
    head = HEAD.format("library:library", DTD, "library.dtd")
    text = (
        f'{head}<library:library xmlns:library="{LIBRARY}" library:name="Standard" '
        f'library:readonly="false" library:passwordprotected="false">\n{lines}</library:library>\n'
    )
    target = _folder(profile) / "script.xlb"
    new = target.with_name("script.xlb.new")
    new.write_text(text, encoding="utf-8")
    new.replace(target)
