"""Edits a report in LibreOffice Writer as an officer would; run by the system's Python.

    python3 -m tests.word.refresh.writer_job FOLDER < job.json

The job: `path`, `save_as` and `steps`, each step `[name, text it is about, new text]`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from tests.support.uno_steps import store
from tests.support.uno_worker import Soffice, load

PARAGRAPH_BREAK = 0  # com.sun.star.text.ControlCharacter
BOLD = 150.0  # com.sun.star.awt.FontWeight


def found(document: Any, text: str) -> Any:
    """The first place where this text stands."""
    search = document.createSearchDescriptor()
    search.SearchString = text
    place = document.findFirst(search)
    if place is None:
        raise KeyError(text)
    return place


def reword(document: Any, text: str, new: str) -> None:
    found(document, text).String = new


def bold(document: Any, text: str, _: str) -> None:
    found(document, text).CharWeight = BOLD


def paragraph(document: Any, text: str, new: str) -> None:
    """A paragraph of her own in front of the one with this text."""
    place = found(document, text)
    cursor = place.Text.createTextCursorByRange(place.Start)
    cursor.gotoStartOfParagraph(False)
    place.Text.insertString(cursor, new, False)
    place.Text.insertControlCharacter(cursor, PARAGRAPH_BREAK, False)


def comment(document: Any, text: str, new: str) -> None:
    note = document.createInstance("com.sun.star.text.textfield.Annotation")
    note.Author, note.Content = "领导", new
    place = found(document, text)
    place.Text.insertTextContent(place, note, True)


def table(document: Any, text: str, new: str) -> None:
    """A table of one's own, two by two, behind the text."""
    own = document.createInstance("com.sun.star.text.TextTable")
    own.initialize(2, 2)
    place = found(document, text)
    place.Text.insertTextContent(place.End, own, False)
    own.getCellByName("A1").String = new


def track(document: Any, _: str, new: str) -> None:
    document.RecordChanges = new == "on"


STEPS = {
    "reword": reword,
    "bold": bold,
    "paragraph": paragraph,
    "comment": comment,
    "table": table,
    "track": track,
}


def main() -> None:
    """One soffice for one job."""
    job = json.load(sys.stdin)
    office = Soffice(Path(sys.argv[1]))
    try:
        document = load(office.desktop(), Path(job["path"]))
        for name, text, new in job["steps"]:
            STEPS[name](document, text, new)
        store(document, job["save_as"], "MS Word 2007 XML")
        document.close(True)
    finally:
        office.kill()


if __name__ == "__main__":
    main()
