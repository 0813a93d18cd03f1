"""The low level of OOXML files: the gate, sheet reading, part patching, atomic rewriting.

Knows nothing of our forms. Standard library only; no regular expression ever meets XML.
"""
