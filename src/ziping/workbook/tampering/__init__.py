"""What was changed in a returned workbook against its template, by layout version."""

from ziping.workbook.tampering.change import TemplateChange
from ziping.workbook.tampering.compare import changes_of

__all__ = ["TemplateChange", "changes_of"]
