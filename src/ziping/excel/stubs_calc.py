"""The part of the VBA stubs that LibreOffice alone runs: it asks the installed extension.

A document's own functions come before those in the user's library, so the stubs of the macro
workbook would hide the extension. LibreOffice passes over `#Const` and `#If` and takes every
branch; to Excel the constant is False, and it leaves the text out. Tried in LibreOffice 7.4.

Calc hands references over as Range objects. Their cells are taken through UNO: the `.Value` of
one gives 0 for an error.
"""

from __future__ import annotations

from ziping.excel.functions.given import CODES, FIRST_ERROR
from ziping.excel.libreoffice.basic import SERVICE

CONSTANT = "ZipingInCalc"
ASK = f"""#If {CONSTANT} Then
    ZipingCall = ZipingAsked(UCase(called), values)
    Exit Function
#End If
"""
# LibreOffice's own numbers of errors; every other shows as #VALUE! in Excel.
NUMBERS = {
    503: "#NUM!",
    521: "#NULL!",
    524: "#REF!",
    525: "#NAME?",
    532: "#DIV/0!",
    32767: "#N/A",
}


def _cases() -> str:
    code_of = {shown: FIRST_ERROR + code for code, shown in CODES.items()}
    cases = [f"Case {number}: ZipingError = {code_of[name]}" for number, name in NUMBERS.items()]
    cases.append(f"Case Else: ZipingError = {code_of['#VALUE!']}")
    return "\n".join(f"        {case}" for case in cases)


CALC = f"""
#If {CONSTANT} Then
Private Function ZipingAsked(ByVal called As String, ByVal values As Variant) As Variant
    Dim service As Object, given As Object, sent() As Variant, at As Long
    On Error GoTo Failed
    Set service = CreateUnoService("{SERVICE}")
    If IsNull(service) Then
        ZipingAsked = ZipingText(INSTALL_FIRST)
        Exit Function
    End If
    ReDim sent(LBound(values) To UBound(values))
    For at = LBound(values) To UBound(values)
        If TypeName(values(at)) = "Range" Then
            If CDbl(values(at).Rows.Count) * values(at).Columns.Count > MOST_CELLS Then
                ZipingAsked = ZipingText(TOO_LARGE)
                Exit Function
            End If
            sent(at) = ZipingRead(values(at).getCellRange())
        ElseIf Not IsError(values(at)) Then
            sent(at) = values(at)
        End If
    Next
    Set given = CreateUnoStruct("com.sun.star.beans.NamedValue")
    given.Name = called
    given.Value = sent
    ZipingAsked = service.execute(Array(given))
    Exit Function
Failed:
    ZipingAsked = ZipingText(CANNOT_CALL)
End Function

' Rows of contents. A blank comes as no text, and an error as Empty: then Excel's code is sent.
Private Function ZipingRead(ByVal area As Object) As Variant
    Dim contents As Variant, across As Variant, down As Long, at As Long
    contents = area.getDataArray()
    For down = LBound(contents) To UBound(contents)
        across = contents(down)
        For at = LBound(across) To UBound(across)
            If IsEmpty(across(at)) Then
                across(at) = ZipingError(area.getCellByPosition(at, down).getError())
            End If
        Next
        contents(down) = across
    Next
    ZipingRead = contents
End Function

Private Function ZipingError(ByVal number As Long) As Long
    Select Case number
{_cases()}
    End Select
End Function
#End If
"""
