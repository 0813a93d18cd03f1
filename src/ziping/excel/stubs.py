"""The VBA stubs of the worksheet functions and their page: `python -m ziping.excel.stubs [FOLDER]`.

A stub hands its arguments to xlwings' COM server inside the interpreter on record. What was read
of xlwings 0.37.8 for this: its DLL takes a command line of one's own, puts a new id in for
$(CLSID), starts the program, and gives the object that serves that id; `CallUDF` of it takes a
module, a function and an array of arguments. A workbook is not handed over: xlwings would look in
it for code. Not tried on a real Excel.

In LibreOffice, where a document's own functions come before those of the user, the stub asks the
installed extension instead.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from ziping.excel.function_page import PAGE, page
from ziping.excel.functions import FUNCTIONS, Function
from ziping.excel.functions.given import MOST_CELLS
from ziping.excel.names import XLWINGS
from ziping.excel.stubs_calc import ASK, CALC, CONSTANT
from ziping.package.atomic import write_atomic
from ziping.workbook.python_check import UNCALLED

MODULE = "ZipingFunctions"
SENTINEL = 4711  # LibreOffice compiles a whole project or nothing of it, and says neither
CALLED_MODULE = "ziping.excel.functions"
SERVER = "from ziping.excel.server import serve; serve('$(CLSID)')"
WIDTH = 80

NOT_INSTALLED, FAILED = UNCALLED
# What a cell shows where no value came back; in the module as UTF-16 code units, four digits each.
TEXTS = {
    "INSTALL_FIRST": f"{NOT_INSTALLED}：ziping addin install",
    "CANNOT_CALL": f"{FAILED}，请运行：ziping addin doctor",
    "TOO_LARGE": f"所选区域太大或不连续，最多 {MOST_CELLS} 格，请只选表中的行",
}

_HEAD = f"""Attribute VB_Name = "{MODULE}"
Option Explicit
#Const {CONSTANT} = False

' Worksheet functions. Made by "python -m ziping.excel.stubs" from the Python: do not edit.
'
' Each hands its arguments to the Python on record and shows what comes back: a number or one
' line of text. The Python and the DLL are those of the user's own record, written by
' "ziping addin install"; nothing in a workbook or beside it is read. ASCII only.
'
' Excel compiles nothing between #If {CONSTANT} and #End If. LibreOffice passes over every
' line with a #, runs what is between, and so asks the extension that the same command installs.
"""

_DECLARE = (
    "Private Declare PtrSafe Function ZipingActivate Lib {dll} _\n"
    '    Alias "XLPyDLLActivateAuto" (ByRef result As Variant, _\n'
    '    Optional ByVal command_line As String = "", Optional ByVal mode As Long = 1) As Long\n'
)

# LibreOffice takes "Declare PtrSafe Function" for the head of a function and skips to the next
# End Function: its cells do not know the one in between, so that must be none of theirs.
_SKIPPED = """
Private Function ZipingDll() As String
#If Win64 Then
    ZipingDll = DLL_64
#Else
    ZipingDll = DLL_32
#End If
End Function

"""

_SHARED = f"""
Public Function ZipingFunctionsSentinel() As Long
    ZipingFunctionsSentinel = SENTINEL
End Function

Private Function ZipingCall(ByVal called As String, ByVal values As Variant) As Variant
    Dim server As Variant, python As String, at As Long
    On Error GoTo Failed
{ASK}    python = ZipingPython()
    If python = "" Or InStr(python, "$(") > 0 Then
        ZipingCall = ZipingText(INSTALL_FIRST)
        Exit Function
    End If
    For at = LBound(values) To UBound(values)
        If TypeName(values(at)) = "Range" Then
            If values(at).Areas.Count > 1 Or values(at).CountLarge > MOST_CELLS Then
                ZipingCall = ZipingText(TOO_LARGE)
                Exit Function
            End If
            values(at) = values(at).Value2
        End If
    Next
    If Not ZipingLoaded() Then
        ZipingCall = ZipingText(INSTALL_FIRST)
        Exit Function
    End If
    If ZipingActivate(server, Chr(34) & python & Chr(34) & " -I -B -c " & Chr(34) & _
        START_SERVER & Chr(34), 1) <> 0 Then GoTo Failed
    ZipingCall = server.CallUDF(CALLED_MODULE, called, values)
    Exit Function
