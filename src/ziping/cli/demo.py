"""`ziping demo`: the whole way on real figures, with the paths to open at its end."""

from __future__ import annotations

from pathlib import Path

from ziping.cli.show import report_lines, score_lines
from ziping.cli.table import say
from ziping.errors import UnwritableError
from ziping.package.atomic import plain_errors
from ziping.tasks.create import create_sample, free_name
from ziping.tasks.report import report_file
from ziping.tasks.score import score_file
from ziping.workbook.build.samples import DEMO


def run_demo(folder: Path) -> int:
    """Sample → workbook → scores and findings → Word report; files already there are kept."""
    _make_folder(folder)
    workbook = free_name(folder / f"{DEMO}.xlsx")
    say(["一、生成样例工作簿（数字取自公开的自评报告）"])
    create_sample(DEMO, workbook)
    say(["二、评分并校验", ""])
    done = score_file(workbook)
    say(score_lines(done.scored))
    say([""])
    say(report_lines(done.report, limit=8))
    report = free_name(folder / f"{DEMO}自评报告.docx")
    say(["", "三、生成 Word 报告"])
    report_file(workbook, report)
    say(_closing(workbook, report))
    return 0


def _make_folder(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise UnwritableError(folder, "这是文件，不是文件夹", "请用 --out 换一个文件夹")
    with plain_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)


def _closing(workbook: Path, report: Path) -> tuple[str, ...]:
    return (
        "",
        "请打开看看：",
        f"  工作簿  {workbook.resolve()}",
        f"  报告    {report.resolve()}",
        "样例里的问题是原报告就有的。改正后保存并关闭工作簿，再运行：",
        f'  ziping score "{workbook}"',
    )
