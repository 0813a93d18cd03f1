"""The Word report: a scored file in, a .docx (or its PDF) out.

What writes is imported when it is asked for: who only reads words needs none of it.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ziping.word.pdf import to_pdf
    from ziping.word.report import Report, render_report, write_report
    from ziping.word.sentences import Gap

__all__ = ["Gap", "Report", "render_report", "to_pdf", "write_report"]


def __getattr__(name: str) -> object:
    from importlib import import_module

    for module in ("report", "sentences", "pdf"):
        if name in __all__ and hasattr(found := import_module(f"ziping.word.{module}"), name):
            return getattr(found, name)
    raise AttributeError(name)
