"""One workbook an office: made from one template, or rolled forward from last year's file."""

from ziping.collect.outgoing.last_year import identify_job, roll_job

__all__ = ["identify_job", "roll_job"]
