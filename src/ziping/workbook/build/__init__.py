"""Building a new workbook with openpyxl; only `new`, `demo` and the build command come here."""

import os

os.environ.setdefault("OPENPYXL_LXML", "False")  # one writer everywhere: equal bytes

from ziping.workbook.build.book import build_workbook

__all__ = ["build_workbook"]
