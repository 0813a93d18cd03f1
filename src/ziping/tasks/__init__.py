"""One function per user action; the command line and the buttons act only through these."""

from ziping.tasks.check import Checked, check_file
from ziping.tasks.normalize import Normalized, Rewriting, normalize_file
from ziping.tasks.score import Scored, score_file

__all__ = [
    "Checked",
    "Normalized",
    "Rewriting",
    "Scored",
    "check_file",
    "normalize_file",
    "score_file",
]
