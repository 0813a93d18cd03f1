"""ziping（自评）: 部门整体支出绩效自评 in one workbook, one click and one report."""

__version__ = "0.1.0"
