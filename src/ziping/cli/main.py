"""Parse the command, run it, turn what goes wrong into a sentence and an exit code."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence

from ziping import __version__
from ziping.cli.arguments import COMMANDS
from ziping.cli.parser import UNUSABLE, ChineseParser
from ziping.errors import ZipingError

OK = 0
# commands whose name Python keeps for itself
NAMES = {"import": "import_report", "return": "return_files"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `ziping`; returns the exit code and never lets a traceback through."""
    _use_utf8()
    gc.set_threshold(100_000)  # a short life: collecting costs more than it gives back
    words = sys.argv[1:] if arguments is None else arguments
    try:
        options = _parser(words[0] if words else "").parse_args(words)
    except SystemExit as done:  # --help, --version, and what error() has told
        return int(done.code or OK)
    try:
        return _run(options)
    except ZipingError as error:
        return _refused(f"未完成：{error}")
    except BrokenPipeError:
        return _no_output(OK)
    except KeyboardInterrupt:
        return _refused("已中断，原文件没有改动，或已完整写好。")
    except Exception as error:  # a bug of ours is reported as ours
        return _our_bug(error)


def _run(options: argparse.Namespace) -> int:
    from ziping.cli import commands
    from ziping.cli.table import NoOutputError

    try:
        code: int = getattr(commands, NAMES.get(options.command, options.command))(options)
    except NoOutputError as error:
        _refused(
            f"结果没能全部显示出来（{error}）；工作簿完好，该写入的已经写好。\n"
            "改法：请清理输出所在的磁盘，或直接在屏幕上显示"
        )
        return _no_output(UNUSABLE)
    return code


def _refused(message: str) -> int:
    from ziping.cli.table import harmless

    print(*map(harmless, message.split("\n")), sep="\n", file=sys.stderr)
    return UNUSABLE


def _no_output(code: int) -> int:
    """Nobody reads on, or the place of the output is full: nothing more is printed there."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return code


def _our_bug(error: Exception) -> int:
    if os.environ.get("ZIPING_DEBUG"):
        import traceback

        traceback.print_exception(error)
    return _refused(
        f"程序自身出错（{type(error).__name__}：{error}），不是填报的问题，原文件完好。\n"
        "改法：请把所用的命令和文件发给程序维护者；设环境变量 ZIPING_DEBUG=1 可看到详细位置。"
    )


def _use_utf8() -> None:
    """Chinese must come out also where the console's own code page can't say it."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None and not stream.isatty():
            reconfigure(encoding="utf-8", errors="backslashreplace")
        elif reconfigure is not None:
            reconfigure(errors="replace")


def _parser(wanted: str = "") -> argparse.ArgumentParser:
    """The parser of all commands, or of the one that is wanted: each costs its milliseconds."""
    parser = ChineseParser(
        prog="ziping",
        description="部门整体支出绩效自评：评分、校验、生成报告。",
        epilog="第一次使用：ziping demo。"
        "退出码：0 没有错误，1 数据有错误，2 文件不可用或程序出错。",
    )
    parser.add_argument("--version", action="version", version=f"ziping {__version__}")
    commands = parser.add_subparsers(
        dest="command", required=True, metavar="命令", parser_class=ChineseParser
    )
    for name in [wanted] if wanted in COMMANDS else COMMANDS:
        text, add_arguments = COMMANDS[name]
        add_arguments(commands.add_parser(name, help=text, description=text))
    return parser
