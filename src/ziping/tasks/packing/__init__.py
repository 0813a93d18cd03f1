"""打包: the mail file of an office, out of its workbook."""

from ziping.tasks.packing.finished import Packed, finish, packed_json
from ziping.tasks.packing.prepared import Asked, Prepared, prepare

__all__ = ["Asked", "Packed", "Prepared", "finish", "packed_json", "prepare"]
