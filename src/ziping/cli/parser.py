"""argparse with its few sentences in Chinese."""

from __future__ import annotations

import argparse
from typing import Any, NoReturn

UNUSABLE = 2  # exit code: the command itself is wrong, or the file can't be used


class Help(argparse.HelpFormatter):
    """Of a fixed width: asking the terminal imports shutil for every command."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=32, width=96)


class ChineseParser(argparse.ArgumentParser):
    """argparse with its few sentences in Chinese."""

    def __init__(self, **given: Any) -> None:
        super().__init__(formatter_class=Help, **given)

    def error(self, message: str) -> NoReturn:
        self.exit(
            UNUSABLE,
            f"命令写得不对：{_translated(message)}\n改法：运行 {self.prog} --help 看用法\n",
        )

    def format_help(self) -> str:
        text = super().format_help()
        for english, chinese in HELP_WORDS:
            text = text.replace(english, chinese)
        return text


HELP_WORDS = (
    ("usage:", "用法："),
    ("positional arguments:", "参数："),
    ("options:", "选项："),
    ("show this help message and exit", "显示帮助"),
    ("show program's version number and exit", "显示版本"),
)
ERROR_WORDS = (
    ("argument 命令: invalid choice:", "没有这个命令"),
    ("argument 操作: invalid choice:", "没有这个操作"),
    ("the following arguments are required: 命令", "没有写命令"),
    ("the following arguments are required:", "缺少"),
    ("unrecognized arguments:", "不认识的参数"),
    ("expected one argument", "后面要跟一个值"),
    ("choose from", "可用的有"),
    ("argument ", "参数 "),
)


def _translated(message: str) -> str:
    for english, chinese in ERROR_WORDS:
        message = message.replace(english, chinese)
    return message
