Attribute VB_Name = "ZipingButtons"
Option Explicit

' One procedure for each button on the first sheet of this workbook.

Public Sub ZipingScore()
    On Error Resume Next
    ZipingLaunch "score", ThisWorkbook
End Sub

Public Sub ZipingCheck()
    On Error Resume Next
    ZipingLaunch "check", ThisWorkbook
End Sub

Public Sub ZipingAdopt()
    On Error Resume Next
    ZipingLaunch "adopt", ThisWorkbook
End Sub

Public Sub ZipingNormalize()
    On Error Resume Next
    ZipingLaunch "normalize", ThisWorkbook
End Sub

Public Sub ZipingReport()
    On Error Resume Next
    ZipingLaunch "report", ThisWorkbook
End Sub

Public Sub ZipingRoll()
    On Error Resume Next
    ZipingLaunch "roll", ThisWorkbook
End Sub

Public Sub ZipingUndo()
    On Error Resume Next
    ZipingLaunch "undo", ThisWorkbook
End Sub
