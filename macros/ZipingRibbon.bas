Attribute VB_Name = "ZipingRibbon"
Option Explicit

' One callback for each button of the ribbon; it means the workbook in front.

Public Sub RibbonScore(ByVal control As IRibbonControl)
    On Error Resume Next
    ZipingLaunch "score", ActiveWorkbook
End Sub

Public Sub RibbonCheck(ByVal control As IRibbonControl)
    On Error Resume Next
    ZipingLaunch "check", ActiveWorkbook
End Sub

Public Sub RibbonAdopt(ByVal control As IRibbonControl)
    On Error Resume Next
    ZipingLaunch "adopt", ActiveWorkbook
End Sub

Public Sub RibbonNormalize(ByVal control As IRibbonControl)
    On Error Resume Next
    ZipingLaunch "normalize", ActiveWorkbook
End Sub

Public Sub RibbonReport(ByVal control As IRibbonControl)
    On Error Resume Next
    ZipingLaunch "report", ActiveWorkbook
End Sub

Public Sub RibbonRoll(ByVal control As IRibbonControl)
    On Error Resume Next
    ZipingLaunch "roll", ActiveWorkbook
End Sub

Public Sub RibbonUndo(ByVal control As IRibbonControl)
    On Error Resume Next
    ZipingLaunch "undo", ActiveWorkbook
End Sub

Public Sub RibbonLive(ByVal control As IRibbonControl)
    On Error Resume Next
    ZipingLaunch "live", ActiveWorkbook
End Sub
