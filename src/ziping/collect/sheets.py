"""The sheets of the roll-up workbook and the columns that other steps read or patch again."""

OVERVIEW, RANKING, INDICATORS, BASIC, ISSUES, EXCEPTIONS = (
    "总览",
    "排名",
    "指标明细",
    "基础数据",
    "问题清单",
    "未收与异常",
)
REGISTER, CHANGES = "登记", "改动清单"  # beside those: who sent what when; what was tampered with
SHEETS = (OVERVIEW, RANKING, INDICATORS, BASIC, ISSUES, EXCEPTIONS, REGISTER, CHANGES)

REGISTER_HEAD_ROW = 4  # heads; one office a row below
REGISTER_COLUMNS = (
    "单位编码",
    "单位名称",
    "状态",
    "提交次数",
    "计入第几次",
    "首次收到",
    "最近收到",
    "逾期",
    "错误",
    "警告",
    "退回次数",
    "最近退回",
    "要退回",  # 是 or 否, chosen from a list: what `ziping return` goes by
    "备注",  # the reviewer's own; kept when the workbook is made again
    "文件",
)
JOURNAL_SUFFIX = ".收件记录.db"  # beside the roll-up workbook: 汇总.xlsx → 汇总.收件记录.db
