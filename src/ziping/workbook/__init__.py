"""The workbook: its layout, its formulas, building, reading and writing results back."""
