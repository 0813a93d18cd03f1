"""Worksheet functions: what scoring and quantity compute, in a cell.

Each gives a number or one line of text and never raises. `FUNCTIONS` tells what there is.
"""

from ziping.excel.functions.execution import zp_execution_rate, zp_execution_score
from ziping.excel.functions.forms import zp_grade, zp_total_score, zp_weight_check
from ziping.excel.functions.indicators import zp_indicator_score
from ziping.excel.functions.quantities import zp_quantity
from ziping.excel.functions.register import FUNCTIONS, Argument, Function

__all__ = [
    "FUNCTIONS",
    "Argument",
    "Function",
    "zp_execution_rate",
    "zp_execution_score",
    "zp_grade",
    "zp_indicator_score",
    "zp_quantity",
    "zp_total_score",
    "zp_weight_check",
]
