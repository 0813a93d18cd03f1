Attribute VB_Name = "ZipingFunctions"
Option Explicit
#Const ZipingInCalc = False

' Worksheet functions. Made by "python -m ziping.excel.stubs" from the Python: do not edit.
'
' Each hands its arguments to the Python on record and shows what comes back: a number or one
' line of text. The Python and the DLL are those of the user's own record, written by
' "ziping addin install"; nothing in a workbook or beside it is read. ASCII only.
'
' Excel compiles nothing between #If ZipingInCalc and #End If. LibreOffice passes over every
' line with a #, runs what is between, and so asks the extension that the same command installs.

#If Win64 Then
Private Declare PtrSafe Function ZipingActivate Lib "xlwings64-0.37.8.dll" _
    Alias "XLPyDLLActivateAuto" (ByRef result As Variant, _
    Optional ByVal command_line As String = "", Optional ByVal mode As Long = 1) As Long
#Else
Private Declare PtrSafe Function ZipingActivate Lib "xlwings32-0.37.8.dll" _
    Alias "XLPyDLLActivateAuto" (ByRef result As Variant, _
    Optional ByVal command_line As String = "", Optional ByVal mode As Long = 1) As Long
#End If
Private Declare PtrSafe Function LoadLibraryA Lib "kernel32" (ByVal path As String) As Long

Private Const SENTINEL As Long = 4711
Private Const MOST_CELLS As Long = 2000
Private Const CALLED_MODULE As String = "ziping.excel.functions"
Private Const START_SERVER As String = "from ziping.excel.server import serve; serve('$(CLSID)')"
Private Const DLL_64 As String = "xlwings64-0.37.8.dll"
Private Const DLL_32 As String = "xlwings32-0.37.8.dll"
Private Const INSTALL_FIRST As String = _
    "8BF751485B8988C5FF1A007A006900700069006E006700200061006400640069" & _
    "006E00200069006E007300740061006C006C"
Private Const CANNOT_CALL As String = _
    "6CA167097B976210FF0C8BF78FD0884CFF1A007A006900700069006E00670020" & _
    "0061006400640069006E00200064006F00630074006F0072"
Private Const TOO_LARGE As String = _
    "62409009533A57DF592A592762164E0D8FDE7EEDFF0C6700591A002000320030" & _
    "003000300020683CFF0C8BF753EA900988684E2D7684884C"

Private Function ZipingDll() As String
#If Win64 Then
    ZipingDll = DLL_64
#Else
    ZipingDll = DLL_32
#End If
End Function

Public Function ZP_EXECUTION_RATE( _
        ByVal adjusted_budget As Variant, ByVal actual_expenditure As Variant) As Variant
    On Error GoTo Failed
    ZP_EXECUTION_RATE = ZipingCall("zp_execution_rate", _
        Array(adjusted_budget, actual_expenditure))
    Exit Function
Failed:
    ZP_EXECUTION_RATE = ZipingText(CANNOT_CALL)
End Function

Public Function ZP_EXECUTION_SCORE( _
        ByVal adjusted_budget As Variant, ByVal actual_expenditure As Variant, _
        Optional ByVal rules As Variant, Optional ByVal budget_year As Variant) As Variant
    On Error GoTo Failed
    ZP_EXECUTION_SCORE = ZipingCall("zp_execution_score", _
        Array(adjusted_budget, actual_expenditure, rules, budget_year))
    Exit Function
Failed:
    ZP_EXECUTION_SCORE = ZipingText(CANNOT_CALL)
End Function

Public Function ZP_INDICATOR_SCORE( _
        ByVal level2 As Variant, ByVal target_value As Variant, _
        ByVal actual_value As Variant, ByVal full_marks As Variant, _
        Optional ByVal tier As Variant, Optional ByVal declared_score As Variant, _
        Optional ByVal nature As Variant, Optional ByVal rules As Variant, _
        Optional ByVal budget_year As Variant) As Variant
    On Error GoTo Failed
    ZP_INDICATOR_SCORE = ZipingCall("zp_indicator_score", _
        Array(level2, target_value, actual_value, full_marks, tier, declared_score, nature, _
        rules, budget_year))
    Exit Function
