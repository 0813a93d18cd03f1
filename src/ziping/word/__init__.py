"""The Word report: a scored file in, a .docx (or its PDF) out."""

from ziping.word.pdf import to_pdf
from ziping.word.report import Report, render_report, write_report
from ziping.word.sentences import Gap

__all__ = ["Gap", "Report", "render_report", "to_pdf", "write_report"]