Failed:
    ZipingCall = ZipingText(CANNOT_CALL)
End Function

' By its absolute path, before anything asks for it by its name alone: that would search the
' current folder, which may be a workbook's.
Private Function ZipingLoaded() As Boolean
    Dim path As String
    path = Trim(GetSetting("ziping", "launch", "dll", ""))
    If Left(path, 2) <> "\\\\" And Mid(path, 2, 2) <> ":\\" Then Exit Function
    If LCase(Right(path, 4)) <> ".dll" Then path = path & "\\" & ZipingDll()
    ZipingLoaded = LoadLibraryA(path) <> 0
End Function

Private Function ZipingText(ByVal units As String) As String
    Dim at As Long, text_so_far As String
    For at = 1 To Len(units) Step 4
        text_so_far = text_so_far & ChrW(CLng("&H" & Mid(units, at, 4)))
    Next
    ZipingText = text_so_far
End Function
"""


def dll_name(bits: int) -> str:
    """The file of xlwings that an Excel of so many bits loads; it lies in the Python's folder."""
    return f"xlwings{bits}-{XLWINGS}.dll"


def module() -> str:
    """The whole module: constants, declarations, one stub a function, what they share."""
    constants = [
        f"Private Const SENTINEL As Long = {SENTINEL}",
        f"Private Const MOST_CELLS As Long = {MOST_CELLS}",
        f'Private Const CALLED_MODULE As String = "{CALLED_MODULE}"',
        f'Private Const START_SERVER As String = "{SERVER}"',
        f'Private Const DLL_64 As String = "{dll_name(64)}"',
        f'Private Const DLL_32 As String = "{dll_name(32)}"',
        *(_text_constant(name, text) for name, text in TEXTS.items()),
    ]
    stubs = "\n".join(_stub(function) for function in FUNCTIONS.values())
    return f"{_HEAD}\n{_declarations()}\n{_lines(constants)}{_SKIPPED}{stubs}{_SHARED}{CALC}"


def _declarations() -> str:
    """LibreOffice reads both branches, which does no harm; nothing is loaded before a call."""
    wide, narrow = (_DECLARE.format(dll=f'"{dll_name(bits)}"') for bits in (64, 32))
    load = (
        'Private Declare PtrSafe Function LoadLibraryA Lib "kernel32" '
        "(ByVal path As String) As Long\n"
    )
    return f"#If Win64 Then\n{wide}#Else\n{narrow}#End If\n{load}"


def _lines(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _text_constant(name: str, text: str) -> str:
    units = text.encode("utf-16-be").hex().upper()
    parts = [f'"{units[at : at + 64]}"' for at in range(0, len(units), 64)]
    return f"Private Const {name} As String = _\n    " + " & _\n    ".join(parts)


def _stub(function: Function) -> str:
    """One function: whatever happens in it, the cell shows a value or one line of text."""
    head = [f"{'Optional ' * a.optional}ByVal {a.name} As Variant" for a in function.arguments]
    names = [a.name for a in function.arguments]
    return (
        f"Public Function {function.name}( _\n        {_wrapped(head)}) As Variant\n"
        "    On Error GoTo Failed\n"
        f'    {function.name} = ZipingCall("{function.python_name}", _\n'
        f"        Array({_wrapped(names)}))\n"
        "    Exit Function\n"
        "Failed:\n"
        f"    {function.name} = ZipingText(CANNOT_CALL)\n"
        "End Function\n"
    )


def _wrapped(parts: list[str]) -> str:
    """Separated by commas, over several lines where one would be long."""
    lines, line = [], ""
    for part in parts:
        longer = f"{line}, {part}" if line else part
        if len(longer) > WIDTH and line:
            lines.append(line + ",")
            longer = part
        line = longer
    return " _\n        ".join([*lines, line])


def write(folder: Path) -> list[Path]:
    """The module under `macros` and the page under `docs`."""
    files = {folder / "macros" / f"{MODULE}.bas": module(), folder / "docs" / PAGE: page()}
    for path, text in files.items():
        write_atomic(path, text.encode())
    return list(files)


def main() -> int:
    for path in write(Path(sys.argv[1] if len(sys.argv) > 1 else ".")):
        print(path)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
