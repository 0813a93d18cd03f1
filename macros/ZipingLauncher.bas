Attribute VB_Name = "ZipingLauncher"
Option Explicit
Option Private Module

' Starts one program with one module: the Python on record, "-I -m ziping.excel.button".
'
' The record is the user's own: on Windows the registry, written by "ziping addin install";
' in LibreOffice on Linux a file in the home folder. Nothing in a workbook or beside it is read.
' No entry may end in an error dialog, so each one catches what goes wrong and says it in the
' status bar. ASCII only: Chinese sentences are spelled as UTF-16 code units.

Private Const INSTALL_FIRST As String = _
    "8BF75148" & "5B8988C5" & "FF1A" & _
    "007A006900700069006E00670020" & "0061006400640069006E0020" & "0069006E007300740061006C006C"
Private Const BAD_RECORD As String = _
    "5B8988C5" & "8BB05F55" & "65E06548" & "FF0C" & "8BF791CD" & "65B08FD0" & "884CFF1A" & _
    "007A006900700069006E00670020" & "0061006400640069006E0020" & "0069006E007300740061006C006C"
Private Const CANNOT_START As String = _
    "542F52A8" & "59318D25" & "FF0C" & "8BF78FD0" & "884CFF1A" & _
    "007A006900700069006E00670020" & "0061006400640069006E0020" & "0064006F00630074006F0072"
Private Const AT_WORK As String = "6B635728" & "59047406" & "2026"
Private Const NO_WORKBOOK As String = "8BF75148" & "62535F00" & "7EE96548" & "81EA8BC4" & "5DE54F5C" & "7C3F"

Private Const SHOWN_WINDOW As Long = 1 ' pythonw has no window of its own; 0 would hide those it opens
Private Const SENTINEL As Long = 4711

Private has_told As Boolean

' What every button and every ribbon callback calls.
Public Sub ZipingLaunch(ByVal action As String, ByVal book As Object)
    Dim python As String, handed As String
    On Error GoTo Failed
    If has_told Then Application.StatusBar = False
    has_told = False
    If book Is Nothing Then
        Tell NO_WORKBOOK
        Exit Sub
    End If
    python = RecordedPython()
    If python = "" Then
        Tell INSTALL_FIRST
        Exit Sub
    End If
    If Not IsPlainPath(python) Then
        Tell BAD_RECORD
        Exit Sub
    End If
    handed = action & " " & CStr(WindowHandle()) & " " & Spelled(FullNameOf(book))
    If WindowHandle() > 0 Then Tell AT_WORK  ' until Python has its own word in Excel's status bar
    Shell Chr(34) & python & Chr(34) & " -I -m ziping.excel.button " & handed, SHOWN_WINDOW
    Exit Sub
Failed:
    Tell CANNOT_START
End Sub

' The interpreter that the user's record names, "" where there is none fit to be started.
Public Function ZipingPython() As String
    Dim found As String
    On Error Resume Next
    found = RecordedPython()
    If IsPlainPath(found) Then ZipingPython = found
End Function

' LibreOffice compiles silently: a test asks for this value.
Public Function ZipingSentinel() As Long
    ZipingSentinel = SENTINEL
End Function

Private Function RecordedPython() As String
    Dim system_name As String, found As String
    On Error Resume Next
    system_name = Application.OperatingSystem
    If InStr(1, system_name, "Windows", 1) > 0 Then
        found = GetSetting("ziping", "launch", "python", "")
    ElseIf system_name = "Unix" Then
        found = FirstLine(Environ("HOME") & "/.config/ziping/launch.txt")
    End If
    RecordedPython = Trim(found)
End Function

Private Function FirstLine(ByVal path As String) As String
    Dim number As Integer, found As String
    On Error GoTo Failed
    number = FreeFile
    Open path For Input As #number
    Line Input #number, found
    Close #number
    FirstLine = found
    Exit Function
Failed:
    FirstLine = ""
End Function

' Absolute, and nothing in it that could end the quotes around it.
Private Function IsPlainPath(ByVal path As String) As Boolean
    Dim at As Long, code As Long
    For at = 1 To Len(path)
        code = AscW(Mid(path, at, 1)) And &HFFFF&
        If code < 32 Or code = 34 Then Exit Function
    Next
    IsPlainPath = Left(path, 1) = "/" Or Left(path, 2) = "\\" Or Mid(path, 2, 2) = ":\"
End Function

' Excel gives the full name. LibreOffice gives the name alone, so the folder is put before it.
Private Function FullNameOf(ByVal book As Object) As String
    Dim full_name As String, folder As String
    full_name = book.FullName
    folder = book.Path
    If folder <> "" And InStr(full_name, "/") = 0 And InStr(full_name, "\") = 0 Then
        full_name = folder & Application.PathSeparator & full_name
    End If
    FullNameOf = full_name
End Function

' Each UTF-16 code unit as four hexadecimal digits: no character means anything to anybody.
Private Function Spelled(ByVal text As String) As String
    Dim at As Long, units As String
    For at = 1 To Len(text)
        units = units & Right("000" & Hex(AscW(Mid(text, at, 1)) And &HFFFF&), 4)
    Next
    Spelled = units
End Function

' 0 where the program has none: LibreOffice.
Private Function WindowHandle() As Long
    Dim handle As Long
    On Error Resume Next
    handle = Application.Hwnd
    If handle > 0 Then WindowHandle = handle
End Function

Private Sub Tell(ByVal units As String)
    Dim at As Long, text As String
    On Error Resume Next
    For at = 1 To Len(units) Step 4
        text = text & ChrW(CLng("&H" & Mid(units, at, 4)))
    Next
    Application.StatusBar = text
    has_told = True
End Sub
