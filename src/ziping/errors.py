"""Errors that stop a run: an unusable file, a bad rule file, or a bug of ours.

A bad cell is never an exception: it is a finding at its place, and the rest is still scored.
Each error takes fields and builds its own Chinese text: what, where, and what to do next.
"""

from __future__ import annotations


class ZipingError(Exception):
    """Base of all errors that a user can mend; `str()` is the Chinese message with its remedy."""

    def __init__(self, problem: str, remedy: str) -> None:
        self.problem = problem
        self.remedy = remedy
        super().__init__(f"{problem}\n改法：{remedy}")


class UnusableFileError(ZipingError):
    """A file that can't be read as what it should be; nothing was written."""

    def __init__(self, path: object, problem: str, remedy: str) -> None:
        self.path = path
        super().__init__(f"“{path}”：{problem}", remedy)


class UnsafeFileError(UnusableFileError):
    """A file that the gate refuses: too large, encrypted, crafted."""


class UnwritableError(UnusableFileError):
    """A place that can't be written (read-only, open elsewhere, full); the old file is whole."""


class RulePackError(ZipingError):
    """A rule pack that is unknown or does not say what it must."""
