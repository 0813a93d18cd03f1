"""`ziping demo`: the whole way on real figures, with the paths to open at its end."""

from __future__ import annotations

from pathlib import Path

from ziping.cli.show import report_lines, score_lines
from ziping.package.atomic import plain_errors
from ziping.tasks.create import create_sample, free_name
from ziping.tasks.report import report_file
from ziping.tasks.score import score_file
from ziping.workbook.build.samples import DEMO


def run_demo(folder: Path) -> int:
    """Sample → workbook → scores and findings → Word report; files already there are kept."""
    with plain_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
    workbook = free_name(folder / f"{DEMO}.xlsx")
    print("一、生成样例工作簿（数字取自公开的自评报告）")
    create_sample(DEMO, workbook)
    print("二、评分并校验")
    done = score_file(workbook)
    print()
    for line in score_lines(done.scored):
        print(line)
    print()
    for line in report_lines(done.report, limit=8):
        print(line)
    report = free_name(folder / f"{DEMO}自评报告.docx")
    print()
    print("三、生成 Word 报告")
    report_file(workbook, report)
    print()
    print("请打开看看：")
    print(f"  工作簿  {workbook.resolve()}")
    print(f"  报告    {report.resolve()}")
    print("样例里的问题是原报告就有的，改正后再运行：")
    print(f'  ziping score "{workbook}"')
    return 0
