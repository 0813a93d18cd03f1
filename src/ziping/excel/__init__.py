"""Ziping inside a running spreadsheet program: buttons, worksheet functions, a live window.

Everything goes through xlwings: Excel by its own engine, LibreOffice by the one in `libreoffice`.
"""
