"""One function per user action; the command line and the buttons act only through these."""
