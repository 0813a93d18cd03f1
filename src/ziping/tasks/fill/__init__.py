"""导入数据: figures out of a table that a budget or accounts system exported, into a workbook.

The way: cells → figures with their labels (`reading`) → what they mean (`meaning`) → cells of the
workbook (`targets`) → what is to change, and what is not taken and why (`plan`).
"""
