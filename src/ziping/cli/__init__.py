"""The command line: Chinese messages, exit 0 no errors, 1 errors in the data, 2 unusable input."""

from ziping.cli.main import main

__all__ = ["main"]
