"""The actions by their names: what a button, a menu and the live window call them."""

from ziping.workbook.buttons import ACTIONS, BY_NAME, LIVE, Action

__all__ = ["ACTIONS", "BY_NAME", "LIVE", "XLWINGS", "Action"]

XLWINGS = "0.37.8"  # exactly: its DLL, which the VBA names, bears the version
