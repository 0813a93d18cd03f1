"""What was changed in a returned workbook against its template, by layout version."""

from ziping.workbook.tampering.change import TemplateChange
from ziping.workbook.tampering.compare import changes_of
from ziping.workbook.tampering.rule_values import pack_note

__all__ = ["TemplateChange", "changes_of", "pack_note"]