Failed:
    ZP_INDICATOR_SCORE = ZipingText(CANNOT_CALL)
End Function

Public Function ZP_WEIGHT_CHECK( _
        ByVal level2 As Variant, ByVal full_marks As Variant, _
        Optional ByVal execution_full_marks As Variant, Optional ByVal rules As Variant, _
        Optional ByVal budget_year As Variant) As Variant
    On Error GoTo Failed
    ZP_WEIGHT_CHECK = ZipingCall("zp_weight_check", _
        Array(level2, full_marks, execution_full_marks, rules, budget_year))
    Exit Function
Failed:
    ZP_WEIGHT_CHECK = ZipingText(CANNOT_CALL)
End Function

Public Function ZP_TOTAL_SCORE( _
        ByVal execution_score As Variant, ByVal full_marks As Variant, _
        ByVal scores As Variant, Optional ByVal rules As Variant, _
        Optional ByVal budget_year As Variant) As Variant
    On Error GoTo Failed
    ZP_TOTAL_SCORE = ZipingCall("zp_total_score", _
        Array(execution_score, full_marks, scores, rules, budget_year))
    Exit Function
Failed:
    ZP_TOTAL_SCORE = ZipingText(CANNOT_CALL)
End Function

Public Function ZP_GRADE( _
        ByVal total_score As Variant, Optional ByVal rules As Variant, _
        Optional ByVal budget_year As Variant) As Variant
    On Error GoTo Failed
    ZP_GRADE = ZipingCall("zp_grade", _
        Array(total_score, rules, budget_year))
    Exit Function
Failed:
    ZP_GRADE = ZipingText(CANNOT_CALL)
End Function

Public Function ZP_QUANTITY( _
        ByVal typed_text As Variant, Optional ByVal item As Variant) As Variant
    On Error GoTo Failed
    ZP_QUANTITY = ZipingCall("zp_quantity", _
        Array(typed_text, item))
    Exit Function
Failed:
    ZP_QUANTITY = ZipingText(CANNOT_CALL)
End Function

Public Function ZipingFunctionsSentinel() As Long
    ZipingFunctionsSentinel = SENTINEL
End Function

Private Function ZipingCall(ByVal called As String, ByVal values As Variant) As Variant
    Dim server As Variant, python As String, at As Long
    On Error GoTo Failed
#If ZipingInCalc Then
    ZipingCall = ZipingAsked(UCase(called), values)
    Exit Function
#End If
    python = ZipingPython()
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
    If Left(path, 2) <> "\\" And Mid(path, 2, 2) <> ":\" Then Exit Function
    If LCase(Right(path, 4)) <> ".dll" Then path = path & "\" & ZipingDll()
    ZipingLoaded = LoadLibraryA(path) <> 0
End Function

Private Function ZipingText(ByVal units As String) As String
    Dim at As Long, text_so_far As String
    For at = 1 To Len(units) Step 4
        text_so_far = text_so_far & ChrW(CLng("&H" & Mid(units, at, 4)))
    Next
    ZipingText = text_so_far
End Function

#If ZipingInCalc Then
Private Function ZipingAsked(ByVal called As String, ByVal values As Variant) As Variant
    Dim service As Object, given As Object, sent() As Variant, at As Long
    On Error GoTo Failed
    Set service = CreateUnoService("ziping.libreoffice.Functions")
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
        Case 503: ZipingError = -2146826252
        Case 521: ZipingError = -2146826288
        Case 524: ZipingError = -2146826265
        Case 525: ZipingError = -2146826259
        Case 532: ZipingError = -2146826281
        Case 32767: ZipingError = -2146826246
        Case Else: ZipingError = -2146826273
    End Select
End Function
#End If
