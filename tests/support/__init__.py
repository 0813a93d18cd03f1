"""What the tests stand on: a real LibreOffice, and pages turned into pictures."""
