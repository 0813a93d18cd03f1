"""The live window: rate, weights, total, grade and findings beside the open workbook."""

from ziping.excel.live.opening import open_file, open_window

__all__ = ["open_file", "open_window"]
