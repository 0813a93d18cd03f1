"""The mail round: many offices' files out, back, rolled up and returned for correction.

One file is the business of `tasks`; here are lists of offices, boxes of mail, child processes that
read files from outside, the roll-up workbook, and what goes back. Imported by the command line
alone; pandas is loaded where the roll-up is made and nowhere else.
"""
